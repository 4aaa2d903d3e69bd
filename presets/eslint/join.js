// @ts-check
import { dataFiles } from './blocks.js'

/** @typedef {import('./index.js').Config} Config */

/**
 * Our blocks and the user's entries as one array that ESLint accepts: a plugin that both bring is theirs, and of our rules those that their
 * version of it lacks go. An entry of theirs about rules, without `files`, stays what it was before other languages came in: about code. Their parser
 * of typescript-eslint gets along with our type information, or it would refuse what a `project` of theirs and ours ask for together.
 *
 * @param {readonly Config[]} ours @param {readonly Config[]} theirs @param {((parser: any) => any) | undefined} typed our parser around theirs @returns {Config[]}
 */
export function joinEntries(ours, theirs, typed) {
  /** @type {Map<string, any>} */
  const plugins = new Map()
  for (const { plugins: named = {} } of theirs) for (const [name, plugin] of Object.entries(named)) if (!plugins.has(name)) plugins.set(name, plugin)
  return [...ours.map((entry) => withPlugins(entry, plugins)), ...theirs.map((entry) => withParser(aboutCode(entry), typed))]
}

/** @param {Config} entry @param {((parser: any) => any) | undefined} typed @returns {Config} */
function withParser(entry, typed) {
  const parser = /** @type {any} */ (entry.languageOptions?.['parser'])
  if (typed === undefined || parser?.meta?.name !== 'typescript-eslint/parser') return entry
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
  return {
    ...entry,
    ...entry.plugins ? { plugins: Object.fromEntries(Object.entries(entry.plugins).map(([name, plugin]) => [name, plugins.get(name) ?? plugin])) } : {},
    ...lacking.length > 0 ? { rules: Object.fromEntries(Object.entries(entry.rules ?? {}).filter(([rule]) => !lacking.includes(rule))) } : {},
  }
}

/** @param {Config} entry @returns {Config} */
function aboutCode(entry) {
  const global = entry.files !== undefined || entry.rules === undefined || entry.language !== undefined
  return global ? entry : { ...entry, ignores: [...entry.ignores ?? [], ...dataFiles] }
}
