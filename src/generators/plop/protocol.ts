/** What the process that runs a plopfile is told, as JSON in its first argument. */
export interface Job {
  /** Absolute path of the plopfile, in the sandbox. */
  readonly plopfile: string
  /** Whether there is a person to answer prompts. */
  readonly ask: boolean
}

/** What it is asked to run. `words`: plop's bypass arguments. */
export interface Run {
  readonly name: string
  readonly words: readonly string[]
  readonly named: Readonly<Record<string, string>>
}

export interface Failure {
  readonly type: string
  readonly path: string
  readonly error: string
}

export type FromHost =
  | { readonly type: 'ready', readonly generators: readonly { readonly name: string, readonly description: string }[] }
  /** All actions ran; those of `failures` failed. `overwritten`: absolute paths of files that an action removed first. */
  | { readonly type: 'done', readonly notes: readonly string[], readonly failures: readonly Failure[], readonly overwritten: readonly string[] }
  /** `load`: the plopfile threw · `prompts`: an answer is missing or wrong · `actions`: the generator has none, or they threw. */
  | { readonly type: 'failed', readonly stage: 'load' | 'prompts' | 'actions', readonly error: string, readonly cancelled: boolean }
