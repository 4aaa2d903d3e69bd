import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { first, gitLog, mediansOf, once, type Contestant } from './measure.ts'
import { makeRow, type Row } from './report.ts'
import { synthetic } from './synthetic.ts'

const sizes = [5_000, 50_000] as const
const runs = 5

/** `compare commits` and `report` over a synthetic history, beside `git log` printing the same commits; and what they keep of it in memory. */
export function historyRows(work: string, launcher: string): { readonly rows: Row[], readonly notes: string[] } {
  const [small, large] = sizes.map((size) => measured(join(work, String(size)), size))
  const log = gitLog(large!)
  const commands = { 'compare commits': ['compare', 'commits', '--json'], report: ['report', '--json'] }
  const rows = Object.entries(commands).flatMap(([name, args]) => {
    const ours = (folder: string): Contestant => ({ name, argv: [process.execPath, launcher, ...args], prepare: first(folder) })
    const times = mediansOf([ours(large!), log], runs)
    const peaks = Object.fromEntries(sizes.map((size, at) => [`${size} commits`, once(ours([small!, large!][at]!)).peak ?? 0]))
    return [
      makeRow({ what: `${name}, ${sizes[1]} commits`, budget: '≤ 3 × git log', met: times[name]! <= 3 * times[log.name]!, unit: 'ms' }, times),
      makeRow({ what: `peak memory, ${name}`, budget: 'ten times the commits: no more than half as much again', met: Object.values(peaks)[1]! <= 1.5 * Object.values(peaks)[0]!, unit: 'kB' }, peaks),
    ]
  })
  return { rows, notes: [`compare commits, report: medians of ${runs}, with nothing kept by an earlier run; memory is of one start`] }
}

/** A repository with that history and a convention of its own. Returns its folder. */
function measured(work: string, size: number): string {
  mkdirSync(work, { recursive: true })
  const folder = synthetic(work, size)
  writeFileSync(join(folder, 'conventions.config.yaml'), 'extends: standard\n')
  return folder
}
