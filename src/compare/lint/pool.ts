import { fork, type ChildProcess } from 'node:child_process'
import { exchange, hostFile } from '../../apply/host.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { FileJob, FileResult, FromHost, Start, ToHost } from './protocol.ts'

export interface PoolOptions {
  readonly processes: number
  /** The only folder that the processes may write into. */
  readonly writable: string
  readonly io: Pick<Io, 'env' | 'signal'>
}

/** Files for the candidates of one home. */
export interface PoolTask {
  readonly start: Start
  readonly jobs: readonly FileJob[]
  /** Called with each file that is done. */
  done(job: FileJob, results: Readonly<Record<string, FileResult>>): void
}

export interface PoolOutcome {
  readonly eslint: string
  readonly failed: Readonly<Record<string, string>>
  /** Rules that threw, with the error. */
  readonly quarantined: Readonly<Record<string, string>>
}

/** A task under way. */
interface Running {
  readonly task: PoolTask
  readonly queue: FileJob[]
  readonly outcome: { eslint: string, readonly failed: Record<string, string>, readonly quarantined: Record<string, string> }
  hosts: number
  crashes: number
  /** When its first process was started. */
  began: number
  /** What its first process took until it was ready, in milliseconds; unknown until then. */
  starting: number | undefined
  /** What files have taken, in milliseconds, once a process was warm, and how many they were. */
  linting: number
  linted: number
}

/** Megabytes that a process may hold before it is stopped; two of them stay under 4 GB with what Node needs besides. */
const memory = 1600
/** Megabytes for new objects: what plugins load and what a file takes is not moved about over and over. */
const youngest = 64
/** Files on which a process ended: it is started again this often. */
const mostRestarts = 3
/** A process that is started together with others, in so many milliseconds, is worth it for so many files. */
const [together, fewFiles] = [200, 8]
/** What a start and a file take where that is not known yet, in milliseconds. */
const usual = [2000, 50] as const
/** The first files of a process take many times what others do: code is not optimised yet. */
const cold = 3

/**
 * Lints files in several processes, each of which takes the next file of its home when it has done one. A process that ends takes its file with it, which is told as one that could
 * not be linted. The homes share the processes: each gets one, and what is left goes where it is done sooner for it, because to load plugins takes as long as to lint dozens of files.
 *
 * @returns the outcomes of the tasks, in their order, and the most that all processes held, in megabytes: the sum of each one's most
 * @throws ConventionsError `interrupted`, `compareHost`
 */
export async function runPool(tasks: readonly PoolTask[], options: PoolOptions): Promise<{ readonly outcomes: readonly PoolOutcome[], readonly memory: number }> {
  const running = tasks.map((task): Running => ({ task, queue: [...task.jobs], outcome: { eslint: '', failed: {}, quarantined: {} }, hosts: 0, crashes: 0, began: 0, starting: undefined, linting: 0, linted: 0 }))
  const work = async (): Promise<number> => {
    let most = 0
    for (let next = pick(running); next !== undefined; next = pick(running)) most = Math.max(most, await serve(next, options))
    return most
  }
  const ends = await Promise.allSettled(Array.from({ length: options.processes }, () => work().catch((error: unknown) => {
    // The others end with what they are at.
    for (const { queue } of running) queue.length = 0
    throw error
  })))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  for (const { task, queue } of running) for (const job of queue) task.done(job, crashedOn(job))
  return { outcomes: running.map(({ outcome }) => outcome), memory: ends.reduce((sum, end) => sum + (end.status === 'fulfilled' ? end.value : 0), 0) }
}

/** The task that one more process is best given to; undefined where that would not pay. */
function pick(running: readonly Running[]): Running | undefined {
  return running.filter((one) => one.queue.length > 0 && one.crashes <= mostRestarts && pays(one)).sort((a, b) => a.hosts - b.hosts || b.queue.length - a.queue.length)[0]
}

