import { ConventionsError } from '../errors.ts'
import type { Json } from '../feature.ts'
import { hashOf } from '../plan/hash.ts'
import type { Lock } from '../plan/types.ts'
import { toData, type Layer, type Source } from './layer.ts'
import { isData } from './merge.ts'
import { parseFragment } from './parse.ts'
import { quote, type Where } from './show.ts'
import { isCommit, type GitSpec } from './spec.ts'

/** What was fetched for a spec: the fragment's text, its path there (for its format), and the commit that the ref names. */
export interface Fetched {
  readonly commit: string
  readonly path: string
  readonly text: string
}

/** Fetches a preset. Throws `presetFetch` when that fails. The one that does it with git is in `fetch.ts`. */
export type FetchPreset = (spec: GitSpec, where: Where) => Promise<Fetched>

/** A remote preset as the lock remembers it. `hash` is that of `data`, see `hashOfData`. */
export type LockedPreset = Lock['presets'][string]

export interface Remote {
  readonly layer: Layer
  readonly locked: LockedPreset
}

/**
 * A preset that was fetched before comes from the lock, without network; another one is fetched.
 *
 * @throws ConventionsError `presetLockBroken` when the lock's entry was edited; `presetNotLocked` when there is none and no `fetch`;
 *   `presetFetch`; and what the fragment's text makes the parsers throw
 */
export async function remotePreset(
  spec: GitSpec, where: Where, lock: Lock['presets'], fetch: FetchPreset | undefined,
): Promise<Remote> {
  const source: Source = { kind: 'preset', name: spec.id }
  const locked = Object.hasOwn(lock, spec.id) ? lock[spec.id] : undefined
  if (locked) return fromLock(spec, locked, source, where)
  if (!fetch) throw new ConventionsError('presetNotLocked', { where, spec: quote(spec.id, 200) })
  const { commit, path, text } = await fetch(spec, where)
  const { data, locate } = await parseFragment(text, path, source)
  return { layer: { source, data, locate }, locked: { commit, hash: hashOfData(data), data } }
}

function fromLock(spec: GitSpec, locked: LockedPreset, source: Source, where: Where): Remote {
  const layer = { source, locate: () => undefined }
  const sound = isCommit(locked.commit) && locked.hash === hashOfData(locked.data) && (!isCommit(spec.ref) || spec.ref === locked.commit)
  if (!sound) throw new ConventionsError('presetLockBroken', { where, spec: quote(spec.id, 200) })
  return { layer: { ...layer, data: toData(locked.data, layer) }, locked }
}

/** SHA-256, hexadecimal, of the data as JSON with sorted keys: the order of keys is no change. */
export function hashOfData(data: Json): string {
  return hashOf(JSON.stringify(sorted(data)))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isData(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1).map(([key, item]) => [key, sorted(item)]))
}
