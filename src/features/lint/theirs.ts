import { isMapping } from '../../edit/value.ts'
import type { Facts } from '../../repo/facts.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { readData, readText } from '../import/read.ts'
import type { Lint } from './schema.ts'
import { dependencyRanges, manifestOf } from './stack.ts'

/** What a repository has that lints or lays out, by where it is. */
export interface Theirs {
  /** A flat config of their own: one that does not use our presets. */
  readonly flat: RepoPath | undefined
  /** A flat config that uses our presets already. */
  readonly ours: RepoPath | undefined
  /** .eslintrc in any form, or `package.json`. */
  readonly legacy: RepoPath | undefined
  /** .eslintrc in the folders below, of which a flat config knows nothing. */
  readonly nested: readonly RepoPath[]
  /** Patterns of .eslintignore, as patterns of a flat config. */
  readonly ignores: readonly string[]
  readonly format: Lint['format']
  /** Where the formatter is configured. */
  readonly formatPath: RepoPath | undefined
  readonly oxlint: RepoPath | undefined
  /** Linters whose rules stay with them. */
  readonly others: readonly { readonly name: string, readonly path: RepoPath }[]
}

export const flatNames = ['eslint.config.js', 'eslint.config.mjs', 'eslint.config.cjs', 'eslint.config.ts', 'eslint.config.mts', 'eslint.config.cts']
const legacyNames = ['.eslintrc.js', '.eslintrc.cjs', '.eslintrc.yaml', '.eslintrc.yml', '.eslintrc.json', '.eslintrc']
const prettierNames = [
  '.prettierrc', '.prettierrc.json', '.prettierrc.json5', '.prettierrc.yaml', '.prettierrc.yml', '.prettierrc.toml', '.prettierrc.js', '.prettierrc.cjs', '.prettierrc.mjs',
  '.prettierrc.ts', 'prettier.config.js', 'prettier.config.cjs', 'prettier.config.mjs', 'prettier.config.ts',
]

/** Looks at the root of a repository. */
export function findTheirs(repo: Repo, facts: Facts): Theirs {
  const there = (names: readonly string[]): RepoPath | undefined => names.find((name) => repo.stat(name)?.type === 'file')
  const manifest = manifestOf(repo)
  const ranges = dependencyRanges(repo, facts)
  const flat = there(flatNames)
  const text = flat === undefined ? '' : readText(repo, flat) ?? ''
  const uses = /create-conventions\/eslint|presets\/eslint\/index\.js/.test(text)
  // A flat config that uses ours goes on reading theirs until somebody takes that out.
  const reads = flat === undefined || uses && text.includes('FlatCompat')
  const biome = there(['biome.json', 'biome.jsonc'])
  const prettier = there(prettierNames) ?? ('prettier' in manifest ? 'package.json' : undefined)
  const oxfmt = there(['.oxfmtrc.json', '.oxfmtrc.jsonc'])
  const format = biome !== undefined ? 'biome' : oxfmt !== undefined ? 'oxfmt' : prettier !== undefined || ranges.has('prettier') ? 'prettier' : undefined
  const others: readonly (readonly [string, RepoPath | undefined])[] = [
    ['tslint', there(['tslint.json', 'tslint.yaml', 'tslint.js'])],
    ['standard', ranges.has('standard') || 'standard' in manifest ? 'package.json' : undefined],
    ['xo', ranges.has('xo') || 'xo' in manifest ? 'package.json' : there(['xo.config.js', 'xo.config.ts', '.xo-config.json'])],
    ['stylelint', there(['.stylelintrc', '.stylelintrc.json', '.stylelintrc.js', 'stylelint.config.js', 'stylelint.config.mjs'])],
    ['Biome', biome],
  ]
  return {
    flat: uses ? undefined : flat, ours: uses ? flat : undefined,
    legacy: reads ? there(legacyNames) ?? ('eslintConfig' in manifest ? 'package.json' : undefined) : undefined,
    nested: nestedIn(repo, facts),
    ignores: ignorePatterns(readText(repo, '.eslintignore') ?? ''),
    format, formatPath: format === 'biome' ? biome : format === 'oxfmt' ? oxfmt : prettier,
    oxlint: there(['.oxlintrc.json', 'oxlint.config.ts']),
    others: others.flatMap(([name, path]) => path === undefined ? [] : [{ name, path }]),
  }
}