/** One more process is ready when the others have done a part of the files meanwhile, and slows them while it starts: half of what is left must take twice as long as that. */
function pays({ queue, hosts, began, starting, linting, linted }: Running): boolean {
  if (hosts === 0) return true
  if (Date.now() - began < together) return queue.length >= fewFiles * (hosts + 1)
  const [start, each] = starting === undefined || linted === 0 ? usual : [starting, linting / linted]
  return queue.length / 2 * each / hosts > 2 * start
}

/** Lints files in one process until there are none or it ends. Returns the most that it held, in megabytes. */
async function serve(one: Running, options: PoolOptions): Promise<number> {
  one.hosts += 1
  try {
    const since = Date.now()
    one.began ||= since
    const host = await startHost(one.task.start, options)
    one.starting ??= Date.now() - since
    Object.assign(one.outcome.failed, host.failed)
    one.outcome.eslint = host.eslint
    return await lintIn(host, one, options).finally(() => host.close())
  } finally {
    one.hosts -= 1
  }
}

async function lintIn({ child }: Host, one: Running, { io }: PoolOptions): Promise<number> {
  const { task, queue, outcome } = one
  let most = 0
  let done = 0
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
    const since = Date.now()
    const answer = await ask(child, job)
    if (io.signal.aborted) throw new ConventionsError('interrupted', undefined)
    if (answer === undefined) {
      one.crashes += 1
      task.done(job, crashedOn(job))
      break
    }
    done += 1
    if (done > cold) {
      one.linting += Date.now() - since
      one.linted += 1
    }
    Object.assign(outcome.quarantined, answer.quarantined)
    most = Math.max(most, answer.memory)
    task.done(job, answer.results)
  }
  return most
}

const crashed: FileResult = { lines: 0, on: 0, typed: 0, rules: {}, changed: 0, fatal: 'the process ended' }
const crashedOn = ({ candidates }: FileJob): Record<string, FileResult> => Object.fromEntries(candidates.map((name) => [name, crashed]))

interface Host {
  readonly child: ChildProcess
  readonly eslint: string
  readonly failed: Readonly<Record<string, string>>
  close(): Promise<void>
}

async function startHost(start: Start, { writable, io }: PoolOptions): Promise<Host> {
  const child = fork(hostFile(import.meta.url, 'lint-host.js'), [], {
    cwd: start.root, stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Configs and plugins are code of others: they may read, but write nowhere in the repository and start nothing.
    execArgv: [
      '--permission', '--allow-fs-read=*', `--allow-fs-write=${writable}/*`, '--allow-worker', '--allow-addons', '--allow-wasi', `--max-old-space-size=${memory}`, `--min-semi-space-size=${youngest}`, `--max-semi-space-size=${youngest}`,
      '--disable-warning=ExperimentalWarning', '--disable-warning=SecurityWarning', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--no-deprecation',
    ],
    env: { ...io.env, NODE_OPTIONS: '', CI: '1', FORCE_COLOR: '0', TMPDIR: writable, TEMP: writable, TMP: writable },
  })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => said = (said + String(chunk)).slice(-2000))
  const stop = (): void => void child.kill('SIGKILL')
  io.signal.addEventListener('abort', stop, { once: true })
  const close = async (): Promise<void> => {
    io.signal.removeEventListener('abort', stop)
    if (child.exitCode !== null || child.signalCode !== null) return
    // It keeps what it compiled for the next time, if it does not take long.
    const timer = setTimeout(stop, 2000)
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.connected) child.disconnect()
    await gone
    clearTimeout(timer)
  }
  const answer = await exchange<FromHost>(child, { type: 'start', start } satisfies ToHost)
  if (answer?.type === 'ready') return { child, eslint: answer.eslint, failed: answer.failed, close }
  await close()
  if (io.signal.aborted) throw new ConventionsError('interrupted', undefined)
  throw new ConventionsError('compareHost', { problem: answer?.type === 'failed' ? answer.error : said.trim().split('\n').find((line) => /error/i.test(line)) ?? said.trim().split('\n')[0] ?? '' })
}

async function ask(child: ChildProcess, job: FileJob): Promise<Extract<FromHost, { type: 'file' }> | undefined> {
  const answer = await exchange<FromHost>(child, { type: 'file', job } satisfies ToHost)
  return answer?.type === 'file' ? answer : undefined
}
