import { readBlock, unwrapBlock, writeBlock } from '../edit/block.ts'
import { parseKeys } from '../edit/keys.ts'
import { normal } from '../edit/text.ts'
import { valueAt } from '../edit/value.ts'
import type { Json } from '../feature.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import type { Draft } from './draft.ts'
import { retireKey } from './keys.ts'
import { partsAt, renderLock } from './lock.ts'
import { lockPath } from './lockPath.ts'
import type { FileState, Lock, LockedPart, Plan, Write } from './types.ts'

/** Why a file is in the plan of an eject, in the locale of who reads it. */
export interface EjectReasons {
  readonly marker: string
  readonly dependency: string
  readonly ours: string
}

/** Words of an eject, in the team's locale. */
export interface EjectWords {
  readonly reasons: EjectReasons
  /** What a block begins with to say whence it comes, which is not true any more. */
  readonly notice: string
}

const manifestPath = 'package.json'
const ownPackage = 'create-conventions'

/** What leaves a repository that works without us: markers go and what they hold stays; config, lock and dependency go. Pure. */
export function planEject(repo: Repo, lock: Lock, config: RepoPath, words: EjectWords): Plan {
  const { reasons } = words
  const unwrapped = Object.keys(lock.files).filter((path) => path !== manifestPath).map((path) => unwrap(repo, lock, path, words))
  const gone = [config, lockPath].map((path) => toWrite(path, stateOf(repo, path), undefined, reasons.ours))
  const manifest = leaveManifest(repo, lock, reasons.dependency)
  const writes = [...unwrapped, ...gone, manifest].filter(({ verdict }) => verdict !== 'keep').sort((a, b) => a.path < b.path ? -1 : 1)
  return { writes, steps: [], install: dependsOnUs(manifest.before) && !dependsOnUs(manifest.after), losses: [], conflicts: [] }
}

/** What makes single files the user's: markers go, and the lock says that they are theirs. `paths` are paths of the lock. Pure. */
export function planEjectPaths(repo: Repo, lock: Lock, paths: readonly RepoPath[], toolkit: string, words: EjectWords): Plan {
  const unwrapped = paths.map((path) => unwrap(repo, lock, path, words)).filter(({ verdict }) => verdict !== 'keep')
  const files = Object.fromEntries(Object.entries(lock.files).map(([path, parts]) =>
    [path, paths.includes(path) ? parts.slice(0, 1).map(({ feature }): LockedPart => ({ feature, kind: 'theirs' })) : parts]))
  const before = stateOf(repo, lockPath)
  const after = { text: renderLock({ ...lock, toolkit, files }), executable: false }
  const lockWrite = toWrite(lockPath, before, after, words.reasons.ours)
  return { writes: [...unwrapped, lockWrite].sort((a, b) => a.path < b.path ? -1 : 1), steps: [], install: false, losses: [], conflicts: [] }
}

function unwrap(repo: Repo, lock: Lock, path: RepoPath, { reasons, notice }: EjectWords): Write {
  const before = stateOf(repo, path)
  const blocks = partsAt(lock, path).filter((part) => part.kind === 'block')
  const text = before && blocks.reduce((unwrapped, { id }) => unwrapBlock(path, withoutNotice(path, unwrapped, id, notice), id), before.text)
  return toWrite(path, before, before && text !== undefined ? { ...before, text } : before, reasons.marker)
}

function withoutNotice(path: RepoPath, text: string, id: string, notice: string): string {
  const inner = normal(readBlock(path, text, id) ?? '')
  return inner.startsWith(`${notice}\n`) ? writeBlock(path, text, id, inner.slice(notice.length).replace(/^\n+/, '')) : text
}

function leaveManifest(repo: Repo, lock: Lock, reason: string): Write {
  const before = stateOf(repo, manifestPath)
  if (!before) return toWrite(manifestPath, before, before, reason)
  const draft: Draft = {
    path: manifestPath, before, locked: [], decisions: {}, text: before.text, executable: before.executable, replaced: false, drift: undefined,
    parts: [], losses: [], conflicts: [],
  }
  for (const part of partsAt(lock, manifestPath)) if (part.kind === 'key' && part.feature === 'toolkit') retireKey(draft, part)
  // Also where the user had installed us before there was a convention.
  const at = ['devDependencies', ownPackage]
  const value = valueAt(parseKeys(manifestPath, draft.text ?? ''), at)
  if (value !== undefined) retireKey(draft, { feature: 'toolkit', kind: 'key', at, mode: 'set', value: value as Json })
  return toWrite(manifestPath, before, { ...before, text: draft.text ?? '' }, reason)
}

function dependsOnUs(state: FileState | undefined): boolean {
  return state !== undefined && valueAt(parseKeys(manifestPath, state.text), ['devDependencies', ownPackage]) !== undefined
}

function stateOf(repo: Repo, path: RepoPath): FileState | undefined {
  const text = repo.read(path)
  return text === undefined ? undefined : { text, executable: repo.stat(path)?.executable ?? false }
}

function toWrite(path: RepoPath, before: FileState | undefined, after: FileState | undefined, reason: string): Write {
  const same = before?.text === after?.text
  const verdict = same ? 'keep' : after === undefined ? 'remove' : before === undefined ? 'add' : 'merge'
  return { path, verdict, drift: undefined, before, after, because: [{ feature: 'eject', reason }], losses: [], conflicts: [] }
}
