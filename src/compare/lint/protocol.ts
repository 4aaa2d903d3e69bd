/** What a process that lints is told first. Paths are absolute. */
export interface Start {
  /** The folder that the candidates are installed in. */
  readonly home: string
  readonly root: string
  readonly candidates: readonly StartCandidate[]
  /** A file, relative to the repository, that configs are tried on. */
  readonly probe: string
}

export interface StartCandidate {
  readonly name: string
  /** A module whose default export makes the config from `options`, or is one. */
  readonly module: string
  readonly options: CandidateOptions
}

/** What a preset is told of the repository. */
export interface CandidateOptions {
  readonly style: Style
  readonly typescript: boolean
  readonly frameworks: readonly string[]
  /** What the code runs in, by the names that `globals` has for it. */
  readonly environments: readonly string[]
  /** Whether dependencies are there: without them nothing that is imported can be found. */
  readonly installed: boolean
  /** The folder of our presets, for those that are ours. */
  readonly presets: string
  readonly home: string
  readonly root: string
  readonly blocks: readonly string[]
}

/** How the code is laid out, as far as it is agreed. */
export interface Style {
  readonly indent?: number | 'tab'
  readonly quotes?: 'single' | 'double'
  readonly semi?: boolean
}

/** One file to lint. `text`: instead of what is on the disk. `watch`: lines that are of interest. */
export interface FileJob {
  readonly id: number
  /** Relative to the repository. */
  readonly path: string
  readonly text?: string
  readonly watch?: readonly number[]
  /** Only for these. */
  readonly candidates: readonly string[]
  /** Hand out every problem, too. */
  readonly full?: boolean
}

export type ToHost = { readonly type: 'start', readonly start: Start } | { readonly type: 'file', readonly job: FileJob }

export type FromHost =
  | { readonly type: 'ready', readonly eslint: string, readonly failed: Readonly<Record<string, string>> }
  | { readonly type: 'failed', readonly error: string }
  | { readonly type: 'file', readonly id: number, readonly results: Readonly<Record<string, FileResult>>, readonly quarantined: Readonly<Record<string, string>>, readonly memory: number }

/** What one candidate says of one file: counts only, and a few examples. */
export interface FileResult {
  /** The candidate does not lint this file. */
  readonly skipped?: true
  /** It cannot be parsed. */
  readonly fatal?: string
  readonly lines: number
  /** Rules that are on. */
  readonly on: number
  /** Rules that are on and need types, which were left out. */
  readonly typed: number
  /** By rule: problems, and how many of them have a fix. */
  readonly rules: Readonly<Record<string, RuleCount>>
  /** Lines that the first round of fixes would change. */
  readonly changed: number
  /** The same, but for layout. */
  readonly changedLogic?: number
  /** Of the lines that are of interest: those with a problem that is not of layout. */
  readonly hits?: readonly { readonly line: number, readonly rule: string }[]
  /** Lines with such a problem, anywhere. */
  readonly marked?: number
  readonly problems?: readonly (readonly [rule: string, line: number, column: number, message: string, fix: string])[]
}

export interface RuleCount {
  readonly count: number
  readonly fixed: number
  readonly layout: boolean
  /** The first one: its line, and what its fix would make of it. */
  readonly line: number
  readonly before: string
  readonly after?: string
}
