import { basename, resolve } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { lookAtAll } from '../src/cli/infer/look.ts'
import type { SettingName } from '../src/infer/types.ts'
import { fragmentOf } from '../src/infer/fragment.ts'
import { diskRepo } from '../src/repo/disk.ts'
import type { Repo } from '../src/repo/repo.ts'

// `node scripts/agreement.ts <clone>…`: what `infer` finds in public repositories beside what their own configs state: prettier, .editorconfig, xo, antfu's preset, commitlint.
type Stated = readonly [setting: SettingName | 'types' | 'headers', value: string, from: string]

const clones = process.argv.slice(2)
if (clones.length === 0) throw new Error('Say which clones.')
const io = { env: process.env, platform: process.platform, signal: new AbortController().signal } as never
console.log('| repository | settings stated | agree | differ | nothing to tell by |\n|---|--:|--:|--:|--:|')
const notes: string[] = []
const sum = { stated: 0, agree: 0 }
for (const clone of clones) await compare(resolve(clone))
console.log(`\n${sum.agree} of ${sum.stated} (${(100 * sum.agree / sum.stated).toFixed(1)} %)\n\n${notes.join('\n')}`)
if (sum.agree < 0.95 * sum.stated) process.exitCode = 1

async function compare(clone: string): Promise<void> {
  const repo = diskRepo(clone, process.env)
  const found = await lookAtAll(repo, io, 400)
  const { commits } = fragmentOf(found)
  const told = (setting: Stated[0], value: string): string | undefined => {
    if (setting === 'headers') return found.commits === undefined ? undefined : found.commits.lengths.p95 <= Number(value) ? value : `95 % have up to ${found.commits.lengths.p95}`
    if (setting === 'types') return found.commits === undefined ? undefined : typesOf(value.split(','), found.commits.types.map(({ name }) => name), Object.keys((commits || {}).types ?? {}))
    return found.code.find(({ name }) => name === setting)?.value
  }
  const counts = { agree: 0, differ: 0, silent: 0 }
  const stated = await statedBy(repo)
  for (const [setting, value, from] of stated) {
    const ours = told(setting, value)
    if (ours === value) counts.agree++
    else {
      counts[ours === undefined ? 'silent' : 'differ']++
      notes.push(`- ${basename(clone)}: ${from} says ${setting} ${value}; infer ${ours === undefined ? 'finds nothing to tell by' : `says ${ours}`}`)
    }
  }
  sum.stated += stated.length
  sum.agree += counts.agree
  console.log(`| ${basename(clone)} | ${stated.length} | ${counts.agree} | ${counts.differ} | ${counts.silent} |`)
}

/** The types that are stated, where nine in ten of those in use are among them and those of their own were found. */
function typesOf(stated: readonly string[], used: readonly string[], own: readonly string[]): string {
  const strange = used.slice(0, 10).filter((name) => !stated.includes(name))
  const missed = own.filter((name) => !stated.includes(name))
  return strange.length <= 1 && missed.length <= 1 ? stated.join(',') : `${used.join(',')} in use`
}

async function statedBy(repo: Repo): Promise<Stated[]> {
  const all = [...prettierSays(repo), ...xoSays(repo), ...antfuSays(repo), ...await commitlintSays(repo)]
  const known = new Set(all.map(([setting]) => setting))
  return [...all, ...editorconfigSays(repo).filter(([setting]) => !known.has(setting))]
}

interface Prettier { singleQuote?: boolean, semi?: boolean, tabWidth?: number, useTabs?: boolean, printWidth?: number, trailingComma?: string, arrowParens?: string, bracketSpacing?: boolean, jsxSingleQuote?: boolean }
interface Manifest { prettier?: Prettier, xo?: object, devDependencies?: Record<string, string>, commitlint?: Commitlint }

function manifestOf(repo: Repo): Manifest {
  return JSON.parse(repo.read('package.json') ?? '{}') as Manifest
}

