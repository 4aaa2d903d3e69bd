import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../../scripts/lib/root.ts'
import { candidates } from '../../src/compare/lint/catalog.ts'
import { placeOf } from '../../src/compare/lint/store.ts'
import type { PageData } from '../../src/pages/data.ts'
import { directory, git, put, read, repository } from '../cli/lib/cli.ts'
import { importCommits } from '../infer/history.ts'

/** Those that this repository has the packages of. */
export const four = ['recommended', 'strict', 'typescript-eslint', 'typescript-eslint-strict']

/** A cache in which they are installed already: nothing is fetched. */
export function cacheOfFour(): string {
  const home = directory('cache')
  const { folder } = placeOf(10, candidates.filter(({ name }) => four.includes(name)), join(home, 'create-conventions', 'lint'))
  mkdirSync(folder, { recursive: true })
  put(folder, { 'package.json': '{ "private": true, "type": "module" }', 'installed.json': JSON.stringify({ missing: {}, weights: { 'typescript-eslint': { megabytes: 40.7, packages: 98 } } }) })
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(inRoot('node_modules'), join(folder, 'node_modules'))
  return home
}

/** What would run, if a page took data for markup. */
export const attack = '</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>'
/** The same as a file may be called. */
export const attackName = '<img src=x onerror=window.hacked=1><!--'

const time = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000

/** A repository that two people write differently, with fixes, debt that is paid, releases, and names and messages that attack. */
export function contested(): string {
  const root = repository({ 'package.json': '{ "name": "contested", "type": "module", "devDependencies": { "typescript": "6" } }' })
  const code = (at: number, quote: string, end: string): string => [
    `import type { Row${at} } from ${quote}./rows.js${quote}${end}`, `export ${at % 2 === 0 ? 'interface' : 'type'} Thing${at}${at % 2 === 0 ? '' : ' ='} { list: ${at % 2 === 0 ? 'Row[]' : 'Array<Row>'} }`,
    `export function find${at}(row: any, key) {`, `  var found = row[key]${end}`, `  if (found == null) return ${quote}none${quote}${end}`, `  return found${end}`, '}', '',
  ].join('\n')
  importCommits(root, Array.from({ length: 40 }, (_, at) => {
    const [author, quote, end] = at % 2 === 0 ? ['Ana', '\'', ''] : ['"Bo" &amp;', '"', ';']
    return {
      author, time: time('2025-01-10') + at * 9 * 86_400, files: { [`src/part${at}.ts`]: code(at, quote, end), ...at % 8 === 0 ? { 'eslint-suppressions.json': JSON.stringify({ 'src/part1.ts': { 'no-var': { count: 40 - at } }, [attackName]: { [attackName]: { count: 2 } } }) } : {} },
      message: at % 5 === 4 ? `Did ${attack}` : at % 5 === 3 ? `wip(web): step ${at}` : at % 3 === 0 ? `feat(api): ABC-${at} add step ${at}` : `Fix : step ${at}.`,
    }
  }))
  importCommits(root, [
    { message: `chore: ${attack}`, author: 'Ana', time: time('2026-01-05'), files: { [`src/${attackName}.ts`]: `debugger // ${attack}\nexport const a: any = 1\n` } },
    { message: 'fix: look twice', author: 'Ana', time: time('2026-01-06'), files: { 'src/part2.ts': code(2, '\'', '').replace('found == null', 'found === undefined') } },
  ])
  for (const [at, tag] of ['v1.0.0', 'v1.1.0', 'v2.0.0'].entries()) git(root, 'tag', tag, `HEAD~${30 - at * 12}`)
  return root
}

/** What a page shows, as it is in the file. */
export const dataOf = (root: string, path: string): PageData => dataIn(read(root, path))

export function dataIn(html: string): PageData {
  return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)![1]!) as PageData
}
