import * as v from 'valibot'
import { repoPath } from '../../commits/words.ts'

export const blockNames = [
  'javascript', 'typescript', 'node', 'browser', 'imports', 'unicode', 'react', 'vue', 'svelte', 'vitest', 'jest', 'storybook', 'json', 'yaml', 'markdown', 'packageJson',
] as const
export const baseNames = ['antfu', 'xo', 'neostandard', 'airbnb-extended', 'google', 'sheriff', 'typescript-eslint'] as const
export const formatNames = ['prettier', 'eslint-stylistic', 'oxfmt', 'biome', 'none'] as const

const pattern = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.regex(/^[^\p{Cc}]+$/u, 'oneLine'))
/** As ESLint takes it: a severity, alone or with options. */
const severity = v.picklist(['off', 'warn', 'error', 0, 1, 2])
const ruleEntry = v.union([severity, v.pipe(v.array(v.any()), v.minLength(1), v.check((row) => v.is(severity, row[0]), 'severity'))])
const rules = v.record(v.pipe(v.string(), v.maxLength(200), v.regex(/^(@?[\w.-]+\/)*[\w-]+$/, 'ruleName')), ruleEntry)
const word = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.regex(/^[^\p{Cc}]+$/u, 'oneLine'))
/** Where a program may name the file it got: `{file}`. Without it the names of all files come last. */
const command = v.pipe(v.array(word), v.minLength(1))

export const lintSchema = v.strictObject({
  level: v.optional(v.pipe(
    v.picklist(['recommended', 'strict']), v.description('`recommended` finds bugs; `strict` also settles on one way to write things. Every rule with its reason: docs/eslint.md.'),
  ), 'recommended'),
  base: v.optional(v.pipe(v.picklist(baseNames), v.description('The rules of a known convention in the place of ours.'))),
  format: v.optional(v.pipe(
    v.picklist(formatNames), v.description('Who lays code out; rules that fight it are off. Without it: the formatter that the repository has, else none.'),
  )),
  style: v.optional(v.pipe(v.strictObject({
    indent: v.optional(v.pipe(v.union([v.literal('tab'), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16))]), v.description('`tab`, or the number of spaces.'))),
    quotes: v.optional(v.pipe(v.picklist(['single', 'double']), v.description('Which quotes.'))),
    semi: v.optional(v.pipe(v.boolean(), v.description('Whether statements end with a semicolon.'))),
    width: v.optional(v.pipe(v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(1_000)), v.description('The longest line, in columns.'))),
    trailingComma: v.optional(v.pipe(v.picklist(['all', 'es5', 'none']), v.description('Where lists of several lines end with a comma.'))),
    arrowParens: v.optional(v.pipe(v.boolean(), v.description('Whether a single parameter stands in parentheses.'))),
  }), v.description('How code is laid out, for `eslint-stylistic`, for bases that lay out, and for the config of a formatter that is new. Without it: what the repository\'s formatter or .editorconfig says.')), {}),
  blocks: v.optional(v.pipe(v.array(v.picklist(blockNames)), v.description('The parts of the presets. Without it: what the dependencies of the repository call for.'))),
  data: v.optional(v.pipe(v.boolean(), v.description('Whether JSON, YAML, Markdown and package.json are linted too.')), true),
  types: v.optional(v.pipe(v.boolean(), v.description('Rules with type information, in CI and on push. Without it: where there is a tsconfig.json at the root.'))),
  letters: v.optional(v.pipe(v.picklist(['ascii', 'hangul', 'any']), v.description('Letters of names in code; `hangul`: ASCII and Hangul.')), 'any'),
  edition: v.optional(v.pipe(
    v.number(), v.integer(), v.minValue(1), v.description('The edition of the rules that the team has agreed to: rules that came later are warnings.'),
  ), 1),
  fast: v.optional(v.pipe(
    v.picklist(['eslint', 'oxlint']), v.description('What runs on commit: ESLint without type information, or oxlint with those of the same rules that it has; ESLint then runs on push.'),
  ), 'eslint'),
  hook: v.optional(v.pipe(v.boolean(), v.description('Whether a commit lints and formats what is staged, and a push lints everything. Code in Markdown waits for the push.')), true),
  tools: v.optional(v.pipe(
    v.record(pattern, command),
    v.description('Programs for other languages that get the staged files of a pattern, such as `"*.kt": [ktlint, --format]`, where they are installed. On top of those that are known for the languages found.'),
  ), {}),
  ignores: v.optional(v.pipe(v.array(pattern), v.description('Files that are not linted, as patterns of ESLint.')), []),
  rules: v.optional(v.pipe(rules, v.description('Rules of the team\'s own, over those of the presets.')), {}),
  folders: v.optional(v.pipe(v.record(pattern, rules), v.description('The same, for a folder or a pattern.')), {}),
  config: v.optional(v.pipe(repoPath, v.description('The ESLint config. Without it: `eslint.config.js` (`.mjs` where package.json has no `type: module`), or `eslint.conventions.config.mjs` around the one that is there.'))),
  suppress: v.optional(v.pipe(v.boolean(), v.description('Whether adopting suppresses the problems that are there, so that only new ones fail.')), true),
  ci: v.optional(v.pipe(v.boolean(), v.description('Whether continuous integration lints.')), true),
  codeScanning: v.optional(v.pipe(
    v.boolean(), v.description('Whether GitHub gets the findings as SARIF, for its code scanning: free for public repositories, a part of GitHub Advanced Security for others.'),
  ), false),
  editors: v.optional(v.pipe(v.boolean(), v.description('Whether VS Code, and Zed and JetBrains where they are in use, fix by the same rules on save. Suppressed problems are hints in VS Code, from ESLint 10.1 and its extension 3.0.34 on; before, they look like new ones.')), true),
})

export type Lint = v.InferOutput<typeof lintSchema>
