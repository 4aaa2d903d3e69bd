import type { RepoPath } from '../repo/repo.ts'
import type { Phase, State } from './plugins/protocol.ts'
import type { Line, Reason } from './version.ts'

/** A package to publish. */
export interface Published {
  readonly name: string
  /** Its folder, '' for the root. */
  readonly path: RepoPath
  readonly version: string
}

/** One version of one thing: the repository, or an independent package. */
export interface Target {
  /** Name of the package or repository; '' where there is none. */
  readonly name: string
  readonly from: string | undefined
  readonly version: string
  readonly tag: string
  readonly prerelease: boolean
  readonly reasons: readonly Reason[]
  /** Markdown. */
  readonly notes: string
}

/** A file with its text before and after. */
export interface Written {
  readonly path: RepoPath
  readonly before: string | undefined
  readonly after: string
}

/** Everything that a release is going to do. Made without changing anything; the same for a dry run. */
export interface ReleasePlan {
  readonly branch: string
  readonly line: Line
  readonly remote: string
  /** The commit that it starts from. */
  readonly base: string
  readonly targets: readonly Target[]
  readonly writes: readonly Written[]
  /** Of the release commit; undefined: the commit is there already (it came by a pull request). */
  readonly message: string | undefined
  readonly sign: boolean
  /** In the order in which they are published: a package after those that it depends on. */
  readonly publish: readonly Published[]
  /** The npm dist-tag. */
  readonly channel: string
  readonly forge: 'github' | 'gitlab' | undefined
  /** Plugins of release-it with what they do, in the team's order. */
  readonly plugins?: readonly { readonly name: string, readonly phases: readonly Phase[] }[]
  /** What one of them says is the latest version; otherwise it is what tags say. */
  readonly latestVersion?: string
}

export type Step = 'write' | 'commit' | 'tag' | 'push' | 'publish' | 'forge' | 'plugins'

/** What is remembered of a release that has begun, in the git directory. */
export interface Journal {
  readonly version: 1
  readonly plan: ReleasePlan
  readonly commit: string | undefined
  /** The remote has the tags: from here on it only goes forward. */
  readonly pushed: boolean
  /** `name@version` */
  readonly published: readonly string[]
  /** `name@version` that we began to publish: if the registry has one of them, it is ours. */
  readonly attempted?: readonly string[]
  /** Tags. */
  readonly forged: readonly string[]
  /** Files that git did not know when the release began. */
  readonly untracked?: readonly string[]
  /** Hooks that ran to their end. */
  readonly hooked?: readonly string[]
  /** Phases of plugins that ran to their end, `bump @release-it/bumper`; the one that runs; what plugins know. */
  readonly plugged?: readonly string[]
  readonly plugging?: string | undefined
  readonly state?: State
}
