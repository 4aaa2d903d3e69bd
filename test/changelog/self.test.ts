import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { versionsIn } from '../../src/changelog/insert.ts'
import { main } from '../../src/main.ts'

const git = (cwd: string, ...args: readonly string[]) => execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
const complete = (() => {
  try {
    return git(inRoot('.'), 'rev-parse', '--is-shallow-repository') === 'false'
  } catch {
    return false
  }
})()

async function run(cwd: string, ...argv: readonly string[]): Promise<string> {
  let stdout = ''
  const io = {
    cwd, env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }, stdin: new PassThrough() as unknown as NodeJS.ReadStream, stdout: { write: (text: string) => { stdout += text } },
    stderr: { write: () => undefined }, signal: new AbortController().signal, nodeVersion: process.versions.node, platform: process.platform,
  }
  expect(await main(argv, io)).toBe(0)
  return stdout
}

test.skipIf(!complete)('CHANGELOG.md is what it writes of the commits before (else: npm run dev -- changelog --unreleased --write; skipped in a shallow clone)', { timeout: 120_000 }, async () => {
  const commit = git(inRoot('.'), 'log', '-1', '--format=%H', '--', 'CHANGELOG.md')
  const committed = execFileSync('git', ['show', `${commit}:CHANGELOG.md`], { cwd: inRoot('.'), encoding: 'utf8' })
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string }
  // A release writes its own section, with its day; then that is what stands on top.
  if (versionsIn(committed).length > 0 && !committed.includes('conventions:unreleased')) return expect(versionsIn(committed)[0]).toBe(version)
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'conventions-self-'))), 'clone')
  onTestFinished(() => rmSync(join(root, '..'), { recursive: true, force: true }))
  git(inRoot('.'), 'clone', '-q', '--shared', '--no-tags', inRoot('.'), root)
  git(root, 'checkout', '-q', `${commit}^`)
  await run(root, 'changelog', '--unreleased', '--write', '--yes')
  return expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toBe(committed)
})

test.skipIf(!complete)('the changelog of this repository is written by it, and made again it is the same (skipped in a shallow clone)', { timeout: 120_000 }, async () => {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'conventions-self-'))), 'clone')
  onTestFinished(() => rmSync(join(root, '..'), { recursive: true, force: true }))
  git(inRoot('.'), 'clone', '-q', '--shared', inRoot('.'), root)
  // As if the next version had just been tagged; an earlier one may be there.
  const version = '999.0.0'
  git(root, '-c', 'user.name=a', '-c', 'user.email=a@b.co', 'tag', '-a', '-m', version, `v${version}`)
  rmSync(join(root, 'CHANGELOG.md'), { force: true })
  await run(root, 'changelog', '--all', '--write', '--yes', '--allow-dirty')
  const written = readFileSync(join(root, 'CHANGELOG.md'), 'utf8')
  expect(written).toMatch(/^# Changelog\n\n## \[?999\.0\.0[^\n]* \(\d{4}-\d\d-\d\d\)\n\n### /)
  const hashes = [...written.matchAll(/^- .*\(\[?([0-9a-f]{7})\b/gm)].map(([, hash]) => hash)
  expect(hashes.length).toBeGreaterThan(0)
  rmSync(join(root, 'CHANGELOG.md'))
  expect(existsSync(join(root, 'CHANGELOG.md'))).toBe(false)
  await run(root, 'changelog', '--all', '--write', '--yes', '--allow-dirty')
  expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toBe(written)
  expect(written).toContain((await run(root, 'changelog', '--all')).trim().split('\n').slice(2, 20).join('\n'))
})
