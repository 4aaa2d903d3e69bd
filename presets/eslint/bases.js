// @ts-check
import { bases } from './plugins.js'
import { scripts, typescripts } from './blocks.js'

/**
 * @typedef {import('./index.js').Config} Config
 * @typedef {import('./index.js').Base} Base
 * @typedef {import('./blocks.js').Kit} Kit
 */

/** Layout rules of Google's style that a formatter answers, and the two that ESLint has removed. */
const removed = ['valid-jsdoc', 'require-jsdoc']

/** Each known convention as a flat config; a promise where it makes its config so. @type {Readonly<Record<Base, (kit: Kit) => Config[] | Promise<Config[]>>>} */
const makers = {
  'typescript-eslint': ({ need, options, typed, root }) => {
    const js = need('@eslint/js')
    const tseslint = need('typescript-eslint')
    if (!js || !tseslint) return []
    const { configs } = tseslint
    const strict = options.level === 'strict'
    const chosen = typed
      ? strict ? [configs.strictTypeChecked, configs.stylisticTypeChecked] : [configs.recommendedTypeChecked]
      : strict ? [configs.strict, configs.stylistic] : [configs.recommended]
    return [
      { name: 'conventions/base/javascript', files: [...scripts, ...typescripts], rules: js.configs.recommended.rules },
      ...chosen.flat().map((/** @type {Config} */ entry) => ({ ...entry, files: entry.files ?? typescripts })),
      ...typed ? [{ name: 'conventions/base/types', files: typescripts, languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } } }] : [],
    ]
  },
  'antfu': async ({ need, options, blocks }) => {
    const antfu = need('@antfu/eslint-config')
    if (!antfu) return []
    const has = (/** @type {import('./index.js').Block} */ block) => blocks.includes(block)
    const data = { jsonc: has('json'), yaml: has('yaml'), markdown: has('markdown') }
    return [...await (antfu.antfu ?? antfu)({ stylistic: stylistic(options), typescript: has('typescript'), vue: has('vue'), react: false, svelte: false, ...data })]
  },
  'xo': async ({ load, options }) => {
    const xo = await load('eslint-config-xo')
    const { indent = 'tab', semi = true } = options.style ?? {}
    return xo ? xo({ space: indent === 'tab' ? false : indent, semicolon: semi, ...options.format === 'eslint-stylistic' ? {} : { prettier: 'compat' } }) : []
  },
  'google': ({ need, blocks }) => {
    const google = need('eslint-config-google')
    // It brings no parser for TypeScript of its own.
    const tseslint = blocks.includes('typescript') ? need('typescript-eslint') : undefined
    if (!google) return []
    const rules = Object.fromEntries(Object.entries(google.rules).filter(([name]) => !removed.includes(name)))
    return [
      ...tseslint ? [{ name: 'conventions/base/typescript', files: typescripts, languageOptions: { parser: tseslint.parser } }] : [],
      { name: 'conventions/base/google', files: [...scripts, ...tseslint ? typescripts : []], rules: /** @type {import('eslint').Linter.RulesRecord} */ (rules) },
    ]
  },
  'neostandard': ({ need, options, blocks }) => {
    const neostandard = need('neostandard')
    return neostandard ? (neostandard.neostandard ?? neostandard)({ ts: blocks.includes('typescript'), semi: options.style?.semi ?? false, noStyle: options.format !== 'eslint-stylistic' }) : []
  },
  'airbnb-extended': ({ need, blocks }) => {
    const airbnb = need('eslint-config-airbnb-extended')
    if (!airbnb) return []
    const { configs, plugins } = airbnb
    return [
      plugins.stylistic, plugins.importX, ...configs.base.recommended, plugins.node, ...configs.node.recommended,
      ...blocks.includes('typescript') ? [plugins.typescriptEslint, ...configs.base.typescript] : [],
    ]
  },
  'sheriff': ({ need, blocks, root }) => {
    const sheriff = need('eslint-config-sheriff')
    if (!sheriff) return []
    /** @type {Config[]} */
    const made = (sheriff.sheriff ?? sheriff)({ react: blocks.includes('react'), jest: blocks.includes('jest'), vitest: blocks.includes('vitest'), lodash: false, remeda: false, next: false, astro: false, playwright: false, storybook: false, tsconfigRootDir: root })
    // Without React it has typed rules for `.tsx`, but reads those without types.
    const typed = made.find(({ languageOptions }) => /** @type {any} */ (languageOptions?.['parserOptions'])?.projectService)
    return blocks.includes('react') || !typed ? made : [...made, { name: 'conventions/base/jsx', files: ['**/*.{jsx,tsx}'], languageOptions: typed.languageOptions ?? {} }]
  },
}

/** @param {import('./index.js').Options} options */
function stylistic({ format, style = {} }) {
  return format === 'eslint-stylistic' && { indent: style.indent ?? 2, quotes: style.quotes ?? 'single', semi: style.semi ?? false }
}

/**
 * A known convention. Throws for one that does not load under the ESLint that is here.
 *
 * @param {Base} base @param {Kit} kit @returns {Config[] | Promise<Config[]>}
 */
export function baseOf(base, kit) {
  if (!Object.hasOwn(makers, base)) throw new Error(`create-conventions/eslint: the base ${base} is not known: ${Object.keys(bases).join(', ')}`)
  const wanted = bases[base].eslint
  const { version } = kit.need('eslint/package.json') ?? {}
  if (wanted.startsWith('^9') && typeof version === 'string' && !version.startsWith('9.')) {
    throw new Error(`create-conventions/eslint: ${base} does not load under ESLint ${version}. Install eslint@${wanted}, or choose another base.`)
  }
  return makers[base](kit)
}
