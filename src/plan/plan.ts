import { normal } from '../edit/text.ts'
import { ConventionsError } from '../errors.ts'
import type { Change, DependencyChange, StepChange } from '../feature.ts'
import { checkRepoPath } from '../repo/path.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { dependenciesChanged, dependencyKeys, manifestPath } from './dependencies.ts'
import type { Draft, Owned, PathChange } from './draft.ts'
import { planKeys } from './keys.ts'
import { partsAt, renderLock } from './lock.ts'
import { lockPath } from './lockPath.ts'
import { retire } from './retire.ts'
import { planBlock, planFile, planLines, planRemove, planSeed } from './text.ts'
import type { Decisions, FileState, Lock, Plan, Verdict, Write } from './types.ts'
import type { Words } from './words.ts'

export interface PlanInput {
  /** What the features want to be true. */
  readonly changes: readonly Owned<Change>[]
  readonly repo: Repo
  /** What we wrote last time. */
  readonly lock: Lock
  /** Remote presets as they were resolved now. */
  readonly presets: Lock['presets']
  /** Version of create-conventions. */
  readonly toolkit: string
  readonly words: Words
  readonly decisions?: Decisions
}

/**
 * Changes → one final text per file, with what it costs. Pure: reads the repository, writes nothing.
 *
 * @throws ConventionsError `featuresClash` when two features want different things of one file, `pathUnsafe` for a path that leaves the
 *   repository, and what reading (`notText`, `notFile`, `pathOutside`) and the text editors throw
 */
export function planChanges(input: PlanInput): Plan {
  const { repo, lock, decisions = {} } = input
  const dependencies = input.changes.filter((owned): owned is Owned<DependencyChange> => owned.change.kind === 'dependency')
  const steps = input.changes.filter((owned): owned is Owned<StepChange> => owned.change.kind === 'step')
  const missing = dependencies.flatMap((owned) => dependencyKeys(repo, lock, owned))
  const byPath = groupByPath([...input.changes.filter(isPathChange), ...missing].flatMap(asking))
  const paths = [...new Set([...byPath.keys(), ...Object.keys(lock.files)])].sort()
  const drafts = paths.map((path) => planPath(path, byPath.get(path) ?? [], repo, lock, decisions, input.words))
  const writes = drafts.map((draft) => toWrite(draft, byPath.get(draft.path) ?? []))
  const lockWrite = planLock(input, drafts)
  return {
    writes: [...writes, ...(lockWrite ? [lockWrite] : [])].sort((a, b) => a.path < b.path ? -1 : 1),
    steps: steps.map(({ feature, change }) => ({ ...change, feature })),
    install: writes.some(({ path, before, after }) => path === manifestPath && before?.text !== after?.text && after !== undefined)
      && dependenciesChanged(writes.find(({ path }) => path === manifestPath)),
    losses: writes.flatMap(({ losses }) => losses.filter(({ accepted }) => !accepted)),
    conflicts: writes.flatMap(({ conflicts }) => conflicts),
  }
}

function isPathChange(owned: Owned<Change>): owned is Owned {
  return owned.change.kind !== 'step' && owned.change.kind !== 'dependency'
}

/** Without what asks for nothing: an empty list to include, no keys, no lines. */
function asking(owned: Owned): Owned[] {
  const { feature, change } = owned
  if (change.kind === 'lines') return change.lines.length > 0 ? [owned] : []
  if (change.kind !== 'keys') return [owned]
  const keys = change.keys.filter(({ mode, value }) => mode !== 'include' || !Array.isArray(value) || value.length > 0)
  return keys.length > 0 ? [{ feature, change: { ...change, keys } }] : []
}

function groupByPath(changes: readonly Owned[]): Map<RepoPath, Owned[]> {
  const byPath = new Map<RepoPath, Owned[]>()
  for (const owned of changes) {
    checkRepoPath(owned.change.path)
    const others = byPath.get(owned.change.path) ?? []
    const clash = others.find((other) => clashes(other.change, owned.change))
    if (clash) throw new ConventionsError('featuresClash', { path: owned.change.path, first: clash.feature, second: owned.feature })
    byPath.set(owned.change.path, [...others, owned])
  }
  return byPath
}

