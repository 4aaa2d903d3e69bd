import type { Repo } from '../repo/repo.ts'
import { ConventionsError } from '../errors.ts'
import { findConfigs } from './find.ts'
import { toData, type Layer, type Source } from './layer.ts'
import { parseFragment } from './parse.ts'

/** A config as it was found, not yet resolved. */
export interface LoadedConfig {
  readonly layer: Layer
  /** The value of `features` in a code config, unchecked; undefined where there is none. */
  readonly plugins: unknown
}

/**
 * Reads the config at the root of a repository. A .ts or .js config is run: it is the user's own code.
 *
 * @throws ConventionsError `configMissing` where there is none, `configTwice`; `featuresInData` for a YAML or JSON config that wants to bring code; what the parsers, the
 *   repository and `importConfig` throw
 */
export async function loadConfig(repo: Repo): Promise<LoadedConfig> {
  const [file, ...others] = findConfigs(repo)
  if (file === undefined) throw new ConventionsError('configMissing', { path: repo.root })
  if (others.length > 0) throw new ConventionsError('configTwice', { files: [file, ...others] })
  const source: Source = { kind: 'config', name: file }
  const text = repo.read(file) ?? ''
  if (/\.(?:ya?ml|json)$/.test(file)) {
    const { data, locate } = await parseFragment(text, file, source)
    if (Object.hasOwn(data, 'features')) throw new ConventionsError('featuresInData', { where: { ...source, ...locate(['features'], 'key') } })
    return { layer: { source, data, locate }, plugins: undefined }
  }
  const { importConfig } = await import('./importConfig.ts')
  const { features: plugins, ...rest } = await importConfig(repo.root, text, source)
  const place = { source, locate: () => undefined }
  return { layer: { ...place, data: toData(rest, place) }, plugins }
}
