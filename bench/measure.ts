import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { commitFormat } from '../src/history/records.ts'

/** One program to be timed. `prepare` runs before each start, untimed, and says where to start. */
export interface Contestant {
  readonly name: string
  /** Program and arguments; without a shell. */
  readonly argv: readonly string[]
  readonly prepare: () => string
  /** What it ends with when all is as expected. Default 0. */
  readonly code?: number
}

/**
 * Times every contestant `runs` times after one start that does not count, in turns (A B C, A B C, …), so that a machine that
 * gets slower meanwhile does so for all of them.
 * @returns wall time of each run from start to exit in ms, by name
 * @throws Error with what it printed when a contestant does not exit as expected
 */
export function interleave(contestants: readonly Contestant[], runs: number): Record<string, number[]> {
  const times = Object.fromEntries(contestants.map(({ name }) => [name, [] as number[]]))
  for (let round = 0; round <= runs; round += 1) {
    for (const contestant of contestants) {
      const time = start(contestant)
      if (round > 0) times[contestant.name]!.push(time)
    }
  }
  return times
}

// The clock is read by a shell: this process is large, and what it takes to fork it is no part of what is measured. bash 5 tells microseconds.
const clock = 'from=$EPOCHREALTIME; "$@" >&1 2>&2; code=$?; to=$EPOCHREALTIME; printf "%s %s\\n" "$from" "$to" >&3; exit "$code"'

function start({ name, argv, prepare, code = 0 }: Contestant): number {
  const cwd = prepare()
  const { status, stdout, stderr, output } = spawnSync('bash', ['-c', clock, 'bash', ...argv], { cwd, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
  if (status !== code) throw new Error(`${name} ended with ${status ?? 'a signal'}\n${stdout}${stderr}`)
  const [from = NaN, to = NaN] = (output[3] ?? '').trim().split(' ').map((seconds) => Number(seconds.replace(',', '.')) * 1000)
  if (Number.isNaN(to - from)) throw new Error('The bench takes bash 5 to read the clock.')
  return to - from
}

/** The middle one of an odd number of values. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** The median of each contestant, in ms. */
export function mediansOf(contestants: readonly Contestant[], runs: number): Record<string, number> {
  return Object.fromEntries(Object.entries(interleave(contestants, runs)).map(([name, all]) => [name, median(all)]))
}

/** What is kept of an earlier run goes, so that everything is as at the first one. */
export const first = (folder: string) => () => {
  rmSync(join(folder, '.git/conventions'), { recursive: true, force: true })
  return folder
}

/** A program that takes seconds gets this many of them, and one start that counts. */
export const patience = 60

/** Nobody asks the network: what tries is told at once that there is none. */
export const offline = {
  ...process.env, CI: 'true', NO_UPDATE_NOTIFIER: '1', npm_config_offline: 'true', GIT_TERMINAL_PROMPT: '0',
  HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '',
}

interface Once {
  /** Wall time in ms. */
  readonly time: number
  /** Peak memory (RSS) in kB of it and of what it starts, and its processor time in ms; undefined where GNU time is missing. */
  readonly peak: number | undefined
  readonly cpu: number | undefined
  /** It was ended: it takes longer than `time`. */
  readonly ended: boolean
}

/** Starts a program once. */
export function once({ name, argv, prepare }: Contestant): Once {
  const cwd = prepare()
  const before = performance.now()
  const { status, stderr, error } = spawnSync('/usr/bin/time', ['-f', 'peak %M %U %S', 'timeout', '-k', '1', String(patience), ...argv], { cwd, env: offline, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'ignore', 'pipe'] })
  const time = performance.now() - before
  const [, peak, user, system] = /peak (\d+) ([\d.]+) ([\d.]+)\s*$/.exec(error ? '' : stderr) ?? []
  const ended = status === 124 || status === 137
  if (!ended && status !== 0 && !error) throw new Error(`${name} ended with ${status ?? 'a signal'}\n${stderr}`)
  return { time, ended, peak: peak === undefined ? undefined : Number(peak), cpu: user === undefined ? undefined : (Number(user) + Number(system)) * 1000 }
}

/** What reading a history costs at least. */
export const gitLog = (folder: string): Contestant =>
  ({ name: 'git log into a pipe', argv: ['sh', '-c', `git log -z --format=${commitFormat} | cat >/dev/null`], prepare: () => folder })
