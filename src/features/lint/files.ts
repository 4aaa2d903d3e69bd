import { baseParsers, bases, eslintRange, formatters, oxlint, plugins, rangeWith } from '../../../presets/eslint/plugins.js'
import type { Block } from '../../../presets/eslint/index.js'
import type { Json } from '../../feature.ts'
import type { Locale } from '../../messages/index.ts'
import type { RepoPath } from '../../repo/repo.ts'
import type { Lint } from './schema.ts'
import { majorOf } from './stack.ts'
import type { Theirs } from './theirs.ts'

/** What the presets and our commands read at run time. */
export const settingsPath: RepoPath = '.conventions/eslint.json'
/** Counts of the problems that were there when the team adopted the rules; the name is ESLint's default. */
export const suppressionsPath: RepoPath = 'eslint-suppressions.json'
/** Our config around a flat config of theirs; by its name it is one of the config files that theirs make exceptions for (`*.config.*`). */
export const aroundPath: RepoPath = 'eslint.conventions.config.mjs'

/** What the plan decided: the config's section with what the repository answered. */
export interface Decided {
  readonly options: Lint
  readonly blocks: readonly Block[]
  readonly format: NonNullable<Lint['format']>
  readonly style: Lint['style']
  readonly theirs: Theirs
  /** Path of the ESLint config that holds our presets. */
  readonly config: RepoPath
  readonly module: boolean
  /** Major versions of what the repository has already. */
  readonly majors: { readonly typescript: number | undefined, readonly eslint: number | undefined }
  /** Whether the ESLint that will be here knows its suppressions file wherever it is called from, as editors call it: from 10.1 on. */
  readonly suppresses: boolean
  readonly locale: Locale
}

/** `.conventions/eslint.json`: what differs from the defaults of the presets. */
export function settingsText({ options, blocks, format, style, theirs, config, locale }: Decided): string {
  const { level, base, types, letters, edition, fast, rules, folders, tools } = options
  const ignores = [...options.ignores, ...theirs.legacy === undefined ? [] : theirs.ignores]
  const settings: Record<string, Json | undefined> = {
    level, base, format, style: Object.keys(style).length > 0 ? style as Json : undefined, blocks: [...blocks], types,
    letters: letters === 'any' ? undefined : letters, edition, fast: fast === 'eslint' ? undefined : fast,
    ignores: ignores.length > 0 ? ignores : undefined, rules: filled(rules), folders: filled(folders), tools: filled(tools), config, locale: locale === 'en' ? undefined : locale,
  }
  return `${JSON.stringify(settings, undefined, 2)}\n`
}

function filled(table: Readonly<Record<string, unknown>>): Json | undefined {
  return Object.keys(table).length > 0 ? table as Json : undefined
}

/** The config that a repository without one gets; theirs from then on. */
export function configText({ theirs, module }: Decided, words: { readonly config: string, readonly around: (path: string) => string, readonly legacy: (path: string) => string }): string {
  const preset = 'import { conventions } from \'create-conventions/eslint\'\n'
  if (theirs.flat !== undefined) {
    return `${preset}import theirs from './${theirs.flat}'\n\n// ${words.around(theirs.flat)}\nexport default conventions({}, ...[await theirs].flat(9))\n`
  }
  if (theirs.legacy !== undefined) {
    const extended = theirs.legacy === 'package.json' ? 'manifest.eslintConfig' : `{ extends: ['./${theirs.legacy}'] }`
    const manifest = theirs.legacy === 'package.json' ? 'import manifest from \'./package.json\' with { type: \'json\' }\n' : ''
    return `import { fixupConfigRules } from '@eslint/compat'\nimport { FlatCompat } from '@eslint/eslintrc'\nimport js from '@eslint/js'\n${preset.replace('{ conventions }', '{ conventions, legacy }')}${manifest}\n// ${words.legacy(theirs.legacy)}\n`
      + `const compat = new FlatCompat({ baseDirectory: import.meta.dirname, recommendedConfig: legacy.recommended(js), allConfig: js.configs.all })\n\n`
      + `export default conventions({}, ...legacy.entries(fixupConfigRules(compat.config(${extended}))))\n`
  }
  return `${module ? '// @ts-check\n' : ''}${preset}\n// ${words.config}\nexport default conventions()\n`
}

/** From 9.39 on ESLint can let pass what is suppressed no longer; it still reads .eslintrc, by a package. */
export const eslint9 = '^9.39.0'

/** The first that knows ESLint 9. */
export const importPlugin9 = '^2.31.0'

/** The ESLint that the config needs. */
export const eslintOf = ({ base }: Pick<Lint, 'base'>, theirs: Theirs): string => theirs.legacy !== undefined ? eslint9 : base === undefined ? eslintRange : bases[base].eslint

/** Packages that the config needs, with versions that go with what is there. */
export function packagesOf({ options, blocks, format, theirs, majors }: Decided): Record<string, string> {
  const { base, fast } = options
  const eslint = eslintOf(options, theirs)
  const blockTables = base === undefined ? blocks.map((block) => plugins[block]) : [bases[base].packages, blocks.includes('typescript') ? baseParsers[base] : {}]
  const packages: Record<string, string> = {
    eslint, ...Object.assign({}, ...blockTables) as Record<string, string>, ...formatters[format], ...fast === 'oxlint' ? oxlint : {},
    ...theirs.legacy === undefined ? {} : { '@eslint/compat': '^2.0.0', '@eslint/eslintrc': '^3.3.0', '@eslint/js': eslint9 },
  }
  return Object.fromEntries(Object.entries(packages).map(([name, range]) => [name, rangeWith(name, range, { ...majors, eslint: majors.eslint ?? majorOf(eslint) })]))
}
