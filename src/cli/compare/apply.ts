import type { Config } from '../../config/schema.ts'
import { nearest } from '../../edit/nearest.ts'
import { ConventionsError } from '../../errors.ts'
import type { Json } from '../../feature.ts'
import type { Repo } from '../../repo/repo.ts'
import type { Offered } from './candidates.ts'
import { configFor, type Choice } from './choice.ts'

/**
 * A convention as a choice: `extends`, and of what was inferred the commits. Nothing to edit where it is the one that is there.
 *
 * @throws ConventionsError `compareUnknown`, `compareNoConfig`, `compareConfigCode`
 */
export function commitChoice(repo: Repo, name: string, offered: readonly Offered[]): Choice {
  const chosen = offered.find((one) => one.name === name)
  const known = offered.map((one) => one.name)
  if (chosen === undefined) throw new ConventionsError('compareUnknown', { name, nearest: nearest(name, known), known })
  const preset = String(chosen.config?.extends ?? 'standard')
  configFor(repo, `conventions init --preset ${preset}`, (path) => new ConventionsError('compareConfigCode', { path, extends: preset }))
  return { name, edits: chosen.config === undefined ? [] : editsOf(chosen.config) }
}

function editsOf({ extends: preset, commits }: Config): { at: string[], value: Json }[] {
  const own = commits ? Object.entries(commits) as [string, Json][] : []
  return [{ at: ['extends'], value: preset as Json }, ...own.map(([key, value]) => ({ at: ['commits', key], value }))]
}
