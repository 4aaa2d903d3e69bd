import type { Config } from '../../config/schema.ts'
import { findConfigs } from '../../config/find.ts'
import { writeKeys } from '../../edit/keys.ts'
import { nearest } from '../../edit/nearest.ts'
import { ConventionsError } from '../../errors.ts'
import type { Json } from '../../feature.ts'
import type { Repo } from '../../repo/repo.ts'
import type { ConfigEdit } from '../provision/edit.ts'
import type { Offered } from './candidates.ts'

/**
 * The config file with the choice in it: `extends`, and of what was inferred the commits. Undefined where it is there already.
 *
 * @throws ConventionsError `compareUnknown`, `compareNoConfig`, `compareConfigCode`
 */
export function withChoice(repo: Repo, name: string, offered: readonly Offered[]): ConfigEdit {
  const chosen = offered.find((one) => one.name === name)
  const known = offered.map((one) => one.name)
  if (chosen === undefined) throw new ConventionsError('compareUnknown', { name, nearest: nearest(name, known), known })
  const preset = String(chosen.config?.extends ?? 'standard')
  const path = findConfigs(repo)[0]
  if (path === undefined) throw new ConventionsError('compareNoConfig', { command: `conventions init --preset ${preset}` })
  if (chosen.config === undefined) return undefined
  if (!/\.(ya?ml|json)$/.test(path)) throw new ConventionsError('compareConfigCode', { path, extends: preset })
  const before = repo.read(path) ?? ''
  const after = writeKeys(path, before, editsOf(chosen.config))
  return after === before ? undefined : { path, before, after }
}

function editsOf({ extends: preset, commits }: Config): { at: string[], value: Json }[] {
  const own = commits ? Object.entries(commits) as [string, Json][] : []
  return [{ at: ['extends'], value: preset as Json }, ...own.map(([key, value]) => ({ at: ['commits', key], value }))]
}
