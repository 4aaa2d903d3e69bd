import { appendFileSync, chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPlan } from '../../src/apply/apply.ts'
import { undoLast } from '../../src/apply/undo.ts'
import { isRepoPath } from '../../src/repo/path.ts'
import { directory, failureOf, sample } from './lib/fixture.ts'
import { commitAll, file, git, initGit, optionsOf, planOf, put, read, samplePlan, snapshot, writeOf } from './lib/repository.ts'

const ours = (path: string, text = 'ours\n') => planOf([writeOf(path, undefined, file(text))])

function small(): string {
  const root = join(directory(), 'repo')
  initGit(root)
  put(root, 'a.txt', 'one\n')
  commitAll(root)
  return root
}

describe('applyPlan', () => {
  test('writes, installs, runs the steps and says so', async () => {
    const { root, path } = sample()
    const events: string[] = []
    const applied = await applyPlan(samplePlan(), optionsOf({ root, path }, { progress: (event) => events.push(event.type) }))
    expect(applied).toEqual({
      written: samplePlan().writes.map((write) => write.path), installed: true, undoId: '000001',
      steps: [{ id: 'template', outcome: 'done' }, { id: 'tool', outcome: 'done' }],
    })
    expect(read(root, 'docs/real.md')).toBe('real\nand ours\nset\n')
    expect(lstatSync(join(root, 'link.md')).isSymbolicLink()).toBe(true)
    expect(existsSync(join(root, 'old.txt'))).toBe(false)
    expect(statSync(join(root, 'src/한국어 파일 🎉.txt')).mode & 0o777).toBe(0o750)
    expect(statSync(join(root, 'bin/tool')).mode & 0o777).toBe(0o644)
    expect(statSync(join(root, '.hooks/commit-msg')).mode & 0o111).not.toBe(0)
    expect(git(root, 'config', 'commit.template')).toBe('.gitmessage\n')
    expect(new Set(events)).toEqual(new Set(['write', 'install', 'step']))
    expect(readdirSync(join(root, '.git/conventions'))).toEqual(['journal'])
    expect(readdirSync(join(root, '.git/conventions/journal/000001')).sort()).toEqual(['blobs', 'journal.json'])
  })

  test('does and leaves nothing when there is nothing to do', async () => {
    const root = small()
    git(root, 'config', 'commit.template', '.gitmessage')
    const before = snapshot(root)
    const because = { kind: 'step', feature: 'test', reason: 'test' } as const
    const plan = planOf([writeOf('a.txt', file('one\n'), file('one\n'))], { steps: [
      { ...because, id: 'one', run: { gitConfig: 'commit.template', value: '.gitmessage' } },
      { ...because, id: 'two', run: { argv: ['false'], doneWhen: ['true'] } },
    ] })
    expect(await applyPlan(plan, optionsOf({ root }))).toEqual({
      written: [], steps: [{ id: 'one', outcome: 'skipped' }, { id: 'two', outcome: 'skipped' }], installed: false, undoId: undefined,
    })
    expect(snapshot(root)).toEqual(before)
    expect(existsSync(join(root, '.git/conventions'))).toBe(false)
  })

  test('writes neither what is kept nor, with install off, node_modules', async () => {
    const { root, path } = sample()
    await applyPlan(samplePlan(), optionsOf({ root, path }, { install: false, keepFiles: ['old.txt'] }))
    expect(existsSync(join(root, 'old.txt'))).toBe(true)
    expect(existsSync(join(root, 'node_modules'))).toBe(false)
  })

  test('a new file has the mode that the umask gives', async () => {
    const root = small()
    const mask = process.umask(0o027)
    try {
      await applyPlan(planOf([writeOf('x', undefined, file('')), writeOf('y', undefined, file('', true))]), optionsOf({ root }))
    } finally {
      process.umask(mask)
    }
    expect(['x', 'y'].map((name) => statSync(join(root, name)).mode & 0o777)).toEqual([0o640, 0o750])
  })

  test('keeps ten applies', async () => {
    const root = small()
    for (let index = 0; index < 12; index++) await applyPlan(ours(`${index}.txt`), optionsOf({ root }))
    expect(readdirSync(join(root, '.git/conventions/journal')).sort()).toEqual(Array.from({ length: 10 }, (_, index) => String(index + 3).padStart(6, '0')))
  })
})

