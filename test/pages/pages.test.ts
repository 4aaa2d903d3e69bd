import { ESLint } from 'eslint'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { configInMemory, resolveConfig } from '../../src/config/resolve.ts'
import type { Config } from '../../src/config/schema.ts'
import type { LintComparison } from '../../src/cli/compare/lint/measure.ts'
import { embedded, pageHtml } from '../../src/pages/html.ts'
import type { LintPart, PageData } from '../../src/pages/data.ts'
import { fragmentOf, lintPoints, pointsOf, unsaid, type Chosen } from '../../src/pages/points.ts'
import { caughtOf, rulesOf } from '../../src/pages/weigh.ts'
import { memoryRepo } from '../../src/repo/memory.ts'
import { directory, git, put, read, repository, run, tree } from '../cli/lib/cli.ts'
import { attack, cacheOfFour, contested, dataOf, four } from './lib.ts'

/** Throws where the fragment is no valid part of a config. */
const accept = (fragment: unknown) => resolveConfig(configInMemory(fragment as Config), { repo: memoryRepo({ 'package.json': '{}' }) })

async function lintPage(root: string): Promise<{ data: PageData, json: LintComparison }> {
  const said = await run(root, ['compare', 'lint', '--presets', four.join(','), '--html', 'out/lint.html', '--json'], { env: { XDG_CACHE_HOME: cacheOfFour() } })
  expect(said.code).toBe(0)
  return { data: dataOf(root, 'out/lint.html'), json: JSON.parse(said.stdout) as LintComparison }
}

test('a page holds what --json says, and what the code does in several ways; every answer is a valid part of a config', async () => {
  const { data, json } = await lintPage(contested())
  const { lint } = data
  expect(lint?.scores).toEqual(json.scores)
  expect(lint?.files).toEqual({ all: json.files.all, looked: json.files.looked })
  expect(data).toMatchObject({ repository: 'acme/widget', locale: 'en' })
  const points = pointsOf(data, {})
  expect(points.map(({ id }) => id)).toEqual(expect.arrayContaining(['preset', 'quotes', 'semicolons', 'typeDefinitions', 'arrayTypes']))
  expect(points.find(({ id }) => id === 'quotes')?.authors.map(({ name, value }) => [name, value])).toEqual(expect.arrayContaining([['Ana', 'single'], ['"Bo" &amp;', 'double']]))
  expect(points.filter(({ about }) => about === 'rule').length).toBeGreaterThan(0)
  await acceptAll(data)
})

test('the page on commits: what the hook proposes, what the history does both ways; every answer is a valid part of a config', async () => {
  const root = contested()
  const { code, stdout } = await run(root, ['compare', 'commits', '--html', 'commits.html', '--json'])
  expect(code).toBe(0)
  const data = dataOf(root, 'commits.html')
  const json = JSON.parse(stdout) as { scores: { name: string, recent: number, rejected: { rule: string, count: number }[] }[] }
  expect(data.commits?.comparison.scores.map(({ name, recent }) => [name, recent])).toEqual(json.scores.map(({ name, recent }) => [name, recent]))
  const standard = data.commits?.comparison.scores.find(({ name, same }) => name === 'standard' || same.includes('standard'))
  expect(standard?.rejected.flatMap(({ examples }) => examples)).toEqual(expect.arrayContaining([{ before: expect.stringMatching(/^Fix : step/) as string, after: expect.stringMatching(/^fix: step \d+$/) as string }]))
  expect(pointsOf(data, {}).map(({ id }) => id)).toEqual(expect.arrayContaining(['convention', 'ticket', 'scopes', 'fullStop']))
  await acceptAll(data)
})

/** Each choice alone, under each preset and convention; and all first and all last ones together. */
async function acceptAll(data: PageData): Promise<void> {
  const starts: Chosen[] = pointsOf(data, {}).filter(({ about }) => about === 'preset' || about === 'convention').flatMap(({ id, choices }) => choices.map(({ value }) => ({ [id]: value })))
  for (const start of starts) {
    const points = pointsOf(data, start)
    for (const { id, choices } of points) for (const { value } of choices) await accept(fragmentOf(points, { ...start, [id]: value }))
    for (const at of [0, -1]) await accept(fragmentOf(points, { ...Object.fromEntries(points.map(({ id, choices }) => [id, choices.at(at)!.value])), ...start }))
  }
}

