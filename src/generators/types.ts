import type { FileState } from '../plan/types.ts'
import type { RepoPath } from '../repo/repo.ts'

/** Where a generator comes from: the repository's plopfile, a folder of templates of the team's, or this package. */
export type Origin = 'plopfile' | 'folder' | 'shipped'

/** A generator as it is offered. */
export interface Offer {
  readonly name: string
  readonly description: string
  readonly origin: Origin
}

/** What a person said on the command line: by position as plop's bypass arguments (`_` asks), and by name. */
export interface Given {
  readonly words: readonly string[]
  readonly named: Readonly<Record<string, string>>
}

/** One file as a generator left it. */
export interface Made {
  readonly path: RepoPath
  /** undefined: it was not there. */
  readonly before: FileState | undefined
  /** undefined: the generator removed it. */
  readonly after: FileState | undefined
  /** The whole content was written over, rather than edited. */
  readonly overwritten: boolean
}

/** What a run of a generator made: nothing of it is in the repository yet. */
export interface Production {
  readonly made: readonly Made[]
  /** What the generator said it did, a line each, for people. */
  readonly notes: readonly string[]
  /** Whether the package manager should run once the files are there. */
  readonly install: boolean
}