describe('refuses, and nothing is written', () => {
  const loss = { id: 'a.txt', path: 'a.txt', what: 'one', feature: 'test', accepted: false }
  test.for([
    ['undecided', planOf([writeOf('a.txt', file('one\n'), file('two\n'))], { losses: [loss] }), () => undefined],
    ['dirtyFiles', planOf([writeOf('a.txt', file('one\nmine\n'), file('two\n'))]), (root: string) => appendFileSync(join(root, 'a.txt'), 'mine\n')],
    ['changedMeanwhile', planOf([writeOf('a.txt', file('zero\n'), file('two\n'))]), () => undefined],
    ['changedMeanwhile', ours('a.txt'), () => undefined],
    ['dirtyFiles', planOf([writeOf('a.txt', file('one\n'), file('two\n'))]), (root: string) => { rmSync(join(root, 'a.txt')); mkdirSync(join(root, 'a.txt')) }],
    ['pathOutside', ours('out'), (root: string) => symlinkSync('../outside', join(root, 'out'))],
    ['pathOutside', ours('dir/x'), (root: string) => symlinkSync('/tmp', join(root, 'dir'))],
    ['pathOutside', ours('loop'), (root: string) => symlinkSync('loop', join(root, 'loop'))],
    ['pathUnsafe', ours('hooks/post-commit'), (root: string) => symlinkSync('.git/hooks', join(root, 'hooks'))],
    ['samePlace', planOf([writeOf('a.txt', file('one\n'), file('1')), writeOf('b', file('one\n'), file('2'))]), (root: string) => symlinkSync('a.txt', join(root, 'b'))],
    ...['../x', '/etc/x', 'a/../../x', '.git/config', '.GIT/x', 'a/.git./x', 'git~1/x', 'a\\..\\..\\x', 'C:/x', 'nul', 'a\0b', ''].map(
      (path) => ['pathUnsafe', ours(path), () => undefined] as const,
    ),
  ] as const)('%s', async ([code, plan, prepare]) => {
    const root = small()
    prepare(root)
    const before = snapshot(join(root, '..'), join(root, '.git'))
    expect((await failureOf(applyPlan(plan, optionsOf({ root })))).code).toBe(code)
    expect(snapshot(join(root, '..'), join(root, '.git')).filter((line) => !line.includes('conventions'))).toEqual(before)
    expect(existsSync(join(root, '.git/conventions/running'))).toBe(false)
  })

  test('outside git', async () => {
    const root = directory()
    expect((await failureOf(applyPlan(ours('x'), optionsOf({ root })))).code).toBe('applyNeedsGit')
    expect(readdirSync(root)).toEqual([])
  })

  test('no path, however hostile, reaches anything outside', async () => {
    const root = small()
    const part = fc.oneof(fc.constantFrom('..', '.', '', '.git', '.Git', 'git~1', '.git ', 'link', 'dir', 'con', '\u200c.git', '\\', '/', 'ä'), fc.string({ maxLength: 4 }))
    symlinkSync('..', join(root, 'link'))
    const outside = () => [readdirSync(join(root, '..')), snapshot(join(root, '.git'), join(root, '.git')).filter((line) => !line.startsWith('conventions'))]
    const before = outside()
    await fc.assert(fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 4 }), async (parts) => {
      const path = parts.join('/')
      const error = await applyPlan(ours(path), optionsOf({ root })).then(() => undefined, (thrown: unknown) => thrown)
      if (!isRepoPath(path) || path.startsWith('link/')) expect(error).toBeDefined()
      expect(outside()).toEqual(before)
    }), { numRuns: 150 })
  })

  test('a directory that becomes a link while we write', async () => {
    const root = small()
    put(root, 'dir/z.txt', 'z\n')
    commitAll(root)
    mkdirSync(join(root, '../outside'))
    const swap = () => {
      renameSync(join(root, 'dir'), join(root, 'moved'))
      symlinkSync('../outside', join(root, 'dir'))
    }
    const plan = planOf([writeOf('a.txt', file('one\n'), file('two\n')), writeOf('dir/z.txt', file('z\n'), file('ours\n'))])
    expect((await failureOf(applyPlan(plan, optionsOf({ root }, { progress: (event) => event.type === 'write' && swap() })))).code).toBe('pathOutside')
    expect(readdirSync(join(root, '../outside'))).toEqual([])
    expect(read(root, 'a.txt')).toBe('one\n')
    expect(read(root, 'moved/z.txt')).toBe('z\n')
  })
})

describe('links', () => {
  test('a link into the repository is written through, also one to a file that is not there; a link that is to go goes itself', async () => {
    const root = small()
    symlinkSync('a.txt', join(root, 'gone'))
    symlinkSync('deep/new.txt', join(root, 'dangling'))
    symlinkSync(join(root, 'a.txt'), join(root, 'absolute'))
    commitAll(root)
    const before = snapshot(root)
    await applyPlan(planOf([
      writeOf('absolute', file('one\n'), file('two\n')), writeOf('dangling', undefined, file('new\n')), writeOf('gone', file('one\n'), undefined),
    ]), optionsOf({ root }))
    expect([read(root, 'a.txt'), read(root, 'deep/new.txt'), existsSync(join(root, 'gone'))]).toEqual(['two\n', 'new\n', false])
    await undoLast(optionsOf({ root }))
    expect(snapshot(root)).toEqual(before)
  })
})

describe('edits that are not committed', () => {
  const plan = planOf([writeOf('a.txt', file('mine\n'), file('ours\n'))])

  test('are written over when that was allowed, and undo gives them back', async () => {
    const root = small()
    put(root, 'a.txt', 'mine\n')
    await applyPlan(plan, optionsOf({ root }, { allowDirty: true }))
    await undoLast(optionsOf({ root }))
    expect(read(root, 'a.txt')).toBe('mine\n')
  })

  test('do not count in a repository without commits', async () => {
    const root = join(directory(), 'repo')
    initGit(root)
    put(root, 'a.txt', 'mine\n')
    await applyPlan(plan, optionsOf({ root }))
    expect(read(root, 'a.txt')).toBe('ours\n')
  })

  test('do not count when they are what our last apply left, and do when somebody went on from there', async () => {
    const root = small()
    await applyPlan(planOf([writeOf('a.txt', file('one\n'), file('two\n'))]), optionsOf({ root }))
    await applyPlan(planOf([writeOf('a.txt', file('two\n'), file('three\n'))]), optionsOf({ root }))
    put(root, 'a.txt', 'four\n')
    expect((await failureOf(applyPlan(planOf([writeOf('a.txt', file('four\n'), file('five\n'))]), optionsOf({ root })))).details).toEqual({ paths: ['a.txt'] })
  })
})

test('a file that may be executed is told by its mode', async () => {
  const root = small()
  chmodSync(join(root, 'a.txt'), 0o755)
  expect((await failureOf(applyPlan(planOf([writeOf('a.txt', file('one\n'), file('two\n'))]), optionsOf({ root }, { allowDirty: true })))).code).toBe('changedMeanwhile')
})
