import type { Json, KeyEdit, KeyPath, StepChange } from '../feature.ts'
import type { RepoPath } from '../repo/repo.ts'

/** What a file is: its text as on disk (EOLs and BOM included) and whether it may be executed. */
export interface FileState {
  readonly text: string
  readonly executable: boolean
  /** latin1: the file is no UTF-8 text, and each character stands for a byte. Only generators make such files. */
  readonly encoding?: 'latin1'
}

/**
 * keep: nothing to do · add: created · merge: ours goes in beside theirs, nothing goes · replace: a file of ours is rendered anew ·
 * remove: only ours was in it · conflict: needs a decision, nothing is written.
 */
export type Verdict = 'keep' | 'add' | 'merge' | 'replace' | 'remove' | 'conflict'

/** behind: the convention moved (or was never applied); edited: someone changed what we wrote. */
export type Drift = 'behind' | 'edited'

/** One file of the plan, with its final text. Files that are as they should be are in the plan too, as `keep`. */
export interface Write {
  readonly path: RepoPath
  readonly verdict: Verdict
  /** Undefined: the file is as the convention wants it. Of several parts of a file, 'edited' wins. */
  readonly drift: Drift | undefined
  /** undefined: absent */
  readonly before: FileState | undefined
  /** undefined: absent. Equal to `before` where nothing is written. */
  readonly after: FileState | undefined
  readonly because: readonly { readonly feature: string, readonly reason: string }[]
  readonly losses: readonly Loss[]
  readonly conflicts: readonly Conflict[]
}

/** Something of the user's that this plan would make disappear. */
export interface Loss {
  /** Stable: `<path>` for a whole file, `<path>#<name>` for a part. What `--accept` takes. */
  readonly id: string
  readonly path: RepoPath
  /** The rule, script, line or key by name, with what it would become. */
  readonly what: string
  readonly feature: string
  /** Decided: it may go. */
  readonly accepted: boolean
}

/** A part that the convention and the user both changed, differently. */
export interface Conflict {
  readonly id: string
  readonly path: RepoPath
  readonly feature: string
  /** What we wrote last time; undefined where we never wrote it. */
  readonly base: string | undefined
  readonly yours: string
  readonly convention: string
}

export interface Plan {
  /** Sorted by path; `.conventions/lock.json` is one of them. */
  readonly writes: readonly Write[]
  readonly steps: readonly (StepChange & { readonly feature: string })[]
  /** True when a write adds a dependency: the package manager has to run. */
  readonly install: boolean
  /** Those that wait for a decision. Nothing is written while there are any. */
  readonly losses: readonly Loss[]
  /** Those that wait for a decision. Nothing is written while there are any. */
  readonly conflicts: readonly Conflict[]
}

/** What the user decided about single losses, edits and conflicts. */
export interface Decisions {
  readonly acceptLosses?: boolean
  /** Ids of losses. */
  readonly accept?: readonly string[]
  /** Paths that get the convention's version, whatever was edited there. */
  readonly restore?: readonly RepoPath[]
  /** Paths that stay as they are and are the user's from now on. */
  readonly keep?: readonly RepoPath[]
}

/** `.conventions/lock.json`: what we wrote where. Committed, so untrusted. */
export interface Lock {
  readonly version: 1
  /** Version of create-conventions that wrote it. */
  readonly toolkit: string
  /** Remote presets by their spec, as they were resolved, so that `check` needs no network. */
  readonly presets: Readonly<Record<string, { readonly commit: string, readonly hash: string, readonly data: Json }>>
  readonly files: Readonly<Record<RepoPath, readonly LockedPart[]>>
}

export type LockedPart =
  /** `adopted`: it was there before us and equalled the convention, so it stays when the convention no longer wants it. */
  | { readonly feature: string, readonly kind: 'file', readonly hash: string, readonly base: string, readonly adopted?: true }
  | { readonly feature: string, readonly kind: 'seed' }
  | { readonly feature: string, readonly kind: 'block', readonly id: string, readonly hash: string, readonly base: string }
  /** For `include` and `command` the value is what we added, not all that is there. Keys that were there before us are not recorded. */
  | { readonly feature: string, readonly kind: 'key', readonly at: KeyPath, readonly mode: KeyEdit['mode'], readonly value: Json }
  /** Only the lines that we added. */
  | { readonly feature: string, readonly kind: 'lines', readonly lines: readonly string[] }
  /** The file was not there before us: it goes when what is left in it is no more than `rest`. */
  | { readonly feature: string, readonly kind: 'created', readonly rest: string }
  /** Ejected, or kept by decision: theirs; we leave it alone. */
  | { readonly feature: string, readonly kind: 'theirs' }
