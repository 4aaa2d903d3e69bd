import { spawnSync } from 'node:child_process'

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
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
