import { inBatches } from '../repo/batches.ts'
import { git, nulSeparated, placeOf, type Context } from './context.ts'
import { readState } from './disk.ts'
import { flush, hold, saveJournal } from './journal.ts'
import type { Session } from './session.ts'
import { same } from './states.ts'
import { lockFiles } from './tracked.ts'
import type { Entry, State } from './types.ts'
import { compare, fetchWitnessed, namesBelow, readWitness, type Witness } from './witness.ts'

/**
 * Brings what commands changed into the journal, so that undo takes it back too, and says of everything how we left it. Only with content that git does not
 * ignore: what a build leaves in `dist/` is not the convention's.
 */
export async function settle(session: Session): Promise<void> {
  const { context, dir, blobs } = session
  const witness = await readWitness(dir)
  const found = witness && await foundChanges(session, witness)
  const states = await inBatches(session.journal.entries, ({ area, path }) => readState(placeOf(context, area, path)))
  const entries = session.journal.entries.map((entry, at): Entry => ({ ...entry, after: hold(blobs, states[at]!, entry.area === 'tree') }))
  for (const { area, path, before } of found?.files ?? []) {
    const now = await readState(placeOf(context, area, path))
    // Only its times or links are others: pnpm's hard links to a package that lies in the repository.
    if (same(now, before)) continue
    entries.push({ area, path, before: hold(blobs, before, true), after: hold(blobs, now, false) })
  }
  await flush(blobs)
  const { made } = session.journal
  session.journal = { ...session.journal, state: 'done', entries, made: [...made, ...found?.dirs ?? []], gone: found?.missing ?? [], modules: found?.modules ?? [] }
  await saveJournal(dir, session.journal, context.platform)
}

interface Found {
  readonly files: readonly (Pick<Entry, 'area' | 'path'> & { readonly before: State })[]
  readonly dirs: readonly string[]
  readonly modules: readonly string[]
  /** Directories that commands removed. */
  readonly missing: readonly string[]
}

async function foundChanges({ context, dir, journal }: Session, witness: Witness): Promise<Found> {
  const covered = new Set(journal.entries.map(({ area, path }) => `${area}:${path}`))
  const { created, changed, missing } = await compare(context, witness)
  const files: Found['files'][number][] = []
  for (const file of changed) {
    if (!covered.has(`${file.area}:${file.path}`)) files.push({ area: file.area, path: file.path, before: await fetchWitnessed(context, dir, file) })
  }
  const appeared = await withContents(context, created)
  const wanted = await notIgnored(context, appeared.filter((name) => !isModules(name)))
  for (const path of wanted.filter((name) => !name.endsWith('/') && !covered.has(`tree:${name}`))) {
    files.push({ area: 'tree', path, before: { type: 'absent' } })
  }
  const hooks = witness.files.filter(({ area }) => area === 'git').map(({ path }) => path)
  for (const path of await namesBelow(placeOf(context, 'git', 'hooks'), 'hooks/')) {
    if (!hooks.includes(path) && !path.endsWith('/')) files.push({ area: 'git', path, before: { type: 'absent' } })
  }
  const bare = (name: string) => name.slice(0, -1)
  return {
    files, missing: missing.filter((name) => !isModules(name)).map(bare),
    dirs: wanted.filter((name) => name.endsWith('/')).map(bare),
    modules: appeared.filter(isModules).map(bare),
  }
}

const isModules = (name: string): boolean => /(^|\/)node_modules\/$/.test(name)

async function withContents(context: Context, created: readonly string[]): Promise<string[]> {
  const all: string[] = []
  for (const name of created) {
    all.push(name)
    if (name.endsWith('/') && !isModules(name)) all.push(...await namesBelow(placeOf(context, 'tree', name.slice(0, -1)), name))
  }
  return all
}

async function notIgnored(context: Context, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const ignored = new Set(nulSeparated(await git(context, ['check-ignore', '-z', '--stdin'], names.map((name) => `${name}\0`).join(''), [0, 1])))
  return names.filter((name) => lockFiles.includes(name) || !ignored.has(name))
}
