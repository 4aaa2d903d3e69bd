import { ConventionsError } from '../errors.ts'
import type { Json, KeyPath } from '../feature.ts'
import { isData, type Data } from './merge.ts'
import { formatPath, show, type Position, type Where } from './show.ts'

/** Whose text it is: what mistakes in it are reported under. */
export type Source = Pick<Where, 'kind' | 'name'>

/** Where a key, or its value, stands in the text; the nearest parent's place where it stands nowhere itself; undefined where unknown. */
export type Locate = (path: KeyPath, part: 'key' | 'value') => Position | undefined

/** One fragment of a config: the config file itself, or a preset. */
export interface Layer {
  readonly source: Source
  readonly data: Data
  readonly locate: Locate
}

/** What a parser makes of a text. */
export type Parsed = Pick<Layer, 'data' | 'locate'>

export function whereIn(layer: Pick<Layer, 'source' | 'locate'>, path: KeyPath = [], part: 'key' | 'value' = 'value'): Where {
  return { ...layer.source, ...layer.locate(path, part) }
}

/** Deeper than any config; what is deeper is a value that holds itself, or an attack. */
const deepest = 64

/**
 * The value as data: own enumerable keys, without those that are undefined. Throws `configNotData` for what JSON cannot hold (functions,
 * dates, NaN, an object that holds itself) and `configNotObject` where it is no object.
 */
export function toData(value: unknown, layer: Pick<Layer, 'source' | 'locate'>): Data {
  const data = plain(value, [], layer)
  if (!isData(data)) throw new ConventionsError('configNotObject', { where: whereIn(layer), found: show(data) })
  return data
}

function plain(value: unknown, path: KeyPath, layer: Pick<Layer, 'source' | 'locate'>): Json {
  const refuse = (found: string) => new ConventionsError('configNotData', { where: whereIn(layer, path), path: formatPath(path), found })
  if (path.length > deepest) throw refuse('nesting')
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value
    throw refuse(String(value))
  }
  if (Array.isArray(value)) return value.map((item, index) => plain(item, [...path, index], layer))
  if (typeof value !== 'object') throw refuse(typeof value)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw refuse(value.constructor?.name ?? 'object')
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item, [...path, key], layer)]))
}

/** Line and column, from 1, of an offset into a text. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
