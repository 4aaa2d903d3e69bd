import { diffIndices } from 'node-diff3'
import { ConventionsError } from '../errors.ts'
import type { Json, KeyPath } from '../feature.ts'

/** The smallest changes that editors of a format know. `insert` into an array moves what is at the index and behind it. */
export type Atomic =
  | { readonly kind: 'set' | 'insert', readonly at: KeyPath, readonly value: Json }
  | { readonly kind: 'delete', readonly at: KeyPath }

/** What is in the way of an edit, and at which part of its path; the format knows the line. */
export interface Obstacle {
  readonly at: KeyPath
  readonly found: 'list' | 'map' | 'value'
  /** The length of the list, where an index is beyond it. */
  readonly length?: number
}

type Values = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** Equal as data: the order of keys does not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  if (isMapping(a) && isMapping(b)) {
    const keys = Object.keys(a)
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
  }
  return a === b || (Number.isNaN(a) && Number.isNaN(b))
}

/** Sets a key of an object even where it is called `__proto__`. */
export function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
}

/** What is at a path; undefined where nothing is. */
export function valueAt(root: unknown, at: KeyPath): unknown {
  return at.reduce<unknown>((value, segment) => child(value, segment), root)
}

function child(value: unknown, segment: string | number): unknown {
  if (isList(value)) return typeof segment === 'number' ? value[segment] : undefined
  return isMapping(value) && Object.hasOwn(value, String(segment)) ? value[String(segment)] : undefined
}

/** The value after an atomic edit; what is not on its path is shared, not copied. */
export function applied(root: unknown, edit: Atomic, at: KeyPath = edit.at): unknown {
  const [segment, ...rest] = at
  if (segment === undefined) return edit.kind === 'delete' ? undefined : edit.value
  if (isList(root)) {
    const index = Number(segment)
    if (rest.length > 0) return root.with(index, applied(root[index], edit, rest))
    if (edit.kind === 'delete') return root.toSpliced(index, 1)
    return edit.kind === 'insert' ? root.toSpliced(index, 0, edit.value) : root.with(index, edit.value)
  }
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(isMapping(root) ? root : {})) setOwn(copy, key, value)
  const key = String(segment)
  if (rest.length === 0 && edit.kind === 'delete') delete copy[key]
  else setOwn(copy, key, applied(child(root, key), edit, rest))
  return copy
}

/**
 * The smallest edits that make `value` (undefined: nothing) be at `at`: containers of the same kind are edited inside, so that
 * comments and layout of what stays are not touched. `stop` makes the error for what is in the way.
 */
export function refine(root: unknown, at: KeyPath, value: Json | undefined, stop: (obstacle: Obstacle) => Error): Atomic[] {
  let current = root
  for (const [depth, segment] of at.entries()) {
    const here = at.slice(0, depth)
    if (current === null && value !== undefined) return [{ kind: 'set', at: here, value: nested(at.slice(depth), value, here, stop) }]
    if (isList(current) ? typeof segment !== 'number' : !isMapping(current)) {
      if (value === undefined) return []
      throw stop({ at: here, found: isList(current) ? 'list' : 'value' })
    }
    const next = child(current, segment)
    if (next === undefined) {
      if (value === undefined) return []
      if (isList(current) && segment !== current.length) throw stop({ at: at.slice(0, depth + 1), found: 'list', length: current.length })
      const path = at.slice(0, depth + 1)
      return [{ kind: 'insert', at: path, value: nested(at.slice(depth + 1), value, path, stop) }]
    }
    current = next
  }
  return value === undefined ? [{ kind: 'delete', at }] : difference(current, at, value)
}

/** The missing containers around a value. */
function nested(at: KeyPath, value: Json, parent: KeyPath, stop: (obstacle: Obstacle) => Error): Json {
  const [segment, ...rest] = at
  if (segment === undefined) return value
  const inner = nested(rest, value, [...parent, segment], stop)
  if (typeof segment !== 'number') {
    const map: Record<string, Json> = {}
    setOwn(map, segment, inner)
    return map
  }
  if (segment !== 0) throw stop({ at: [...parent, segment], found: 'list', length: 0 })
  return [inner]
}

function difference(current: unknown, at: KeyPath, value: Json): Atomic[] {
  if (sameValue(current, value)) return []
  if (isMapping(current) && isMapping(value)) {
    const gone = Object.keys(current).filter((key) => !Object.hasOwn(value, key))
    return [
      ...Object.entries(value).flatMap(([key, wanted]): Atomic[] =>
        Object.hasOwn(current, key) ? difference(current[key], [...at, key], wanted as Json)
          : [{ kind: 'insert', at: [...at, key], value: wanted as Json }]),
      ...gone.map((key): Atomic => ({ kind: 'delete', at: [...at, key] })),
    ]
  }
  if (isList(current) && isList(value)) return listDifference(current, at, value as readonly Json[])
  return [{ kind: 'set', at, value }]
}

/** From the end to the start, so that the indexes still to come stay right. */
function listDifference(current: readonly unknown[], at: KeyPath, value: readonly Json[]): Atomic[] {
  const hunks = diffIndices(current.map((item) => JSON.stringify(item)), value.map((item) => JSON.stringify(item)))
  return hunks.toReversed().flatMap(({ buffer1: [from, removed], buffer2: [source, added] }) => {
    const both = Math.min(removed, added)
    const edits: Atomic[] = []
    for (let index = removed - 1; index >= both; index -= 1) edits.push({ kind: 'delete', at: [...at, from + index] })
    for (let index = both; index < added; index += 1) edits.push({ kind: 'insert', at: [...at, from + index], value: value[source + index]! })
    for (let index = both - 1; index >= 0; index -= 1) edits.push(...difference(current[from + index], [...at, from + index], value[source + index]!))
    return edits
  })
}

/** A path of keys as people write it: `scripts.prepare`, `jobs."my job"[0]`. */
export function keyName(at: KeyPath): string {
  return at.map((segment, index) => typeof segment === 'number' ? `[${segment}]`
    : (index === 0 ? '' : '.') + (/^[\p{L}\p{N}_$@/-]+$/u.test(segment) ? segment : JSON.stringify(segment))).join('')
}

/** An error for what a format cannot say. */
export function inexpressible(path: string, at: KeyPath, what: 'null' | 'surrogate' | 'number' | 'mixed'): ConventionsError {
  return new ConventionsError('keysInexpressible', { path, key: keyName(at), what })
}
