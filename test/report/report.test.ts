import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conventionFrom } from '../../scripts/lib/fuzz/conventions.ts'
import type { RawCommit } from '../../src/history/records.ts'
import { badge } from '../../src/report/badge.ts'
import { makeConformityTally, trendOf } from '../../src/report/conformity.ts'
import { debtOf } from '../../src/report/debt.ts'
import { maturityOf, type Evidence } from '../../src/report/maturity.ts'
import { rhythmOf } from '../../src/report/rhythm.ts'
import { adopted, directory, git, read, repository, run } from '../cli/lib/cli.ts'
import { importCommits } from '../infer/history.ts'

const time = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000
const commit = (message: string, day = '2025-06-01', parents = 1): RawCommit => ({
  hash: 'x', parents: Array.from({ length: parents }, () => 'p'), time: time(day), author: 'A', email: 'a@example.com', message, bytes: message, header: message.split('\n', 1)[0]!,
})

test('conformity by month, type and title; merges count for their titles, reverts and releases not at all', async () => {
  const tally = await makeConformityTally(await conventionFrom('standard'))
  for (const one of [
    commit('feat: a (#12)'), commit('nonsense (#13)'), commit('feature: b', '2025-05-01'), commit('Revert "feat: a"'), commit('v1.0.0'),
    commit('Merge pull request #1 from a/b\n\nfix: title', '2025-06-01', 2), commit('Merge branch \'a\' into \'main\'\n\nA title\n\nSee merge request a/b!1', '2025-06-01', 2), commit('Merge branch \'main\' into a', '2025-06-01', 2),
  ]) tally.add(one)
  expect(tally.result()).toEqual({
    commits: 3, accepted: 1, months: [{ name: '2025-05', commits: 1, accepted: 0 }, { name: '2025-06', commits: 2, accepted: 1 }],
    types: [{ name: 'feat', commits: 1, accepted: 1 }, { name: '', commits: 1, accepted: 0 }, { name: 'feature', commits: 1, accepted: 0 }],
    authors: [{ name: 'A', commits: 3, accepted: 1 }], titles: { commits: 4, accepted: 2 }, recent: { commits: 3, accepted: 1 },
  })
})

const months = (...accepted: readonly number[]) => accepted.map((one, at) => ({ name: `2025-0${at + 1}`, commits: 10, accepted: one }))

test.each([
  [months(10, 10, 10, 5, 5, 5), { before: 1, now: 0.5, falls: true }], [months(5, 5, 5, 10, 10, 10), { before: 0.5, now: 1, falls: false }], [months(10, 10), undefined],
])('the trend of %j', (all, trend) => expect(trendOf(all)).toEqual(trend))

test('debt by rule, folder and month; versions that cannot be read are left out', () => {
  const file = (count: number) => JSON.stringify({ 'src/a/b/c.ts': { 'no-var': { count } }, 'x.js': { eqeqeq: { count: 1 } } })
  expect(debtOf([{ time: time('2025-06-20'), text: file(2) }, { time: time('2025-06-01'), text: file(9) }, { time: time('2025-05-01'), text: file(20) }, { time: time('2025-04-01'), text: '<<<<' }])).toEqual({
    total: 3, rules: [{ name: 'no-var', count: 2 }, { name: 'eqeqeq', count: 1 }], folders: [{ name: 'src/a', count: 2 }, { name: '.', count: 1 }],
    months: [{ name: '2025-05', total: 21 }, { name: '2025-06', total: 3 }],
  })
  expect(debtOf([])).toBeUndefined()
})

test('the rhythm of releases', () => {
  expect(rhythmOf([{ name: 'v1.1.0', time: time('2025-01-11') }, { name: 'v1.0.0', time: time('2025-01-01') }, { name: 'v1.2.0', time: time('2025-01-31') }, { name: 'nightly', time: time('2025-02-01') }])).toEqual({
    releases: 3, last: { tag: 'v1.2.0', time: time('2025-01-31') }, days: 20, years: [{ name: '2025', count: 3 }],
  })
  expect(rhythmOf([])).toEqual({ releases: 0, last: undefined, days: undefined, years: [] })
})

