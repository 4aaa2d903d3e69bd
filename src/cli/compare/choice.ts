import { findConfigs } from '../../config/find.ts'
import { writeKeys } from '../../edit/keys.ts'
import { openRepository } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import type { Json, KeyPath } from '../../feature.ts'
import type { Messages } from '../../messages/index.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import type { Input } from '../command.ts'
import { options } from '../options.ts'
import type { ConfigEdit } from '../provision/edit.ts'
import type { Draft } from './record.ts'

/** What one can do with an answer, whatever was compared. */
export const choiceOptions = options({ html: { kind: 'string', value: 'path' }, adr: { kind: 'boolean' }, dryRun: { kind: 'boolean' } })
type ChoiceInput = Pick<Input<typeof choiceOptions>, 'io' | 'options' | 'speak'>

/** What someone chose: its name, and the keys that make it the team's. */
export interface Choice {
  readonly name: string
  readonly edits: readonly { readonly at: KeyPath, readonly value: Json | undefined }[]
}

export interface Kept {
  readonly path: string
  readonly choices: readonly Choice[]
  readonly edit: ConfigEdit
  readonly applied: boolean
  readonly dryRun: boolean
  readonly records: readonly RepoPath[]
}

/** The config file that choices are written into. `code`: what is to say of one that is code. Throws it, or `compareNoConfig`. */
export function configFor(repo: Repo, command: string, code: (path: string) => ConventionsError): string {
  const path = findConfigs(repo)[0]
  if (path === undefined) throw new ConventionsError('compareNoConfig', { command })
  if (!/\.(ya?ml|json)$/.test(path)) throw code(path)
  return path
}

/** Writes what was chosen into the config and why into decision records, as far as that was asked for; each is an apply, which `undo` takes back. */
export async function keepChoices(input: ChoiceInput, repo: Repo, choices: readonly Choice[], drafts: () => readonly Draft[]): Promise<Kept> {
  const { io, options: { adr, dryRun } } = input
  const path = findConfigs(repo)[0] ?? ''
  const edit = choices.length === 0 ? undefined : editOf(repo, path, choices)
  const applied = edit !== undefined && !dryRun
  if (applied) {
    const { saveConfig } = await import('../provision/save.ts')
    await saveConfig(edit, await openRepository(io), io)
  }
  const records: RepoPath[] = []
  if (adr && !dryRun) {
    const { writeRecord } = await import('./record.ts')
    for (const draft of drafts()) records.push(...await writeRecord(draft, input))
  }
  return { path, choices, edit, applied, dryRun, records }
}

function editOf(repo: Repo, path: string, choices: readonly Choice[]): ConfigEdit {
  const before = repo.read(path) ?? ''
  const after = writeKeys(path, before, choices.flatMap(({ edits }) => edits))
  return after === before ? undefined : { path, before, after }
}

/** What was written, for people. */
export async function keptLines({ path, choices, edit, applied, dryRun, records }: Kept, { compare: { choice: words } }: Messages): Promise<string[]> {
  const name = choices.map((one) => one.name).join(', ')
  const recorded = records.map((record) => words.recorded(record))
  if (choices.length > 0 && edit === undefined) return ['', words.already({ name, path }), ...recorded]
  if (edit === undefined) return recorded
  if (applied) return ['', words.applied({ name, path }), ...recorded]
  const { unifiedDiff } = await import('../../edit/diff.ts')
  return dryRun ? ['', words.dryRun(path), unifiedDiff(path, edit.before, edit.after).trimEnd()] : recorded
}
