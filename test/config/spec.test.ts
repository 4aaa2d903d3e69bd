import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { configInMemory, resolveConfig } from '../../src/config/resolve.ts'
import { parseSpec, type GitSpec } from '../../src/config/spec.ts'
import { ConventionsError, ConventionsErrors } from '../../src/errors.ts'
import { diskRepo } from '../../src/repo/disk.ts'
import { memoryRepo } from '../../src/repo/memory.ts'
import { isRepoPath } from '../../src/repo/path.ts'
import { codesOf } from './helpers.ts'

const where = { kind: 'config', name: 'x' } as const
const read = (text: string) => parseSpec(text, { kind: 'repository', directory: 'team' }, where, (name) => name === 'standard')

test.each([
  ['standard', { kind: 'shipped', id: 'standard' }],
  ['left-pad', { kind: 'package', id: 'left-pad' }],
  ['@acme/x', { kind: 'package', id: '@acme/x' }],
  ['./x.yaml', { kind: 'file', id: './team/x.yaml', path: 'team/x.yaml' }],
  ['../x.yml', { kind: 'file', id: './x.yml', path: 'x.yml' }],
  ['./한국 팀/규칙.yaml', { kind: 'file', path: 'team/한국 팀/규칙.yaml' }],
  ['git+https://h/o/r.git#v1.2.0', { protocol: 'https', url: 'https://h/o/r.git', path: undefined, ref: 'v1.2.0' }],
  ['git+https://h:8443/r.git?path=a/b.yaml#release/1', { url: 'https://h:8443/r.git', path: 'a/b.yaml', ref: 'release/1' }],
  ['git+ssh://git@h/o/r.git#0123456789012345678901234567890123456789', { protocol: 'ssh', url: 'ssh://git@h/o/r.git' }],
  ['git+https://h/r//-x#v1', { url: 'https://h/r//-x', ref: 'v1' }],
  ['git+file:///srv/presets#v1', { protocol: 'file', url: 'file:///srv/presets', ref: 'v1' }],
])('%s', (text, spec) => {
  expect(read(text)).toMatchObject(spec)
})

/** Texts that are nearly specs: pieces of good and bad ones in any order, and anything at all. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(
    '..', '.', '/', '\\', '//', './', '../', '~', '.git', '.GIT', 'git~1', 'C:', 'con', 'etc', 'passwd', 'x.yaml', 'x.json', '.yaml',
    '@a', '@acme/x', 'node_modules', '%2e%2e', '%00', '\0', '\n', ' ', '-', '--', '#', '#v1', '?path=', '?', '&', ':', '@',
    'git+', 'https:', 'ssh:', 'file:', 'ext::', 'http:', 'git+https://h/r', 'git+file:///', 'git+ssh://', '-oProxyCommand=x', 'standard', 'ｘ', '\u202e',
  ), { maxLength: 8 }).map((pieces) => pieces.join('')),
)

test('no text in `extends` reads or fetches what it must not', async () => {
  await fc.assert(fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 4 }), fc.constantFrom('', 'x.yaml', 'node_modules/@acme/x/conventions.preset.yaml'), async (texts, from) => {
    const reads: string[] = []
    const fetched: GitSpec[] = []
    const inner = memoryRepo(from === '' ? {} : { [from]: JSON.stringify({ extends: texts }) })
    const repo = { ...inner, read: (path: string) => { reads.push(path); return inner.read(path) }, list: () => { throw new Error('listed') } }
    const start = from === '' ? texts : from === 'x.yaml' ? './x.yaml' : '@acme/x'
    const fetch = (spec: GitSpec) => { fetched.push(spec); return Promise.reject(new ConventionsError('presetFetch', { where, spec: spec.id, problem: '' })) }
    await resolveConfig(configInMemory({ extends: start }), { repo, fetch }).catch((error: unknown) => {
      if (!(error instanceof ConventionsErrors)) throw error
    })
    for (const path of reads) expect(isRepoPath(path), path).toBe(true)
    if (from.startsWith('node_modules')) for (const path of reads) expect(path).toMatch(/^node_modules\//)
    for (const { protocol, url, ref, path } of fetched) {
      expect(url).toMatch(/^(?:https|ssh|file):\/\//)
      // A host, user or path that begins with `-` would be an option of ssh or of the program it starts there.
      expect(url).not.toMatch(/^\w+:\/\/(?:[^/]*@)?-|^\w+:\/\/[^/]*\/-|[\s\0]/)
      expect(ref).not.toMatch(/^-|[\s\0:^~?*[\\]|\.\./)
      if (path !== undefined) expect(isRepoPath(path), path).toBe(true)
      if (from.startsWith('node_modules')) expect(protocol).not.toBe('file')
    }
  }), { numRuns: 2_000 })
})

test('a link that leaves the repository is not followed', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'conventions-spec-'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  writeFileSync(join(parent, 'secret.yaml'), 'locale: ko\n')
  const root = join(parent, 'repo')
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  symlinkSync('../secret.yaml', join(root, 'link.yaml'))
  symlinkSync('../..', join(root, 'node_modules/up'))
  writeFileSync(join(parent, 'conventions.preset.yaml'), 'locale: ko\n')
  const repo = diskRepo(root, {})
  expect(await codesOf(resolveConfig(configInMemory({ extends: ['./link.yaml', 'up'] }), { repo }))).toEqual(['pathOutside', 'pathOutside'])
})
