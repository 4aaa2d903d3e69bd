/** Everything of the outside world that a command may touch besides the repository. `bin.ts` makes it from `process`; tests make their own. */
export interface Io {
  /** Absolute path. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: NodeJS.ReadStream
  /** The result goes to stdout, progress to stderr. */
  readonly stdout: Output
  readonly stderr: Output
  /** Waits until what was said has gone out; the error where some of it could not, other than that nobody reads any more. */
  written?(): Promise<Error | undefined>
  /** Aborts on SIGINT and SIGTERM. */
  readonly signal: AbortSignal
  /** Version of the running Node, without `v`. */
  readonly nodeVersion: string
  readonly platform: NodeJS.Platform
  /** The running Node; without it the one on the PATH. */
  readonly execPath?: string
}

/** The same outside world, seen from another folder. Its streams are not asked for: Node loads a good deal for each. */
export function inFolder(io: Io, cwd: string): Io {
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(io), cwd: { value: cwd, enumerable: true } }) as Io
}

export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** 0 fine · 1 the repository differs from the convention · 2 we could not do it · 130 interrupted, tree restored. */
export type ExitCode = 0 | 1 | 2 | 130
