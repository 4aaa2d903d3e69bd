// @ts-check
import { codeFiles } from './blocks.js'

/** @typedef {import('./index.js').Config} Config */

/** Takes back what `@stylistic/indent` has just done to a type of several lines, for ever. */
const fighting = '@stylistic/indent-binary-ops'

/** Rules of eslint-config-prettier that it lists only because of certain options, which ours do not have. */
const harmless = ['curly', 'no-unexpected-multiline', 'no-confusing-arrow']

/**
 * Layout is the formatter's: either the rules that lay out (`eslint-stylistic`), or, for a formatter, every rule off that would fight it. One of
 * them, never two.
 *
 * @param {import('./blocks.js').Kit} kit @returns {Config[]}
 */
export function formatOf({ options, need, blocks }) {
  const { format = 'none', style = {} } = options
  if (format === 'none') return []
  if (format === 'eslint-stylistic') {
    const plugin = need('@stylistic/eslint-plugin')
    if (!plugin) return []
    const { indent = 2, quotes = 'single', semi = false, arrowParens = true, width } = style
    const layout = plugin.configs.customize({ indent, quotes, semi, arrowParens, jsx: blocks.includes('react') || blocks.includes('vue'), commaDangle: style.trailingComma === 'none' ? 'never' : 'always-multiline' })
    return [{
      name: 'conventions/stylistic', files: codeFiles(blocks), plugins: layout.plugins,
      rules: { ...layout.rules, [fighting]: 'off', ...width ? { '@stylistic/max-len': ['error', { code: width, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true, ignoreComments: true }] } : {} },
    }]
  }
  const prettier = need('eslint-config-prettier')
  if (!prettier) return []
  const rules = Object.fromEntries(Object.keys(prettier.rules).filter((name) => !harmless.includes(name)).map((name) => [name, /** @type {const} */ ('off')]))
  return [{ name: 'conventions/format', rules }]
}