const setting = (name: LintPart['open'][number]['name'], ...values: string[]): LintPart['open'][number] => ({
  name, value: values[0]!, share: 0.5, confidence: 0.4, verdict: 'mixed', files: 10, authors: [], years: [], sides: values.map((value) => ({ value, count: 5, files: 5, examples: [] })),
})
const score = (name: string, rules: LintPart['scores'][number]['rules'] = []): LintPart['scores'][number] => ({
  name, files: 1, lines: 1000, skipped: 0, broken: [], on: 50, typed: 0, problems: 0, perThousand: 0, margin: 0, layoutPerThousand: 0, logicPerThousand: 0, fixedShare: 0, leftPerThousand: 0, changedShare: 0, changedFiles: 0, cost: 0,
  rules, value: undefined, disagrees: undefined, weight: undefined, quarantined: {}, points: 1,
})
const part = (more: Partial<LintPart>): LintPart => ({
  files: { all: 1, looked: 1 }, leftOut: [], style: {}, scores: [score('recommended'), score('present')], missing: {}, engines: {}, seconds: 1, cached: 0, configs: { recommended: { level: 'recommended' }, present: null }, open: [], ...more,
})

describe('what is contested', () => {
  test('a value that the config cannot say is no choice, and a setting without two is told apart', () => {
    const lint = part({ open: [setting('indent', '2', '17', 'tab'), setting('fileNames', 'camelCase', 'kebab-case'), setting('trailingCommas', 'all', 'odd')] })
    expect(lintPoints(lint, {}).map(({ id, choices }) => [id, choices.map(({ value }) => value)])).toEqual([['preset', ['recommended', 'present']], ['indent', ['2', 'tab']]])
    expect(unsaid(lint, {}).map(({ name }) => name)).toEqual(['fileNames', 'trailingCommas'])
  })

  test('what a preset has no place for is not offered with it, and not written', () => {
    const lint = part({ scores: [score('recommended'), score('antfu')], configs: { recommended: { level: 'recommended' }, antfu: { base: 'antfu' } }, open: [setting('arrayTypes', 'T[]', 'Array<T>')] })
    const chosen = { arrayTypes: 'T[]' }
    expect(fragmentOf(lintPoints(lint, chosen), chosen)).toEqual({ lint: { level: 'recommended', folders: { '**/*.{ts,tsx,mts,cts}': { '@typescript-eslint/array-type': ['error', { default: 'array' }] } } } })
    expect(fragmentOf(lintPoints(lint, { ...chosen, preset: 'antfu' }), { ...chosen, preset: 'antfu' })).toEqual({ lint: { base: 'antfu' } })
    expect(unsaid(lint, { preset: 'antfu' }).map(({ name }) => name)).toEqual(['arrayTypes'])
  })

  test('rules that leave much by hand are asked for; names that are no names of rules are not', () => {
    const rule = (name: string, count: number, fixed = 0) => ({ rule: name, count, fixed, layout: false, example: undefined })
    const lint = part({ scores: [score('recommended', [rule('no-var', 30, 30), rule('eqeqeq', 20), rule(attack, 20), rule('__proto__', 20), rule('n/no-sync', 9), rule('no-new', 1)])] })
    expect(lintPoints(lint, {}).map(({ id }) => id)).toEqual(['preset', 'rule:eqeqeq', 'rule:n/no-sync'])
    const chosen = { 'rule:eqeqeq': 'off', 'rule:n/no-sync': 'keep' }
    expect(fragmentOf(lintPoints(lint, chosen), chosen)).toEqual({ lint: { level: 'recommended', rules: { eqeqeq: 'off' } } })
  })

  test('ESLint takes the rules that answers write, on JavaScript as on TypeScript', async () => {
    const lint = part({ open: [setting('functionStyle', 'declaration', 'arrow'), setting('typeImports', 'separate', 'inline'), setting('typeDefinitions', 'type', 'interface'), setting('arrayTypes', 'T[]', 'Array<T>')] })
    for (const at of [0, 1]) {
      const points = lintPoints(lint, {})
      const { lint: { rules, folders } } = fragmentOf(points, Object.fromEntries(points.slice(1).map(({ id, choices }) => [id, choices[at]!.value]))) as { lint: { rules: object, folders: object } }
      const { conventions } = await import('../../presets/eslint/index.js')
      const eslint = new ESLint({ cwd: inRoot('.'), overrideConfigFile: true, overrideConfig: conventions({ root: inRoot('.'), level: 'recommended', blocks: ['javascript', 'typescript'], types: false, rules, folders } as object) as never })
      const [found] = await eslint.lintText('export const a: Array<string>[] = []\nexport const f = () => 1\nexport function g() {}\nexport type B = { c: 1 }\nexport interface D { e: 1 }\n', { filePath: inRoot('src/made.ts') })
      expect(found?.messages.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['func-style', '@typescript-eslint/consistent-type-definitions', '@typescript-eslint/array-type']))
      expect((await eslint.lintText('export const f = () => 1\n', { filePath: inRoot('src/made.js') }))[0]?.messages.map(({ ruleId }) => ruleId)).toEqual(at === 0 ? ['func-style'] : [])
    }
  })
})

test('cost and gain of the chart make the points', async () => {
  const { json } = await lintPage(contested())
  for (const one of json.scores) {
    const checks = one.points + one.cost - 50 * (caughtOf(one) ?? 0)
    // Rules on layout do not count where another tool lays out.
    expect([checks > 0, checks <= one.on / 10 + 0.05]).toEqual([true, true])
  }
  expect(json.scores.some((one) => caughtOf(one) !== undefined)).toBe(true)
})

