/** What a plugin of release-it does to a release, in its order (lib/index.js of release-it 21). All but these only tell. */
export const phases = ['beforeBump', 'bump', 'beforeRelease', 'release', 'afterRelease'] as const
export type Phase = typeof phases[number]
/** What changes files: a part of the release commit. */
export const beforeCommit: readonly Phase[] = ['beforeBump', 'bump', 'beforeRelease']

/** What plugins said, by name, and what they left for each other: as JSON, for a release that goes on in another process. */
export interface State {
  readonly shared: object
  readonly plugins: Readonly<Record<string, object>>
}

/** A release, in release-it's words. */
export interface About {
  readonly name?: string
  readonly latestVersion?: string
  readonly version?: string
  readonly changelog?: string
  readonly tagName?: string
  readonly latestTag?: string | undefined
  readonly branchName: string
  readonly remoteUrl: string | undefined
}

export interface Start {
  /** Names with their settings, in the team's order. */
  readonly plugins: readonly (readonly [name: string, settings: unknown])[]
  readonly dryRun: boolean
  readonly increment: string | undefined
  readonly preid: string | undefined
  readonly tag: string
  readonly about: About
}

/** A plugin that is switched on. */
export interface Enabled {
  readonly name: string
  /** Those that it does something in. */
  readonly phases: readonly Phase[]
  /** Plugins of release-it's own that it takes the place of. */
  readonly disables: readonly string[]
}

/** What plugins have a say in; undefined: none of them says anything. */
export interface Answers {
  readonly latestVersion?: string
  readonly increment?: string
  readonly version?: string
  readonly changelog?: string
}

export type ToHost =
  | { readonly type: 'start', readonly start: Start }
  /** `init`, and what a release is made of. */
  | { readonly type: 'ask', readonly latestVersion: string }
  /** `init` of these alone, which go on where they stopped. */
  | { readonly type: 'restore', readonly names: readonly string[], readonly state: State | undefined }
  | { readonly type: 'run', readonly name: string, readonly phase: Phase, readonly about: About }
  /** What was begun and not waited for comes to its end. */
  | { readonly type: 'end' }
export type FromHost =
  | { readonly type: 'started', readonly enabled: readonly Enabled[] }
  | { readonly type: 'asked', readonly answers: Answers }
  | { readonly type: 'done', readonly state: State }
  | { readonly type: 'missing' }
  /** `method` is undefined where the plugin could not be loaded; `name`, where release-it could not. */
  | { readonly type: 'failed', readonly name: string, readonly method: string | undefined, readonly reason: string }
