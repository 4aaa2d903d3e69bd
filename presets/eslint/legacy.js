// @ts-check

/** @typedef {import('./index.js').Config} Config */

/** Rules that `eslint:recommended` had until ESLint 8 and has no more, and those that it got with 9. */
const gone = ['no-extra-semi', 'no-inner-declarations', 'no-mixed-spaces-and-tabs', 'no-new-symbol']
const came = ['no-constant-binary-expression', 'no-empty-static-block', 'no-new-native-nonconstructor', 'no-unused-private-class-members']

/** Options whose default ESLint 9 changed, as they were. @type {Readonly<Record<string, readonly (string | Readonly<Record<string, unknown>>)[]>>} */
const defaults = {
  'no-unused-vars': [{ caughtErrors: 'none' }], 'no-useless-computed-key': [{ enforceForClassMembers: false }], 'no-inner-declarations': ['functions', { blockScopedFunctions: 'disallow' }],
}

/** What an .eslintrc means, which was written for ESLint 8 or older: under ESLint 9 it reports the same. See index.d.ts. */
export const legacy = {
  /** @param {{ readonly configs: { readonly recommended: { readonly rules?: any } } }} js @returns {any} */
  recommended(js) {
    const rules = Object.entries(js.configs.recommended.rules ?? {}).filter(([name]) => !came.includes(name))
    return { ...js.configs.recommended, rules: { ...Object.fromEntries(rules), ...Object.fromEntries(gone.map((name) => [name, 'error'])) } }
  },
  /** @param {readonly Config[]} entries @returns {Config[]} */
  entries(entries) {
    /** @type {Set<string>} */
    const seen = new Set()
    return entries.map(withFiles).map((entry) => entry.rules === undefined ? entry : { ...entry, rules: Object.fromEntries(Object.entries(entry.rules).map(([name, row]) => [name, asBefore(name, row, seen)])) })
  },
}

/** What .eslintrc may speak of: a pattern for everything in a folder meant none of the images there. */
const readable = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|json[c5]?|ya?ml|toml|mdx?|html?|graphql|gql)$/

/** FlatCompat makes functions of patterns, and whatever file they match would be linted. @param {Config} entry @returns {Config} */
function withFiles(entry) {
  if (entry.files === undefined) return entry
  const narrow = (/** @type {any} */ file) => typeof file === 'function' ? (/** @type {string} */ path) => readable.test(path) && file(path) : file
  return { ...entry, files: entry.files.map((file) => Array.isArray(file) ? file.map(narrow) : narrow(file)) }
}

/** A severity alone keeps the options of an earlier row, which has them as before. @param {string} name @param {any} row @param {Set<string>} seen @returns {any} */
function asBefore(name, row, seen) {
  const before = defaults[name]
  const [severity, ...options] = [row].flat()
  if (before === undefined || severity === 'off' || severity === 0 || options.length === 0 && seen.has(name)) return row
  seen.add(name)
  // `no-unused-vars` takes a word in the place of its options.
  const given = name === 'no-unused-vars' && typeof options[0] === 'string' ? [{ vars: options[0] }] : options
  const filled = before.map((option, at) => typeof option === 'string' ? given[at] ?? option : { ...option, ...given[at] })
  return [severity, ...filled, ...given.slice(before.length)]
}
