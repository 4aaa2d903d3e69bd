import type { Entry, Person } from './entry.ts'

export interface Ticket {
  readonly url: string | undefined
}

/** One type's part of a release. */
export interface Group {
  readonly type: string
  readonly title: string
  readonly entries: readonly Entry[]
}

export interface Contributor extends Person {
  /** Nothing of theirs was in an earlier release; undefined where nobody looked. */
  readonly first: boolean | undefined
}

/** What changed in one release: what is rendered as Markdown, or printed as JSON. */
export interface Section {
  /** undefined: not released yet. */
  readonly version: string | undefined
  readonly tag: string | undefined
  /** Tag, or revision, that the release is compared with; undefined for the first. */
  readonly previous: string | undefined
  /** ISO 8601 day in UTC; undefined: not released yet. */
  readonly date: string | undefined
  readonly breaking: readonly { readonly entry: Entry, readonly text: string }[]
  /** In the order of the team's types. */
  readonly groups: readonly Group[]
  /** Commits that do not follow the convention. */
  readonly others: readonly Entry[]
  readonly contributors: readonly Contributor[]
}
