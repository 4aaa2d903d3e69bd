import type { Json, KeyPath } from '../feature.ts'
import { inexpressible } from './value.ts'

/** A key as it is written: bare, or quoted where it has to be. */
export function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : tomlString(key)
}

/** The keys of a path, without the indexes, as a header or a dotted key has them. */
export function tomlKeys(path: KeyPath): string {
  return path.filter((segment) => typeof segment === 'string').map(tomlKey).join('.')
}

/** A basic string (TOML 1.0) on one line. */
function tomlString(text: string): string {
  // JSON's escapes are TOML's; DEL is a control character to TOML only.
  return JSON.stringify(text).replaceAll('\u007F', '\\u007F')
}

/** A value on one line. Throws `keysInexpressible` for null and for half of a surrogate pair. */
export function tomlValue(path: string, at: KeyPath, value: Json): string {
  if (value === null) throw inexpressible(path, at, 'null')
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw inexpressible(path, at, 'surrogate')
    return tomlString(value)
  }
  if (typeof value === 'number') return tomlNumber(path, at, value)
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map((item: Json, index) => tomlValue(path, [...at, index], item)).join(', ')}]`
  const entries = Object.entries(value)
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => tomlPair(path, [...at, key], item as Json)).join(', ')} }`
}

function tomlNumber(path: string, at: KeyPath, value: number): string {
  if (!Number.isFinite(value)) throw inexpressible(path, at, 'number')
  // Beyond 64 bits an integer has to be written as a float.
  return Number.isInteger(value) && Math.abs(value) >= 2 ** 63 ? value.toExponential() : String(value)
}

export function tomlPair(path: string, at: KeyPath, value: Json): string {
  const key = String(at.at(-1))
  if (!key.isWellFormed()) throw inexpressible(path, at, 'surrogate')
  return `${tomlKey(key)} = ${tomlValue(path, at, value)}`
}

/** True for what gets a header of its own where it can. */
export function isTable(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The lines of a table with its header, and of the tables in it. */
export function tomlSection(path: string, at: KeyPath, value: { readonly [key: string]: Json }, header = `[${tomlKeys(at)}]`): string[] {
  const entries = Object.entries(value)
  const own = entries.filter(([, item]) => !isTable(item))
  const tables = entries.filter(([, item]) => isTable(item))
  for (const [key] of entries) if (!key.isWellFormed()) throw inexpressible(path, [...at, key], 'surrogate')
  return [
    ...own.length > 0 || tables.length === 0 || header.startsWith('[[') ? [header] : [],
    ...own.map(([key, item]) => tomlPair(path, [...at, key], item)),
    ...tables.flatMap(([key, item], index) => [
      ...index > 0 || own.length > 0 || header.startsWith('[[') ? [''] : [],
      ...tomlSection(path, [...at, key], item as { readonly [key: string]: Json }),
    ]),
  ]
}
