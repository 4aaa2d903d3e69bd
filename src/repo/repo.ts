/** A path inside the repository: relative to its root, `/` between parts, no `..`, not inside `.git`. */
export type RepoPath = string

/** What is at a path, links not followed. */
export interface Entry {
  readonly type: 'file' | 'directory' | 'symlink' | 'other'
  readonly executable: boolean
  /** bytes */
  readonly size: number
}

/** A read-only view of a repository: the disk, or a table in memory for tests and dry runs. Paths are checked: see `path.ts`. */
export interface Repo {
  /** Absolute path of the work tree's root. */
  readonly root: string
  /**
   * The text of a file as it is (EOLs and BOM included); undefined when nothing is there. A link is followed inside the
   * repository only. Throws `notText` for what is not UTF-8 text, `notFile` for a directory or a device,
   * `pathOutside` for a link that leaves the repository.
   */
  read(path: RepoPath): string | undefined
  /** What is there; undefined when nothing is. */
  stat(path: RepoPath): Entry | undefined
  /** Names in a directory, sorted; empty when there is no such directory. */
  list(path: RepoPath): string[]
  readonly git: Git
}

/** What git knows. Every answer is asked for when it is needed, once. */
export interface Git {
  /** False where the root is no git work tree (memory repositories may say either). */
  readonly present: boolean
  /** Absolute path of this work tree's git directory (in a linked worktree: that one's own); undefined without git. */
  readonly dir: string | undefined
  /** Absolute path of the git directory that all worktrees share. */
  readonly commonDir: string | undefined
  /** Name of the checked out branch; undefined when detached. */
  branch(): string | undefined
  /** False until the first commit. */
  hasCommits(): boolean
  /** URL by name of remote. */
  remotes(): Readonly<Record<string, string>>
  /** The value in effect (local, global, system); undefined when unset. */
  config(key: string): string | undefined
  /** The hooks that git runs in this clone now: their directory (absolute), and their names, sorted. */
  hooks(): { readonly dir: string, readonly names: readonly string[] }
  /** Whether git keeps any text file with CRLF: normalising line endings would rewrite it. */
  keepsCrlf(): boolean
  /** Those of the paths that hold edits which are not committed (staged, unstaged, untracked). */
  dirty(paths: readonly RepoPath[]): RepoPath[]
}
