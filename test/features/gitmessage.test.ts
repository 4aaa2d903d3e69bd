import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, textAt } from './harness.ts'

const { GIT_DIR: _dir, GIT_INDEX_FILE: _index, ...outer } = process.env
const env = { ...outer, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
let cwd: string

function git(args: readonly string[], more: Record<string, string> = {}): string {
  return execFileSync('git', args, { cwd, env: { ...env, ...more }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'conventions-'))
  git(['init', '-q'])
  git(['config', 'user.name', 'T'])
  git(['config', 'user.email', 't@example.com'])
  const { changes } = ask('commits', { ticket: { required: true }, body: { required: true } }, { locale: 'ko' })
  writeFileSync(join(cwd, '.gitmessage'), textAt(changes, '.gitmessage'))
  for (const change of changes) if (change.kind === 'step' && 'gitConfig' in change.run) git(['config', '--local', change.run.gitConfig, change.run.value])
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

test('git shows the template, and nothing of it ends up in the message', () => {
  writeFileSync(join(cwd, 'editor.sh'), 'printf "feat: x" | cat - "$1" > both && cp both shown && mv both "$1"\n')
  git(['commit', '--allow-empty'], { GIT_EDITOR: 'sh ./editor.sh' })
  expect(git(['log', '-1', '--format=%B']).trim()).toBe('feat: x')
  expect(readFileSync(join(cwd, 'shown'), 'utf8')).toContain('\n# 타입:\n')
})

test('a template that is left as it is makes no commit', () => {
  expect(() => git(['commit', '--allow-empty'], { GIT_EDITOR: 'true' })).toThrow(/Aborting commit/)
})
