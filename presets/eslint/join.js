// @ts-check
import { dataFiles } from './blocks.js'

/** @typedef {import('./index.js').Config} Config */

/**
 * Our blocks and the user's entries as one array that ESLint accepts: a plugin that both bring is theirs, and of our rules those that their
 * version of it lacks go. An entry of theirs about rules, without `files`, stays what it was before other languages came in: about code. Their parser
 * of typescript-eslint gets along with our type information, or it would refuse what a `project` of theirs and ours ask for together.
 *
 * @param {readonly Config[]} ours @param {readonly Config[]} theirs @param {(parser: any) => any} typed our parser around theirs @returns {Config[]}
 */
export function joinEntries(ours, theirs, typed) {
  /** @type {Map<string, any>} */
  const plugins = new Map()
  for (const { plugins: named = {} } of theirs) for (const [name, plugin] of Object.entries(named)) if (!plugins.has(name)) plugins.set(name, plugin)
  return [...ours.filter((entry) => !answered(entry, theirs)).map((entry) => withPlugins(entry, plugins)), ...theirs.map((entry) => withParser(aboutCode(entry), typed))]
}

/** Languages besides code: our entries about them, and patterns of theirs. */
const languages = [
  { names: ['conventions/json', 'conventions/jsonc', 'conventions/package-json'], pattern: /json/ }, { names: ['conventions/yaml'], pattern: /ya?ml/ },
  { names: ['conventions/markdown'], pattern: /\.md\b|markdown|[{,]md[,}]/ },
]

/** Whether theirs read the files of an entry by a parser or a language of their own, whose rules ours would break. @param {Config} entry @param {readonly Config[]} theirs */
function answered({ name = '' }, theirs) {
  const language = languages.find(({ names }) => names.includes(name))
  const reads = (/** @type {Config} */ { languageOptions, language: own, processor }) => languageOptions?.['parser'] ?? own ?? processor
  return language !== undefined && theirs.some((entry) => reads(entry) !== undefined && (entry.files ?? []).flat().some((file) => typeof file === 'string' && language.pattern.test(file)))
}

/** @param {Config} entry @param {(parser: any) => any} typed @returns {Config} */
export function withParser(entry, typed) {
  const parser = /** @type {any} */ (entry.languageOptions?.['parser'])
  if (parser?.meta?.name !== 'typescript-eslint/parser') return entry
  return { ...entry, languageOptions: { ...entry.languageOptions, parser: typed(parser) } }
}

/** @param {Config} entry @param {ReadonlyMap<string, any>} plugins @returns {Config} */
function withPlugins(entry, plugins) {
  const lacking = Object.keys(entry.rules ?? {}).filter((rule) => {
    const at = rule.lastIndexOf('/')
    const plugin = plugins.get(rule.slice(0, at))
    return plugin !== undefined && !Object.hasOwn(plugin.rules ?? {}, rule.slice(at + 1))
  })
  if (plugins.size === 0) return entry
  const rules = Object.entries(entry.rules ?? {}).filter(([rule]) => !lacking.includes(rule)).map(([rule, row]) => {
    const at = rule.lastIndexOf('/')
    const { meta } = plugins.get(rule.slice(0, at))?.rules?.[rule.slice(at + 1)] ?? {}
    return /** @type {const} */ ([rule, Array.isArray(row) && !takes(meta?.schema, row.slice(1)) ? row[0] : row])
  })
  return {
    ...entry,
    ...entry.plugins ? { plugins: Object.fromEntries(Object.entries(entry.plugins).map(([name, plugin]) => [name, plugins.get(name) ?? plugin])) } : {},
    ...entry.rules ? { rules: Object.fromEntries(rules) } : {},
  }
}

/** Whether a rule of another version knows these options by name: ESLint refuses a config with one that it does not. @param {any} schema @param {readonly unknown[]} options */
function takes(schema, options) {
  const rows = Array.isArray(schema) ? schema : []
  return options.every((option, at) => {
    const { properties, additionalProperties } = rows[at] ?? {}
    if (typeof option !== 'object' || option === null || properties === undefined || additionalProperties !== false) return true
    return Object.keys(option).every((key) => Object.hasOwn(properties, key))
  })
}

/** @param {Config} entry @returns {Config} */
function aboutCode(entry) {
  const global = entry.files !== undefined || entry.rules === undefined || entry.language !== undefined
  return global ? entry : { ...entry, ignores: [...entry.ignores ?? [], ...dataFiles] }
}
