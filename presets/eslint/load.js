// @ts-check
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The file in which the feature `lint` writes down what the team's config says. */
export const settingsPath = '.conventions/eslint.json'

/**
 * The folder that the settings are in, from `cwd` upwards; else the outermost work tree's root, else `cwd`.
 *
 * @param {string} cwd absolute
 */
export function findRoot(cwd) {
  for (let dir = cwd; ; dir = dirname(dir)) {
    if (existsSync(join(dir, settingsPath))) return dir
    if (existsSync(join(dir, '.git'))) return dir
    if (dirname(dir) === dir) return cwd
  }
}

/**
 * The settings of the team; empty where there are none.
 *
 * @param {string} root
 * @returns {import('./index.js').Options}
 */
export function readSettings(root) {
  const path = join(root, settingsPath)
  if (!existsSync(path)) return {}
  try {
    return /** @type {import('./index.js').Options} */ (JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new Error(`${path} is not JSON. Run "conventions apply" to have it written again.`, { cause })
  }
}

/** The names in all tables of dependencies of a package.json; empty where there is none. @param {string} folder @returns {string[]} */
export function dependenciesOf(folder) {
  const manifest = manifestOf(folder) ?? {}
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((table) => Object.keys(manifest[table] ?? {}))
}

/** package.json; undefined where there is none that can be read. @param {string} folder @returns {any} */
export function manifestOf(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Loads packages as the user's repository has them (never ours), and tells all that are missing in one sentence.
 *
 * @param {string} root
 */
export function loader(root) {
  const load = createRequire(join(root, 'package.json'))
  const own = createRequire(import.meta.url)
  /** @type {Map<string, string>} */
  const missing = new Map()
  return {
    /**
     * A package, by its default export where it has one; undefined where it is missing.
     *
     * @param {string} name @param {string} [range] the version to install @returns {any}
     */
    need(name, range = '') {
      try {
        const path = resolve(load, own, name)
        const module = load(path)
        return module?.__esModule || module?.[Symbol.toStringTag] === 'Module' ? module['module.exports'] ?? module.default ?? module : module
      } catch (error) {
        const { code, message } = /** @type {NodeJS.ErrnoException} */ (error)
        if (code !== 'MODULE_NOT_FOUND' || !message.includes(`'${name}'`)) throw error
        missing.set(name, range)
        return undefined
      }
    },
    /** The same for a package that can only be imported: one that awaits something first. @param {string} name @param {string} [range] @returns {Promise<any>} */
    async load(name, range = '') {
      try {
        const module = await import(pathToFileURL(resolve(load, own, name)).href)
        return module.default ?? module
      } catch (error) {
        const { code, message } = /** @type {NodeJS.ErrnoException} */ (error)
        if (code !== 'MODULE_NOT_FOUND' || !message.includes(`'${name}'`)) throw error
        missing.set(name, range)
        return undefined
      }
    },
    /** A package that need not be there. @param {string} name @returns {any} */
    maybe(name) {
      try {
        return load(name)
      } catch {
        return undefined
      }
    },
    /** Some rules of a package that has a file for each; undefined where it has not. @param {string} name @param {readonly string[]} rules @returns {any} */
    some(name, rules) {
      try {
        const folder = dirname(load.resolve(`${name}/package.json`))
        return { rules: Object.fromEntries(rules.map((rule) => {
          const module = load(join(folder, 'lib/rules', `${rule}.js`))
          return [rule, module.default ?? module]
        })) }
      } catch {
        return undefined
      }
    },
    /** A package as another one has it: its own dependency; undefined where it has not. @param {string} owner @param {string} name @returns {any} */
    within(owner, name) {
      try {
        return createRequire(load.resolve(`${owner}/package.json`))(name)
      } catch {
        return undefined
      }
    },
    /** Throws when a package was missing. */
    done() {
      if (missing.size > 0) throw new Error(sentence(root, missing))
    },
  }
}

/** Where a package begins that has an entry for `import` alone: a Node that we run under can `require` it all the same. @param {NodeJS.Require} load @param {string} name */
function importEntry(load, name) {
  const folder = (load.resolve.paths(name) ?? []).map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')))
  if (folder === undefined) return undefined
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  let entry = exports?.['.'] ?? exports
  while (typeof entry === 'object' && entry !== null) entry = entry.import ?? entry.node ?? entry.default
  return typeof entry === 'string' ? join(folder, entry) : undefined
}

/** From the repository; else, for a package manager that keeps packages apart, from where we are ourselves. @param {NodeJS.Require} load @param {NodeJS.Require} own @param {string} name */
function resolve(load, own, name) {
  try {
    return load.resolve(name)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    const entry = code === 'ERR_PACKAGE_PATH_NOT_EXPORTED' ? importEntry(load, name) : undefined
    if (entry !== undefined) return entry
    try {
      return own.resolve(name)
    } catch {
      throw error
    }
  }
}

/** @param {string} root @param {ReadonlyMap<string, string>} missing */
function sentence(root, missing) {
  const names = [...missing.keys()]
  const specs = [...missing].map(([name, range]) => range === '' ? name : `${name}@${range}`).join(' ')
  const command = existsSync(join(root, 'pnpm-lock.yaml')) ? `pnpm add --save-dev ${specs}`
    : existsSync(join(root, 'yarn.lock')) ? `yarn add --dev ${specs}`
      : existsSync(join(root, 'bun.lock')) || existsSync(join(root, 'bun.lockb')) ? `bun add --dev ${specs}`
        : `npm install --save-dev ${specs}`
  return `create-conventions/eslint needs ${names.join(', ')}. Run: ${command}`
}
