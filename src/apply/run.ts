import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { ConventionsError } from '../errors.ts'
import { endGroup, groupLives } from './owner.ts'
import { onWindows } from './windows.ts'

export type Env = Readonly<Record<string, string | undefined>>
export type Argv = readonly [string, ...string[]]

export interface RunOptions {
  /** Absolute path. */
  readonly cwd: string
  readonly env: Env
  readonly platform: NodeJS.Platform
  readonly signal: AbortSignal
  /** Called with the process before it may do anything; what it throws stops the process. */
  record?(pid: number): Promise<void>
  /** Each last line printed so far, without colours. */
  onLine?(line: string): void
}

export interface Ran {
  /** null: ended by a signal, or it could not be started. */
  readonly exitCode: number | null
  /** stdout and stderr as they came. */
  readonly output: string
}

/** Throws `interrupted` when SIGINT or SIGTERM arrived. */
export function check(signal: AbortSignal): void {
  if (signal.aborted) throw new ConventionsError('interrupted', undefined)
}

/**
 * Runs a command that may write into the repository, in a process group of its own (Ctrl-C in the terminal reaches only us, and we end the whole
 * group). On POSIX a constant sh script holds the command back until its process is on record, so that no kill of ours can leave a
 * command running that nobody knows of; the arguments never pass through the shell's parser.
 *
 * @throws ConventionsError `interrupted` after the command and what it started have ended
 */
export async function runCommand(argv: Argv, options: RunOptions): Promise<Ran> {
  check(options.signal)
  const { signal } = options
  const windows = options.platform === 'win32' ? onWindows(argv, options.env) : undefined
  let child: ChildProcessWithoutNullStreams
  try {
    child = spawn(windows?.file ?? '/bin/sh', windows?.args ?? ['-c', 'read -r go && exec "$@"', 'sh', ...argv], {
      cwd: options.cwd, env: { ...options.env }, detached: windows === undefined, stdio: 'pipe', windowsHide: true,
      windowsVerbatimArguments: windows?.verbatim ?? false,
    })
  } catch (error) {
    // The system has no process or memory left: some codes come as an event, some are thrown.
    return { exitCode: null, output: (error as Error).message }
  }
  const output = collect(child, options)
  const ended = ending(child)
  try {
    if (child.pid !== undefined) await options.record?.(child.pid)
    await Promise.race([ended, aborted(signal, () => child.stdin.end('\n'))])
  } finally {
    if (child.exitCode === null && child.signalCode === null) await end(child, ended, options.platform)
    else await ended
  }
  check(signal)
  return { exitCode: await ended, output: output() }
}

/** Starts, then resolves when the signal aborts. */
function aborted(signal: AbortSignal, start: () => void): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
    start()
  })
}

/** The exit code, once the process has ended and its output is here. Output that an orphan holds open is not waited for. */
function ending(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(code))
    child.once('exit', (code) => setTimeout(() => {
      for (const stream of child.stdio) stream?.destroy()
      resolve(code)
    }, 500).unref())
  })
}

function collect(child: ChildProcess, options: RunOptions): () => string {
  const chunks: Buffer[] = []
  const take = (chunk: Buffer): void => {
    chunks.push(chunk)
    const line = stripVTControlCharacters(chunk.toString()).split(/[\r\n]+/).findLast((text) => text.trim() !== '')
    if (line !== undefined) options.onLine?.(line.trim())
  }
  child.stdout?.on('data', take)
  child.stderr?.on('data', take)
  // A command that ends without reading leaves a broken pipe behind.
  child.stdin?.on('error', () => undefined)
  return () => stripVTControlCharacters(Buffer.concat(chunks).toString())
}

/** Ends the whole group: asks, waits five seconds, then insists. */
async function end(child: ChildProcess, ended: Promise<unknown>, platform: NodeJS.Platform): Promise<void> {
  const { pid } = child
  if (pid === undefined) return
  if (platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).on('error', () => child.kill())
  else {
    endGroup(pid, 'SIGTERM')
    if (!await goneWithin(pid, 5000)) {
      endGroup(pid, 'SIGKILL')
      await goneWithin(pid, 5000)
    }
  }
  await ended
}

async function goneWithin(leader: number, milliseconds: number): Promise<boolean> {
  for (const start = Date.now(); Date.now() - start < milliseconds;) {
    if (!await groupLives(leader)) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

/** Runs a command that only reads (git, mostly) and returns what it printed. */
export function query(
  argv: Argv, options: { readonly cwd: string, readonly env: Env, readonly input?: string },
): Promise<{ readonly exitCode: number | null, readonly stdout: Buffer, readonly stderr: string }> {
  return new Promise((resolve) => {
    const [file, ...args] = argv
    const child = spawn(file, args, { cwd: options.cwd, env: { ...options.env }, stdio: 'pipe', windowsHide: true })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    const done = (exitCode: number | null): void =>
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString().trim() })
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.once('error', () => done(null))
    child.once('close', done)
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input ?? '')
  })
}
