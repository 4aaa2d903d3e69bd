// @ts-check
import { dataFiles } from './blocks.js'
import { isOldParser } from './parser.js'

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
  const bare = bareIn(theirs)
  const filled = defaultsOf(plugins.get('@typescript-eslint'))
  return [
    ...ours.filter((entry) => !answered(entry, theirs)).map((entry) => withRows(withPlugins(withoutOptions(entry, bare), plugins), filled)),
    ...theirs.map((entry) => withParser(withRows(aboutCode(entry), filled), typed)),
  ]
}

/** Rules that theirs switches on with no options: ESLint would give them those of an earlier entry, which is ours. @param {readonly Config[]} theirs */
function bareIn(theirs) {
  /** @type {Map<string, boolean>} */
  const first = new Map()
  for (const { rules = {} } of theirs) {
    for (const [name, row] of Object.entries(rules)) if (!first.has(name) && row !== 'off' && row !== 0) first.set(name, [row].flat().length === 1)
  }
  return first
}

/** @param {Config} entry @param {ReadonlyMap<string, boolean>} bare @returns {Config} */
function withoutOptions(entry, bare) {
  if (entry.rules === undefined || entry.name?.startsWith('conventions/team')) return entry
  return { ...entry, rules: Object.fromEntries(Object.entries(entry.rules).map(([name, row]) => [name, bare.get(name) && Array.isArray(row) ? row[0] : row])) }
}

/**
 * Rules of typescript-eslint before 8 that are built on one of ESLint's: since 9.15 that one takes its options from ESLint alone, so a row without any gets what
 * the rule has as default. Once in a config: the same row without options keeps those of an earlier one.
 *
 * @param {any} plugin of theirs @returns {(name: string, row: any) => any}
 */
function defaultsOf(plugin) {
  if (plugin === undefined || Number.parseInt(plugin.meta?.version, 10) >= 8) return (_, row) => row
  /** @type {Set<string>} */
  const seen = new Set()
  return (name, row) => {
    const defaults = name.startsWith('@typescript-eslint/') ? plugin.rules?.[name.slice('@typescript-eslint/'.length)]?.defaultOptions ?? [] : []
    const [severity, ...options] = [row].flat()
    if (defaults.length === 0 || severity === 'off' || severity === 0 || options.length === 0 && seen.has(name)) return row
    seen.add(name)
    return [severity, ...options, ...defaults.slice(options.length)]
  }
}

/** @param {Config} entry @param {(name: string, row: any) => any} change @returns {Config} */
function withRows(entry, change) {
  return entry.rules === undefined ? entry : { ...entry, rules: Object.fromEntries(Object.entries(entry.rules).map(([name, row]) => [name, change(name, row)])) }
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
  if (parser?.meta?.name !== 'typescript-eslint/parser' || isOldParser(parser)) return entry
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
    const plugin = plugins.get(rule.slice(0, at))
    const { meta } = plugin?.rules?.[rule.slice(at + 1)] ?? {}
    return /** @type {const} */ ([rule, plugin !== undefined && Array.isArray(row) && !takes(meta?.schema, row.slice(1)) ? row[0] : row])
  })
  return {
    ...entry,
    ...entry.plugins ? { plugins: Object.fromEntries(Object.entries(entry.plugins).map(([name, plugin]) => [name, plugins.get(name) ?? plugin])) } : {},
    ...entry.rules ? { rules: Object.fromEntries(rules) } : {},
  }
}

/** Whether a rule of another version knows these options by name: ESLint refuses a config with one that it does not. @param {any} schema @param {readonly unknown[]} options */
function takes(schema, options) {
  // No schema: a rule from before ESLint 9, which lets it have none.
  if (schema === undefined || schema === null) return options.length === 0
  const rows = Array.isArray(schema) ? schema : []
  if (Array.isArray(schema) && options.length > rows.length) return false
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
