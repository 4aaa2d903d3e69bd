import * as v from 'valibot'
import { ConventionsError } from '../errors.ts'
import type { Json } from '../feature.ts'
import { isRepoPath } from '../repo/path.ts'
import { hashOf } from './hash.ts'
import { lockPath } from './lockPath.ts'
import type { Lock, LockedPart } from './types.ts'

const json: v.GenericSchema<Json> = v.lazy(() => v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(json), v.record(v.string(), json)]))
const keyPath = v.array(v.union([v.string(), v.number()]))
const feature = v.string()
const text = { hash: v.string(), base: v.string() }
const sameHash = <T extends { readonly base: string, readonly hash: string }>() => v.check<T, string>(({ base, hash }) => hashOf(base) === hash, 'hash')

const part = v.variant('kind', [
  v.pipe(v.strictObject({ feature, kind: v.literal('file'), ...text, adopted: v.exactOptional(v.literal(true)) }), sameHash()),
  v.strictObject({ feature, kind: v.literal('seed') }),
  v.pipe(v.strictObject({ feature, kind: v.literal('block'), id: v.string(), ...text }), sameHash()),
  v.strictObject({ feature, kind: v.literal('key'), at: keyPath, mode: v.picklist(['set', 'default', 'include', 'command']), value: json }),
  v.strictObject({ feature, kind: v.literal('lines'), lines: v.array(v.string()) }),
  v.strictObject({ feature, kind: v.literal('created'), rest: v.string() }),
  v.strictObject({ feature, kind: v.literal('theirs') }),
])

/** As `v.record`, which would leave out keys such as `constructor` without a word: a file may be called so. */
function entries<Key extends v.GenericSchema<string>, Value extends v.GenericSchema>(key: Key, value: Value) {
  return v.pipe(
    v.custom<Record<string, unknown>>((input) => typeof input === 'object' && input !== null && !Array.isArray(input)),
    v.transform((input) => Object.entries(input)),
    v.array(v.tuple([key, value])),
    v.transform((list) => Object.fromEntries(list) as Record<string, v.InferOutput<Value>>),
  )
}

const lockSchema = v.strictObject({
  version: v.literal(1),
  toolkit: v.string(),
  presets: v.record(v.string(), v.strictObject({ commit: v.string(), hash: v.string(), data: json })),
  files: entries(v.pipe(v.string(), v.check(isRepoPath)), v.array(part)),
})

/** A repository that we never wrote to. */
export const emptyLock: Lock = { version: 1, toolkit: '', presets: {}, files: {} }

/**
 * @param text content of `.conventions/lock.json`; undefined when there is none
 * @throws ConventionsError `lockBroken` for anything that we would not have written: broken JSON, merge markers, unsafe paths, a base
 *   text that does not have its hash; `lockTooNew` for a later version's
 */
export function parseLock(text: string | undefined): Lock {
  if (text === undefined) return emptyLock
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw new ConventionsError('lockBroken', { path: lockPath, where: /^(<{7}|>{7})/m.test(text) ? 'merge' : 'json' })
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > 1) throw new ConventionsError('lockTooNew', { path: lockPath })
  const result = v.safeParse(lockSchema, value)
  if (!result.success) throw new ConventionsError('lockBroken', { path: lockPath, where: v.getDotPath(result.issues[0]) ?? 'json' })
  return result.output
}

/** @returns what we wrote at a path */
export function partsAt(lock: Lock, path: string): readonly LockedPart[] {
  return Object.hasOwn(lock.files, path) ? lock.files[path] ?? [] : []
}

/** @returns the lock's file: keys sorted, LF, the same text for the same content */
export function renderLock(lock: Lock): string {
  const files = Object.fromEntries(Object.entries(lock.files).sort(([a], [b]) => a < b ? -1 : 1))
  const presets = Object.fromEntries(Object.entries(lock.presets).sort(([a], [b]) => a < b ? -1 : 1))
  return `${JSON.stringify({ version: lock.version, toolkit: lock.toolkit, presets, files }, undefined, 2)}\n`
}
