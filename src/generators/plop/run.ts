import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, dirname, join, relative } from 'node:path'
import { hostFile } from '../../apply/host.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import type { Given, Made, Production } from '../types.ts'
import type { Sandbox } from '../sandbox.ts'
import type { FromHost, Job } from './protocol.ts'

// As plop looks for them (liftoff with interpret's `jsVariants`): those that Node reads by itself.
const names = ['plopfile.js', 'plopfile.mjs', 'plopfile.cjs', 'plopfile.ts', 'plopfile.mts', 'plopfile.cts']

/** The plopfile that applies in a directory of the repository: there, or in the nearest one above. */
export function findPlopfile(repo: Repo, cwd: string): RepoPath | undefined {
  for (let dir = relative(repo.root, cwd).replaceAll('\\', '/'); ; dir = dirname(dir)) {
    const folder = dir === '.' || dir.startsWith('..') ? '' : dir
    const found = names.map((name) => folder === '' ? name : `${folder}/${name}`).find((path) => repo.stat(path) !== undefined)
    if (found !== undefined || folder === '') return found
  }
}

/** A plopfile that has been loaded and waits. */
export interface Loaded {
  readonly generators: readonly { readonly name: string, readonly description: string }[]
  run(name: string, given: Given): Promise<Omit<Production, 'install'>>
  close(): Promise<void>
}

/**
 * Loads a plopfile in a process of its own, in the sandbox.
 *
 * @param ask whether prompts may be shown; without it their defaults are taken
 * @throws ConventionsError `plopfileThrew`, `generatorEnded`, `interrupted`, `cancelled`
 */
export async function loadPlopfile(plopfile: RepoPath, sandbox: Sandbox, repo: Repo, io: Io, ask: boolean): Promise<Loaded> {
  const job: Job = { plopfile: join(sandbox.root, plopfile), ask }
  const child = start(job, sandbox, repo, io)
  const stop = (): void => void child.kill('SIGTERM')
  io.signal.addEventListener('abort', stop, { once: true })
  const close = async (): Promise<void> => {
    io.signal.removeEventListener('abort', stop)
    if (child.connected) child.disconnect()
    await ended(child)
  }
  try {
    const ready = await answerOf(child, io, plopfile)
    if (ready.type !== 'ready') throw new ConventionsError('generatorEnded', { path: plopfile })
    return {
      generators: ready.generators, close,
      async run(name, { words, named }) {
        child.send({ name, words, named })
        const answer = await answerOf(child, io, plopfile)
        if (answer.type !== 'done') throw new ConventionsError('generatorEnded', { path: plopfile })
        const [first] = answer.failures
        if (first) throw new ConventionsError('actionFailed', { generator: name, action: first.type || 'function', problem: explained(first.error, sandbox, name) })
        // What actions did not wait for is waited for here, as Node does at the end of plop.
        await close()
        return { made: await collect(sandbox, answer.overwritten), notes: answer.notes.map((note) => tidy(note, sandbox)) }
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function collect(sandbox: Sandbox, overwritten: readonly string[]): Promise<Made[]> {
  const gone = new Set(overwritten.map((path) => relative(sandbox.root, path).replaceAll('\\', '/')))
  return [...await sandbox.changes()].map(([path, { before, after, hidden }]) => ({ path, before, after, overwritten: before !== undefined && (hidden || gone.has(path)) }))
}

/**
 * Node's permission model keeps the process from writing anywhere but into the sandbox, whatever paths a plopfile holds. (It follows links, so packages
 * that are installed can be written: their files are the package manager's, not the user's.)
 */
function start(job: Job, { root, temporary }: Sandbox, repo: Repo, io: Io): ChildProcess {
  const [major = 0] = io.nodeVersion.split('.').map(Number)
  const permissions = [
    '--permission', '--allow-fs-read=*', `--allow-fs-write=${join(root, '*')}`, `--allow-fs-write=${root}`, `--allow-fs-write=${join(temporary, '*')}`,
    '--allow-child-process', '--allow-worker', '--allow-addons', '--allow-wasi', ...major >= 25 ? ['--allow-net'] : [],
  ]
  const here = join(root, relative(repo.root, io.cwd))
  return fork(hostFile(import.meta.url, 'plop-host.js'), [JSON.stringify(job)], {
    cwd: existsSync(here) ? here : root,
    // Prompts and what foreign code prints go to stderr: stdout is the result.
    stdio: ['inherit', 2, 2, 'ipc'],
    execArgv: [...permissions, '--disable-warning=ExperimentalWarning', '--disable-warning=SecurityWarning', '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
    env: {
      ...io.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary, NODE_OPTIONS: '', INIT_CWD: here,
      PATH: [join(root, 'node_modules', '.bin'), io.env['PATH'] ?? io.env['Path'] ?? ''].join(delimiter),
    },
  })
}

function answerOf(child: ChildProcess, io: Io, plopfile: RepoPath): Promise<FromHost> {
  return new Promise((resolve, reject) => {
    const message = (answer: FromHost): void => {
      stop()
      if (answer.type !== 'failed') return resolve(answer)
      if (io.signal.aborted) return reject(new ConventionsError('interrupted', undefined))
      if (answer.cancelled) return reject(new ConventionsError('cancelled', undefined))
      reject(new ConventionsError(answer.stage === 'load' ? 'plopfileThrew' : answer.stage === 'prompts' ? 'answersWrong' : 'actionsThrew', {
        path: plopfile, problem: answer.error,
      }))
    }
    const exit = (code: number | null, signal: string | null): void => {
      stop()
      if (io.signal.aborted) return reject(new ConventionsError('interrupted', undefined))
      reject(signal === 'SIGINT' || code === 130 ? new ConventionsError('cancelled', undefined) : new ConventionsError('generatorEnded', { path: plopfile }))
    }
    const stop = (): void => {
      child.off('message', message)
      child.off('exit', exit)
      child.off('error', fail)
    }
    const fail = (error: Error): void => {
      stop()
      reject(error)
    }
    child.on('message', message)
    child.on('exit', exit)
    child.on('error', fail)
    if (child.exitCode !== null || child.signalCode !== null) exit(child.exitCode, child.signalCode)
  })
}

/** Waits for the end; what holds the process open after ten seconds is not waited for. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** What Node's permission model says, in our words. */
function explained(error: string, sandbox: Sandbox, generator: string): string {
  if (error.includes('--allow-fs-write')) throw new ConventionsError('writesElsewhere', { generator })
  return tidy(error, sandbox).split(/\n/).map((line) => line.trim()).join(' ')
}

/** Paths of the copy are of no use to a person. */
const tidy = (text: string, { root }: Sandbox) => text.replaceAll(`${root}/`, '').replaceAll(root, '.')
