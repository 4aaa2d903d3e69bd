import type { CommitConvention } from '../commits/convention.ts'
import { makeIgnoredByDefault } from '../commits/ignored.ts'
import { makeJudge } from '../commits/judge.ts'
import type { RawCommit } from '../history/records.ts'

/** How many of some messages keep to the convention. */
export interface Kept {
  readonly name: string
  readonly commits: number
  readonly accepted: number
}

export interface Conformity {
  readonly commits: number
  readonly accepted: number
  /** `2025-11`, oldest first; months without a commit are left out. */
  readonly months: readonly Kept[]
  /** By the word before the colon, as it was written; '' where there is none. Most first. */
  readonly types: readonly Kept[]
  readonly authors: readonly Kept[]
  /** Titles of pull requests: first lines of those that were squashed (`… (#12)`), and what merges on GitHub and GitLab say. */
  readonly titles: { readonly commits: number, readonly accepted: number }
  /** Of the newest hundred. */
  readonly recent: { readonly commits: number, readonly accepted: number }
}

export interface ConformityTally {
  add(commit: RawCommit): void
  result(): Conformity
}

interface Count { commits: number, accepted: number }
const newest = 100

/** Judges commits as they come, newest first; keeps counts alone. Merges count for their titles only. */
export async function makeConformityTally(convention: CommitConvention): Promise<ConformityTally> {
  const judge = await makeJudge(convention)
  const isIgnored = await makeIgnoredByDefault()
  const [all, titles, recent] = [zero(), zero(), zero()]
  const [months, types, authors] = [new Map<string, Count>(), new Map<string, Count>(), new Map<string, Count>()]
  return {
    add(commit) {
      const message = commit.message.trimEnd()
      if (commit.parents.length > 1) {
        const title = mergedTitle(message)
        if (title !== undefined) bump(titles, judge(title) === undefined)
        return
      }
      if (message === '' || isIgnored(message)) return
      const ok = judge(message) === undefined
      const { header } = commit
      bump(all, ok)
      if (recent.commits < newest) bump(recent, ok)
      bump(at(months, new Date(commit.time * 1000).toISOString().slice(0, 7)), ok)
      bump(at(types, /^([\p{L}\p{N}_-]{1,30}|:[\w+-]+:)(?=[(!: ])(?=.*:)/u.exec(header)?.[1] ?? ''), ok)
      bump(at(authors, commit.author), ok)
      if (/ \(#\d+\)$/.test(header)) bump(titles, judge(header.replace(/ \(#\d+\)$/, '')) === undefined)
    },
    result: () => ({
      ...all, titles, recent, months: named(months).sort((a, b) => a.name < b.name ? -1 : 1),
      types: named(types).sort((a, b) => b.commits - a.commits).slice(0, 30), authors: named(authors).sort((a, b) => b.commits - a.commits).slice(0, 100),
    }),
  }
}

/** `Merge pull request #1 from a/b⏎⏎title` of GitHub, `Merge branch 'a' into 'main'⏎⏎title⏎⏎See merge request …` of GitLab. */
function mergedTitle(message: string): string | undefined {
  if (!/^Merge (pull request #\d+ from |branch '.+' into ')/.test(message)) return undefined
  if (message.startsWith('Merge branch') && !/\n\nSee merge request /.test(message)) return undefined
  return message.split('\n').slice(1).find((line) => line.trim() !== '')?.trim()
}

/** Three months against the three before them; undefined where one of them has fewer than twenty commits. Shares: 0–1. */
export function trendOf(months: readonly Kept[]): { readonly before: number, readonly now: number, readonly falls: boolean } | undefined {
  const [now, before] = [sum(months.slice(-3)), sum(months.slice(-6, -3))]
  if (now.commits < 20 || before.commits < 20) return undefined
  const shares = { before: before.accepted / before.commits, now: now.accepted / now.commits }
  // Less than two points are chance.
  return { ...shares, falls: shares.now < shares.before - 0.02 }
}

const zero = (): Count => ({ commits: 0, accepted: 0 })
const sum = (some: readonly Kept[]): Count => some.reduce((all, { commits, accepted }) => ({ commits: all.commits + commits, accepted: all.accepted + accepted }), zero())
const named = (counts: ReadonlyMap<string, Count>): Kept[] => [...counts].map(([name, count]) => ({ name, ...count }))

function bump(count: Count, ok: boolean): void {
  count.commits++
  if (ok) count.accepted++
}

function at(counts: Map<string, Count>, name: string): Count {
  const found = counts.get(name) ?? zero()
  counts.set(name, found)
  return found
}