/** What the config states, and the defaults of prettier 3 for the rest: whoever has the config has them all. */
function prettierSays(repo: Repo): Stated[] {
  const path = ['.prettierrc', '.prettierrc.json', '.prettierrc.yaml', '.prettierrc.yml'].find((name) => repo.stat(name)?.type === 'file')
  const own = path === undefined ? manifestOf(repo).prettier : parseYaml(repo.read(path)!) as Prettier
  if (own === undefined) return []
  const old = /^\D*[12]\./.test(manifestOf(repo).devDependencies?.['prettier'] ?? '3')
  const { singleQuote = false, semi = true, tabWidth = 2, useTabs = false, printWidth = 80, trailingComma = old ? 'es5' : 'all', arrowParens = 'always', bracketSpacing = true } = own
  const says = (setting: SettingName, value: string): Stated => [setting, value, 'prettier']
  return [
    says('quotes', singleQuote ? 'single' : 'double'), says('semicolons', semi ? 'yes' : 'no'), says('indent', useTabs ? 'tab' : String(tabWidth)), says('width', String(printWidth)),
    says('trailingCommas', trailingComma), says('arrowParentheses', arrowParens), says('bracketSpacing', bracketSpacing ? 'yes' : 'no'),
  ]
}

/** The rules of xo that are about the same as a setting of ours. */
function xoSays(repo: Repo): Stated[] {
  const { xo, devDependencies = {} } = manifestOf(repo)
  if (xo === undefined && devDependencies['xo'] === undefined) return []
  const { space = false, semicolon = true } = (xo ?? {}) as { space?: boolean | number, semicolon?: boolean }
  const says = (setting: SettingName, value: string): Stated => [setting, value, 'xo']
  return [
    says('quotes', 'single'), says('semicolons', semicolon ? 'yes' : 'no'), says('indent', space === false ? 'tab' : String(space === true ? 2 : space)), says('bracketSpacing', 'no'), says('functionSpace', 'no'),
    says('fileNames', 'kebab-case'), says('nodeProtocol', 'yes'), says('importExtensions', '.js'), says('importOrder', 'groups'), says('typeDefinitions', 'type'), says('arrayTypes', 'T[]'), says('variableNames', 'camelCase'), says('typeNames', 'PascalCase'),
    says('trailingCommas', 'all'), says('arrowParentheses', 'avoid'),
  ]
}

function antfuSays(repo: Repo): Stated[] {
  const path = ['eslint.config.js', 'eslint.config.mjs', 'eslint.config.ts'].find((name) => repo.stat(name)?.type === 'file')
  if (path === undefined || !repo.read(path)!.includes('@antfu/eslint-config')) return []
  const says = (setting: SettingName, value: string): Stated => [setting, value, 'antfu']
  return [
    says('quotes', 'single'), says('semicolons', 'no'), says('indent', '2'), says('trailingCommas', 'all'), says('bracketSpacing', 'yes'), says('functionSpace', 'no'), says('nodeProtocol', 'yes'), says('importOrder', 'groups'),
    says('functionStyle', 'declaration'), says('typeDefinitions', 'interface'), says('typeImports', 'separate'), says('arrowParentheses', 'avoid'),
  ]
}

function editorconfigSays(repo: Repo): Stated[] {
  const text = repo.read('.editorconfig') ?? ''
  const star = /\[\*\]\n([^[]*)/.exec(text)?.[1] ?? ''
  const value = (key: string): string | undefined => new RegExp(`^\\s*${key}\\s*=\\s*(\\S+)`, 'm').exec(star)?.[1]
  const indent = value('indent_style') === 'tab' ? 'tab' : value('indent_size')
  return indent === undefined ? [] : [['indent', indent, '.editorconfig']]
}

interface Commitlint { extends?: string | string[], rules?: Record<string, readonly [number, string, unknown]> }

async function commitlintSays(repo: Repo): Promise<Stated[]> {
  const path = repo.list('').find((name) => /^(commitlint\.config\.[cm]?js|\.commitlintrc(\.json|\.ya?ml)?)$/.test(name))
  const config = path === undefined ? manifestOf(repo).commitlint
    : /\.[cm]?js$/.test(path) ? (await import(resolve(repo.root, path)) as { default: Commitlint }).default : parseYaml(repo.read(path)!) as Commitlint
  if (config === undefined) return []
  const conventional = [config.extends ?? []].flat().some((name) => name.includes('config-conventional'))
  const types = config.rules?.['type-enum']?.[2] ?? (conventional ? ['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'] : undefined)
  const length = config.rules?.['header-max-length']?.[2] ?? (conventional ? 100 : undefined)
  return [
    ...types === undefined ? [] : [['types', (types as string[]).join(','), 'commitlint'] as const],
    ...length === undefined ? [] : [['headers', String(length as number), 'commitlint'] as const],
  ]
}
