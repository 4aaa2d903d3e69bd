import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { ConventionsError } from '../../errors.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { hashOf, ifThere, lstatIfThere, readState, removeEmpty, replaceFile, unlinkIfThere, writeNew } from '../disk.ts'
import { fetchHeld, flush, hold, reserveFor, type Blobs } from '../journal.ts'
import { describe, liveness, readOwner, type Owner } from '../owner.ts'
import { same, tempOf } from '../states.ts'
import type { Held, State } from '../types.ts'
import { hashFiles, indexBlobs, indexKind, stageBlobs, treePath, type Place, type Staged } from './index.ts'

/** What is on record of a file while a commit is being linted. */
interface Entry {
  readonly path: RepoPath
  /** What the work tree held. */
  readonly before: Held
  /** What the index held. */
  readonly staged: Pick<Staged, 'mode' | 'blob'>
  /** Hash of what we put there to be linted; undefined: the file was left where it was. */
  readonly shown: string | undefined
  /** The blob that is to be staged, once that is known, and what the work tree is to hold then: undefined where the fix does not fit the unstaged edits. */
  readonly blob?: string
  readonly after?: Held | undefined
}

interface Record {
  readonly version: 1
  readonly owner: Owner
  /** Folders that were not there, to show a file in, the outer ones first. */
  readonly made: readonly RepoPath[]
  readonly entries: readonly Entry[]
}

/** The files of a commit as they were, on the platter before anything touches them. */
export interface Kept {
  readonly dir: string
  readonly blobs: Blobs
  record: Record
}

const dirOf = ({ home }: Place): string => join(home, 'staged')

/** Keeps what the work tree holds, then shows the staged content of partly staged files in its place. */
export async function keep(place: Place, files: readonly Staged[], shown: ReadonlyMap<RepoPath, Buffer>): Promise<Kept> {
  const dir = dirOf(place)
  // Without a record it is what a run left behind that was killed before it touched anything.
  await rm(dir, { recursive: true, force: true })
  await mkdir(dir, { recursive: true })
  const blobs: Blobs = { file: join(dir, 'blobs'), size: 0, waiting: [] }
  const entries: Entry[] = []
  for (const { path, mode, blob } of files) {
    const bytes = shown.get(path)
    entries.push({ path, staged: { mode, blob }, before: hold(blobs, await readState(treePath(place, path)), true), shown: bytes && hashOf(bytes) })
  }
  await flush(blobs)
  // Space to put everything back, should a program fill the disk.
  await writeFile(join(dir, 'reserve'), reserveFor(blobs))
  const kept: Kept = { dir, blobs, record: { version: 1, owner: await describe(), made: await missingFolders(place, [...shown.keys()]), entries } }
  await save(place, kept)
  for (const [index, { path, mode }] of files.entries()) {
    const bytes = shown.get(path)
    if (bytes) await put(treePath(place, path), tempAt(place, kept.record, index), { type: 'file', bytes, mode: mode === '100755' ? 0o755 : 0o644 })
  }
  return kept
}

async function missingFolders(place: Place, paths: readonly RepoPath[]): Promise<RepoPath[]> {
  const missing = new Set<RepoPath>()
  for (const path of paths) {
    for (let dir = posix.dirname(path); dir !== '.' && await lstatIfThere(treePath(place, dir)) === undefined; dir = posix.dirname(dir)) missing.add(dir)
  }
  return [...missing].sort()
}

/** Puts on record what the work tree is to hold and the index to name: from then on a recovery can go forward. */
export async function decideAfter(place: Place, kept: Kept, after: ReadonlyMap<RepoPath, { readonly state: State | undefined, readonly blob: string }>): Promise<void> {
  const entries = kept.record.entries.map((entry) => {
    const decided = after.get(entry.path)
    return decided ? { ...entry, after: decided.state && hold(kept.blobs, decided.state, true), blob: decided.blob } : entry
  })
  await flush(kept.blobs)
  kept.record = { ...kept.record, entries }
  await save(place, kept)
}

/** Every file as it was, or, `forward`, as was decided. What somebody else wrote there meanwhile is set aside. Returns where, and how many files changed. */
export async function settle(place: Place, { dir, record }: Pick<Kept, 'dir' | 'record'>, forward: boolean, unknown: 'drop' | 'aside'): Promise<{ restored: number, aside: string | undefined }> {
  let restored = 0
  let aside: string | undefined
  await unlinkIfThere(join(dir, 'reserve'))
  for (const [index, { path, before, shown, after }] of record.entries.entries()) {
    const [to, temp] = [treePath(place, path), tempAt(place, record, index)]
    await unlinkIfThere(temp)
    const wanted = await fetchHeld(dir, forward && after ? after : before)
    const now = await readState(to)
    if (same(now, wanted)) continue
    const known = now.type !== 'file' || hashOf(now.bytes) === shown || isHeld(now, before) || (after !== undefined && isHeld(now, after))
    if (!known && unknown === 'aside') {
      aside ??= join(place.home, 'staged-aside', new Date().toISOString().replaceAll(':', '-'))
      await mkdir(dirname(join(aside, path)), { recursive: true })
      await writeNew(join(aside, path), now.bytes)
    }
    await put(to, temp, wanted)
    restored++
  }
  for (const folder of record.made.toReversed()) await removeEmpty(treePath(place, folder))
  // The record goes first: without its blobs it would be damaged, and once the user writes on it would be wrong.
  await unlinkIfThere(join(dir, 'record.json'))
  await rm(dir, { recursive: true, force: true }).catch(() => undefined)
  return { restored, aside }
}

