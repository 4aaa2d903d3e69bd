import type { Io } from '../io.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'

export interface ApplyOptions {
  /** For its root and its git directories; what is on disk is read again here. */
  readonly repo: Repo
  readonly facts: Facts
  /** Whether the package manager may run when the plan adds dependencies. */
  readonly install: boolean
  /** Whether files with uncommitted edits may be written. */
  readonly allowDirty: boolean
  /** The plan's losses and conflicts were shown and accepted; without it a plan that has any is refused. */
  readonly decisionsMade: boolean
  readonly io: Io
  readonly progress: (event: ProgressEvent) => void
  /** Paths that are not written whatever the plan holds for them. */
  readonly keepFiles?: readonly RepoPath[]
}

export interface UndoOptions {
  readonly repo: Repo
  readonly io: Io
  readonly progress?: (event: ProgressEvent) => void
}

export interface RecoverOptions {
  readonly repo: Repo
  readonly io: Io
}

export type ProgressEvent =
  /** A file got its final text; `done` of `total`. */
  | { readonly type: 'write', readonly path: RepoPath, readonly done: number, readonly total: number }
  /** The package manager runs; `line` is the last line it printed, absent when it starts. */
  | { readonly type: 'install', readonly command: string, readonly line?: string }
  | { readonly type: 'step', readonly id: string, readonly line?: string }
  /** Something failed; what was done is being taken back. */
  | { readonly type: 'restore' }

export interface AppliedStep {
  readonly id: string
  /** skipped: it was in effect already, or what it takes is not installed. */
  readonly outcome: 'done' | 'skipped'
}

export interface Applied {
  /** Paths as the plan names them, in the plan's order. */
  readonly written: readonly RepoPath[]
  readonly steps: readonly AppliedStep[]
  readonly installed: boolean
  /** The journal that `undoLast` takes back; undefined when there was nothing to do. */
  readonly undoId: string | undefined
}

export interface Undone {
  readonly undoId: string
  /** When the apply that was taken back began. ISO 8601. */
  readonly appliedAt: string
  /** Real paths: where a path was a link, the file that it leads to. */
  readonly restored: readonly RepoPath[]
  /** True where node_modules had been there before the apply: the package manager brings its content back. */
  readonly reinstall: boolean
}

export interface Recovered {
  readonly kind: 'apply' | 'undo'
  /** When what was interrupted began. ISO 8601. */
  readonly startedAt: string
  readonly restored: readonly RepoPath[]
  /** Files that somebody else wrote since: left as they are. */
  readonly left: readonly RepoPath[]
  /** Absolute path of the directory that took what appeared while commands ran and that nobody can be named for; undefined: nothing. */
  readonly setAside: string | undefined
}

/** What is at a place, links not followed. Bytes, not text. */
export type State =
  | { readonly type: 'absent' }
  | { readonly type: 'file', readonly bytes: Buffer, readonly mode: number }
  | { readonly type: 'link', readonly target: string }
  /** A directory or a device. */
  | { readonly type: 'other' }

/** `tree`: below the root of the work tree; `git`: below the git directory that all worktrees share. */
export type Area = 'tree' | 'git'

/** One place that goes from one state to another. */
export interface Move {
  readonly area: Area
  /** Real place: no link on the way to it. */
  readonly path: RepoPath
  readonly from: State
  readonly to: State
}

/** A state in the journal; `at` is where its bytes begin in the journal's `blobs` file, absent when only the hash is kept. */
export type Held =
  | { readonly type: 'absent' | 'other' }
  | { readonly type: 'file', readonly hash: string, readonly mode: number, readonly size: number, readonly at?: number }
  | { readonly type: 'link', readonly target: string }

export interface Entry {
  readonly area: Area
  readonly path: RepoPath
  readonly before: Held
  /** undefined: a command of ours still changes it. */
  readonly after: Held | undefined
}

/** What a step did, for undo. */
export type StepRecord =
  | { readonly id: string, readonly gitConfig: string, readonly value: string, readonly before: readonly string[] }
  | { readonly id: string, readonly undo: readonly [string, ...string[]] }

export interface Journal {
  readonly version: 1
  readonly kind: 'apply' | 'undo'
  /** ISO 8601 */
  readonly startedAt: string
  readonly state: 'writing' | 'installing' | 'done'
  /** Part of the names of temporary files. */
  readonly nonce: string
  readonly entries: readonly Entry[]
  /** Directories that this makes, parents first. */
  readonly made: readonly RepoPath[]
  /** Directories that this takes away when they are empty (undo), or that commands took away (apply); parents first. */
  readonly gone: readonly RepoPath[]
  readonly steps: readonly StepRecord[]
  /** node_modules directories that this made (apply), or that lie in `modules/<index>` of the journal (undo). */
  readonly modules: readonly RepoPath[]
  /** True when a package manager ran while node_modules was there already. */
  readonly reinstall: boolean
}
