// @ts-check
import { dataFiles } from './blocks.js'

/** @typedef {import('./index.js').Config} Config */

/**
 * Our blocks and the user's entries as one array that ESLint accepts: a plugin that both bring is theirs, and of our rules those that their
 * version of it lacks go. An entry of theirs about rules, without `files`, stays what it was before other languages came in: about code.
 *
 * @param {readonly Config[]} ours @param {readonly Config[]} theirs @returns {Config[]}
 */
export function joinEntries(ours, theirs) {
  /** @type {Map<string, any>} */
  const plugins = new Map()
  for (const { plugins: named = {} } of theirs) for (const [name, plugin] of Object.entries(named)) if (!plugins.has(name)) plugins.set(name, plugin)
  return [...ours.map((entry) => withPlugins(entry, plugins)), ...theirs.map(aboutCode)]
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
