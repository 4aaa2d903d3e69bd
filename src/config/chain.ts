import { ConventionsError, ConventionsErrors } from '../errors.ts'
import type { Lock } from '../plan/types.ts'
import { whereIn, type Layer } from './layer.ts'
import { loadPreset, shippedPresets, type Preset, type PresetSources } from './presets.ts'
import { quote, type Where } from './show.ts'
import { parseSpec, type Home, type Spec } from './spec.ts'

/** What a config without `extends` builds on. */
export const defaultPreset = 'standard'
const deepest = 16
const most = 100

/** The fragments of a config in the order in which they are merged: depth first, the config itself last. */
export interface Chain {
  readonly layers: readonly Layer[]
  /** Remote presets among them, for the lock. */
  readonly presets: Lock['presets']
  readonly errors: readonly ConventionsError[]
}

interface Walk {
  readonly sources: PresetSources
  readonly loaded: Map<string, Promise<Preset>>
  readonly layers: Layer[]
  readonly presets: Record<string, Lock['presets'][string]>
  readonly errors: ConventionsError[]
}

/**
 * Follows `extends` from a layer. What is wrong is collected, so that every mistake is told at once: a preset that cannot be read leaves
 * its place empty.
 */
export async function followExtends(layer: Layer, home: Home, sources: PresetSources): Promise<Chain> {
  const walk: Walk = { sources, loaded: new Map(), layers: [], presets: {}, errors: [] }
  const self = layer.source.kind === 'config' ? [`./${layer.source.name}`] : []
  await follow({ layer, home }, self, walk)
  return walk
}

async function follow({ layer, home }: Preset, trail: readonly string[], walk: Walk): Promise<void> {
  for (const [text, where] of named(layer)) {
    await collect(walk.errors, async () => {
      const spec = parseSpec(text, home, where, (name) => shippedPresets().includes(name))
      if (trail.includes(spec.id)) throw cycle(trail, spec.id, where)
      if (trail.length > deepest || walk.layers.length >= most) throw new ConventionsError('presetTooMany', { where, deepest, most })
      const preset = await load(spec, where, home, walk)
      if (preset.locked) walk.presets[spec.id] = preset.locked
      await follow(preset, [...trail, spec.id], walk)
    })
  }
  walk.layers.push(layer)
}

/** Each preset is read once, however often it is named; its mistakes are then told once too. */
function load(spec: Spec, where: Where, from: Home, walk: Walk): Promise<Preset> {
  const known = walk.loaded.get(spec.id)
  if (known) return known
  const loading = loadPreset(spec, where, from, walk.sources)
  walk.loaded.set(spec.id, loading)
  return loading
}

/** The entries of `extends`. What is no text there is reported when the layer is validated. */
function named(layer: Layer): (readonly [string, Where])[] {
  const value = layer.data['extends'] ?? (layer.source.kind === 'config' ? defaultPreset : [])
  if (typeof value === 'string') return [[value, whereIn(layer, ['extends'])]]
  if (!Array.isArray(value)) return []
  return value.flatMap((text: unknown, index) => typeof text === 'string' && text !== '' ? [[text, whereIn(layer, ['extends', index])] as const] : [])
}

function cycle(trail: readonly string[], id: string, where: Where): ConventionsError {
  const chain = [...trail.slice(trail.indexOf(id)), id].map((name) => /^[\w@./-]+$/.test(name) ? name : quote(name))
  return new ConventionsError('presetCycle', { where, chain: chain.join(' → ') })
}

async function collect(errors: ConventionsError[], step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    const found = error instanceof ConventionsErrors ? error.errors : error instanceof ConventionsError ? [error] : undefined
    if (!found) throw error
    errors.push(...found.filter((one) => !errors.includes(one)))
  }
}
