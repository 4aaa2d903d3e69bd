import { promisify } from 'node:util'
import type { Plugin } from 'rolldown'

/** Modules of Node that take long to load and that many commands never need: loaded at the first call. */
const lazy = new Set(['node:child_process', 'node:crypto', 'node:fs/promises', 'node:util', 'node:v8', 'node:zlib'])

// No file: by Rollup's convention other plugins leave it alone.
const mark = '\0builtin:'

/**
 * How what is bundled gets at Node's own modules: by `process.getBuiltinModule`. An `import` of one makes Node evaluate all that it exports,
 * getters included: of `node:util`, `node:crypto` and `node:fs` alone that is a tenth of a short command's time.
 */
export const builtins: Plugin = {
  name: 'builtins',
  resolveId: { filter: { id: /^node:/ }, handler: (id) => ({ id: `${mark}${id}`, moduleSideEffects: false }) },
  load: {
    filter: { id: /^\0builtin:/ },
    handler: (id) => {
      const path = id.slice(mark.length)
      return { code: lazy.has(path) ? lazily(path) : `module.exports = process.getBuiltinModule('${path}')`, moduleType: 'js' }
    },
  },
}

/** A module of functions that load what they stand for when they are called; what `util.promisify` makes of them is as before. */
function lazily(path: string): string {
  const module = process.getBuiltinModule(path) as Record<string, unknown>
  const load = `process.getBuiltinModule('${path}')`
  const names = Object.keys(module).filter((name) => name !== 'default')
  return [`export default /* @__PURE__ */ (() => ${load})()`, ...names.map((name) => {
    const value = module[name]
    if (typeof value !== 'function' || /^[A-Z]/.test(name)) return `export const ${name} = /* @__PURE__ */ (() => ${load}.${name})()`
    if (!(promisify.custom in value)) return `export function ${name}(...args) { return ${load}.${name}(...args) }`
    const promised = `(...args) => process.getBuiltinModule('node:util').promisify(${load}.${name})(...args)`
    return `export const ${name} = /* @__PURE__ */ Object.assign((...args) => ${load}.${name}(...args), { [Symbol.for('nodejs.util.promisify.custom')]: ${promised} })`
  })].join('\n')
}
