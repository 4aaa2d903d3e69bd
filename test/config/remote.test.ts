import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gitFetcher } from '../../src/config/fetch.ts'
import { hashOfData } from '../../src/config/remote.ts'
import { codesOf, resolveIn } from './helpers.ts'

let directory: string
let spec: (ref: string, path?: string) => string
let commit: string
const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'conventions-remote 팀-'))
  const git = (...args: string[]) => execFileSync('git', args, { cwd: directory, env, encoding: 'utf8' }).trim()
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'user.name', 'Test')
  git('config', 'user.email', 'test@example.com')
  mkdirSync(join(directory, 'presets'))
  writeFileSync(join(directory, 'conventions.preset.yaml'), '# ours\nextends: standard\nlocale: ko\nissues: false\n')
  writeFileSync(join(directory, 'presets/wrong.yaml'), 'isues: {}\n')
  writeFileSync(join(directory, 'presets/nosy.yaml'), 'extends: ./conventions.preset.yaml\n')
  git('add', '.')
  git('commit', '--quiet', '--message=first')
  commit = git('rev-parse', 'HEAD')
  git('tag', 'v1')
  git('tag', '--annotate', '--message=two', 'v2/annotated')
  git('branch', 'moving')
  spec = (ref, path) => `git+${pathToFileURL(directory).href}${path === undefined ? '' : `?path=${path}`}#${ref}`
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const config = (text: string) => ({ 'conventions.config.json': JSON.stringify({ extends: text }) })

test('a tag, an annotated tag and a commit are fetched as data, and locked', async () => {
  for (const ref of ['v1', 'v2/annotated', commit]) {
    const { config: resolved, presets, origins } = await resolveIn(config(spec(ref)), { fetch: gitFetcher(env) })
    expect(resolved).toMatchObject({ locale: 'ko', issues: false })
    const data = { extends: 'standard', locale: 'ko', issues: false }
    expect(presets).toEqual({ [spec(ref)]: { commit, hash: hashOfData(data), data } })
    expect(origins.get('locale')?.locate(['locale'], 'key')).toEqual({ line: 3, column: 1 })
  }
})

test('what is locked needs no network', async () => {
  const { presets } = await resolveIn(config(spec('v1')), { fetch: gitFetcher(env) })
  const again = await resolveIn(config(spec('v1')), { lock: presets, fetch: () => Promise.reject(new Error('fetched')) })
  expect(again.config).toMatchObject({ locale: 'ko', issues: false })
  expect(again.presets).toEqual(presets)
})

test('the lock forgets what is no longer named', async () => {
  const { presets } = await resolveIn(config(spec('v1')), { fetch: gitFetcher(env) })
  expect((await resolveIn(config('standard'), { lock: presets })).presets).toEqual({})
})

test('a lock that was edited is refused', async () => {
  const data = { locale: 'ko' }
  const sound = { commit: 'a'.repeat(40), hash: hashOfData(data), data }
  const remote = config('git+https://example.com/x.git#v1')
  const withLock = (entry: object) => resolveIn(remote, { lock: { 'git+https://example.com/x.git#v1': { ...sound, ...entry } } })
  expect((await withLock({})).config.locale).toBe('ko')
  expect(await codesOf(withLock({ data: { locale: 'en' } }))).toEqual(['presetLockBroken'])
  expect(await codesOf(withLock({ hash: '' }))).toEqual(['presetLockBroken'])
  expect(await codesOf(withLock({ commit: 'main' }))).toEqual(['presetLockBroken'])
  const pinned = `git+https://example.com/x.git#${'b'.repeat(40)}`
  expect(await codesOf(resolveIn(config(pinned), { lock: { [pinned]: sound } }))).toEqual(['presetLockBroken'])
})

test('a locked preset is validated like any other', async () => {
  const data = { isues: {}, extends: './conventions.config.json' }
  const lock = { 'git+https://h/x#v1': { commit: 'a'.repeat(40), hash: hashOfData(data), data } }
  expect(await codesOf(resolveIn(config('git+https://h/x#v1'), { lock }))).toEqual(['presetNotAllowed', 'configUnknownKey'])
})

test('a preset from the network may not read this machine', async () => {
  const data = { extends: spec('v1') }
  const lock = { 'git+https://h/x#v1': { commit: 'a'.repeat(40), hash: hashOfData(data), data } }
  expect(await codesOf(resolveIn(config('git+https://h/x#v1'), { lock, fetch: gitFetcher(env) }))).toEqual(['presetNotAllowed'])
})

test.each([
  ['a branch', () => spec('moving'), ['presetNoTag']],
  ['a tag that is not there', () => spec('v9'), ['presetNoTag']],
  ['a repository that is not there', () => 'git+file:///none/such#v1', ['presetFetch']],
  ['a file that is not there', () => spec('v1', 'none.yaml'), ['presetRemoteEmpty']],
  ['a mistake in it', () => spec('v1', 'presets/wrong.yaml'), ['configUnknownKey']],
  ['a file of the user\'s that it names', () => spec('v1', 'presets/nosy.yaml'), ['presetNotAllowed']],
])('refused: %s', async (_, text, codes) => {
  expect(await codesOf(resolveIn(config(text()), { fetch: gitFetcher(env) }))).toEqual(codes)
})

test('inside a hook git\'s environment is that of the user\'s repository, and is not used', async () => {
  const hook = { ...env, GIT_DIR: '/none', GIT_INDEX_FILE: '/none/index', GIT_WORK_TREE: '/none' }
  expect((await resolveIn(config(spec('v1')), { fetch: gitFetcher(hook) })).config.locale).toBe('ko')
})

test('nothing is left behind, and an abort ends it', async () => {
  const mine = () => readdirSync(tmpdir()).filter((name) => name.startsWith('conventions-preset-'))
  const before = mine()
  await resolveIn(config(spec('v1')), { fetch: gitFetcher(env) })
  await expect(resolveIn(config(spec('v1')), { fetch: gitFetcher(env, AbortSignal.abort()) })).rejects.toThrow(/abort/i)
  expect(mine()).toEqual(before)
})
