import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { applyPlan } from '../../src/apply/apply.ts'
import { undoLast } from '../../src/apply/undo.ts'
import { directory, failureOf, sample } from './lib/fixture.ts'
import { commitAll, file, git, initGit, makeRepository, makeTools, optionsOf, planOf, put, read, samplePlan, snapshot, writeOf } from './lib/repository.ts'

const root = process.getuid?.() === 0

describe('a linked worktree', () => {
  test('has its own journal; the setting goes to the config that all share', async () => {
    const { root: main, path, dir } = sample()
    commitAll(main)
    const tree = join(dir, 'linked tree')
    git(main, 'worktree', 'add', '-q', '--detach', tree)
    const [shared, before, others] = [join(main, '.git'), snapshot(tree, join(main, '.git')), snapshot(main)]
    const plan = planOf([writeOf('new.txt', undefined, file('new\n'))], { steps: samplePlan().steps })
    await applyPlan(plan, optionsOf({ root: tree, path }))
    expect(git(tree, 'config', 'commit.template')).toBe('.gitmessage\n')
    expect(existsSync(join(shared, 'conventions'))).toBe(false)
    expect(existsSync(join(git(tree, 'rev-parse', '--absolute-git-dir').trim(), 'conventions/journal/000001'))).toBe(true)
    await undoLast(optionsOf({ root: tree, path }))
    expect(snapshot(tree, shared)).toEqual(before)
    expect(snapshot(main)).toEqual(others)
  })
})

describe('a submodule', () => {
  test('is a repository of its own, and what is inside one is not touched from outside', async () => {
    const { root: outer, path, dir } = sample('echo x >> sub/a.txt; exit 1')
    const inner = join(dir, 'inner')
    initGit(inner)
    put(inner, 'a.txt', 'a\n')
    commitAll(inner)
    git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub')
    commitAll(outer)
    const [sub, shared] = [join(outer, 'sub'), join(outer, '.git/modules/sub')]
    const before = snapshot(sub, shared)
    const plan = planOf([writeOf('a.txt', file('a\n'), file('ours\n'))], { steps: samplePlan().steps.slice(0, 1) })
    await applyPlan(plan, optionsOf({ root: sub, path }))
    expect(git(sub, 'config', 'commit.template')).toBe('.gitmessage\n')
    await undoLast(optionsOf({ root: sub, path }))
    expect(snapshot(sub, shared)).toEqual(before)
    await failureOf(applyPlan(planOf([writeOf('x', undefined, file('x'))], { install: true }), optionsOf({ root: outer, path })))
    expect(existsSync(join(outer, 'x'))).toBe(false)
  })
})

describe.skipIf(!root)('a full disk (skipped unless root, who can make a small one)', () => {
  function smallDisk(kilobytes: number): string {
    const disk = directory()
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', disk])
    onTestFinished(() => void execFileSync('umount', ['-l', disk]))
    return disk
  }

  test.for([
    [0, 'gitDirReadOnly'], [16, 'applyFailed'], [48, 'applyFailed'], [64, 'applyFailed'], [80, 'applyFailed'], [256, 'done'],
  ] as const)('with %i kB left: %s', async ([left, expected]) => {
    const disk = smallDisk(1024)
    const repo = join(disk, 'repo')
    makeRepository(repo)
    const before = snapshot(repo)
    fill(disk, left)
    const writes = Array.from({ length: 6 }, (_, index) => writeOf(`dir/${index}.txt`, undefined, file('x'.repeat(4000))))
    const plan = planOf([...writes, writeOf('package-lock.json', file('{}\n'), file('y'.repeat(8000)))])
    const outcome = await applyPlan(plan, optionsOf({ root: repo })).then(() => 'done', (error: unknown) => (error as { code?: string }).code)
    expect(outcome).toBe(expected)
    expect(existsSync(join(repo, '.git/conventions/running'))).toBe(false)
    if (outcome === 'done') expect(read(repo, 'dir/5.txt')).toHaveLength(4000)
    else expect(snapshot(repo)).toEqual(before)
  })

  test('filled by the install: everything comes back', async () => {
    const disk = smallDisk(2048)
    const repo = join(disk, 'repo')
    makeRepository(repo)
    const before = snapshot(repo)
    const path = makeTools(directory(), 'echo broken > package-lock.json; rm README.md; dd if=/dev/zero of=.git/filler bs=1k 2>/dev/null; exit 1')
    const error = await failureOf(applyPlan(samplePlan(), optionsOf({ root: repo, path })))
    expect(error.code).toBe('installFailed')
    expect(snapshot(repo)).toEqual(before)
  })
})

/** Leaves so many kilobytes. */
function fill(disk: string, left: number): void {
  const free = Number(execFileSync('df', ['-k', '--output=avail', disk], { encoding: 'utf8' }).split('\n')[1])
  execFileSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=1k', `count=${Math.max(0, free - left)}`], { stdio: 'ignore' })
}

describe.skipIf(!root)('read-only places (skipped unless root, who can become nobody)', () => {
  const nobody = 65534

  /** Applies one file as a user who may do nothing in particular. */
  function asNobody(repo: string, target: string): Promise<string> {
    const script = new URL('lib/apply.ts', import.meta.url).pathname
    const env = { ...process.env, HOME: '/nonexistent', GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*' }
    return new Promise((resolve, reject) => execFile(
      process.execPath, [script, repo, target], { uid: nobody, gid: nobody, cwd: '/', env },
      (error, stdout) => error ? reject(new Error(error.message, { cause: error })) : resolve(stdout),
    ))
  }

  test.for([
    ['the directory of a file', 'dir', 'notWritable'],
    ['the git directory', '.git', 'gitDirReadOnly'],
    ['nothing', undefined, 'done'],
  ] as const)('%s', async ([, readOnly, code]) => {
    const dir = directory()
    const repo = join(dir, 'repo')
    makeRepository(repo)
    mkdirSync(join(repo, 'dir'))
    execFileSync('chown', ['-R', `${nobody}:${nobody}`, dir])
    if (readOnly) chownSync(join(repo, readOnly), 0, 0)
    chmodSync(dir, 0o755)
    const before = snapshot(repo)
    expect(await asNobody(repo, 'dir/new.txt')).toBe(code)
    if (readOnly) expect(snapshot(repo)).toEqual(before)
    expect(readdirSync(join(repo, 'dir'))).toEqual(readOnly ? [] : ['new.txt'])
  })
})

test('paths with spaces, quotes, Korean and emoji', async () => {
  const { root: repo } = sample()
  const names = [' leading', 'a "b" \'c\'.md', '한글/파일 🎉.txt', '$HOME', '-rf', '*', 'a;b', '%PATH%', '한글/새 폴더/x']
  const before = snapshot(repo)
  await applyPlan(planOf(names.map((name) => writeOf(name, undefined, file(name)))), optionsOf({ root: repo }))
  expect(names.map((name) => read(repo, name))).toEqual(names)
  await undoLast(optionsOf({ root: repo }))
  expect(snapshot(repo)).toEqual(before)
})
