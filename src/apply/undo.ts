import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { RepoPath } from '../repo/repo.ts'
import { contextOf, placeOf, type Context } from './context.ts'
import { errno, isReal, lstatIfThere, readState } from './disk.ts'
import { fetchHeld, journalsPath, listJournals, readJournal } from './journal.ts'
import { recover } from './recover.ts'
import { check } from './run.ts'
import { record, transaction, write, type Session } from './session.ts'
import { matches, same } from './states.ts'
import { undoCommands, undoConfig } from './steps.ts'
import type { Journal, Move, Undone, UndoOptions } from './types.ts'

/**
 * Takes the last apply back, byte for byte and mode for mode, content that was never committed included. Journaled like an apply: at any failure
 * everything is as it was before the undo. After it, the next undo takes back the apply before.
 *
 * @throws ConventionsError `nothingToUndo`; `editedSince` with a diff when a file is not as the apply left it; `journalDamaged`, `applyNeedsGit`; and what
 *   an apply throws
 */
export async function undoLast({ repo, io, progress }: UndoOptions): Promise<Undone> {
  const context = await contextOf(repo, io)
  await recover({ repo, io })
  const undoId = (await listJournals(context))[0]
  if (undoId === undefined) throw new ConventionsError('nothingToUndo', undefined)
  let done: Journal | undefined
  let restored: readonly RepoPath[] = []
  await transaction(context, 'undo', async (session) => {
    // Asked again under the lock: another undo may have been quicker.
    const dir = join(journalsPath(context), undoId)
    done = await readJournal(dir)
    if (done === undefined || !(await listJournals(context)).includes(undoId)) throw new ConventionsError('nothingToUndo', undefined)
    const moves = await movesBack(context, dir, done)
    restored = await carryOut(session, done, moves, progress)
    return `${undoId}.undone`
  }, () => progress?.({ type: 'restore' }))
  return { undoId, appliedAt: done!.startedAt, restored, reinstall: done!.reinstall }
}

async function carryOut(session: Session, done: Journal, moves: readonly Move[], progress: UndoOptions['progress']): Promise<RepoPath[]> {
  const { context } = session
  const config = { area: 'git', path: 'config', from: await readState(placeOf(context, 'git', 'config')) } as const
  const modules = await existing(context, done.modules)
  const gone = await existing(context, done.made)
  const there = new Set(await existing(context, done.gone))
  const made = done.gone.filter((path) => !there.has(path))
  const exact = moves.some(({ area, path }) => area === 'git' && path === 'config')
  await record(session, moves, exact ? [] : [config], { made, gone: gone.sort(), modules })
  await undoCommands(session, done.steps)
  if (!exact) await undoConfig(session, done.steps)
  await moveModules(session, modules)
  const now: Move[] = []
  for (const move of moves) now.push({ ...move, from: await readState(placeOf(context, move.area, move.path)) })
  await write(session, now, (path, count) => progress?.({ type: 'write', path, done: count, total: moves.length }))
  return moves.filter(({ area }) => area === 'tree').map(({ path }) => path)
}

async function existing(context: Context, paths: readonly RepoPath[]): Promise<RepoPath[]> {
  const found: RepoPath[] = []
  for (const path of paths) {
    if (isReal(context.root, path) && (await lstatIfThere(placeOf(context, 'tree', path)))?.isDirectory()) found.push(path)
  }
  return found
}

/** What goes back to how it was. Throws `editedSince` when something in the tree is neither as we left it nor as it was. */
async function movesBack(context: Context, dir: string, journal: Journal): Promise<Move[]> {
  const moves: Move[] = []
  const edited: { readonly path: RepoPath, readonly diff: string }[] = []
  for (const { area, path, before, after } of journal.entries) {
    const to = await fetchHeld(dir, before)
    const from = await readState(placeOf(context, area, path))
    if (same(from, to)) continue
    if (area === 'tree' && !isReal(context.root, path)) throw new ConventionsError('pathOutside', { path })
    if (after && matches(from, after, context.platform)) moves.push({ area, path, from, to })
    // A hook or a setting of git's that somebody changed since is theirs.
    else if (area === 'tree') edited.push({ path, diff: after?.type === 'file' && after.at === undefined ? '' : await diffOf(path, after && await fetchHeld(dir, after), from) })
  }
  if (edited.length > 0) {
    throw new ConventionsError('editedSince', { paths: edited.map(({ path }) => path), diff: edited.map(({ diff }) => diff).join('') })
  }
  return moves
}

async function diffOf(path: RepoPath, left: Move['to'] | undefined, now: Move['to']): Promise<string> {
  const { unifiedDiff } = await import('../edit/diff.ts')
  const text = (state: Move['to'] | undefined): string | undefined => state?.type === 'file' ? state.bytes.toString() : undefined
  return unifiedDiff(path, text(left), text(now))
}

/** node_modules that the apply made go too: into the journal, whence they come back at a failure, and with it into the bin. */
async function moveModules({ context, dir }: Session, modules: readonly RepoPath[]): Promise<void> {
  if (modules.length > 0) await mkdir(join(dir, 'modules'))
  for (const [index, path] of modules.entries()) {
    check(context.signal)
    try {
      await rename(placeOf(context, 'tree', path), join(dir, 'modules', String(index)))
    } catch (error) {
      // On another disk: left where it is rather than copied.
      if (errno(error) !== 'EXDEV') throw error
    }
  }
}