const isHeld = (state: State, held: Held): boolean => state.type === 'file' && held.type === 'file' && hashOf(state.bytes) === held.hash

/**
 * Gives back what was there before a commit whose linting was killed; forward, where its index had been written already.
 *
 * @returns what was put back, and `taken`: what git has read for this commit before it was put back
 * @throws ConventionsError `stagedDamaged`, `stagedRunning`
 */
export async function recoverStaged(place: Place): Promise<{ restored: number, aside: string | undefined, taken: readonly RepoPath[] } | undefined> {
  const dir = dirOf(place)
  const record = await readRecord(dir)
  // Killed before anything was on record, and so before anything was touched; or a run that is just beginning, whose folder it is.
  if (record === undefined) return undefined
  if (await liveness(record.owner) === 'alive') throw new ConventionsError('stagedRunning', { pid: record.owner.pid })
  // We may have been killed while it was written: the program waited for that.
  const child = await readOwner(childFile(place))
  if (child && !await ends(child)) throw new ConventionsError('stagedRunning', { pid: child.pid })
  // The index that git makes for one commit says nothing of the clone's.
  const { GIT_INDEX_FILE: _, ...env } = place.io.env
  const clone = { ...place, io: { ...place.io, env } }
  const forward = await isStaged(clone, record)
  const left = await stagedAsLeft(place, record, forward)
  // While git holds a lock on the index it is its own to write.
  const own = indexKind(place) === 'own'
  if (own) await stageBlobs(place, left.map(({ path, staged, blob }) => ({ path, mode: staged.mode, blob: forward && blob !== undefined ? blob : staged.blob })))
  return { ...await settle(place, { dir, record }, forward, 'aside'), taken: own ? [] : left.map(({ path }) => path) }
}

/** Files that the index has as they were left behind, which nobody wrote: `git add -A`, or git itself, took them from the work tree. */
async function stagedAsLeft(place: Place, { entries }: Record, forward: boolean): Promise<Entry[]> {
  const index = await indexBlobs(place, entries.map(({ path }) => path))
  const [gone, written]: [Entry[], Entry[]] = [[], []]
  for (const entry of entries) {
    const now = await readState(treePath(place, entry.path))
    const wanted = forward && entry.after ? entry.after : entry.before
    // As it is to be it is anyone's to stage.
    if (now.type === 'absent' && wanted.type !== 'absent' && !index.has(entry.path)) gone.push(entry)
    if (now.type === 'file' && !isHeld(now, wanted) && index.has(entry.path)) written.push(entry)
  }
  // Recovering takes no space on a disk that may be full.
  const blobs = await hashFiles(place, written.map(({ path }) => path))
  return [...gone, ...written.filter(({ path }, at) => index.get(path) === blobs[at])]
}

/** Waits for a program that outlived us, if it is not for long: a fixer has a file or two to go. */
async function ends(child: Owner): Promise<boolean> {
  for (const until = Date.now() + 5_000; await liveness(child, true) === 'alive';) {
    if (Date.now() > until) return false
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
  return true
}

/** The same for our own run that failed. Returns what is staged, where the index was written nevertheless. */
export async function restoreOwn(place: Place): Promise<{ fixed: RepoPath[], apart: RepoPath[] } | undefined> {
  const dir = dirOf(place)
  const record = await readRecord(dir)
  if (record === undefined) {
    await rm(dir, { recursive: true, force: true })
    return undefined
  }
  const forward = await isStaged(place, record)
  await settle(place, { dir, record }, forward, 'drop')
  const decided = decidedOf(record)
  return forward ? { fixed: decided.map(({ path }) => path), apart: decided.filter(({ after }) => after === undefined).map(({ path }) => path) } : undefined
}

/** Puts on record which program runs, so that nothing is put back while it runs on after our death; where nothing is kept there is no need. */
export async function recordChild(place: Place, pid: number): Promise<void> {
  await ifThere(writeFile(childFile(place), JSON.stringify(await describe(pid))))
}

const childFile = (place: Place): string => join(dirOf(place), 'child.json')

/** Throws `stagedDamaged`. */
async function readRecord(dir: string): Promise<Record | undefined> {
  const text = await ifThere(readFile(join(dir, 'record.json'), 'utf8'))
  try {
    return text === undefined ? undefined : JSON.parse(text) as Record
  } catch (cause) {
    throw new ConventionsError('stagedDamaged', { path: dir }, { cause })
  }
}

const decidedOf = ({ entries }: Record): Entry[] => entries.filter(({ blob }) => blob !== undefined)

/** Whether the index holds what was decided. */
async function isStaged(place: Place, record: Record): Promise<boolean> {
  const decided = decidedOf(record)
  if (decided.length === 0) return false
  const index = await indexBlobs(place, decided.map(({ path }) => path))
  return decided.every(({ path, blob }) => index.get(path) === blob)
}

async function save(place: Place, { dir, record }: Kept): Promise<void> {
  await replaceFile(join(dir, 'record.json'), JSON.stringify(record), place.io.platform)
}

const tempAt = (place: Place, { owner, entries }: Record, index: number): string => tempOf(treePath(place, entries[index]!.path), owner.nonce, index)

/** Whole or not at all: beside its place, then renamed. */
async function put(to: string, temp: string, state: State): Promise<void> {
  if (state.type === 'absent') return unlinkIfThere(to)
  if (state.type !== 'file') return
  await mkdir(dirname(to), { recursive: true })
  await writeNew(temp, state.bytes, state.mode)
  await rename(temp, to)
}