const best: Evidence = { config: true, commits: true, drift: 0, hooks: true, ci: true, conformity: { recent: { commits: 100, accepted: 100 }, months: [] }, debt: undefined }
const kept = (accepted: number) => ({ recent: { commits: 100, accepted }, months: [] })

test.each<[string, Partial<Evidence>, number, string | undefined]>([
  ['everything', {}, 5, undefined], ['no config', { config: false }, 1, 'config'], ['no vocabulary', { commits: false }, 1, 'commits'], ['drift', { drift: 2 }, 2, 'applied'],
  ['no hooks', { hooks: undefined }, 2, 'hooks'], ['no CI', { ci: false }, 3, 'checked'], ['few that keep to it', { conformity: kept(80) }, 3, 'kept'], ['most', { conformity: kept(95) }, 4, 'steady'],
  ['a falling trend', { conformity: { ...kept(99), months: months(10, 10, 10, 9, 9, 9) } }, 4, 'steady'], ['too few commits to tell', { conformity: { recent: { commits: 3, accepted: 3 }, months: [] } }, 3, 'kept'],
  ['debt that stays', { debt: { total: 5, rules: [], folders: [], months: [{ name: '2025-01', total: 5 }] } }, 4, 'debt'],
  ['debt that gets less', { debt: { total: 4, rules: [], folders: [], months: [{ name: '2025-01', total: 5 }, { name: '2025-02', total: 4 }] } }, 5, undefined],
])('%s', (_, evidence, level, next) => expect(maturityOf({ ...best, ...evidence })).toMatchObject({ level, next }))

