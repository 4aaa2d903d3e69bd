import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { run } from '../../scripts/lib/run.ts'
import { adopted, cleanEnv, open, sandbox, type Sandbox } from './lib/hooks.ts'
import { toolkitInto } from './lib/toolkit.ts'

// The managers that call us from their own config, with their own programs from the registry.

const tools = { 'lefthook': '2.2.2', 'simple-git-hooks': '2.14.0' }
const folder = inRoot('.cache/e2e/managers')

async function install(): Promise<boolean> {
  if (existsSync(join(folder, 'node_modules/.bin/simple-git-hooks'))) return true
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const { code } = await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...Object.entries(tools).map(([name, version]) => `${name}@${version}`)], { cwd: folder })
  return code === 0
}

const installed = await install()

/** What an install of the repository's packages leaves. */
async function packages(box: Sandbox): Promise<void> {
  mkdirSync(join(box.root, 'node_modules/.bin'), { recursive: true })
  for (const name of Object.keys(tools)) symlinkSync(join(folder, 'node_modules/.bin', name), join(box.root, 'node_modules/.bin', name))
  await toolkitInto(join(box.root, 'node_modules/create-conventions'))
}

const files = { 'package.json': '{"name":"sample","private":true}\n', '.gitignore': 'node_modules\n' }
const commit = (box: Sandbox, message: string, ...args: string[]) => box.git('commit', '--allow-empty', '-q', '-m', message, ...args)

describe.skipIf(!installed)('managers from the registry (skipped: they could not be installed)', () => {
  test('lefthook runs our hooks, with its own commands beside them', async () => {
    const box = sandbox({
      ...files, 'lefthook.yml': '# ours\ncommit-msg:\n  commands:\n    theirs:\n      run: echo theirs >>theirs\n',
      'conventions.config.yaml': 'extends: standard\nhooks: { manager: lefthook, push: false, custom: { pre-push: [ { run: cat >pushed } ] } }\ncommits: { ticket: {} }\n',
    })
    await packages(box)
    expect((await box.conventions('apply', '--yes', '--no-install')).code).toBe(0)
    expect(box.read('lefthook.yml')).toContain('# ours')
    const good = commit(box, 'feat: x')
    expect([good.code, box.read('theirs')], good.stderr).toEqual([0, 'theirs\n'])
    const refused = commit(box, 'nope')
    expect([refused.code, (refused.stdout + refused.stderr).includes('--retry')]).toEqual([1, true])
    expect(box.read('.git/conventions/rejected/COMMIT_EDITMSG')).toBe('nope\n')
    box.must('add', '-A')
    box.must('commit', '-q', '--no-verify', '-m', 'chore: conventions')
    box.must('init', '-q', '--bare', '../remote.git')
    box.must('push', '-q', '../remote.git', 'main')
    expect(box.read('pushed')).toMatch(/^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0{40}\n/)
    box.must('worktree', 'add', '-q', '-b', 'feature/ABC-3-x', '../a worktree 작업')
    // Its own hook file looks for lefthook in the worktree, and then on the PATH.
    const worktree = open(box.home, join(box.home, 'a worktree 작업'), { PATH: `${join(folder, 'node_modules/.bin')}:${cleanEnv['PATH'] ?? ''}` })
    expect(commit(worktree, 'nope').code).toBe(1)
    const edited = worktree.run(['git', 'commit', '--allow-empty', '-q'], { env: { GIT_EDITOR: 'sh -c \'printf "feat: y" | cat - "$1" >t && cat t >"$1" && rm t\' sh' } })
    expect([edited.code, worktree.message()], edited.stderr).toEqual([0, 'feat: y\n\nRefs: ABC-3'])
  })

  test('simple-git-hooks runs our hooks behind its own', async () => {
    const box = sandbox({
      ...files, 'package.json': '{"name":"sample","private":true,"simple-git-hooks":{"commit-msg":"echo theirs >>theirs"}}\n',
      'conventions.config.yaml': 'extends: standard\nhooks: { manager: simple-git-hooks }\n',
    })
    await packages(box)
    expect((await box.conventions('apply', '--yes', '--no-install')).code).toBe(0)
    const good = commit(box, 'feat: x')
    expect([good.code, box.read('theirs')], good.stderr).toEqual([0, 'theirs\n'])
    expect(commit(box, 'nope').code).toBe(1)
    const doctor = JSON.parse((await box.conventions('doctor', '--json')).stdout) as { probes: { id: string, ok: boolean }[] }
    // Whether a client without a PATH finds Node is the machine's business.
    expect(doctor.probes.filter(({ id }) => id === 'hooks-path' || id === 'hooks-run').map(({ ok }) => ok)).toEqual([true, true])
  })
})

test('a manager whose program is not there yet keeps nobody from applying', async () => {
  const box = await adopted('extends: standard\nhooks: { manager: lefthook }\n', files, { PATH: cleanEnv['PATH'] })
  expect(box.read('lefthook.yml')).toContain('sh .conventions/hooks/commit-msg')
  const doctor = JSON.parse((await box.conventions('doctor', '--json')).stdout) as { probes: { id: string, ok: boolean, fix: string }[] }
  expect(doctor.probes.find(({ id }) => id === 'hooks-run')).toMatchObject({ ok: false, fix: 'npx lefthook install' })
})
