import { writeKeysAs, type KeyEdit } from '../edit/format.ts'
import { json } from '../edit/json.ts'
import { withoutBom } from '../edit/text.ts'
import { ConventionsError } from '../errors.ts'
import type { Json, KeyPath } from '../feature.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import type { ReleaseOptions } from './schema.ts'

type VersionFile = ReleaseOptions['files'][number]

/** Places of the version by the file's name: a key, or a pattern whose first group is the version. */
const known: readonly (readonly [RegExp, readonly KeyPath[] | RegExp])[] = [
  [/(^|\/)Cargo\.toml$/, [['package', 'version'], ['workspace', 'package', 'version']]],
  [/(^|\/)pyproject\.toml$/, [['project', 'version'], ['tool', 'poetry', 'version']]],
  [/(^|\/)pubspec\.ya?ml$/, [['version']]],
  [/(^|\/)(package|composer|deno|jsr)\.jsonc?$/, [['version']]],
  [/(^|\/)gradle\.properties$/, /^[ \t]*version[ \t]*[=:][ \t]*(\S+)[ \t]*$/m],
  [/(^|\/)build\.gradle(\.kts)?$/, /^[ \t]*version\b[ \t]*=?[ \t]*["']([^"'\n]+)["']/m],
  [/(^|\/)(VERSION|version\.txt)$/i, /^\s*(\S+)\s*$/],
]

/** The text of a file with another version, everything else as it was. Throws `versionFile` where no version is found in it. */
export async function withVersion(file: VersionFile, text: string, version: string): Promise<string> {
  const { path, place } = placeOf(file)
  if (!(place instanceof RegExp)) {
    const { parseKeys, writeKeys } = await import('../edit/keys.ts')
    const at = place.find((one) => typeof valueAt(parseKeys(path, text), one) === 'string')
    if (at === undefined) throw new ConventionsError('versionFile', { path })
    return writeKeys(path, text, [{ at, value: version }])
  }
  const match = new RegExp(place.source, `${place.flags.replace('d', '')}d`).exec(text)
  const range = match?.indices?.[1]
  if (range === undefined) throw new ConventionsError('versionFile', { path })
  return text.slice(0, range[0]) + version + text.slice(range[1])
}

/** The version that a file says; undefined where there is none. */
export async function versionIn(file: VersionFile, text: string): Promise<string | undefined> {
  const { path, place } = placeOf(file)
  if (place instanceof RegExp) return place.exec(text)?.[1]
  const { parseKeys } = await import('../edit/keys.ts')
  const found = place.map((at) => valueAt(parseKeys(path, text), at)).find((value) => typeof value === 'string')
  return found as string | undefined
}

function placeOf(file: VersionFile): { readonly path: RepoPath, readonly place: readonly KeyPath[] | RegExp } {
  if (typeof file !== 'string') return { path: file.path, place: new RegExp(file.pattern, 'mu') }
  const place = known.find(([name]) => name.test(file))?.[1]
  if (place === undefined) throw new ConventionsError('versionFile', { path: file })
  return { path: file, place }
}

function valueAt(data: unknown, at: KeyPath): unknown {
  return at.reduce<unknown>((value, key) => typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined, data)
}

/** A package that gets a version. */
export interface Bumped {
  readonly name: string
  /** Its folder, '' for the root. */
  readonly path: RepoPath
  readonly version: string
}

const fields = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const

/** package.json of the packages, ranges of those that depend on them, and npm's lock file, each with its new text. */
export function manifestTexts(repo: Repo, bumped: readonly Bumped[], all: readonly { readonly path: RepoPath }[]): Map<RepoPath, string> {
  const versions = new Map(bumped.map(({ name, version }) => [name, version]))
  const texts = new Map<RepoPath, string>()
  for (const { path } of all) {
    const file = join(path, 'package.json')
    const text = repo.read(file)
    if (text === undefined) continue
    const own = bumped.find((one) => one.path === path)
    const edits = [...own === undefined ? [] : [{ at: ['version'], value: own.version as Json }], ...rangeEdits(readJson(file, text), versions)]
    const after = edits.length === 0 ? text : writeJson(file, text, edits)
    if (after !== text) texts.set(file, after)
  }
  for (const file of ['package-lock.json', 'npm-shrinkwrap.json']) {
    const text = repo.stat(file)?.type === 'file' ? repo.read(file) : undefined
    const after = text === undefined ? undefined : lockText(file, text, bumped, versions)
    if (after !== undefined && after !== text) texts.set(file, after)
  }
  return texts
}

function rangeEdits(manifest: unknown, versions: ReadonlyMap<string, string>): { at: string[], value: Json }[] {
  return fields.flatMap((field) => {
    const table = valueAt(manifest, [field])
    if (typeof table !== 'object' || table === null) return []
    return Object.entries(table).flatMap(([name, range]) => {
      const version = versions.get(name)
      const next = version === undefined || typeof range !== 'string' ? undefined : nextRange(range, version)
      return next === undefined || next === range ? [] : [{ at: [field, name], value: next }]
    })
  })
}

/** The range with the new version, as it was written: `^1.0.0` stays a caret. What names no version (`*`, `workspace:*`, a file) stays. */
function nextRange(range: string, version: string): string | undefined {
  const match = /^(workspace:)?([~^]|>=)?\d+\.\d+\.\d+[\w.+-]*$/.exec(range)
  return match ? `${match[1] ?? ''}${match[2] ?? ''}${version}` : undefined
}

function lockText(file: RepoPath, text: string, bumped: readonly Bumped[], versions: ReadonlyMap<string, string>): string {
  const data = readJson(file, text)
  const root = bumped.find(({ path }) => path === '')
  const edits: { at: KeyPath, value: Json }[] = [
    ...root !== undefined && valueAt(data, ['version']) !== undefined ? [{ at: ['version'], value: root.version }] : [],
    ...bumped.filter(({ path }) => valueAt(data, ['packages', path, 'version']) !== undefined).map(({ path, version }) => ({ at: ['packages', path, 'version'], value: version })),
  ]
  const places = valueAt(data, ['packages'])
  const own = typeof places === 'object' && places !== null ? Object.entries(places).filter(([path]) => !path.includes('node_modules/')) : []
  return writeJson(file, text, [...edits, ...own.flatMap(([path, entry]) => rangeEdits(entry, versions).map(({ at, value }) => ({ at: ['packages', path, ...at], value })))])
}

const join = (path: RepoPath, name: string): RepoPath => path === '' ? name : `${path}/${name}`
// Manifests are JSON: what edits other formats takes longer to load than all the rest of a release takes to plan.
const readJson = (path: string, text: string): unknown => json.read(path, withoutBom(text))
const writeJson = (path: string, text: string, edits: readonly KeyEdit[]): string => writeKeysAs(json, path, text, edits)
