import { bases, formatters, plugins } from '../../../presets/eslint/plugins.js'
import type { Style } from './protocol.ts'

/** A set of rules that can be compared. */
export interface LintCandidate {
  readonly name: string
  /** The major version of ESLint that it runs under. */
  readonly eslint: 9 | 10
  /** What is installed for it, as npm reads it; empty for what is in the repository. */
  readonly packages: readonly string[]
  /** The text of a module in the folder that it is installed in: its default export makes the config. */
  readonly loader: string
  /** What of the inferred style it is told; the rest it has an opinion of its own on. */
  readonly takes: readonly (keyof Style)[]
  /** What it says of layout when it is not told. Undefined: nothing. */
  readonly says?: Style
  /** The section `lint` of a config that makes it the team's; undefined where there is none. */
  readonly config?: Readonly<Record<string, unknown>>
}

const spec = ([name, range]: readonly [string, string]): string => `${name}@${range}`
const from = (tables: readonly Readonly<Record<string, string>>[]): string[] => [...new Map(tables.flatMap((table) => Object.entries(table)))].map(spec)

/**
 * What every candidate of a major version runs with. TypeScript is that which typescript-eslint takes, which is the newest of its major version: so it is with candidates that bring
 * it along, and rules and trees of one version are there for all of them.
 */
export const common: Readonly<Record<9 | 10, readonly string[]>> = {
  10: ['eslint@10.15.0', '@eslint/js@10.0.1', 'typescript-eslint@^8.73.0', 'typescript@6.0.3', 'globals@17.14.0'],
  9: ['eslint@9.39.5', '@eslint/js@9.39.5', 'typescript-eslint@^8.73.0', 'typescript@5.9.3', 'globals@17.14.0'],
}

const own = (level: string): string => `import { pathToFileURL } from 'node:url'
export default async ({ presets, home, blocks }) => {
  const { conventions } = await import(pathToFileURL(presets + '/index.js').href)
  return conventions({ root: home, level: '${level}', blocks, types: false, format: 'none' })
}
`
const ours = from([
  plugins.javascript, plugins.node, plugins.imports, plugins.vitest, plugins.jest, plugins.storybook, plugins.vue, plugins.svelte, { 'eslint-plugin-react-hooks': plugins.react['eslint-plugin-react-hooks']!, '@eslint-react/eslint-plugin': plugins.react['@eslint-react/eslint-plugin']! },
  // The plugin for Svelte reads its version, which npm takes for optional.
  { 'eslint-config-prettier': formatters.prettier['eslint-config-prettier'], 'svelte': '^5.0.0' },
])

const typescriptEslint = (level: string): string => `import js from '@eslint/js'
import tseslint from 'typescript-eslint'
const { configs } = tseslint
export default () => [js.configs.recommended, ...${level}]
`

/** The known presets, as their own documentation shows them, told of the team's layout where they take it. */
export const candidates: readonly LintCandidate[] = [
  { name: 'recommended', eslint: 10, packages: ours, loader: own('recommended'), takes: [], config: { level: 'recommended' } },
  { name: 'strict', eslint: 10, packages: ours, loader: own('strict'), takes: [], config: { level: 'strict' } },
  { name: 'typescript-eslint', eslint: 10, packages: [], loader: typescriptEslint('configs.recommended'), takes: [], config: { base: 'typescript-eslint' } },
  { name: 'typescript-eslint-strict', eslint: 10, packages: [], loader: typescriptEslint('configs.strict, ...configs.stylistic'), takes: [], config: { base: 'typescript-eslint', level: 'strict' } },
  {
    name: 'antfu', eslint: 10, packages: [...from([bases.antfu.packages]), '@vue/compiler-sfc@^3.5.0'], takes: ['indent', 'quotes', 'semi'], says: { indent: 2, quotes: 'single', semi: false }, config: { base: 'antfu', format: 'eslint-stylistic' },
    loader: `import antfu from '@antfu/eslint-config'
export default async ({ style, typescript, frameworks }) => await antfu({
  stylistic: { indent: style.indent ?? 2, quotes: style.quotes ?? 'single', semi: style.semi ?? false },
  typescript, vue: frameworks.includes('vue'), react: false, svelte: false, jsonc: false, yaml: false, toml: false, markdown: false, isInEditor: false,
})
`,
  },
  {
    name: 'xo', eslint: 10, packages: [`eslint-config-xo@${bases.xo.packages['eslint-config-xo']}`], takes: ['indent', 'semi'], says: { indent: 'tab', quotes: 'single', semi: true }, config: { base: 'xo', format: 'eslint-stylistic' },
    loader: `import xo from 'eslint-config-xo'
export default ({ style }) => xo({ space: style.indent === undefined || style.indent === 'tab' ? false : style.indent, semicolon: style.semi ?? true })
`,
  },
  {
    name: 'google', eslint: 10, packages: from([bases.google.packages]), takes: [], says: { indent: 2, quotes: 'single', semi: true }, config: { base: 'google' },
    loader: `import google from 'eslint-config-google'
const gone = ['valid-jsdoc', 'require-jsdoc']
export default () => [{ files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'], rules: Object.fromEntries(Object.entries(google.rules).filter(([name]) => !gone.includes(name))) }]
`,
  },
  {
    name: 'neostandard', eslint: 9, packages: from([bases.neostandard.packages]), takes: ['semi'], says: { indent: 2, quotes: 'single', semi: false }, config: { base: 'neostandard', format: 'eslint-stylistic' },
    loader: `import neostandard from 'neostandard'
export default ({ style, typescript }) => neostandard({ ts: typescript, semi: style.semi ?? false })
`,
  },
  {
    name: 'airbnb-extended', eslint: 9, packages: [`eslint-config-airbnb-extended@${bases['airbnb-extended'].packages['eslint-config-airbnb-extended']}`], takes: [], says: { indent: 2, quotes: 'single', semi: true }, config: { base: 'airbnb-extended' },
    loader: `import * as airbnb from 'eslint-config-airbnb-extended'
const { configs, plugins } = airbnb.configs ? airbnb : airbnb.default
export default ({ typescript }) => [
  plugins.stylistic, plugins.importX, ...configs.base.recommended, plugins.node, ...configs.node.recommended,
  ...typescript ? [plugins.typescriptEslint, ...configs.base.typescript] : [],
]
`,
  },
  {
    name: 'sheriff', eslint: 9, packages: [`eslint-config-sheriff@${bases.sheriff.packages['eslint-config-sheriff']}`], takes: [], config: { base: 'sheriff' },
    loader: `import { sheriff } from 'eslint-config-sheriff'
export default ({ frameworks }) => sheriff({
  react: frameworks.includes('react'), jest: frameworks.includes('jest'), vitest: frameworks.includes('vitest'), lodash: false, remeda: false, next: false, astro: false, playwright: false, storybook: false,
})
`,
  },
]

/** A config that someone has: a package (`name` or `name@range`), or a file. */
export function ownCandidate(name: string, eslint: 9 | 10, given: { readonly path: string } | { readonly package: string }): LintCandidate {
  const source = 'path' in given ? `file://${given.path}` : given.package
  const loader = 'path' in given
    ? `import { pathToFileURL } from 'node:url'
const loaded = await import(pathToFileURL(${JSON.stringify(given.path)}).href)
export default loaded.default ?? loaded
`
    : `import * as loaded from ${JSON.stringify(source)}
export default async () => {
  const made = loaded.default ?? Object.values(loaded)[0]
  return typeof made === 'function' ? made() : made.configs?.recommended ?? made
}
`
  return { name, eslint, packages: 'path' in given ? [] : [name], loader, takes: [] }
}
