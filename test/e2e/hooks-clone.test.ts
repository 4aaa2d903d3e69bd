import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { installClone } from '../../src/apply/clone.ts'
import { snapshot } from '../apply/lib/repository.ts'
import { adopted, cleanEnv, open, sandbox, type Sandbox } from './lib/hooks.ts'
import { toolkitInto } from './lib/toolkit.ts'

// How hooks come into a clone, what they go on to, and how they go again.

const config = (manager: string, more = '') => `extends: standard\nhooks:\n  manager: ${manager}\n${more}`
const hooksPath = (box: Sandbox) => box.run(['git', 'config', '--local', '--default', 'unset', 'core.hooksPath']).stdout.trim()
const leavesTrace = (name: string) => `#!/bin/sh\necho "${name} $*" >>"$(git rev-parse --git-common-dir)/trace"\n`
const trace = (box: Sandbox) => existsSync(join(box.root, '.git/trace')) ? box.read('.git/trace').trim().split('\n') : []

/** A clone, as an install leaves it. */
async function cloneOf(box: Sandbox, env: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
  const clone = open(box.home, join(box.home, 'a clone 복제'), env)
  box.must('clone', '-q', box.root, clone.root)
  await toolkitInto(join(clone.root, 'node_modules/create-conventions'))
  await installClone({ cwd: clone.root, env: { ...cleanEnv, ...env } })
  return clone
}

