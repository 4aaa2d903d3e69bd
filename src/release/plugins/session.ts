import { fork, type ChildProcess } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { exchange, hostFile } from '../../apply/host.ts'
import { endGroup } from '../../apply/owner.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { About, Answers, Enabled, FromHost, Phase, Start, State, ToHost } from './protocol.ts'

/** Plugins of release-it that are loaded, in a process of their own, and wait. */
export interface Session {
  readonly enabled: readonly Enabled[]
  /** Throws `releasePlugin`, as all below; `interrupted`. */
  ask(latestVersion: string): Promise<Answers>
  restore(names: readonly string[], state: State | undefined): Promise<void>
  run(name: string, phase: Phase, about: About): Promise<State>
  /** Waits for what they did not wait for, ten seconds at most. */
  close(): Promise<void>
}

/**
 * Loads plugins from the repository, with the release-it that is installed there.
 *
 * @param onLine each line that they print
 * @throws ConventionsError `releasePluginsMissing`, `releasePluginLoad`, `interrupted`
 */
export async function startSession(start: Start, { root, io, onLine }: { readonly root: string, readonly io: Io, readonly onLine: (line: string) => void }): Promise<Session> {
  // In a group of its own: Ctrl-C in the terminal reaches us, and we end it, with what it started.
  const child = fork(hostFile(import.meta.url, 'release-host.js'), [], { cwd: root, env: { ...io.env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: io.platform !== 'win32', execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'] })
  const stop = (): void => end(child, io.platform)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => {
    const text = stripVTControlCharacters(String(chunk))
    said = (said + text).slice(-2000)
    for (const line of text.split(/[\r\n]+/)) if (line.trim() !== '') onLine(line.trim())
  })
  io.signal.addEventListener('abort', stop, { once: true })
  const close = async (): Promise<void> => {
    io.signal.removeEventListener('abort', stop)
    if (child.connected) child.send({ type: 'end' } satisfies ToHost, () => undefined)
    await gone(child, io.platform)
  }
  const request = async (message: ToHost, name: string, method: string | undefined): Promise<FromHost> => {
    const answer = await exchange<FromHost>(child, message)
    if (io.signal.aborted) throw new ConventionsError('interrupted', undefined)
    if (answer === undefined) throw new ConventionsError('releasePluginEnded', { plugin: name, method, output: said.trim().split('\n').slice(-15).join('\n') })
    if (answer.type === 'failed') throw answer.method === undefined ? new ConventionsError('releasePluginLoad', { plugin: answer.name, reason: answer.reason }) : new ConventionsError('releasePlugin', { plugin: answer.name, method: answer.method, reason: answer.reason })
    return answer
  }
  try {
    const started = await request({ type: 'start', start }, start.plugins.map(([name]) => name).join(', '), undefined)
    if (started.type !== 'started') throw new ConventionsError('releasePluginsMissing', { plugins: start.plugins.map(([name]) => name) })
    const names = started.enabled.map(({ name }) => name).join(', ')
    return {
      enabled: started.enabled, close,
      ask: async (latestVersion) => (await request({ type: 'ask', latestVersion }, names, 'init') as Extract<FromHost, { type: 'asked' }>).answers,
      restore: async (restored, state) => { await request({ type: 'restore', names: restored, state }, restored.join(', '), 'init') },
      run: async (name, phase, about) => (await request({ type: 'run', name, phase, about }, name, phase) as Extract<FromHost, { type: 'done' }>).state,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function gone(child: ChildProcess, platform: NodeJS.Platform): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(child, platform), 10_000)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function end(child: ChildProcess, platform: NodeJS.Platform): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  if (platform === 'win32') {
    child.kill()
    return
  }
  const { pid } = child
  endGroup(pid, 'SIGTERM')
  const insist = setTimeout(() => endGroup(pid, 'SIGKILL'), 5000)
  child.once('exit', () => clearTimeout(insist))
}
