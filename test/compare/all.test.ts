import { expect, test } from 'vitest'
import { commitAll, put, read, repository, run, tree } from '../cli/lib/cli.ts'
import { lintCache } from './lib/cache.ts'

const presets = ['compare', 'all', '--presets', 'typescript-eslint,typescript-eslint-strict,standard']
const files = { 'package.json': '{}', 'src/a.ts': 'export const a: any = 1\n' }

function history(more: Readonly<Record<string, string>> = {}): string {
  const root = repository({ ...files, ...more })
  put(root, { 'src/b.ts': 'export const b = 2\n' })
  commitAll(root, 'feat: add b')
  return root
}

test('both answers on one screen, in English and Korean; nothing is written', async () => {
  const root = history()
  const before = tree(root)
  const env = { XDG_CACHE_HOME: lintCache() }
  const en = await run(root, presets, { env })
  expect(en.code).toBe(0)
  expect(en.stdout).toMatch(/2 lint presets on 2 of 2 files[\s\S]*Recommended: typescript-eslint[\s\S]*Commit conventions on [12] commits?[\s\S]*Recommended: /)
  expect(en.stdout).toContain('`conventions compare all --apply typescript-eslint')
  expect(en.stdout.split('\n').length).toBeLessThan(42)
  expect((await run(root, [...presets, '--locale', 'ko'], { env })).stdout).toMatch(/린트 프리셋 2개[\s\S]*커밋 컨벤션/)
  expect(tree(root)).toEqual(before)
})

test('--apply writes one of each in one go, --adr a record for each; undo takes the records and the config back', async () => {
  const root = history({ 'conventions.config.yaml': '# ours\nextends: minimal\n' })
  const env = { XDG_CACHE_HOME: lintCache() }
  const argv = [...presets, '--apply', 'typescript-eslint-strict,standard']
  const dry = await run(root, [...argv, '--adr', '--dry-run'], { env })
  expect(dry.stdout).toContain('+extends: standard')
  expect(read(root, 'conventions.config.yaml')).toBe('# ours\nextends: minimal\n')
  const said = await run(root, [...argv, '--adr', '--json'], { env })
  expect(said.code).toBe(0)
  const { lint, commits, applied, records } = JSON.parse(said.stdout) as { lint: { scores: object[] }, commits: { scores: object[] }, applied: boolean, records: string[] }
  expect([lint.scores.length, commits.scores.length > 1, applied]).toEqual([2, true, true])
  expect(read(root, 'conventions.config.yaml')).toBe('# ours\nextends: standard\nlint:\n  base: typescript-eslint\n  level: strict\n')
  expect(records).toEqual(['docs/adr/0001-lint-with-typescript-eslint-strict.md', 'docs/adr/0002-commit-messages-by-standard.md'])
  expect(read(root, records[1]!)).toContain('We take standard.')
  for (let at = 0; at < 3; at++) expect((await run(root, ['undo'], { env })).code).toBe(0)
  expect(read(root, 'conventions.config.yaml')).toBe('# ours\nextends: minimal\n')
})

test('where there is no code, the commits are compared all the same, and it is said', async () => {
  const root = repository({ 'README.md': '# x\n' })
  const { code, stdout } = await run(root, ['compare', 'all', '--json'], { env: { XDG_CACHE_HOME: lintCache() } })
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ lint: null, commits: { commits: 1 }, left: { lint: expect.stringContaining('no JavaScript or TypeScript') as string } })
  expect((await run(root, ['compare', 'all'], { env: { XDG_CACHE_HOME: lintCache() } })).stdout).toContain('Lint presets were not compared.')
})

test.each([
  ['two lint presets', 'antfu,xo', '`antfu` and `xo` cannot both be chosen'],
  ['two conventions', 'standard,angular', '`standard` and `angular` cannot both be chosen'],
  ['a name that nothing has', 'antfuu', '`antfuu` is none of those'],
])('%s to apply: exit 2, and a sentence', async (_, names, words) => {
  const root = history({ 'conventions.config.yaml': 'extends: minimal\n' })
  const { code, stderr } = await run(root, ['compare', 'all', '--apply', names], { env: { XDG_CACHE_HOME: lintCache() } })
  expect(code).toBe(2)
  expect(stderr).toContain(words)
})
