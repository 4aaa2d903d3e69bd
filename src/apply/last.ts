import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { contextOf } from './context.ts'
import { journalsPath, listJournals, readJournal } from './journal.ts'

/** What `undoLast` would take back. */
export interface LastApply {
  readonly undoId: string
  /** When it began. ISO 8601. */
  readonly appliedAt: string
  /** Files as they would be: there again as they were, or gone. */
  readonly files: readonly { readonly path: RepoPath, readonly verdict: 'restore' | 'remove' }[]
  /** Ids of steps that would be taken back. */
  readonly steps: readonly string[]
}

/** Reads what the last apply did. Writes nothing. Throws `nothingToUndo`, `applyNeedsGit`, `journalDamaged`. */
export async function lastApply(repo: Repo, io: Io): Promise<LastApply> {
  const context = await contextOf(repo, io)
  const undoId = (await listJournals(context))[0]
  const journal = undoId === undefined ? undefined : await readJournal(join(journalsPath(context), undoId))
  if (undoId === undefined || journal === undefined) throw new ConventionsError('nothingToUndo', undefined)
  const files = journal.entries.filter(({ area }) => area === 'tree').map(({ path, before }) =>
    ({ path, verdict: before.type === 'absent' ? 'remove' as const : 'restore' as const }))
  return { undoId, appliedAt: journal.startedAt, files, steps: journal.steps.map(({ id }) => id) }
}
