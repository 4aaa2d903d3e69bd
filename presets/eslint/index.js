// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { baseOf } from './bases.js'
import { makers } from './blocks.js'
import { detectBlocks } from './detect.js'
import { formatOf } from './format.js'
import { joinEntries, withParser } from './join.js'
import { dependenciesOf, findRoot, loader, manifestOf, readSettings } from './load.js'
import { plugins, rangeWith } from './plugins.js'
import { oxlintRules } from './oxlint.js'
import { isOldParser, typedParser } from './parser.js'

export { legacy } from './legacy.js'
export { catalogue, edition } from './rules/index.js'
export { plugins } from './plugins.js'

/**
 * @typedef {import('./index.js').Block} Block
 * @typedef {import('./index.js').Config} Config
 * @typedef {import('./index.js').Options} Options
 */

const generated = ['**/dist/', '**/build/', '**/out/', '**/coverage/', '**/.cache/', '**/.next/', '**/.nuxt/', '**/.output/', '**/.svelte-kit/', '**/vendor/', '**/*.min.{js,cjs,mjs}', '**/__snapshots__/']

/** See index.d.ts. @type {any} */
export const conventions = (/** @type {Options} */ given = {}, /** @type {(Config | Config[])[]} */ ...entries) => {
  const root = given.root ?? findRoot(process.cwd())
  const options = { ...readSettings(root), ...without(given) }
  const blocks = [...options.blocks ?? detected(root)]
  const packages = loader(root)
  const need = (/** @type {string} */ name) => packages.need(name, rangeOf(name, root))
  const theirs = /** @type {Config[]} */ (entries.flat(9))
  const wanted = (options.types ?? existsSync(join(root, 'tsconfig.json'))) && process.env['CONVENTIONS_LINT'] !== 'fast'
  const typed = wanted && !theirs.some(({ languageOptions }) => isOldParser(languageOptions?.['parser']))
  const load = (/** @type {string} */ name) => packages.load(name, rangeOf(name, root))
  const kit = { root, options, need, load, within: packages.within, some: someOf(packages, [...team(options), ...theirs]), typed, blocks, modules: isModular(root, blocks), mocha: dependenciesOf(root).includes('mocha') }
  const finish = (/** @type {readonly Config[]} */ base) => {
    const chosen = options.base === undefined ? blocks : /** @type {const} */ (['unicode']).filter((block) => blocks.includes(block))
    const idle = idleBlocks([...team(options), ...theirs])
    const made = chosen.filter((block) => !idle.includes(block)).flatMap((block) => makers[block](kit))
    const ours = [...base.map((entry) => withParser(entry, typedParserOf(packages))), ...made, ...formatOf(kit), ...team(options)]
    packages.done()
    const start = { name: 'conventions/ignores', ignores: [...generated, ...aroundOf(options), ...options.ignores ?? []] }
    return [start, ...joinEntries(ours.map((entry) => fast(entry, options)), theirs, typedParserOf(packages))]
  }
  if (options.base === undefined) return finish([])
  const base = baseOf(options.base, kit)
  return base instanceof Promise ? base.then(finish) : finish(base)
}

/** A parser of typescript-eslint that reads files which no project holds too, where there is a compiler for it. @param {ReturnType<typeof loader>} packages */
function typedParserOf(packages) {
  return (/** @type {any} */ parser) => {
    const ts = packages.maybe('typescript')
    return ts?.createProgram ? typedParser(parser, ts) : parser
  }
}

/** Our config around one of theirs, which that one has never heard of. @param {Options & { readonly config?: string }} options */
const aroundOf = ({ config }) => config?.endsWith('.conventions.config.mjs') ? [config] : []

/** Names of plugins by block, where they differ from the block's. @type {Readonly<Record<string, string>>} */
const pluginNames = { yaml: 'yml', packageJson: 'package-json' }

/** In the hook only those rules of a plugin are loaded that are ours, unless an entry speaks of others. @param {ReturnType<typeof loader>} packages @param {readonly Config[]} entries */
function someOf(packages, entries) {
  return (/** @type {string} */ name, /** @type {string} */ prefix, /** @type {readonly string[]} */ rules) => {
    const others = entries.some((entry) => Object.keys(entry.rules ?? {}).some((rule) => rule.startsWith(`${prefix}/`)))
    return process.env['CONVENTIONS_LINT'] === 'fast' && !others ? packages.some(name, rules) : undefined
  }
}

/** Blocks that the hook has no file for, unless an entry speaks of their rules, which ESLint would not know. @param {readonly Config[]} entries */
function idleBlocks(entries) {
  const named = entries.flatMap(({ rules = {} }) => Object.keys(rules))
  return (process.env['CONVENTIONS_LINT_IDLE'] ?? '').split(',').filter((block) => !named.some((rule) => rule.startsWith(`${pluginNames[block] ?? block}/`)))
}

/** Whether `.js` files are ES modules: Node's answer; bundlers read them so whatever package.json says. @param {string} root @param {readonly Block[]} blocks */
function isModular(root, blocks) {
  return blocks.includes('browser') || blocks.includes('typescript') || manifestOf(root)?.type === 'module'
}

/** @param {string} root */
function detected(root) {
  return detectBlocks({ dependencies: new Set(dependenciesOf(root)), exists: (path) => existsSync(join(root, path)) })
}

/** What is given as undefined does not hide what the team's settings say. @param {Options} options @returns {Options} */
function without(options) {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** The rules that the team's config switches on, off, or to another level. @param {Options} options @returns {Config[]} */
function team({ rules = {}, folders = {} }) {
  return [
    ...Object.keys(rules).length > 0 ? [{ name: 'conventions/team', files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,vue,svelte}'], rules }] : [],
    ...Object.entries(folders).map(([folder, own]) => ({ name: `conventions/team/${folder}`, files: [folder.includes('*') ? folder : `${folder.replace(/\/$/, '')}/**`], rules: own })),
  ]
}

/** In the hook, where oxlint has run first, its rules need not run again. @param {Config} entry @param {Options} options @returns {Config} */
function fast(entry, { fast }) {
  if (fast !== 'oxlint' || process.env['CONVENTIONS_LINT'] !== 'fast' || entry.rules === undefined) return entry
  return { ...entry, rules: Object.fromEntries(Object.entries(entry.rules).filter(([name]) => !oxlintRules.has(name))) }
}

/** @param {string} name @param {string} root */
function rangeOf(name, root) {
  const major = (/** @type {string} */ other) => Number.parseInt(manifestOf(join(root, 'node_modules', other))?.version, 10) || undefined
  const range = Object.values(plugins).find((table) => Object.hasOwn(table, name))?.[name] ?? ''
  return rangeWith(name, range, { typescript: major('typescript'), eslint: major('eslint') })
}