test('rules of all presets, each once, with an example that shows what the fix does where one has it', () => {
  const example = (after?: string) => ({ path: 'a.ts', line: 1, before: 'var a', ...after !== undefined && { after } })
  const rule = (count: number, after?: string) => [{ rule: 'no-var', count, fixed: 1, layout: false, example: example(after) }]
  const scores = [score('a', rule(2)), score('b', rule(5, 'let a')), score('c')]
  expect(rulesOf(scores, undefined)).toEqual([{ rule: 'no-var', count: 5, fixed: 1, layout: false, by: [{ name: 'a', count: 2 }, { name: 'b', count: 5 }], example: example('let a') }])
  expect(rulesOf(scores, 'a')[0]?.count).toBe(2)
  expect(rulesOf(scores, 'c')).toEqual([])
})

test('data cannot leave its place in the page', () => {
  const hostile = { repository: `${attack}<!--<script>\u2028`, made: '', version: '', locale: 'en' } as const
  expect(embedded(hostile)).not.toMatch(/[<>&\u2028]/)
  expect(JSON.parse(embedded(hostile))).toEqual(hostile)
  const html = pageHtml(hostile, { script: 'x', style: 'y' }, { title: attack, noScript: attack })
  expect(html.match(/<script/g)).toHaveLength(2)
  expect(html).not.toContain('<img')
  expect(html).toMatch(/content="default-src 'none'; script-src 'sha256-[\w+/=]{44}'; style-src 'sha256-[\w+/=]{44}'; img-src data:; base-uri 'none'; form-action 'none'"/)
  expect(html).not.toContain('unsafe-')
})

describe('--html writes one file', () => {
  test('with the folders above it, over a page of ours, and never over anything else', async () => {
    const root = repository()
    const before = tree(root)
    expect(await run(root, ['report', '--html', 'a/b/report.html'])).toMatchObject({ code: 0, stderr: '' })
    const first = read(root, 'a/b/report.html')
    expect((await run(root, ['report', '--html', 'a/b/report.html', '--locale', 'ko'])).stdout).toContain('파일을 썼습니다: a/b/report.html')
    expect(read(root, 'a/b/report.html')).not.toBe(first)
    expect(tree(root).filter((line) => !/^a(\/|\b)/.test(line))).toEqual(before)
    put(root, { 'mine.html': '<!doctype html>\n<p>mine</p>\n', 'folder/x': '' })
    for (const path of ['mine.html', 'folder']) {
      const said = await run(root, ['report', '--html', path])
      expect(said.code).toBe(2)
      expect(said.stderr).toContain('is there already and is no page of ours')
    }
    expect(read(root, 'mine.html')).toBe('<!doctype html>\n<p>mine</p>\n')
    expect(git(root, 'status', '--porcelain').trim().split('\n').sort()).toEqual(['?? a/', '?? folder/', '?? mine.html'])
  })

  test('outside of the repository too, and says where it cannot', async () => {
    const [root, elsewhere] = [repository(), directory('elsewhere')]
    expect((await run(root, ['compare', 'commits', '--html', join(elsewhere, 'c.html')])).code).toBe(0)
    expect(readFileSync(join(elsewhere, 'c.html'), 'utf8')).toContain('<!-- made by create-conventions -->')
    put(elsewhere, { file: '' })
    const said = await run(root, ['report', '--html', join(elsewhere, 'file/x.html')])
    expect([said.code, said.stderr]).toEqual([2, expect.stringContaining('could not be written')])
  })

  test('in the language that is asked for, else in the team\'s, else in the machine\'s', async () => {
    const [team, nobody] = [repository({ 'conventions.config.yaml': 'locale: ko\n' }), repository()]
    const spoken = async (root: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      expect(await run(root, ['report', '--html', 'r.html', ...args], { env })).toMatchObject({ code: 0 })
      return [dataOf(root, 'r.html').locale, /<html lang="(\w+)">/.exec(read(root, 'r.html'))?.[1]]
    }
    expect(await spoken(team, [])).toEqual(['ko', 'ko'])
    expect(await spoken(team, ['--locale', 'en'])).toEqual(['en', 'en'])
    expect(await spoken(nobody, [])).toEqual(['en', 'en'])
    expect(await spoken(nobody, [], { LC_ALL: 'ko_KR.UTF-8' })).toEqual(['ko', 'ko'])
  })

  test('authors are in a report when they are asked for', async () => {
    const root = contested()
    await run(root, ['report', '--html', 'r.html'])
    expect(read(root, 'r.html')).not.toContain('Ana')
    await run(root, ['report', '--html', 'r.html', '--authors'])
    expect(dataOf(root, 'r.html').report?.conformity?.authors?.map(({ name }) => name)).toContain('Ana')
  })
})
