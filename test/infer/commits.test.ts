import { expect, test } from 'vitest'
import type { RawCommit } from '../../src/history/records.ts'
import { parseChangelog } from '../../src/infer/changelog.ts'
import { makeCommitTally, styleOf } from '../../src/infer/commits.ts'
import { fragmentOf } from '../../src/infer/fragment.ts'
import { mergeStrategy, readBranches, readPlaces, readTagNames } from '../../src/infer/places.ts'
import { openWithConfig } from '../../src/engine.ts'
import { memoryRepo } from '../../src/repo/memory.ts'

const commit = (message: string, author = 'A', year = 2025, parents = 1): RawCommit => ({
  hash: 'x', parents: Array.from({ length: parents }, () => 'p'), time: Date.UTC(year, 5) / 1000, author, email: 'a@example.com', message,
  bytes: Buffer.from(message).toString('latin1'), header: message.split('\n', 1)[0]!,
})

function findings(commits: readonly RawCommit[]) {
  const tally = makeCommitTally()
  for (const one of commits) tally.add(one)
  return tally.findings()
}
const many = (count: number, message: string, author?: string, year?: number) => Array.from({ length: count }, () => commit(message, author, year))

test.each([
  ['feat: x', 'conventional'], ['feat(api)!: x', 'conventional'], ['기능: 검색', 'conventional'], [':bug: x', 'gitmoji'], ['✨ x', 'gitmoji'], ['ABC-12 x', 'ticket'], ['[ABC-12] x', 'ticket'],
  ['Add x', 'sentence'], ['add x', 'lower'], ['검색 추가', 'lower'], ['123', 'other'], ['UTF-8: x', 'conventional'],
])('%j is %s', (header, style) => expect(styleOf(header)).toBe(style))

test('the style, types, scopes and lengths of a history; merges, releases, robots and reverts do not count', () => {
  const found = findings([
    ...many(30, 'feat(api): search (#12)'), ...many(20, 'fix: 검색 오류\n\n왜 그런지'), ...many(2, 'wip: x'),
    ...many(5, 'chore: bump a', 'renovate[bot]'), ...many(3, 'release: v1.2.3'), ...many(3, 'v1.0.0'), ...many(2, 'Revert "feat: x"'), commit('Merge branch \'x\'', 'A', 2025, 2),
  ])
  expect(found).toMatchObject({
    commits: 52, merges: 1, skipped: 13, style: 'conventional', share: 1, verdict: 'agreed', types: [{ name: 'feat', count: 30 }, { name: 'fix', count: 20 }], scopes: [{ name: 'api', count: 30 }],
    lengths: { median: 17, p95: 17 },
  })
  expect(found.squashed).toBeCloseTo(30 / 52)
  expect(found.bodies).toBeCloseTo(20 / 52)
  expect(found.language.korean).toBeCloseTo(20 / 52)
})

test('who does otherwise makes it contested; a year in which it changed is told', () => {
  const found = findings([...many(80, 'feat: x', 'A', 2025), ...many(15, 'Add x', 'B', 2023)])
  expect(found).toMatchObject({ style: 'conventional', verdict: 'contested', authors: [{ name: 'A', value: 'conventional' }, { name: 'B', value: 'sentence' }], years: [{ name: '2023', value: 'sentence' }, { name: '2025', value: 'conventional' }] })
  expect(findings(many(3, 'feat: x')).verdict).toBe('few')
  expect(findings([...many(30, 'feat: x'), ...many(30, 'Add x')]).verdict).toBe('mixed')
})

test('Angular is Conventional Commits with scopes, bodies, and neither chore nor style', () => {
  expect(findings(many(30, 'feat(core): add search\n\nbecause')).style).toBe('angular')
  expect(findings([...many(30, 'feat(core): add search\n\nbecause'), ...many(10, 'chore(core): x\n\nbecause')]).style).toBe('conventional')
})

