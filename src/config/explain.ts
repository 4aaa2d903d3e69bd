import type { Json, KeyPath } from '../feature.ts'
import { isData, leaves, type Data } from './merge.ts'
import type { Resolution } from './resolve.ts'
import { formatPath } from './show.ts'

/** One value of the config and where it comes from, for `conventions config --explain`. */
export interface ExplainedValue {
  readonly path: string
  readonly value: Json
  /** `conventions.config.yaml:3`, `standard:12`, a preset without lines, or `default`. */
  readonly origin: string
}

/** Every value of a resolved config with its origin, in the order of the config. A list is one value. */
export function explain({ config, origins }: Pick<Resolution, 'config' | 'origins'>): ExplainedValue[] {
  const data = config as unknown as Data
  return leaves(data).filter((path) => path.length > 0).map((path) => {
    const layer = origins.get(formatPath(path))
    const line = layer?.locate(path, 'value')?.line
    return {
      path: formatPath(path),
      value: valueAt(data, path),
      origin: layer ? [layer.source.name, ...(line === undefined ? [] : [line])].join(':') : 'default',
    }
  })
}

function valueAt(data: Data, path: KeyPath): Json {
  return path.reduce<Json>((value, key) => isData(value) ? value[key] as Json : value, data)
}
