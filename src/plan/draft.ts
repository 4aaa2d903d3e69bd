import type { Change, StepChange } from '../feature.ts'
import type { RepoPath } from '../repo/repo.ts'
import type { Conflict, Decisions, Drift, FileState, LockedPart, Loss } from './types.ts'

/** A change that is about one path, and whose it is. */
export type PathChange = Exclude<Change, StepChange | { readonly kind: 'dependency' }>
export type Owned<C = PathChange> = { readonly feature: string, readonly change: C }

/** What is being decided for one path. Each part of the plan of a file reads it and adds to it. */
export interface Draft {
  readonly path: RepoPath
  readonly before: FileState | undefined
  readonly locked: readonly LockedPart[]
  readonly decisions: Decisions
  /** The file as it would be after what was decided so far; undefined: absent. */
  text: string | undefined
  executable: boolean
  /** True when a file that is wholly ours was rendered anew. */
  replaced: boolean
  drift: Drift | undefined
  readonly parts: LockedPart[]
  readonly losses: Loss[]
  readonly conflicts: Conflict[]
}

/** Of several drifts in one file, 'edited' is the one to tell. */
export function note(draft: Draft, drift: Drift): void {
  if (draft.drift !== 'edited') draft.drift = drift
}

/** Whether the user decided that the convention's version wins here, whatever is there. */
export function restores(draft: Draft): boolean {
  return draft.decisions.restore?.includes(draft.path) ?? false
}

/**
 * Names something of the user's that goes.
 *
 * @returns whether it may: it was accepted, by name or altogether
 */
export function lose(draft: Draft, feature: string, name: string | undefined, what: string): boolean {
  const id = name === undefined ? draft.path : `${draft.path}#${name}`
  const { acceptLosses = false, accept = [] } = draft.decisions
  const accepted = acceptLosses || accept.includes(id) || restores(draft)
  draft.losses.push({ id, path: draft.path, what, feature, accepted })
  return accepted
}

/** Names a part that the convention and the user both changed. */
export function disagree(draft: Draft, feature: string, name: string | undefined, sides: Pick<Conflict, 'base' | 'yours' | 'convention'>): void {
  draft.conflicts.push({ id: name === undefined ? draft.path : `${draft.path}#${name}`, path: draft.path, feature, ...sides })
}
