import type { Linter } from 'eslint'

/** An entry of a flat config. */
export type Config = Linter.Config

/** A part of the presets: what it lints, and the plugins that it needs. */
export type Block =
  | 'javascript' | 'typescript' | 'node' | 'browser' | 'imports' | 'unicode' | 'react' | 'vue' | 'svelte'
  | 'vitest' | 'jest' | 'storybook' | 'json' | 'yaml' | 'markdown' | 'packageJson'

/** A known convention to build on. */
export type Base = 'antfu' | 'xo' | 'neostandard' | 'airbnb-extended' | 'google' | 'sheriff' | 'typescript-eslint'

/** How code is laid out, for `format: 'eslint-stylistic'` and for bases that lay out. */
export interface Style {
  readonly indent?: number | 'tab'
  readonly quotes?: 'single' | 'double'
  readonly semi?: boolean
  readonly width?: number
  readonly trailingComma?: 'all' | 'es5' | 'none'
  /** Parentheses around a single parameter. */
  readonly arrowParens?: boolean
}

/** What a team decides. What is left out comes from `.conventions/eslint.json`, which `conventions apply` writes from the section `lint` of the config. */
export interface Options {
  /** recommended: finds bugs · strict: one way to write things, too. */
  readonly level?: 'recommended' | 'strict'
  /** The rules of a known convention in the place of ours. */
  readonly base?: Base
  /** Who lays code out: rules that fight that formatter are off. */
  readonly format?: 'prettier' | 'eslint-stylistic' | 'oxfmt' | 'biome' | 'none'
  readonly style?: Style
  /** Without it: what the dependencies of package.json call for. */
  readonly blocks?: readonly Block[]
  /** Rules with type information. Without it: where there is a tsconfig.json at the root. `CONVENTIONS_LINT=fast` in the environment switches them off. */
  readonly types?: boolean
  /** Letters of names in code. */
  readonly letters?: 'ascii' | 'hangul' | 'any'
  /** The edition of the catalogue that the team has agreed to: rules of later ones are warnings. */
  readonly edition?: number
  /** oxlint: it runs first in the hook, and ESLint leaves its rules out there. */
  readonly fast?: 'eslint' | 'oxlint'
  /** Files that are not linted, as patterns of ESLint. */
  readonly ignores?: readonly string[]
  /** Rules of the team's own, over those of the blocks. */
  readonly rules?: Readonly<Linter.RulesRecord>
  /** The same, for a folder or a pattern. */
  readonly folders?: Readonly<Record<string, Readonly<Linter.RulesRecord>>>
  /** Absolute path of the repository's root. Without it: found from the working directory. */
  readonly root?: string
}

/**
 * The flat config of the team's convention, a plain array: each entry is named `conventions/<block>` and can be found, changed or left out. `entries` come
 * after it; of a plugin that both bring, theirs is used.
 *
 * @throws Error that names the packages that are missing and the command that installs them
 */
export declare function conventions(options: Options & { readonly base: 'antfu' | 'xo' }, ...entries: readonly (Config | readonly Config[])[]): Promise<Config[]>
export declare function conventions(options?: Options, ...entries: readonly (Config | readonly Config[])[]): Config[]

/** What an .eslintrc means that was written for ESLint 8 or older, so that it reports the same under ESLint 9. */
export declare const legacy: {
  /** `eslint:recommended` as it was, made from `@eslint/js` 9. */
  recommended(js: { readonly configs: { readonly recommended: { readonly rules?: Readonly<Record<string, unknown>> } } }): { readonly rules: Readonly<Linter.RulesRecord> }
  /** Entries with the options whose defaults have changed since. */
  entries(entries: readonly Config[]): Config[]
}

/** A rule of a block: why it is on. */
export interface Rule {
  readonly level: 'recommended' | 'strict'
  readonly why: { readonly en: string, readonly ko: string }
  readonly options: readonly unknown[]
  readonly since: number
}

/** The rules of each block, with reasons. `typed` are those of `typescript` that need type information. */
export declare const catalogue: Readonly<Record<Block | 'typed', Readonly<Record<string, Rule>>>>
export declare const edition: number
/** The packages that each block needs, with their versions. */
export declare const plugins: Readonly<Record<Block, Readonly<Record<string, string>>>>
