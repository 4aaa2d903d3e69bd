import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { FileState, Plan, Write } from '../plan/types.ts'
import { inBatches } from '../repo/batches.ts'
import type { RepoPath } from '../repo/repo.ts'
import { placeOf, type Context } from './context.ts'
import { ifThere, newExecutable, newFile, readState, realPlace } from './disk.ts'
import { lastEntries } from './journal.ts'
import { isExecutable, matches } from './states.ts'
import type { ApplyOptions, Move, State } from './types.ts'

/** A write of the plan and the place it leads to. */
export interface Planned {
  readonly write: Write
  /** Real: links are followed, except that a link which is to go goes itself. */
  readonly path: RepoPath
}

/** The writes that change something. Throws `undecided`, `pathUnsafe`, `pathOutside`, `samePlace`. */
export function plannedWrites(plan: Plan, { root }: Context, { decisionsMade, keepFiles = [] }: ApplyOptions): Planned[] {
  const { losses, conflicts } = plan
  if (!decisionsMade && losses.length + conflicts.length > 0) {
    throw new ConventionsError('undecided', { losses: losses.length, conflicts: conflicts.length })
  }
  const planned: Planned[] = []
  for (const write of plan.writes) {
    if (keepFiles.includes(write.path) || equal(write.before, write.after)) continue
    const path = realPlace(root, write.path, write.after !== undefined)
    const other = planned.find((each) => each.path === path)
    if (other) throw new ConventionsError('samePlace', { paths: [other.write.path, write.path] })
    planned.push({ write, path })
  }
  return planned
}

function equal(a: FileState | undefined, b: FileState | undefined): boolean {
  return a?.text === b?.text && a?.executable === b?.executable
}

/**
 * Refuses files with uncommitted edits, unless that was allowed. Not asked in a repository without commits (everything is uncommitted there), nor about
 * files that are as our last apply left them: that content is in our journal.
 */
export async function refuseDirty(context: Context, planned: readonly Planned[], { repo, allowDirty }: ApplyOptions): Promise<void> {
  const existing = planned.filter(({ write }) => write.before !== undefined)
  if (allowDirty || existing.length === 0 || !repo.git.hasCommits()) return
  const dirty = new Set(repo.git.dirty(existing.map(({ path }) => path)))
  if (dirty.size === 0) return
  const last = await lastEntries(context)
  const edited: RepoPath[] = []
  for (const { path, write } of existing.filter((each) => dirty.has(each.path))) {
    const after = last.get(path)?.after
    if (!after || !matches(await readState(placeOf(context, 'tree', path)), after, context.platform)) edited.push(write.path)
  }
  if (edited.length > 0) throw new ConventionsError('dirtyFiles', { paths: edited })
}

/** Refuses what cannot be written before anything is, the journal included: a full disk shows only later, when the new files are staged. */
export async function refuseReadOnly(context: Context, planned: readonly Planned[]): Promise<void> {
  for (let dir of new Set(planned.map(({ path }) => dirname(placeOf(context, 'tree', path))))) {
    while (await ifThere(access(dir, constants.F_OK).then(() => true)) === undefined) dir = dirname(dir)
    await access(dir, constants.W_OK).catch((error: unknown) => {
      throw new ConventionsError('notWritable', { path: dir }, { cause: error })
    })
  }
}

/** What is on the disk now, which must be what the plan was made from. Throws `changedMeanwhile`. */
export function readMoves(context: Context, planned: readonly Planned[]): Promise<Move[]> {
  return inBatches(planned, async ({ path, write }) => {
    const from = await readState(placeOf(context, 'tree', path))
    // A link that is to go: its content was read through it.
    const seen = from.type === 'link' ? await readState(placeOf(context, 'tree', realPlace(context.root, write.path, true))) : from
    if (!isAsPlanned(seen, write.before, context.platform)) throw new ConventionsError('changedMeanwhile', { path: write.path })
    return { area: 'tree', path, from, to: target(from, write.after, context.platform) }
  })
}

function isAsPlanned(state: State, before: FileState | undefined, platform: NodeJS.Platform): boolean {
  if (before === undefined || state.type !== 'file') return before === undefined && state.type === 'absent'
  return state.bytes.equals(Buffer.from(before.text, before.encoding)) && (platform === 'win32' || isExecutable(state.mode) === before.executable)
}

/** The mode of a file that exists stays, but for who may read it may now execute it, or nobody. */
function target(from: State, after: FileState | undefined, platform: NodeJS.Platform): State {
  if (after === undefined) return { type: 'absent' }
  const bytes = Buffer.from(after.text, after.encoding)
  if (from.type !== 'file') return { type: 'file', bytes, mode: after.executable ? newExecutable : newFile }
  if (platform === 'win32' || isExecutable(from.mode) === after.executable) return { type: 'file', bytes, mode: from.mode }
  return { type: 'file', bytes, mode: after.executable ? from.mode | ((from.mode & 0o444) >> 2) : from.mode & ~0o111 }
}