describe.each([['native', '.conventions/hooks'], ['husky', '.husky']])('%s', (manager, folder) => {
  test('an install sets a clone up; CI and a clone with settings of its own are left alone', async () => {
    const box = await adopted(config(manager))
    expect(hooksPath(box)).toBe(folder)
    const clone = await cloneOf(box)
    expect(hooksPath(clone)).toBe(folder)
    expect(clone.git('commit', '--allow-empty', '-q', '-m', 'nope').code).toBe(1)
    const ci = open(box.home, join(box.home, 'ci'))
    box.must('clone', '-q', box.root, ci.root)
    await installClone({ cwd: ci.root, env: { ...cleanEnv, CI: 'true' } })
    expect(hooksPath(ci)).toBe('unset')
    ci.must('config', 'core.hooksPath', '/somewhere')
    await installClone({ cwd: ci.root, env: cleanEnv })
    expect(hooksPath(ci)).toBe('/somewhere')
  })

  test('a hook that the clone had before runs behind ours, in worktrees too', async () => {
    const box = await adopted(config(manager))
    const clone = open(box.home, join(box.home, 'clone'))
    box.must('clone', '-q', box.root, clone.root)
    clone.put('.git/hooks/commit-msg', `${leavesTrace('before')}printf '\\nChange-Id: I1\\n' >>"$1"\n`, 0o755)
    clone.put('.git/hooks/post-commit.sample', leavesTrace('sample'), 0o755)
    await toolkitInto(join(clone.root, 'node_modules/create-conventions'))
    await installClone({ cwd: clone.root, env: cleanEnv })
    expect(hooksPath(clone)).toBe(folder)
    clone.must('commit', '--allow-empty', '-q', '-m', 'feat: x')
    expect(clone.message()).toBe('feat: x\n\nChange-Id: I1')
    expect(clone.git('commit', '--allow-empty', '-q', '-m', 'nope').code).toBe(1)
    clone.must('worktree', 'add', '-q', '../wt')
    const worktree = open(box.home, join(box.home, 'wt'))
    worktree.must('commit', '--allow-empty', '-q', '-m', 'feat: y')
    expect(worktree.message()).toBe('feat: y\n\nChange-Id: I1')
    expect(clone.run(['git', 'commit', '--allow-empty', '-q', '-m', 'what'], { env: { CONVENTIONS_HOOKS: '0' } }).code).toBe(0)
    expect(clone.message()).toBe('what\n\nChange-Id: I1')
  })

  test('a hook that would no longer run keeps ours out, and doctor says so', async () => {
    const box = await adopted(config(manager))
    const clone = open(box.home, join(box.home, 'clone'))
    box.must('clone', '-q', box.root, clone.root)
    clone.put('.git/hooks/post-commit', leavesTrace('mine'), 0o755)
    await installClone({ cwd: clone.root, env: cleanEnv })
    expect(hooksPath(clone)).toBe('unset')
    clone.must('commit', '--allow-empty', '-q', '-m', 'feat: x')
    expect(trace(clone)).toEqual(['mine'])
    const doctor = await clone.conventions('doctor', '--json')
    const probe = (JSON.parse(doctor.stdout) as { probes: { id: string, ok: boolean, fix: string }[] }).probes.find(({ id }) => id === 'hooks-path')
    expect(probe).toMatchObject({ ok: false, fix: expect.stringContaining('post-commit') as string })
  })

  test('a personal folder of hooks for all repositories', async () => {
    const box = await adopted(config(manager))
    const personal = join(box.home, 'my hooks')
    mkdirSync(personal)
    writeFileSync(join(personal, 'commit-msg'), leavesTrace('personal'))
    chmodSync(join(personal, 'commit-msg'), 0o755)
    writeFileSync(join(box.home, 'gitconfig'), `[core]\n\thooksPath = ${personal}\n`)
    const clone = await cloneOf(box, { GIT_CONFIG_GLOBAL: join(box.home, 'gitconfig') })
    expect(hooksPath(clone)).toBe(folder)
    clone.must('commit', '--allow-empty', '-q', '-m', 'feat: x')
    expect(trace(clone)).toEqual(['personal .git/COMMIT_EDITMSG'])
  })

  test('undo takes it all back', async () => {
    const box = sandbox()
    const before = snapshot(box.root)
    box.put('conventions.config.yaml', config(manager, '  custom: { pre-commit: [ "true" ] }\n'))
    expect((await box.conventions('apply', '--yes', '--no-install')).code).toBe(0)
    expect(hooksPath(box)).toBe(folder)
    expect((await box.conventions('undo', '--yes')).code).toBe(0)
    box.run(['rm', 'conventions.config.yaml'])
    expect(snapshot(box.root)).toEqual(before)
  })

  test('pre-push goes on to git-lfs, which gets what git said', async () => {
    const box = await adopted(config(manager, '  push: false\n'), { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n' })
    const bin = join(box.home, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'git-lfs'), '#!/bin/sh\necho "lfs $*" >>"$LFS_TRACE"; [ "$1" != pre-push ] || cat >>"$LFS_TRACE"\n')
    chmodSync(join(bin, 'git-lfs'), 0o755)
    const file = join(box.home, 'lfs')
    const env = { PATH: `${bin}:${cleanEnv['PATH'] ?? ''}`, LFS_TRACE: file }
    box.must('init', '-q', '--bare', '../remote.git')
    expect(box.run(['git', 'push', '-q', '../remote.git', 'main'], { env }).code).toBe(0)
    box.run(['git', 'commit', '--allow-empty', '-q', '--no-verify', '-m', 'feat: x'], { env })
    const said = box.run(['cat', file]).stdout.trim().split('\n')
    expect(said[0]).toBe('lfs pre-push ../remote.git ../remote.git')
    expect(said[1]).toMatch(/^refs\/heads\/main [0-9a-f]{40} refs\/heads\/main 0{40}$/)
    expect(said[2]).toBe('lfs post-commit')
    const without = box.git('push', '-q', '../remote.git', 'main')
    expect([without.code, without.stderr]).toEqual([1, expect.stringContaining('git-lfs')])
  })
})

describe('hooks that a repository has', () => {
  test('husky 9: its files run as before, its stubs give way, and running husky again breaks nothing', async () => {
    const box = sandbox({
      'package.json': '{"name":"sample","private":true,"scripts":{"prepare":"husky"},"devDependencies":{"husky":"^9.0.0"}}\n',
      '.husky/pre-commit': 'say pre-commit\nfalse\n', '.husky/commit-msg': 'say "$1"\n',
    })
    // What `husky` writes.
    box.put('.husky/_/.gitignore', '*')
    const runner = '#!/usr/bin/env sh\nn=$(basename "$0")\ns=$(dirname "$(dirname "$0")")/$n\n[ ! -f "$s" ] && exit 0\nexport PATH="node_modules/.bin:$PATH"\nsh -e "$s" "$@"\n'
    for (const name of ['pre-commit', 'commit-msg', 'post-commit']) box.put(`.husky/_/${name}`, runner, 0o755)
    box.must('config', 'core.hooksPath', '.husky/_')
    const init = await box.conventions('init', '--yes', '--no-install')
    expect([init.code, init.stderr]).toEqual([0, expect.anything()])
    expect(hooksPath(box)).toBe('.husky')
    expect(box.read('.husky/commit-msg')).toMatch(/conventions:end hooks\n\nsay "\$1"\n$/)
    await toolkitInto(join(box.root, 'node_modules/create-conventions'))
    box.put('node_modules/.bin/say', '#!/bin/sh\necho "said $*" >>said\n', 0o755)
    const first = box.git('commit', '--allow-empty', '-q', '-m', 'feat: x')
    expect([first.code, first.stderr, box.read('said')]).toEqual([1, 'husky - pre-commit script failed (code 1)\n', 'said pre-commit\n'])
    expect(box.run(['git', 'commit', '--allow-empty', '-q', '-m', 'feat: x'], { env: { SKIP: 'x', HUSKY: '0' } }).code).toBe(0)
    box.put('.husky/pre-commit', box.read('.husky/pre-commit').replace('false\n', ''))
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'nope').code).toBe(1)
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'feat: x').code).toBe(0)
    expect(box.read('said').trim().split('\n').at(-1)).toBe('said .git/COMMIT_EDITMSG')
    // `husky` again: its own stubs run the same files.
    box.must('config', 'core.hooksPath', '.husky/_')
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'nope').code).toBe(1)
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'feat: y').code).toBe(0)
    await installClone({ cwd: box.root, env: cleanEnv })
    expect(hooksPath(box)).toBe('.husky')
    expect((await box.conventions('undo', '--yes', '--allow-dirty')).code).toBe(2)
  })

  test('husky 8: a file that reads husky.sh runs ours once', async () => {
    const box = sandbox({ 'package.json': '{"name":"sample","private":true,"scripts":{"prepare":"husky install"}}\n' })
    box.put('.husky/commit-msg', '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\necho theirs >>theirs\n', 0o755)
    box.put('.husky/_/husky.sh', 'if [ -z "$husky_skip_init" ]; then\n  readonly husky_skip_init=1\n  export husky_skip_init\n  sh -e "$0" "$@"\n  exit $?\nfi\n')
    box.must('add', '-A')
    box.must('commit', '-q', '--no-verify', '-m', 'chore: hooks')
    box.must('config', 'core.hooksPath', '.husky')
    expect((await box.conventions('init', '--yes', '--no-install')).code).toBe(0)
    await toolkitInto(join(box.root, 'node_modules/create-conventions'))
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'feat: x')).toMatchObject({ code: 0, stderr: '' })
    expect(box.read('theirs')).toBe('theirs\n')
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'nope').code).toBe(1)
    expect(box.read('theirs')).toBe('theirs\n')
  })

  test('a folder of the team\'s own: blocks in files of sh, a file of another language is told', async () => {
    const box = sandbox()
    box.put('.githooks/commit-msg', '#!/usr/bin/env bash\n[[ -f "$1" ]] && echo theirs >>theirs\n', 0o755)
    box.put('.githooks/pre-push', '#!/usr/bin/env python3\nprint("theirs")\n', 0o755)
    box.must('config', 'core.hooksPath', './.githooks/')
    box.must('add', '-A')
    box.must('commit', '-q', '--no-verify', '-m', 'chore: hooks')
    const init = await box.conventions('init', '--yes', '--no-install')
    expect([init.code, init.stdout + init.stderr]).toEqual([0, expect.stringContaining('.githooks/pre-push')])
    expect(box.read('.githooks/pre-push')).toBe('#!/usr/bin/env python3\nprint("theirs")\n')
    await toolkitInto(join(box.root, 'node_modules/create-conventions'))
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'feat: x')).toMatchObject({ code: 0, stderr: '' })
    expect(box.git('commit', '--allow-empty', '-q', '-m', 'nope').code).toBe(1)
    expect(box.read('theirs')).toBe('theirs\n')
  })

  test('hooks in .git/hooks alone are gone on to, all of them', async () => {
    const box = sandbox({ 'go.mod': 'module sample\n' })
    for (const name of ['pre-commit', 'commit-msg', 'post-commit']) box.put(`.git/hooks/${name}`, leavesTrace(name), 0o755)
    expect((await box.conventions('init', '--yes', '--no-install')).code).toBe(0)
    expect(hooksPath(box)).toBe('.conventions/hooks')
    await toolkitInto(join(box.root, 'node_modules/create-conventions'))
    box.must('commit', '--allow-empty', '-q', '-m', 'feat: x')
    expect(trace(box)).toEqual(['pre-commit ', 'commit-msg .git/COMMIT_EDITMSG', 'post-commit'])
  })
})
