import { appendFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyPlan } from '../../src/apply/apply.ts'
import { lastApply } from '../../src/apply/last.ts'
import { undoLast } from '../../src/apply/undo.ts'
import { diskRepo } from '../../src/repo/disk.ts'
import { failureOf, sample } from './lib/fixture.ts'
import { commitAll, file, git, ioOf, optionsOf, planOf, put, read, samplePlan, snapshot, writeOf } from './lib/repository.ts'

/** What a build leaves in ignored directories is not the convention's. */
const withoutBuild = (lines: string[]) => lines.filter((line) => !line.startsWith('dist/'))

test('gives everything back: bytes, modes, deletions, directories, node_modules, hooks, git config, and what was never committed', async () => {
  const { root, path } = sample()
  const before = snapshot(root)
  await applyPlan(samplePlan(), optionsOf({ root, path }))
  commitAll(root)
  const undone = await undoLast(optionsOf({ root, path }))
  expect(withoutBuild(snapshot(root))).toEqual(before)
  expect(undone).toMatchObject({ undoId: '000001', reinstall: false })
  expect(undone.restored).toContain('docs/real.md')
  expect(readdirSync(join(root, '.git/conventions'))).toEqual(['journal'])
  expect(readdirSync(join(root, '.git/conventions/journal'))).toEqual([])
})

test('the next undo takes the apply before; with none left it says so; an apply goes on from there', async () => {
  const { root } = sample()
  const step = (before: string, after: string) => applyPlan(planOf([writeOf('package-lock.json', file(before), file(after))]), optionsOf({ root }))
  await step('{}\n', 'one\n')
  await step('one\n', 'two\n')
  expect((await undoLast(optionsOf({ root }))).undoId).toBe('000002')
  expect(read(root, 'package-lock.json')).toBe('one\n')
  await step('one\n', 'three\n')
  for (const text of ['one\n', '{}\n']) {
    await undoLast(optionsOf({ root }))
    expect(read(root, 'package-lock.json')).toBe(text)
  }
  expect((await failureOf(undoLast(optionsOf({ root })))).code).toBe('nothingToUndo')
})

test.for([
  ['edited', (root: string) => appendFileSync(join(root, 'package-lock.json'), 'mine\n'), '+mine'],
  ['deleted', (root: string) => rmSync(join(root, 'package-lock.json')), '-two'],
] as const)('refuses what was %s since, with a diff, and touches nothing', async ([, change, shown]) => {
  const { root } = sample()
  await applyPlan(planOf([writeOf('a', undefined, file('a')), writeOf('package-lock.json', file('{}\n'), file('two\n'))]), optionsOf({ root }))
  change(root)
  const before = snapshot(root)
  const error = await failureOf(undoLast(optionsOf({ root })))
  expect(error.code).toBe('editedSince')
  expect(error.details).toMatchObject({ paths: ['package-lock.json'], diff: expect.stringContaining(shown) as string })
  expect(snapshot(root)).toEqual(before)
  expect(existsSync(join(root, '.git/conventions/running'))).toBe(false)
})

test('a file that an install only links to, or writes as it was, is none that undo takes back', async () => {
  const { root, path } = sample('mkdir -p node_modules/linked && ln README.md node_modules/linked/README.md && cp notes.txt copy && mv copy notes.txt\n')
  await applyPlan(planOf([writeOf('package.json', file('{\n  "name": "sample"\n}\n'), file('{}\n'))], { install: true }), optionsOf({ root, path }))
  expect((await lastApply(diskRepo(root, process.env), ioOf({ root }))).files).toEqual([{ path: 'package.json', verdict: 'restore' }])
  appendFileSync(join(root, 'README.md'), 'mine\n')
  appendFileSync(join(root, 'notes.txt'), 'mine\n')
  const kept = ['README.md', 'notes.txt'].map((name) => read(root, name))
  await undoLast(optionsOf({ root }))
  expect(['README.md', 'notes.txt'].map((name) => read(root, name))).toEqual(kept)
  expect(read(root, 'package.json')).toBe('{\n  "name": "sample"\n}\n')
})

test('a file that somebody already put back is no obstacle', async () => {
  const { root } = sample()
  await applyPlan(planOf([writeOf('a', undefined, file('a')), writeOf('package-lock.json', file('{}\n'), file('two\n'))]), optionsOf({ root }))
  git(root, 'checkout', '-q', 'package-lock.json')
  await undoLast(optionsOf({ root }))
  expect(existsSync(join(root, 'a'))).toBe(false)
})

test('of a git config that was edited since, only our setting goes, to the values from before', async () => {
  const { root } = sample()
  git(root, 'config', '--add', 'test.key', 'first')
  git(root, 'config', '--add', 'test.key', 'second value')
  const because = { kind: 'step', feature: 'test', reason: 'test' } as const
  await applyPlan(planOf([], { steps: [
    { ...because, id: 'one', run: { gitConfig: 'test.key', value: 'ours' } },
    { ...because, id: 'two', run: { gitConfig: 'test.changed', value: 'ours' } },
    { ...because, id: 'three', run: { gitConfig: 'test.new', value: 'ours' } },
  ] }), optionsOf({ root }))
  git(root, 'config', 'test.changed', 'theirs')
  git(root, 'config', 'remote.origin.url', 'https://example.com/x.git')
  await undoLast(optionsOf({ root }))
  expect(git(root, 'config', '--local', '--get-regexp', '^(test|remote)').trim().split('\n').sort()).toEqual([
    'remote.origin.url https://example.com/x.git', 'test.changed theirs', 'test.key first', 'test.key second value',
  ])
})

test('leaves a directory that holds something of the user by now', async () => {
  const { root } = sample()
  await applyPlan(planOf([writeOf('new/deep/a', undefined, file('a'))]), optionsOf({ root }))
  put(root, 'new/mine', 'mine')
  await undoLast(optionsOf({ root }))
  expect(readdirSync(join(root, 'new'))).toEqual(['mine'])
})
