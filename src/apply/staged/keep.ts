import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConventionsError } from '../../errors.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { hashOf, ifThere, readState, replaceFile, unlinkIfThere, writeNew } from '../disk.ts'
import { fetchHeld, flush, hold, type Blobs } from '../journal.ts'
import { describe, liveness, type Owner } from '../owner.ts'
import { same } from '../states.ts'
import type { Held, State } from '../types.ts'
import { indexBlobs, treePath, type Place, type Staged } from './index.ts'

/** What is on record of a file while a commit is being linted. */
interface Entry {
  readonly path: RepoPath
  /** What the work tree held. */
  readonly before: Held
  /** Hash of what we put there to be linted; undefined: the file was left where it was. */
  readonly shown: string | undefined
  /** What the work tree is to hold, and the blob that is to be staged, once that is known. */
  readonly after?: Held
  readonly blob?: string
}

interface Record {
  readonly version: 1
  readonly owner: Owner
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
  for (const { path } of files) {
    const bytes = shown.get(path)
    entries.push({ path, before: hold(blobs, await readState(treePath(place, path)), true), shown: bytes && hashOf(bytes) })
  }
  await flush(blobs)
  const kept: Kept = { dir, blobs, record: { version: 1, owner: await describe(), entries } }
  await save(place, kept)
  for (const { path, mode } of files) {
    const bytes = shown.get(path)
    if (bytes) await put(place, path, { type: 'file', bytes, mode: mode === '100755' ? 0o755 : 0o644 })
  }
  return kept
}

/** Puts on record what the work tree is to hold and the index to name: from then on a recovery can go forward. */
export async function decideAfter(place: Place, kept: Kept, after: ReadonlyMap<RepoPath, { readonly state: State, readonly blob: string }>): Promise<void> {
  const entries = kept.record.entries.map((entry) => {
    const decided = after.get(entry.path)
    return decided ? { ...entry, after: hold(kept.blobs, decided.state, true), blob: decided.blob } : entry
  })
  await flush(kept.blobs)
  kept.record = { ...kept.record, entries }
  await save(place, kept)
}

/** Every file as it was, or, `forward`, as was decided. What somebody else wrote there meanwhile is set aside. Returns where, and how many files changed. */
export async function settle(place: Place, kept: Kept, forward: boolean, unknown: 'drop' | 'aside'): Promise<{ restored: number, aside: string | undefined }> {
  let restored = 0
  let aside: string | undefined
  for (const { path, before, shown, after } of kept.record.entries) {
    const wanted = await fetchHeld(kept.dir, forward && after ? after : before)
    const now = await readState(treePath(place, path))
    if (same(now, wanted)) continue
    const known = now.type !== 'file' || hashOf(now.bytes) === shown || isHeld(now, before) || (after !== undefined && isHeld(now, after))
    if (!known && unknown === 'aside') {
      aside ??= join(place.home, 'staged-aside', new Date().toISOString().replaceAll(':', '-'))
      const to = join(aside, ...path.split('/'))
      await mkdir(dirname(to), { recursive: true })
      await writeNew(to, now.bytes)
    }
    await put(place, path, wanted)
    restored++
  }
  await rm(kept.dir, { recursive: true, force: true })
  return { restored, aside }
}

const isHeld = (state: State, held: Held): boolean => state.type === 'file' && held.type === 'file' && hashOf(state.bytes) === held.hash

/**
 * Gives back what was there before a commit whose linting was killed; forward, where its index had been written already.
 *
 * @throws ConventionsError `stagedDamaged`, `stagedRunning`
 */
export async function recoverStaged(place: Place): Promise<{ restored: number, aside: string | undefined } | undefined> {
  const dir = dirOf(place)
  const text = await ifThere(readFile(join(dir, 'record.json'), 'utf8'))
  // Killed before anything was on record, and so before anything was touched; or a run that is just beginning, whose folder it is.
  if (text === undefined) return undefined
  let record: Record
  try {
    record = JSON.parse(text) as Record
  } catch (cause) {
    throw new ConventionsError('stagedDamaged', { path: dir }, { cause })
  }
  if (await liveness(record.owner) === 'alive') throw new ConventionsError('stagedRunning', { pid: record.owner.pid })
  const decided = record.entries.filter(({ blob }) => blob !== undefined)
  const index = decided.length > 0 ? await indexBlobs(place, decided.map(({ path }) => path)) : new Map<string, string>()
  const forward = decided.length > 0 && decided.every(({ path, blob }) => index.get(path) === blob)
  return settle(place, { dir, blobs: { file: join(dir, 'blobs'), size: 0, waiting: [] }, record }, forward, 'aside')
}

/** The same for our own run, while it was still keeping the files. */
export async function rollbackKept(place: Place): Promise<void> {
  const dir = dirOf(place)
  const text = await ifThere(readFile(join(dir, 'record.json'), 'utf8'))
  if (text === undefined) return rm(dir, { recursive: true, force: true })
  await settle(place, { dir, blobs: { file: join(dir, 'blobs'), size: 0, waiting: [] }, record: JSON.parse(text) as Record }, false, 'drop')
}

async function save(place: Place, { dir, record }: Kept): Promise<void> {
  await replaceFile(join(dir, 'record.json'), JSON.stringify(record), place.io.platform)
}

/** Whole or not at all: beside its place, then renamed. */
async function put(place: Place, path: RepoPath, state: State): Promise<void> {
  const to = treePath(place, path)
  if (state.type === 'absent') return unlinkIfThere(to)
  if (state.type !== 'file') return
  await mkdir(dirname(to), { recursive: true })
  const temp = `${to}.conventions-tmp`
  await rm(temp, { force: true })
  await writeNew(temp, state.bytes, state.mode)
  await rename(temp, to)
}