/** Flags that ESLint 9 does not know any more and ends at (migration guide to ESLint 9, "Removed CLI flags"). */
const gone = ['eslintrc', 'no-eslintrc', 'env', 'ignore-path', 'rulesdir', 'resolve-plugins-relative-to']

/** The scripts of package.json that start ESLint with flags that it ends at from 9 on. */
export function goneFlags(repo: Repo): { readonly script: string, readonly flags: readonly string[] }[] {
  const { scripts } = manifestOf(repo)
  return Object.entries(isMapping(scripts) ? scripts : {}).flatMap(([script, command]) => {
    const calls = typeof command === 'string' ? command.match(/(?<![\w./@-])eslint(?=\s)[^&|;]*/g) ?? [] : []
    const flags = gone.map((name) => `--${name}`).filter((flag) => calls.some((call) => call.split(/[\s=]/).includes(flag)))
    return flags.length === 0 ? [] : [{ script, flags }]
  })
}

/** In the folders of the root, in those of the workspaces, and in the workspaces themselves. */
function nestedIn(repo: Repo, { workspaces }: Facts): RepoPath[] {
  const folders = ['', ...workspaces].flatMap((folder) => repo.list(folder).filter((name) => !/^\.|^node_modules$/.test(name)).map((name) => folder === '' ? name : `${folder}/${name}`))
  return [...new Set([...workspaces, ...folders])].flatMap((folder) => legacyNames.map((name) => `${folder}/${name}`).filter((path) => repo.stat(path)?.type === 'file'))
}

/** Lines as in .gitignore as patterns of a flat config, as `convertIgnorePatternToMinimatch` of @eslint/compat 2 has them. */
export function ignorePatterns(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
    const negated = line.startsWith('!') ? '!' : ''
    const pattern = line.slice(negated.length)
    const body = pattern.replace(/^\//, '').replace(/\/$/, '')
    const anchored = pattern.startsWith('/') || body.includes('/')
    const folder = pattern.endsWith('/') ? '/' : ''
    return `${negated}${anchored || body.startsWith('**') ? '' : '**/'}${body}${folder === '' && !/[*.]/.test(body) && negated === '' ? '' : folder}`
  }).flatMap((pattern) => /[*./]$|\.\w+$/.test(pattern) ? [pattern] : [pattern, `${pattern}/**`])
}

/** Layout as a formatter's config or .editorconfig states it. */
export function styleOf(repo: Repo, { format, formatPath }: Theirs, editor: { readonly indent?: number | 'tab' | undefined, readonly width?: number | false | undefined }): Lint['style'] {
  const found = format === 'prettier' && formatPath !== undefined ? prettierOptions(repo, formatPath) : {}
  const tab = found['useTabs'] === true
  const size = typeof found['tabWidth'] === 'number' ? found['tabWidth'] : undefined
  const indent = tab ? 'tab' : size ?? editor.indent
  const width = typeof found['printWidth'] === 'number' ? found['printWidth'] : editor.width || undefined
  return {
    ...indent === undefined ? {} : { indent },
    ...typeof found['singleQuote'] === 'boolean' ? { quotes: found['singleQuote'] ? 'single' : 'double' } : {},
    ...typeof found['semi'] === 'boolean' ? { semi: found['semi'] } : {},
    ...width === undefined ? {} : { width },
    ...['all', 'es5', 'none'].includes(String(found['trailingComma'])) ? { trailingComma: found['trailingComma'] as 'all' } : {},
    ...found['arrowParens'] === 'avoid' ? { arrowParens: false } : {},
  }
}

function prettierOptions(repo: Repo, path: RepoPath): Readonly<Record<string, unknown>> {
  if (path === 'package.json') {
    const { prettier } = manifestOf(repo)
    return isMapping(prettier) ? prettier : {}
  }
  const text = readText(repo, path) ?? ''
  const data = /\.(c|m)?[jt]s$/.test(path) ? undefined : readData(text, /\.\w+$/.test(path.slice(1)) ? path : `${path}.yaml`)
  return isMapping(data) ? data : {}
}
