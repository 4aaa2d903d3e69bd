import type { Json, KeyPath } from '../feature.ts'
import { formatPath } from './show.ts'

/** A JSON object: a fragment of a config. */
export type Data = { readonly [key: string]: Json }
type Draft = { [key: string]: Json }

/** Which source each value comes from, by the path of its leaf. An array is one leaf: it is never merged. So is an empty object. */
export type Origins<Source> = Map<string, Source>

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `over` on top of `base`: objects merge, everything else replaces. Neither is changed. */
export function mergeData(base: Data, over: Data): Data {
  const merged = copy(base) as Draft
  mergeInto(merged, over, undefined, new Map())
  return merged
}

interface MergeOptions {
  /** Whether the object at a path replaces the one there before; without it, objects always merge. */
  readonly replaces?: (path: KeyPath, value: Json) => boolean
  readonly at?: KeyPath
}

/** Merges `over` into `target` and notes `source` as the origin of what it brought. */
export function mergeInto<Source>(
  target: Draft, over: Data, source: Source, origins: Origins<Source>, { replaces = () => false, at = [] }: MergeOptions = {},
): void {
  for (const [key, value] of Object.entries(over)) {
    const path = [...at, key]
    const before = Object.hasOwn(target, key) ? target[key] : undefined
    if (value === undefined) continue
    if (isData(before) && isData(value) && !replaces(path, value)) {
      if (Object.keys(before).length === 0) origins.delete(formatPath(path))
      mergeInto(before, value, source, origins, { replaces, at: path })
      if (Object.keys(before).length === 0) origins.set(formatPath(path), source)
    } else {
      forget(origins, path)
      setOwn(target, key, copy(value))
      for (const leaf of leaves(value, path)) origins.set(formatPath(leaf), source)
    }
  }
}

/** Paths of the leaves of a value: what is no object, and objects without keys. */
export function leaves(value: Json, at: KeyPath = []): KeyPath[] {
  if (!isData(value)) return [at]
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  return keys.length === 0 ? [at] : keys.flatMap((key) => leaves(value[key] as Json, [...at, key]))
}

function forget(origins: Origins<unknown>, path: KeyPath): void {
  const prefix = formatPath(path)
  for (const key of origins.keys()) {
    if (key === prefix || key.startsWith(`${prefix}.`) || key.startsWith(`${prefix}[`)) origins.delete(key)
  }
}

function copy(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => copy(item))
  if (!isData(value)) return value
  const result: Draft = {}
  for (const [key, item] of Object.entries(value)) if (item !== undefined) setOwn(result, key, copy(item))
  return result
}

/** An assignment that makes an own key of `__proto__` too, so that a hostile key stays data and is reported as one. */
function setOwn(target: Draft, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}
