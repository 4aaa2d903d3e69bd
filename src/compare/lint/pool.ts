import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { exchange } from '../../apply/exchange.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { FileJob, FileResult, FromHost, Start, ToHost } from './protocol.ts'

export interface PoolOptions {
  readonly start: Start
  readonly processes: number
  /** The only folder that the processes may write into. */
  readonly writable: string
  readonly io: Pick<Io, 'env' | 'signal'>
  /** Called with each file that is done. */
  done(job: FileJob, results: Readonly<Record<string, FileResult>>): void
}

export interface PoolOutcome {
  readonly eslint: string
  readonly failed: Readonly<Record<string, string>>
  /** Rules that threw, with the error. */
  readonly quarantined: Readonly<Record<string, string>>
  /** The most that all processes held, in megabytes: the sum of each one's most. */
  readonly memory: number
}

/** Megabytes that a process may hold before it is stopped; two of them stay under 4 GB with what Node needs besides. */
const memory = 1600
/** Files on which a process ended: it is started again this often. */
const mostRestarts = 3

/**
 * Lints files in several processes, each of which takes the next file when it has done one. A process that ends takes its file with it, which is told as one that could not be
 * linted.
 *
 * @throws ConventionsError `interrupted`, `compareHost`
 */
export async function runPool(jobs: readonly FileJob[], options: PoolOptions): Promise<PoolOutcome> {
  const outcome = { eslint: '', failed: {} as Record<string, string>, quarantined: {} as Record<string, string>, memory: 0 }
  const queue = [...jobs]
  let restarts = 0
  const work = async (): Promise<void> => {
    let most = 0
    do {
      const host = await startHost(options)
      Object.assign(outcome.failed, host.failed)
      outcome.eslint = host.eslint
      try {
        for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
          const answer = await ask(host.child, job)
          if (options.io.signal.aborted) throw new ConventionsError('interrupted', undefined)
          if (answer === undefined) {
            options.done(job, Object.fromEntries(job.candidates.map((name) => [name, crashed])))
            break
          }
          Object.assign(outcome.quarantined, answer.quarantined)
          most = Math.max(most, answer.memory)
          options.done(job, answer.results)
        }
      } finally {
        await host.close()
      }
    } while (queue.length > 0 && restarts++ < mostRestarts)
    outcome.memory += most
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(options.processes, Math.ceil(jobs.length / 4))) }, work))
  for (const job of queue) options.done(job, Object.fromEntries(job.candidates.map((name) => [name, crashed])))
  return outcome
}

const crashed: FileResult = { lines: 0, on: 0, typed: 0, rules: {}, changed: 0, fatal: 'the process ended' }

interface Host {
  readonly child: ChildProcess
  readonly eslint: string
  readonly failed: Readonly<Record<string, string>>
  close(): Promise<void>
}

async function startHost({ start, writable, io }: PoolOptions): Promise<Host> {
  const child = fork(hostFile(), [], {
    cwd: start.root, stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Configs and plugins are code of others: they may read, but write nowhere in the repository and start nothing.
    execArgv: [
      '--permission', '--allow-fs-read=*', `--allow-fs-write=${writable}/*`, '--allow-worker', '--allow-addons', '--allow-wasi', `--max-old-space-size=${memory}`,
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
    const gone = child.exitCode !== null || child.signalCode !== null ? undefined : new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
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

/** Beside us in the bundle; in the sources in this folder. */
function hostFile(): string {
  const name = import.meta.url.endsWith('.ts') ? 'host.ts' : 'lint-host.js'
  return fileURLToPath(new URL(name, import.meta.url))
}