test('a badge is SVG of its own, whatever its words hold', () => {
  const svg = badge('컨벤션 <&"', 'level 3', 3)
  expect(svg).toContain('<title>컨벤션 &lt;&amp;&quot;: level 3</title>')
  expect(svg).not.toMatch(/<script|href|url\(/)
})

test('a repository without a convention is at level 1, with what would raise it; writes nothing', async () => {
  const root = repository()
  importCommits(root, Array.from({ length: 20 }, (_, at) => ({ message: at % 4 === 0 ? 'Something' : `feat: step ${at}` })))
  const { code, stdout, stderr } = await run(root, ['report'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('Level 1 of 5: initial\n  · 2  there is a convention')
  expect(stdout).toContain('measured by the standard convention')
  expect(stdout).toMatch(/newest 21 +76\.2 % of 21/)
  expect(stdout).toMatch(/2023-11 {2}█+░+ +75\.0 % {2}20/)
  expect(git(root, 'status', '--porcelain')).toBe('')
  expect((await run(root, ['report', '--locale', 'ko'])).stdout).toContain('5단계 중 1단계: 초기')
})

test('one that follows its convention, with debt in its history; authors only when asked; a badge that undo takes away', async () => {
  const root = await adopted()
  const suppressions = (count: number) => ({ 'eslint-suppressions.json': JSON.stringify({ 'src/a.ts': { 'no-var': { count } } }) })
  importCommits(root, [
    { message: 'feat: a', author: 'Kim', time: time('2025-01-05'), files: suppressions(9) }, { message: 'feat: b', author: 'Kim', time: time('2025-02-05'), files: suppressions(4) },
    ...Array.from({ length: 10 }, (_, at) => ({ message: `fix: ${at}`, author: 'Lee', time: time('2025-03-05') })),
  ])
  const { code, stdout } = await run(root, ['report', '--json'])
  expect(code).toBe(0)
  const found = JSON.parse(stdout) as { maturity: { criteria: { id: string, met: boolean }[] }, debt: unknown, conformity: { authors?: unknown } }
  expect(found.debt).toMatchObject({ total: 4, months: [{ name: '2025-01', total: 9 }, { name: '2025-02', total: 4 }] })
  expect(found.maturity.criteria.filter(({ met }) => met).map(({ id }) => id)).toEqual(expect.arrayContaining(['config', 'commits', 'applied', 'kept', 'debt']))
  expect(found.conformity.authors).toBeUndefined()
  const told = await run(root, ['report', '--authors', '--badge', 'docs/badge.svg'])
  expect(told.stdout).toMatch(/Lee +█+ +100 % {2}10/)
  expect(read(root, 'docs/badge.svg')).toContain('<svg xmlns="http://www.w3.org/2000/svg"')
  expect((await run(root, ['undo', '--yes'])).code).toBe(0)
  expect(git(root, 'status', '--porcelain')).toBe('')
})

test('what CI would check is no evidence until its files are there', async () => {
  const root = repository({ 'conventions.config.yaml': 'extends: minimal\nci: {}\n' })
  const checked = async (): Promise<boolean | undefined> => {
    const { stdout } = await run(root, ['report', '--json'])
    return (JSON.parse(stdout) as { maturity: { criteria: { id: string, met: boolean }[] } }).maturity.criteria.find(({ id }) => id === 'checked')?.met
  }
  expect(await checked()).toBe(false)
  expect((await run(root, ['apply', '--yes', '--allow-dirty'])).code).toBe(0)
  expect(await checked()).toBe(true)
})

test('--fail-on-fall is exit 1 when fewer keep to it than before', async () => {
  const root = repository()
  importCommits(root, ['01', '02', '03', '04', '05', '06'].flatMap((month, at) => Array.from({ length: 10 }, (_, index) => ({ message: at < 3 ? `feat: ${index}` : 'Something', time: time(`2025-${month}-05`) }))))
  expect((await run(root, ['report', '--since', '2025-01-01'])).code).toBe(0)
  const { code, stdout } = await run(root, ['report', '--fail-on-fall', '--since', '2025-01-01'])
  expect([code, stdout.includes('It falls: 66.7 % three to six months ago')]).toEqual([1, true])
})

test('machines, by what doctor said on each', async () => {
  const root = await adopted()
  const said = await run(root, ['doctor', '--json'])
  const probes = (JSON.parse(said.stdout) as { probes: { id: string, ok?: boolean }[] }).probes
  const write = (name: string, ...missing: readonly string[]): void => {
    writeFileSync(join(root, 'doctors', name), JSON.stringify({ ok: false, fixed: [], probes: probes.map((probe) => ({ ...probe, ok: !missing.includes(probe.id) })) }))
  }
  mkdirSync(join(root, 'doctors'))
  write('a.json')
  write('b.json', 'node')
  write('c.json', 'node', 'git')
  writeFileSync(join(root, 'doctors/notes.txt'), 'not one of them')
  const { stdout } = await run(root, ['report', '--machines', 'doctors', '--json'])
  expect((JSON.parse(stdout) as { machines: unknown }).machines).toEqual({
    machines: 3, ready: 1, lacking: [{ name: expect.stringContaining('Node is') as string, count: 2 }, { name: 'git is installed', count: 1 }],
  })
  expect((await run(root, ['report', '--machines', 'doctors'])).stdout).toMatch(/machines +1 of 3 have all they need; fails: Node is [^]* \(2\),\s+git is installed \(1\)/)
  writeFileSync(join(root, 'doctors/d.json'), '{"ok":true}')
  const broken = await run(root, ['report', '--machines', 'doctors'])
  expect([broken.code, broken.stderr]).toEqual([2, expect.stringContaining('doctors/d.json is not what `conventions doctor --json` prints')])
})

test.each<[string, readonly string[], () => string, string]>([
  ['a folder without results of doctor', ['--machines', 'none'], () => repository(), 'There is no result of `doctor` in none'],
  ['results outside of the repository', ['--machines', '../x'], () => repository(), 'There is no result of `doctor` in ../x'],
  ['a badge outside of the repository', ['--badge', '../x.svg'], () => repository(), '../x.svg is not in the repository'],
  ['a revision that is not there', ['--since', 'v9'], () => repository(), 'There is no commit, tag or branch "v9"'],
  ['no repository', [], () => directory(), 'is no git repository'],
])('%s is exit 2', async (_, args, make, sentence) => {
  const { code, stderr } = await run(make(), ['report', ...args])
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
})
