import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { hashOf, ifThere, replaceFile, syncDirectory } from './disk.ts'
import type { Context } from './context.ts'
import type { Entry, Held, Journal, State } from './types.ts'

const kept = 10

/** Bytes that wait to be appended to the `blobs` file of a journal directory. */
export interface Blobs {
  readonly file: string
  size: number
  waiting: Buffer[]
}

/** Space that putting everything back can count on when a command fills the disk. */
export const reserveFor = ({ size }: Blobs): Buffer => Buffer.alloc(size + 65_536)

/** What the journal says of a state; with `bytes` its content is kept too (after the next `flush`). */
export function hold(blobs: Blobs, state: State, bytes: boolean): Held {
  if (state.type !== 'file') return state
  const held = { type: 'file', hash: hashOf(state.bytes), mode: state.mode, size: state.bytes.length } as const
  if (!bytes) return held
  blobs.waiting.push(state.bytes)
  blobs.size += state.bytes.length
  return { ...held, at: blobs.size - state.bytes.length }
}

/** Brings what waits to the platter. */
export async function flush(blobs: Blobs): Promise<void> {
  const handle = await open(blobs.file, 'a')
  try {
    await handle.writeFile(Buffer.concat(blobs.waiting))
    await handle.sync()
  } finally {
    await handle.close()
  }
  blobs.waiting = []
}

/** The state that was held, bytes included. Throws `journalDamaged`. */
export async function fetchHeld(dir: string, held: Held): Promise<State> {
  if (held.type !== 'file') return held
  const bytes = Buffer.alloc(held.size)
  if (held.at === undefined) throw new ConventionsError('journalDamaged', { path: dir })
  const handle = await open(join(dir, 'blobs'), 'r')
  try {
    await handle.read(bytes, 0, held.size, held.at)
  } finally {
    await handle.close()
  }
  if (hashOf(bytes) !== held.hash) throw new ConventionsError('journalDamaged', { path: dir })
  return { type: 'file', bytes, mode: held.mode }
}

export async function saveJournal(dir: string, journal: Journal, platform: NodeJS.Platform): Promise<void> {
  await replaceFile(join(dir, 'journal.json'), JSON.stringify(journal), platform)
}

/** undefined: none there. Throws `journalDamaged`. */
export async function readJournal(dir: string): Promise<Journal | undefined> {
  const text = await ifThere(readFile(join(dir, 'journal.json'), 'utf8'))
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Journal
  } catch (error) {
    throw new ConventionsError('journalDamaged', { path: dir }, { cause: error })
  }
}

export const journalsPath = (context: Context): string => join(context.home, 'journal')

/** Ids of the applies that can be taken back, newest first. */
export async function listJournals(context: Context): Promise<string[]> {
  const names = await ifThere(readdir(journalsPath(context))) ?? []
  return names.filter((name) => /^\d{6}$/.test(name) && !names.includes(`${name}.undone`)).sort().reverse()
}

/** The id of the next apply: above all that there were, those that are being thrown away included. */
export async function nextId(context: Context): Promise<string> {
  const names = await ifThere(readdir(journalsPath(context))) ?? []
  return String(Math.max(0, ...names.map((name) => Number.parseInt(name, 10) || 0)) + 1).padStart(6, '0')
}

/** The newest journal entry about each place of the work tree: what our last apply left there. */
export async function lastEntries(context: Context): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>()
  for (const id of await listJournals(context)) {
    const journal = await readJournal(join(journalsPath(context), id))
    for (const entry of journal?.entries ?? []) {
      if (entry.area === 'tree' && !found.has(entry.path)) found.set(entry.path, entry)
    }
  }
  return found
}

/** Deletes what undo no longer needs. Costs nothing but space when it fails, so it never does. */
export async function prune(context: Context): Promise<void> {
  try {
    const journals = journalsPath(context)
    const names = await ifThere(readdir(journals)) ?? []
    const undone = names.filter((name) => name.endsWith('.undone')).map((name) => name.slice(0, -'.undone'.length))
    const old = (await listJournals(context)).slice(kept)
    // The mark goes last: without it an apply that was taken back would count again.
    for (const name of [...undone, ...old]) await discard(context, join(journals, name))
    for (const name of undone) await discard(context, join(journals, `${name}.undone`))
    const newest = (await listJournals(context))[0]
    for (const name of newest === undefined ? [] : ['owner.json', 'witness.json', 'witness', 'reserve']) {
      await rm(join(journals, newest!, name), { recursive: true, force: true })
    }
    const aside = join(context.home, 'set-aside')
    const asides = (await ifThere(readdir(aside)) ?? []).sort()
    for (const name of asides.slice(0, -kept)) await discard(context, join(aside, name))
    const trash = await readdir(context.home)
    for (const name of trash.filter((each) => each.startsWith('trash-'))) await rm(join(context.home, name), { recursive: true, force: true })
  } catch {
    // The next apply tries again.
  }
}

/** A directory that is being deleted is never seen half there. */
async function discard(context: Context, dir: string): Promise<void> {
  const trash = join(context.home, `trash-${basename(dir)}-${Date.now()}`)
  await ifThere(rename(dir, trash))
  await rm(trash, { recursive: true, force: true })
}

/** Puts what is under way to rest as `journal/<name>`: from this rename on it is done. Undoes itself when it cannot be made to last. */
export async function archive(context: Context, name: string): Promise<void> {
  const running = join(context.home, 'running')
  const journals = journalsPath(context)
  await mkdir(journals, { recursive: true })
  await syncDirectory(context.home, context.platform)
  await rename(running, join(journals, name))
  try {
    await syncDirectory(journals, context.platform)
    await syncDirectory(context.home, context.platform)
  } catch (error) {
    await rename(join(journals, name), running)
    throw error
  }
}
