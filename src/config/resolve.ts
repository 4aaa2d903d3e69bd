import * as v from 'valibot'
import { ConventionsErrors } from '../errors.ts'
import type { Feature, Json, KeyPath } from '../feature.ts'
import type { Lock } from '../plan/types.ts'
import type { Repo } from '../repo/repo.ts'
import { followExtends } from './chain.ts'
import { toData, whereIn, type Layer } from './layer.ts'
import type { LoadedConfig } from './load.ts'
import { mergeInto, type Data, type Origins } from './merge.ts'
import { mistake } from './mistake.ts'
import { withPlugins } from './plugins.ts'
import type { FetchPreset } from './remote.ts'
import { configSchema, frameKeys, type CodeConfig, type ResolvedConfig } from './schema.ts'
import { formatPath, type Where } from './show.ts'
import { findProblems, isAnotherShape } from './validate.ts'

export interface Resolution {
  readonly config: ResolvedConfig
  /** Our features and those that the config brings along. Each has its section in `config`, by its name. */
  readonly features: readonly Feature[]
  /** The layer that each value of `config` comes from, by the path of its leaf; what is not in it is a default of the schema. */
  readonly origins: Origins<Layer>
  /** Remote presets, for the lock. */
  readonly presets: Lock['presets']
}

export interface ResolveOptions {
  readonly repo: Repo
  /** `presets` of the lock: what is there needs no network. */
  readonly lock?: Lock['presets']
  /** Gets remote presets that the lock does not have; without it they are an error. */
  readonly fetch?: FetchPreset | undefined
}

// They say something about a fragment, not about the repository.
const ofFragments = frameKeys.filter((key) => key !== 'locale' && key !== 'host')

/**
 * A config with everything that it extends, validated and with defaults. Later presets win over earlier ones, the config over all of
 * them: objects merge, arrays replace, false switches a feature off, an object over false switches it on again. A feature that neither
 * the presets nor the config mention is off, but for those that the config itself brings along.
 *
 * @throws ConventionsErrors with every mistake of every fragment: paths, places, what was expected
 */
export async function resolveConfig(loaded: LoadedConfig, options: ResolveOptions): Promise<Resolution> {
  const { layer } = loaded
  const features = withPlugins(loaded.plugins, layer.source)
  const schema = configSchema(features)
  const sources = { repo: options.repo, lock: options.lock ?? {}, fetch: options.fetch }
  const chain = await followExtends(layer, { kind: 'repository', directory: '' }, sources)
  const mistakes = [...new Set(chain.layers)].flatMap((one) => findProblems(schema, one.data, 'fragment')
    .map((problem) => mistake(problem, whereIn(one, problem.path, problem.kind === 'value' ? 'value' : 'key'))))
  refuse([...chain.errors, ...mistakes])

  const { merged, origins } = mergeLayers(chain.layers, (path, value) => isAnotherShape(schema, path, value))
  for (const { name } of Array.isArray(loaded.plugins) ? loaded.plugins as readonly Feature[] : []) merged[name] ??= {}
  refuse(findProblems(schema, merged, 'whole').map((problem) => mistake(problem, whereMerged(problem.path, origins, layer))))
  const output = v.parse(schema, merged)
  const off = Object.fromEntries(features.map(({ name }) => [name, false]))
  return { config: { host: undefined, ...off, ...output } as unknown as ResolvedConfig, features, origins, presets: chain.presets }
}

/** A config that is not in a file (yet), as `resolveConfig` takes it. `name` is the file that it is going to be. */
export function configInMemory(config: CodeConfig, name = 'conventions.config.yaml'): LoadedConfig {
  const { features: plugins, ...data } = config
  const place = { source: { kind: 'config', name } as const, locate: () => undefined }
  return { layer: { ...place, data: toData(data, place) }, plugins }
}

function refuse(errors: ConventionsErrors['errors']): void {
  if (errors.length > 0) throw new ConventionsErrors(errors)
}

function mergeLayers(layers: readonly Layer[], replaces: (path: KeyPath, value: Json) => boolean) {
  const merged: { [key: string]: Json } = {}
  const origins: Origins<Layer> = new Map()
  for (const layer of layers) {
    const said = Object.entries(layer.data).filter(([key]) => !(ofFragments as readonly string[]).includes(key))
    mergeInto(merged, Object.fromEntries(said) as Data, layer, origins, { replaces })
  }
  return { merged, origins }
}

/** Where a mistake of the merged config comes from: the layer of the value, or of what stands beside what is missing. */
function whereMerged(path: KeyPath, origins: Origins<Layer>, config: Layer): Where {
  for (let length = path.length; length > 0; length--) {
    const prefix = formatPath(path.slice(0, length))
    const [, layer] = [...origins].reverse().find(([key]) => key === prefix || key.startsWith(`${prefix}.`) || key.startsWith(`${prefix}[`)) ?? []
    if (layer) return whereIn(layer, path.slice(0, length))
  }
  return whereIn(config)
}
