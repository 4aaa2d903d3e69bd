import { parseKeys } from '../edit/keys.ts'
import { isMapping, valueAt } from '../edit/value.ts'
import type { DependencyChange, KeysChange } from '../feature.ts'
import type { Repo } from '../repo/repo.ts'
import type { Owned } from './draft.ts'
import { partsAt } from './lock.ts'
import type { FileState, Lock, Write } from './types.ts'

export const manifestPath = 'package.json'
const workspacePath = 'pnpm-workspace.yaml'
const tables = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

/**
 * A dependency is a key of package.json; one that is there already, in any table, stays as it is. Where a pnpm workspace keeps versions in a catalog, it goes
 * there. Without package.json there is none.
 */
export function dependencyKeys(repo: Repo, lock: Lock, { feature, change }: Owned<DependencyChange>): Owned<KeysChange>[] {
  const text = repo.read(manifestPath)
  if (text === undefined) return []
  const manifest = parseKeys(manifestPath, text)
  const at = ['devDependencies', change.name]
  const ours = partsAt(lock, manifestPath).some((part) => part.kind === 'key' && part.at.join('\0') === at.join('\0'))
  if (!ours && tables.some((table) => valueAt(manifest, [table, change.name]) !== undefined)) return []
  const edit = (path: string, place: readonly string[], value: string): Owned<KeysChange> =>
    ({ feature, change: { kind: 'keys', path, reason: change.reason, keys: [{ at: place, value, mode: 'default' }] } })
  const catalog = /^[\^~<>=]*\d/.test(change.range) && repo.stat(workspacePath) !== undefined ? catalogOf(valueAt(manifest, ['devDependencies'])) : undefined
  if (catalog === undefined) return [edit(manifestPath, at, change.range)]
  return [edit(manifestPath, at, `catalog:${catalog}`), edit(workspacePath, catalog === '' ? ['catalog', change.name] : ['catalogs', catalog, change.name], change.range)]
}

/** The catalog that most of some dependencies have their version from, '' for the one without a name; undefined where fewer than half have. */
function catalogOf(table: unknown): string | undefined {
  const specs = isMapping(table) ? Object.values(table).map(String) : []
  const named = specs.flatMap((spec) => /^catalog:(.*)$/.exec(spec)?.[1] ?? [])
  if (named.length * 2 < specs.length || named.length === 0) return undefined
  const count = (name: string): number => named.filter((other) => other === name).length
  return named.reduce((most, name) => count(name) > count(most) ? name : most)
}

/** Whether the tables of package.json that an install reads are other ones afterwards. */
export function dependenciesChanged(write: Write | undefined): boolean {
  const versions = (state: FileState | undefined): string => {
    const manifest = state === undefined ? {} : parseKeys(manifestPath, state.text)
    return JSON.stringify(tables.map((table) => valueAt(manifest, [table])))
  }
  return versions(write?.before) !== versions(write?.after)
}
