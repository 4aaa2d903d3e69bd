import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RepoPath } from '../repo/repo.ts'
import { placeOf, type Context } from './context.ts'
import { ifThere, isReal, lstatIfThere, make, moveAway, readState, removeEmpty, syncDirectory, unlinkIfThere } from './disk.ts'
import { fetchHeld, readJournal } from './journal.ts'
import { runningPath } from './lock.ts'
import { matches, same, tempOf } from './states.ts'
import { compare, fetchWitnessed, headOf, readWitness, type Witness } from './witness.ts'
import type { Entry, Held, Journal, Recovered, State } from './types.ts'

interface Rollback {
  readonly context: Context
  /** The journal's directory. */
  readonly dir: string
  readonly journal: Journal
  /** Whether commands may have changed files: then an unknown content is theirs, else somebody else's. */
  readonly commandsRan: boolean
  readonly restored: RepoPath[]
  readonly left: RepoPath[]
  setAside: string | undefined
}

/**
 * Gives back what was there before the thing under way began, from its journal alone. Can be cut off anywhere and run again. Content that
 * neither we wrote nor was there before is never destroyed: it stays, or where a command may have written it, it is set aside.
 * undefined: nothing had been written.
 */
export async function rollback(context: Context): Promise<Recovered | undefined> {
  const dir = runningPath(context.home)
  const journal = await readJournal(dir)
  if (journal === undefined) return undefined
  await unlinkIfThere(join(dir, 'reserve'))
  const found = await readWitness(dir)
  // A user who has committed or switched since the crash works on: what commands changed is theirs by now.
  const witness = found?.head === await headOf(context) ? found : undefined
  const state: Rollback = { context, dir, journal, commandsRan: witness !== undefined, restored: [], left: [], setAside: undefined }
  for (const [index, { area, path }] of journal.entries.entries()) {
    if (area === 'git' || isReal(context.root, path)) await unlinkIfThere(tempOf(placeOf(context, area, path), journal.nonce, index))
  }
  for (const [index, path] of journal.kind === 'undo' ? journal.modules.entries() : []) await bringBack(state, index, path)
  if (witness !== undefined) await takeBackCommands(state, witness)
  // What came goes first, then directories, then what was there comes back: a file may have become a directory, or the other way round.
  const entries = [...journal.entries.entries()].reverse()
  for (const [index, entry] of entries.filter(([, { before }]) => goes(before))) await restoreEntry(state, entry, index)
  for (const path of journal.made.toReversed()) await removeEmpty(placeOf(context, 'tree', path))
  for (const path of journal.gone) await mkdir(placeOf(context, 'tree', path), { recursive: true })
  for (const [index, entry] of entries.filter(([, { before }]) => !goes(before))) await restoreEntry(state, entry, index)
  await syncAll(state)
  return { kind: journal.kind, startedAt: journal.startedAt, restored: state.restored, left: state.left, setAside: state.setAside }
}

/** Whether no file was there: a directory comes back by itself. */
const goes = ({ type }: Pick<Held | State, 'type'>): boolean => type === 'absent' || type === 'other'

async function restoreEntry(state: Rollback, entry: Entry, index: number): Promise<void> {
  const { context, dir } = state
  const place = placeOf(context, entry.area, entry.path)
  if (entry.area === 'tree' && !isReal(context.root, entry.path)) {
    state.left.push(entry.path)
    return
  }
  const now = await readState(place)
  const before = await fetchHeld(dir, entry.before)
  if (same(now, before)) return
  const unknown = now.type !== 'absent' && entry.after !== undefined && !matches(now, entry.after, context.platform)
  if (unknown && !state.commandsRan) {
    state.left.push(entry.path)
    return
  }
  if (unknown) await putAside(state, place, entry.path)
  await put(state, place, before, tempOf(place, state.journal.nonce, index))
  state.restored.push(entry.path)
}

async function put(state: Rollback, place: string, before: State, temp: string): Promise<void> {
  if (goes(before)) return unlinkIfThere(place)
  await mkdir(dirname(place), { recursive: true })
  await unlinkIfThere(temp)
  await make(temp, before)
  await rename(temp, place)
  await syncDirectory(dirname(place), state.context.platform)
}

/** What commands made, changed and deleted, except for what the journal's entries cover. */
async function takeBackCommands(state: Rollback, witness: Witness): Promise<void> {
  const { context, dir, journal } = state
  const covered = new Set(journal.entries.filter(({ area }) => area === 'tree').map(({ path }) => path))
  const { created, changed, missing } = await compare(context, witness)
  for (const name of created) {
    const path = name.replace(/\/$/, '')
    const place = placeOf(context, 'tree', path)
    if (covered.has(path)) continue
    if (name.split('/').at(-1)?.startsWith(`.conventions-${journal.nonce}-`)) await unlinkIfThere(place)
    else if (name.endsWith('/') && path.split('/').at(-1) === 'node_modules') await rm(place, { recursive: true, force: true })
    else await putAside(state, place, path)
  }
  for (const path of missing) await mkdir(placeOf(context, 'tree', path.replace(/\/$/, '')), { recursive: true })
  for (const file of changed) {
    if (file.area === 'tree' && covered.has(file.path)) continue
    const place = placeOf(context, file.area, file.path)
    const before = await fetchWitnessed(context, dir, file)
    const now = await readState(place)
    if (same(now, before)) continue
    if (now.type !== 'absent') await putAside(state, place, file.path)
    await put(state, place, before, tempOf(place, journal.nonce, journal.entries.length))
    state.restored.push(file.path)
  }
  await removeNewHooks(state, witness.files.filter(({ area }) => area === 'git').map(({ path }) => path))
}

async function removeNewHooks(state: Rollback, before: readonly string[]): Promise<void> {
  for (const name of await ifThere(readdir(join(state.context.commonDir, 'hooks'))) ?? []) {
    if (!before.includes(`hooks/${name}`)) await putAside(state, placeOf(state.context, 'git', `hooks/${name}`), `hooks/${name}`)
  }
}

async function putAside(state: Rollback, place: string, path: string): Promise<void> {
  state.setAside ??= join(state.context.home, 'set-aside', `${state.journal.startedAt.replaceAll(':', '-')}-${state.journal.nonce}`)
  await ifThere(moveAway(place, join(state.setAside, path)))
}

async function bringBack({ context, dir }: Rollback, index: number, path: RepoPath): Promise<void> {
  const moved = join(dir, 'modules', String(index))
  const place = placeOf(context, 'tree', path)
  if (await lstatIfThere(moved) !== undefined && await lstatIfThere(place) === undefined) await moveAway(moved, place)
}

async function syncAll({ context, journal }: Rollback): Promise<void> {
  const dirs = journal.entries.map(({ area, path }) => dirname(placeOf(context, area, path)))
  for (const dir of new Set(dirs)) {
    if (await lstatIfThere(dir) !== undefined) await syncDirectory(dir, context.platform)
  }
}
