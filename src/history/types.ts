/** A commit as `git log` prints it. */
export interface Commit {
  readonly hash: string
  readonly parents: readonly string[]
  /** When it was committed; seconds since 1970. */
  readonly time: number
  /** Name and address of the author, through .mailmap. */
  readonly author: string
  readonly email: string
  /** Everything, as it is but for bytes that are no UTF-8. */
  readonly message: string
}

/** A tag of refs/tags. What a message says about tags is not looked at. */
export interface Tag {
  readonly name: string
  /** The tag object; of a lightweight tag, the commit. */
  readonly object: string
  readonly commit: string
}

/** A tag that names a version. */
export interface VersionTag extends Tag {
  /** Without the prefix: `1.2.3-beta.1`. */
  readonly version: string
}

/** A release with the commits that it is the first to contain, newest first. */
export interface Release<T> {
  /** undefined: not released yet. */
  readonly tag: VersionTag | undefined
  /** The newest release that is an ancestor of this one; undefined for the first. */
  readonly previous: VersionTag | undefined
  /** Seconds since 1970; undefined: not released yet. */
  readonly time: number | undefined
  readonly commits: readonly T[]
}
