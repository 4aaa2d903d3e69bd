import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { inBatches } from '../repo/batches.ts'
import type { RepoPath } from '../repo/repo.ts'
import { placeOf, type Context } from './context.ts'
import { errno, isReal, lstatIfThere, make, readState, removeEmpty, syncDirectory, unlinkIfThere, writeNew } from './disk.ts'
import { archive, flush, hold, prune, reserveFor, saveJournal, type Blobs } from './journal.ts'
import { release, runningPath, sweep, take } from './lock.ts'
import { describe } from './owner.ts'
import { rollback } from './rollback.ts'
import { check, runCommand, type Argv, type Env, type Ran } from './run.ts'
import { same, tempOf } from './states.ts'
import { takeWitness } from './witness.ts'
import type { Journal, Move, StepRecord } from './types.ts'

/** Something under way that ends exactly done or exactly undone. */
export interface Session {
  readonly context: Context
  /** `<git dir>/conventions/running` */
  readonly dir: string
  readonly blobs: Blobs
  journal: Journal
  witnessed: boolean
}

/**
 * Takes the lock and runs `body`, which returns the name under which its journal is kept. Whatever `body` throws, and SIGINT or SIGTERM at any point,
 * takes everything back first.
 *
 * @throws ConventionsError `applyRunning`, `applyElsewhere`, `gitDirReadOnly`; `applyFailed` for errors of the operating system; `restoreFailed` when
 *   taking back failed too: then the journal stays and the next command tries again
 */
export async function transaction(
  context: Context, kind: Journal['kind'], body: (session: Session) => Promise<string>, restoring: () => void,
): Promise<void> {
  await take(context.home)
  const dir = runningPath(context.home)
  const session: Session = {
    context, dir, blobs: { file: join(dir, 'blobs'), size: 0, waiting: [] }, witnessed: false,
    journal: {
      version: 1, kind, startedAt: new Date().toISOString(), state: 'writing', nonce: randomBytes(6).toString('hex'),
      entries: [], made: [], gone: [], steps: [], modules: [], reinstall: false,
    },
  }
  try {
    for (const made of [dirname(context.home), context.home]) await syncDirectory(made, context.platform)
    const name = await body(session)
    check(context.signal)
    await archive(context, name)
  } catch (error) {
    // What was refused before anything was recorded has nothing to restore, and says so itself.
    if (session.journal.entries.length > 0) restoring()
    await takeBack(context, error)
    throw sentence(error)
  }
  await prune(context)
  await sweep(context.home).catch(() => undefined)
}

async function takeBack(context: Context, error: unknown): Promise<void> {
  try {
    await rollback(context)
    await release(context.home, context.platform)
  } catch (again) {
    if (await lstatIfThere(runningPath(context.home)).catch(() => true) === undefined) return
    const [first, then] = [error, again].map((each) => each instanceof Error ? each.message : String(each))
    throw new ConventionsError('restoreFailed', { first: first ?? '', reason: then ?? '', path: runningPath(context.home) }, { cause: again })
  }
}

/** What the operating system refused is a failure that we foresee; where it happened stands in its message. */
function sentence(error: unknown): unknown {
  const code = errno(error)
  if (code === undefined || error instanceof ConventionsError) return error
  const path = (error as NodeJS.ErrnoException).path
  return new ConventionsError('applyFailed', { reason: code, path: path ?? (error as Error).message }, { cause: error })
}

/**
 * Puts into the journal what `write` is going to write, and what our own commands are going to change (`touched`), with the bytes that are there, and
 * makes that last. Nothing may be written before; called once.
 */
export async function record(
  session: Session, moves: readonly Move[], touched: readonly Omit<Move, 'to'>[] = [], more: Partial<Journal> = {},
): Promise<void> {
  const { context, blobs } = session
  const entries = [
    ...moves.map(({ area, path, from, to }) => ({ area, path, before: hold(blobs, from, true), after: hold(blobs, to, true) })),
    ...touched.map(({ area, path, from }) => ({ area, path, before: hold(blobs, from, true), after: undefined })),
  ]
  const made = new Set(more.made)
  const parents = new Set(moves.flatMap(({ area, path, to }) => area === 'tree' && to.type !== 'absent' ? parentsOf(path) : []))
  for (const dir of parents) if (!(await lstatIfThere(placeOf(context, 'tree', dir)))?.isDirectory()) made.add(dir)
  await flush(blobs)
  session.journal = { ...session.journal, ...more, entries, made: [...made].sort() }
  await saveJournal(session.dir, session.journal, context.platform)
}

export function parentsOf(path: RepoPath): RepoPath[] {
  return path.split('/').slice(0, -1).map((_, index, parts) => parts.slice(0, index + 1).join('/'))
}

/**
 * Writes the moves, which `record` was given first: all new files beside their places, then one rename each. So a full disk and a read-only
 * directory show before any file of the user's is touched. Places that lead elsewhere than at the time of the record are refused.
 *
 * @throws ConventionsError `changedMeanwhile`, `pathOutside`, `interrupted`
 */