/** Features may share a file, but not a part of it: the last one to write would win, and nobody would know. */
function clashes(a: PathChange, b: PathChange): boolean {
  const whole = ({ kind }: PathChange): boolean => kind === 'file' || kind === 'seed' || kind === 'remove'
  if (whole(a) || whole(b)) return true
  if (a.kind === 'block' && b.kind === 'block') return a.id === b.id
  if (a.kind !== 'keys' || b.kind !== 'keys') return false
  return a.keys.some((mine) => b.keys.some((other) => mine.at.join('\0') === other.at.join('\0')
    && (mine.mode !== other.mode || (mine.mode !== 'include' && JSON.stringify(mine.value) !== JSON.stringify(other.value)))))
}

function planPath(path: RepoPath, changes: readonly Owned[], repo: Repo, lock: Lock, decisions: Decisions, words: Words): Draft {
  const locked = partsAt(lock, path)
  const text = repo.read(path)
  const before = text === undefined ? undefined : { text, executable: repo.stat(path)?.executable ?? false }
  const draft: Draft = {
    path, before, locked, decisions, text, executable: before?.executable ?? false, replaced: false, drift: undefined,
    parts: [], losses: [], conflicts: [],
  }
  if (decisions.keep?.includes(path) || locked.some(({ kind }) => kind === 'theirs')) {
    const [first] = changes
    if (first) draft.parts.push({ feature: first.feature, kind: 'theirs' })
    return draft
  }
  for (const owned of changes) planChange(draft, owned, words)
  retire(draft, changes)
  return draft
}

function planChange(draft: Draft, { feature, change }: Owned, words: Words): void {
  switch (change.kind) {
    case 'file': return planFile(draft, feature, change, words)
    case 'seed': return planSeed(draft, feature, change)
    case 'block': return planBlock(draft, feature, change, words)
    case 'keys': return planKeys(draft, feature, change, words)
    case 'lines': return planLines(draft, feature, change)
    case 'remove': return planRemove(draft, feature, change, words)
  }
}

function toWrite(draft: Draft, changes: readonly Owned[]): Write {
  const { path, before, drift, losses, conflicts } = draft
  const decided = draft.text === undefined ? undefined : { text: draft.text, executable: draft.executable }
  const after = conflicts.length > 0 ? before : decided
  const because = changes.map(({ feature, change }) => ({ feature, reason: change.reason }))
  return { path, verdict: verdictOf(draft, after), drift, before, after, because, losses, conflicts }
}

function verdictOf({ before, conflicts, replaced }: Draft, after: FileState | undefined): Verdict {
  if (conflicts.length > 0) return 'conflict'
  if (before === undefined) return after === undefined ? 'keep' : 'add'
  if (after === undefined) return 'remove'
  if (after.text === before.text && after.executable === before.executable) return 'keep'
  return replaced ? 'replace' : 'merge'
}

/** The lock's own write. It follows the others: a later version of the toolkit alone is no reason to touch it. */
function planLock({ repo, lock, presets, toolkit, words }: PlanInput, drafts: readonly Draft[]): Write | undefined {
  const files = Object.fromEntries(drafts.filter(({ parts }) => parts.length > 0).map(({ path, parts }) => [path, parts]))
  const text = repo.read(lockPath)
  const before = text === undefined ? undefined : { text, executable: false }
  const nothing = Object.keys(files).length === 0 && Object.keys(presets).length === 0
  if (before === undefined && nothing) return undefined
  const unchanged = before !== undefined && renderLock({ ...lock, presets, files }) === normal(before.text)
  const rendered = { text: renderLock({ version: 1, toolkit, presets, files }), executable: false }
  const after = unchanged ? before : nothing ? undefined : rendered
  return {
    path: lockPath, verdict: unchanged ? 'keep' : before === undefined ? 'add' : after === undefined ? 'remove' : 'replace',
    drift: unchanged ? undefined : 'behind', before, after, because: [{ feature: 'lock', reason: words.lockReason() }], losses: [], conflicts: [],
  }
}
