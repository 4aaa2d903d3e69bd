import type { Json } from '../feature.ts'
import { isData, type Data } from './merge.ts'
import type { Config } from './schema.ts'

/**
 * What is left to say of a config when its presets are known: `base` (their resolved config) with the result on top says all that `full`
 * says. What `full` does not mention stays as the presets have it.
 */
export function minimalConfig(full: Config, base: object): Config {
  return difference(full as Data, base as Data)
}

function difference(full: Data, base: Data): Data {
  return Object.fromEntries(Object.entries(full).flatMap(([key, value]): [string, Json][] => {
    if (value === undefined) return []
    const before = Object.hasOwn(base, key) ? base[key] : undefined
    if (!isData(value) || !isData(before)) return equal(value, before) ? [] : [[key, value]]
    const rest = difference(value, before)
    return Object.keys(rest).length === 0 ? [] : [[key, rest]]
  }))
}

function equal(one: Json | undefined, other: Json | undefined): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item: Json, index) => equal(item, other[index] as Json))
  if (!isData(one) || !isData(other)) return one === other
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]))
}