export async function write(session: Session, moves: readonly Move[], done: (path: RepoPath, count: number) => void): Promise<void> {
  const { context, journal } = session
  const all = [...moves.entries()]
  // A directory that comes where a file is, and what goes into it, has to wait until the file is gone.
  const leaving = moves.filter(({ to }) => to.type === 'absent').map(({ path }) => path)
  const waits = (path: RepoPath): boolean => leaving.some((file) => path === file || path.startsWith(`${file}/`))
  const arriving = all.filter(([, { to }]) => to.type !== 'absent')
  let count = 0
  await stage(session, journal.made.filter((dir) => !waits(dir)), arriving.filter(([, { path }]) => !waits(path)))
  for (const [, move] of all.filter(([, { to }]) => to.type === 'absent')) {
    await unlinkIfThere(await unchanged(context, move))
    done(move.path, ++count)
  }
  for (const dir of journal.gone.toReversed()) {
    check(context.signal)
    await removeEmpty(placeOf(context, 'tree', dir))
  }
  await stage(session, journal.made.filter(waits), arriving.filter(([, { path }]) => waits(path)))
  for (const [index, move] of arriving) {
    const place = await unchanged(context, move)
    await rename(tempOf(place, journal.nonce, index), place)
    done(move.path, ++count)
  }
  await syncParents(session, moves)
}

/** Makes directories, and the new files beside their places. */
async function stage({ context, journal }: Session, dirs: readonly RepoPath[], moves: readonly (readonly [number, Move])[]): Promise<void> {
  for (const dir of dirs) {
    check(context.signal)
    refuseMoved(context, dir)
    await mkdir(placeOf(context, 'tree', dir))
  }
  await inBatches(moves, async ([index, { area, path, to }]) => {
    check(context.signal)
    if (area === 'tree') refuseMoved(context, path)
    await make(tempOf(placeOf(context, area, path), journal.nonce, index), to)
  })
}

/** The place of a move, which must still lead where it led and hold what it held. A directory that was in the way is gone by now. */
async function unchanged(context: Context, { area, path, from }: Move): Promise<string> {
  check(context.signal)
  const place = placeOf(context, area, path)
  if (area === 'tree') refuseMoved(context, path)
  const now = await readState(place)
  if (!same(now, from) && !(from.type === 'other' && now.type === 'absent')) throw new ConventionsError('changedMeanwhile', { path })
  return place
}

async function syncParents({ context, journal }: Session, moves: readonly Move[]): Promise<void> {
  const places = [...moves.map(({ area, path }) => placeOf(context, area, path)), ...[...journal.made, ...journal.gone].map((dir) => placeOf(context, 'tree', dir))]
  await inBatches([...new Set(places.map((place) => dirname(place)))], async (dir) => {
    check(context.signal)
    if (await lstatIfThere(dir) !== undefined) await syncDirectory(dir, context.platform)
  })
}

/** Throws `pathOutside` when the way to a place goes through a link: it did not when the place was looked up. */
function refuseMoved(context: Context, path: RepoPath): void {
  if (!isReal(context.root, path)) throw new ConventionsError('pathOutside', { path })
}

/**
 * Runs a command that may change anything in the repository; before the first one, everything is witnessed. What it started is on record, so
 * that nothing is repaired while it runs on after our death.
 */
export async function foreign(session: Session, argv: Argv, env: Env, onLine: (line: string) => void): Promise<Ran> {
  const { context, dir } = session
  check(context.signal)
  if (!session.witnessed) {
    // Space that a rollback can count on when the command fills the disk.
    await writeNew(join(dir, 'reserve'), reserveFor(session.blobs))
    await takeWitness(context, dir)
    session.journal = { ...session.journal, state: 'installing' }
    await saveJournal(dir, session.journal, context.platform)
    session.witnessed = true
  }
  return tracked(session, argv, env, onLine)
}

/** Runs a command of which we know what it writes (git config). */
export async function tracked(session: Session, argv: Argv, env: Env, onLine: (line: string) => void): Promise<Ran> {
  const { context, dir } = session
  const file = join(dir, 'child.json')
  const ran = await runCommand(argv, {
    cwd: context.root, env, platform: context.platform, signal: context.signal, onLine,
    // For whoever comes after our death. After a power loss it need not be there: nothing that was started is.
    async record(pid) {
      await writeFile(`${file}.tmp`, JSON.stringify(await describe(pid)))
      await rename(`${file}.tmp`, file)
    },
  })
  await unlinkIfThere(file)
  return ran
}

/** Puts a step on record, before it runs. */
export async function saveSteps(session: Session, step: StepRecord): Promise<void> {
  session.journal = { ...session.journal, steps: [...session.journal.steps, step] }
  await saveJournal(session.dir, session.journal, session.context.platform)
}
