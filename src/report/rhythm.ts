import { bump } from '../infer/counts.ts'
import { versionOf } from '../history/versions.ts'

/** How often versions come out. */
export interface Rhythm {
  readonly releases: number
  readonly last: { readonly tag: string, readonly time: number } | undefined
  /** Median of the days between the last twenty-one releases; undefined where there are fewer than three. */
  readonly days: number | undefined
  /** Releases by year, oldest first. */
  readonly years: readonly { readonly name: string, readonly count: number }[]
}

/** From the tags that name versions. `time`: seconds since 1970. */
export function rhythmOf(tags: readonly { readonly name: string, readonly time: number }[]): Rhythm {
  const releases = tags.filter(({ name }) => versionOf(name, '') !== undefined).sort((a, b) => a.time - b.time)
  const years = new Map<string, number>()
  for (const { time } of releases) {
    bump(years, new Date(time * 1000).getUTCFullYear().toString())
  }
  const gaps = releases.slice(-21).map(({ time }, at, all) => at === 0 ? undefined : (time - all[at - 1]!.time) / 86_400).filter((gap) => gap !== undefined).sort((a, b) => a - b)
  const last = releases.at(-1)
  return {
    releases: releases.length, last: last && { tag: last.name, time: last.time }, days: gaps.length < 2 ? undefined : gaps[Math.floor(gaps.length / 2)],
    years: [...years].map(([name, count]) => ({ name, count })),
  }
}
