import * as v from 'valibot'
import { bump, ranksOf, type Share } from '../infer/counts.ts'

/** What `conventions doctor --json` says, as far as it is counted here. */
const doctorSchema = v.object({
  probes: v.array(v.object({ id: v.string(), expectation: v.string(), ok: v.optional(v.boolean()) })),
})

/** Machines, and what they lack. */
export interface Machines {
  readonly machines: number
  /** Those that lack nothing. */
  readonly ready: number
  /** What is expected, and how many machines lack it: most often first. */
  readonly lacking: readonly Share[]
}

/**
 * Counts what machines have, each by what `conventions doctor --json` printed on it.
 *
 * @param results texts by a name, one for each machine
 * @returns the name of the first text that is something else where there is one
 */
export function machinesOf(results: Readonly<Record<string, string>>): Machines | { readonly unreadable: string } {
  const lacking = new Map<string, number>()
  let ready = 0
  for (const [name, text] of Object.entries(results)) {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), doctorSchema), text)
    if (!read.success) return { unreadable: name }
    const problems = new Set(read.output.probes.filter(({ ok }) => ok === false).map(({ expectation }) => expectation))
    if (problems.size === 0) ready += 1
    for (const problem of problems) bump(lacking, problem)
  }
  return { machines: Object.keys(results).length, ready, lacking: ranksOf(lacking) }
}
