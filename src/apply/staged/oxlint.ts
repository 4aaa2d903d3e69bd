import type { Block } from '../../../presets/eslint/index.js'
import { loadCatalogue, loadOxlintNames } from '../../features/lint/catalogue.ts'
import type { Settings } from '../../features/lint/settings.ts'

const tests = ['**/*.{test,spec}.{js,cjs,mjs,jsx,ts,cts,mts,tsx}', '**/__tests__/**']
/** Blocks that are about some files only, as the presets give their rules to them. */
const filesOf: Readonly<Partial<Record<Block, readonly string[]>>> = { typescript: ['**/*.{ts,mts,cts,tsx}', '**/*.vue'], vitest: tests, jest: tests, vue: ['**/*.vue'], svelte: ['**/*.svelte'] }

/** A config for oxlint: the team's rules as far as it has them, for the files that ESLint has them for, and nothing else. */
export async function oxlintConfig({ blocks, level, rules: own, folders, ignores }: Pick<Settings, 'blocks' | 'level' | 'rules' | 'folders' | 'ignores'>): Promise<string> {
  const [catalogue, { offInTypeScript, oxlintName, oxlintRules }] = await Promise.all([loadCatalogue(), loadOxlintNames()])
  const named = (table: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(table).flatMap(([name, entry]) => oxlintRules.has(name) ? [[oxlintName(name), entry]] : []))
  const rulesOf = (block: Block): Record<string, unknown> => named(Object.fromEntries(Object.entries(catalogue[block])
    .filter(([, rule]) => level === 'strict' || rule.level === 'recommended').map(([name, { options }]) => [name, options.length > 0 ? ['error', ...options] : 'error'])))
  const off = named(Object.fromEntries(offInTypeScript.map((name) => [name, 'off'])))
  const everywhere = blocks.filter((block) => filesOf[block] === undefined).map(rulesOf)
  const overrides = [
    ...blocks.flatMap((block) => filesOf[block] === undefined ? [] : [{ files: filesOf[block], rules: { ...block === 'typescript' ? off : {}, ...rulesOf(block) } }]),
    { files: ['**/*'], rules: named(own) },
    ...Object.entries(folders).map(([folder, rules]) => ({ files: [folder.includes('*') ? folder : `${folder.replace(/\/$/, '')}/**`], rules: named(rules) })),
  ]
  const rules = Object.fromEntries(everywhere.flatMap((table) => Object.entries(table)))
  const names = [rules, ...overrides.map((override) => override.rules)].flatMap((table) => Object.keys(table))
  const plugins = [...new Set(names.flatMap((name) => name.includes('/') ? [name.slice(0, name.indexOf('/'))] : []))]
  return JSON.stringify({ plugins, categories: { correctness: 'off' }, rules, overrides, ignorePatterns: ignores })
}
