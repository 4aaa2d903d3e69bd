import { posix } from 'node:path'
import { listAssets, readAsset } from '../assets.ts'
import { nearest } from '../edit/nearest.ts'
import { ConventionsError } from '../errors.ts'
import type { Lock } from '../plan/types.ts'
import type { Repo } from '../repo/repo.ts'
import { toData, type Layer, type Source } from './layer.ts'
import { parseFragment } from './parse.ts'
import { remotePreset, type FetchPreset, type LockedPreset } from './remote.ts'
import { quote, type Where } from './show.ts'
import type { Home, Spec } from './spec.ts'

const folder = 'presets/conventions'
const fragmentNames = ['conventions.preset.yaml', 'conventions.preset.yml', 'conventions.preset.json']

/** Where presets come from. */
export interface PresetSources {
  readonly repo: Repo
  /** Remote presets that were fetched before. */
  readonly lock: Lock['presets']
  /** Undefined: nothing is fetched, what is not in the lock is an error. */
  readonly fetch: FetchPreset | undefined
}

export interface Preset {
  readonly layer: Layer
  /** What its own `extends` may name. */
  readonly home: Home
  /** Of a remote preset: what the lock should remember. */
  readonly locked?: LockedPreset
}

/** Names of the presets that this package ships, sorted. */
export function shippedPresets(): string[] {
  return listAssets(folder).filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length))
}

/**
 * Reads a preset. `where` is the entry of `extends` that names it, `from` the home of the fragment which that entry is in.
 *
 * @throws ConventionsError `presetUnknown`, `presetPackageMissing`, `presetPackageEmpty`, `presetFileMissing`; what `remotePreset`, the
 *   repository and the parsers throw
 */
export async function loadPreset(spec: Spec, where: Where, from: Home, sources: PresetSources): Promise<Preset> {
  switch (spec.kind) {
    case 'shipped': return { layer: await shipped(spec.id), home: { kind: 'shipped' } }
    case 'file': {
      const text = sources.repo.read(spec.path)
      if (text === undefined) throw new ConventionsError('presetFileMissing', { where, spec: quote(spec.id), path: spec.path })
      const home = from.kind === 'package' ? from : { kind: 'repository' as const }
      return { layer: await fragment(text, spec.path, spec.id), home: { ...home, directory: parent(spec.path) } }
    }
    case 'package': return packagePreset(spec.id, where, sources.repo)
    case 'git': {
      const { layer, locked } = await remotePreset(spec, where, sources.lock, sources.fetch)
      return { layer, locked, home: { kind: 'remote', protocol: spec.protocol } }
    }
  }
}

/** Read once: `init` resolves several configs, and parsing takes longest of all. */
const read = new Map<string, Promise<Layer>>()

export function shipped(name: string): Promise<Layer> {
  const layer = read.get(name) ?? fragment(readAsset(`${folder}/${name}.yaml`), `${name}.yaml`, name)
  read.set(name, layer)
  return layer
}

/** A package's fragment: a file of its own, or the field `conventions` of its package.json. Its code is never run. */
async function packagePreset(name: string, where: Where, repo: Repo): Promise<Preset> {
  const root = `node_modules/${name}`
  const home: Home = { kind: 'package', directory: root, root }
  for (const file of fragmentNames) {
    const text = repo.read(`${root}/${file}`)
    if (text !== undefined) return { layer: await fragment(text, file, name), home }
  }
  const manifest = repo.read(`${root}/package.json`)
  if (manifest === undefined) {
    if (name.startsWith('@')) throw new ConventionsError('presetPackageMissing', { where, name })
    const known = shippedPresets()
    const near = nearest(name, known)
    throw new ConventionsError('presetUnknown', { where, spec: quote(name), nearest: near && quote(near), known })
  }
  const layer = await fragment(manifest, 'package.json', name)
  if (!Object.hasOwn(layer.data, 'conventions')) throw new ConventionsError('presetPackageEmpty', { where, name, looked: fragmentNames })
  const inField = { source: layer.source, locate: (path, part) => layer.locate(['conventions', ...path], part) } satisfies Partial<Layer>
  return { layer: { ...inField, data: toData(layer.data['conventions'], inField) }, home }
}

async function fragment(text: string, path: string, id: string): Promise<Layer> {
  const source: Source = { kind: 'preset', name: id }
  return { source, ...await parseFragment(text, path, source) }
}

function parent(path: string): string {
  const directory = posix.dirname(path)
  return directory === '.' ? '' : directory
}
