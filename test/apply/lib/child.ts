import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What came of an operation that was hit at each of its points: how many there were, and how many ended before it and after it. */
export interface Report {
  readonly points: number
  readonly before: number
  readonly after: number
  readonly failures: readonly string[]
}

/** Has another process of a file (`url`) do a job, with faults at hand. That it is killed is what is wanted. */
export function inChild(url: string, job: object): Promise<void> {
  const preload = new URL('faults.ts', import.meta.url).href
  return new Promise((resolve, reject) => execFile(
    process.execPath, ['--import', preload, fileURLToPath(url), JSON.stringify(job)], { encoding: 'utf8' },
    (error, stdout, stderr) => error && error.signal !== 'SIGKILL' ? reject(new Error(stderr || stdout)) : resolve(),
  ))
}

/** Lines that only one of two states has. */
export function differences(expected: string, actual: string): string {
  const [a, b] = [expected.split('\n'), actual.split('\n')]
  return [...a.filter((line) => !b.includes(line)).map((line) => `- ${line}`), ...b.filter((line) => !a.includes(line)).map((line) => `+ ${line}`)].join('\n')
}
