// @ts-check

/** @typedef {import('./index.js').Block} Block */

/**
 * What each block loads from the user's repository, with the versions that this catalogue was written for. Patch releases only where a package
 * ships rules: a new rule comes with a new edition of the catalogue, not overnight.
 *
 * @type {Readonly<Record<Block, Readonly<Record<string, string>>>>}
 */
export const plugins = {
  javascript: { globals: '^17.14.0' },
  typescript: { 'typescript-eslint': '~8.73.0', 'typescript': '~6.0.3' },
  node: { 'eslint-plugin-n': '~18.5.0', 'globals': '^17.14.0' },
  browser: { globals: '^17.14.0' },
  imports: { 'eslint-plugin-import-x': '~4.18.1' },
  unicode: {},
  react: { '@eslint-react/eslint-plugin': '~5.23.0', 'eslint-plugin-react-hooks': '~7.1.1', 'typescript': '~6.0.3' },
  vue: { 'eslint-plugin-vue': '~10.12.1', 'vue-eslint-parser': '~10.4.2' },
  svelte: { 'eslint-plugin-svelte': '~3.24.1', 'svelte-eslint-parser': '^1.8.2' },
  vitest: { '@vitest/eslint-plugin': '~1.6.28' },
  jest: { 'eslint-plugin-jest': '~29.17.0' },
  storybook: { 'eslint-plugin-storybook': '~10.6.7' },
  json: { '@eslint/json': '~2.1.1' },
  yaml: { 'eslint-plugin-yml': '~3.10.0' },
  markdown: { '@eslint/markdown': '~8.0.3' },
  packageJson: { 'eslint-plugin-package-json': '~1.14.0', '@eslint/json': '~2.1.1' },
}

/** ESLint itself. */
export const eslintRange = '~10.15.0'

/** What each formatter needs. */
export const formatters = /** @type {const} */ ({
  'prettier': { 'prettier': '~3.10.1', 'eslint-config-prettier': '~10.1.8' },
  'eslint-stylistic': { '@stylistic/eslint-plugin': '~5.10.0' },
  'oxfmt': { 'oxfmt': '0.79.0', 'eslint-config-prettier': '~10.1.8' },
  'biome': { '@biomejs/biome': '2.6.8', 'eslint-config-prettier': '~10.1.8' },
  'none': {},
})

/** The linter that runs first where `fast` says so. */
export const oxlint = { oxlint: '1.94.0' }

/**
 * Of packages whose newest release asks for a TypeScript or an ESLint that a repository may not have yet, the last one that does not:
 * npm refuses to install the others there (ERESOLVE).
 *
 * @type {readonly { readonly of: 'typescript' | 'eslint', readonly below: number, readonly packages: Readonly<Record<string, string>> }[]}
 */
const older = [
  { of: 'typescript', below: 5, packages: { 'eslint-plugin-n': '~17.24.0' } },
  { of: 'typescript', below: 6, packages: { '@vitest/eslint-plugin': '1.6.27' } },
  { of: 'eslint', below: 10, packages: { '@eslint/js': '^9.39.0' } },
]

/**
 * The version of a package that goes with what a repository has.
 *
 * @param {string} name @param {string} range what goes with the newest
 * @param {{ readonly typescript?: number | undefined, readonly eslint?: number | undefined }} majors major versions that are there; undefined: the newest, or none
 */
export function rangeWith(name, range, majors) {
  return older.find(({ of, below, packages }) => (majors[of] ?? below) < below && Object.hasOwn(packages, name))?.packages[name] ?? range
}

/** What a base needs for TypeScript that has no parser for it. @type {Readonly<Partial<Record<import('./index.js').Base, Readonly<Record<string, string>>>>>} */
export const baseParsers = { google: plugins.typescript }

/** Known conventions that can be the base, what they need, and the ESLint that they load under. */
export const bases = /** @type {const} */ ({
  'typescript-eslint': { packages: { '@eslint/js': '~10.0.1', 'typescript-eslint': '~8.73.0', 'typescript': '~6.0.3' }, eslint: '~10.15.0' },
  'antfu': { packages: { '@antfu/eslint-config': '~10.0.0' }, eslint: '~10.15.0' },
  'xo': { packages: { 'eslint-config-xo': '~4.0.1', 'typescript': '~6.0.3' }, eslint: '~10.15.0' },
  'google': { packages: { 'eslint-config-google': '~0.14.0' }, eslint: '~10.15.0' },
  'neostandard': { packages: { neostandard: '~0.13.0' }, eslint: '^9.39.0' },
  'airbnb-extended': { packages: { 'eslint-config-airbnb-extended': '~3.2.0', 'typescript': '~6.0.3' }, eslint: '^9.39.0' },
  'sheriff': { packages: { 'eslint-config-sheriff': '~31.3.0', 'typescript': '~6.0.3' }, eslint: '^9.39.0' },
})