test('branches by type, by ticket, by person', () => {
  expect(readBranches(['refs/heads/main', 'refs/remotes/origin/main', 'refs/remotes/origin/renovate/a', 'refs/heads/feat/a', 'refs/remotes/origin/feat/a', 'refs/heads/fix/b'])).toMatchObject({ names: 2, shape: 'type', share: 1 })
  expect(readBranches(['refs/heads/feat/ABC-1-x', 'refs/heads/fix/ABC-2-y', 'refs/heads/feat/ABC-3']).shape).toBe('typeTicket')
  expect(readBranches(['refs/heads/kim/search', 'refs/heads/lee/x']).shape).toBe('person')
  expect(readBranches([])).toMatchObject({ names: 0, shape: undefined })
})

test.each([
  [['v1.0.0', 'v1.1.0', 'v2.0.0-beta.1'], 'semver', 'v'], [['1.0.0'], 'semver', ''], [['2024.01', '2024.02'], 'calver', ''], [['@a/b@1.0.0', 'c@2.0.0'], 'packages', ''], [['foo'], 'other', ''], [[], undefined, ''],
])('tags %j are %s', (names, scheme, prefix) => expect(readTagNames(names)).toMatchObject({ scheme, prefix }))

test.each([
  [{ commits: 100, merges: 0, squashed: 0.8 }, 'squash'], [{ commits: 100, merges: 40, squashed: 0 }, 'merge'], [{ commits: 100, merges: 0, squashed: 0 }, 'linear'], [{ commits: 3, merges: 0, squashed: 0 }, undefined],
])('%j is %s', (counts, strategy) => expect(mergeStrategy(counts)).toBe(strategy))

test.each([
  ['# Changelog\n\n## [1.0.0] - 2024-01-01\n\n### Added\n- x', 'keepAChangelog'], ['# [1.0.0](https://x/compare/a...b) (2024-01-01)\n\n### Features\n', 'conventionalChangelog'],
  ['# a\n\n## 1.0.0\n\n### Minor Changes\n\n- x', 'changesets'], ['See https://github.com/a/b/releases\n', 'pointer'], ['what happened\n'.repeat(30), 'other'],
])('%j is %s', (text, format) => expect(parseChangelog(text)).toBe(format))

test('changelog and template are found where they lie', () => {
  const repo = memoryRepo({ 'CHANGELOG.md': '## 1.0.0\n\n### Patch Changes\n', '.github/PULL_REQUEST_TEMPLATE.md': 'x' })
  expect(readPlaces((folder) => repo.list(folder), (path) => repo.read(path))).toEqual({ changelog: { path: 'CHANGELOG.md', format: 'changesets' }, pullRequestTemplate: '.github/PULL_REQUEST_TEMPLATE.md' })
})

test.each<[string, readonly RawCommit[], readonly string[]]>([
  ['conventional with a type of its own', [...many(60, 'feat: x'), ...many(10, 'dx: y')], []],
  ['gitmoji', many(60, ':bug: x'), ['feat/a', 'feat/b', 'fix/c', 'fix/d', 'docs/e']],
  ['Korean with tickets', many(60, '기능: ABC-12 검색'), ['feat/ABC-1-x', 'fix/ABC-2-y', 'feat/ABC-3', 'fix/ABC-4', 'feat/ABC-5']],
  ['Angular', many(60, `feat(core): ${'a'.repeat(120)}\n\nbecause`), ['ABC-1-x', 'ABC-2-y', 'ABC-3', 'ABC-4', 'ABC-5']],
  ['nothing sure', many(2, 'x'), []],
])('the fragment of %s is a config that opens', async (_, commits, branches) => {
  const config = fragmentOf({ code: [], commits: findings(commits), branches: readBranches(branches.map((name) => `refs/heads/${name}`)) })
  const { resolved } = await openWithConfig(memoryRepo({}), config, {})
  expect({ config, branches: resolved.config.branches === false ? false : resolved.config.branches.pattern ?? resolved.config.branches.ticket }).toMatchSnapshot()
})
