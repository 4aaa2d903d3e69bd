import { standardTypes } from '../commits/standard.ts'
import type { RawCommit } from '../history/records.ts'
import { bump, ranksOf, type Share } from './counts.ts'
import { wilson } from './tally.ts'
import type { Group } from './types.ts'

export type CommitStyle = 'conventional' | 'angular' | 'gitmoji' | 'ticket' | 'sentence' | 'lower' | 'other'

/** What the messages of a history have in common. Merges, reverts by git, releases and robots do not count. */
export interface CommitFindings {
  readonly commits: number
  readonly merges: number
  /** Of the commits, those whose first line ends with `(#12)`: pull requests that were squashed. */
  readonly squashed: number
  readonly skipped: number
  readonly style: CommitStyle
  readonly share: number
  readonly confidence: number
  readonly verdict: 'agreed' | 'contested' | 'mixed' | 'few'
  readonly styles: readonly (Share & { readonly examples: readonly string[] })[]
  readonly types: readonly Share[]
  readonly scopes: readonly Share[]
  /** Commits that name a scope, of those that name a type: 0–1. */
  readonly scoped: number
  /** Length of first lines in UTF-16 code units, `(#12)` not counted: the median, and what 95 and 99 % do not exceed. */
  readonly lengths: { readonly median: number, readonly p95: number, readonly p99: number }
  readonly subjects: { readonly lower: number, readonly fullStop: number }
  readonly bodies: number
  readonly language: { readonly korean: number, readonly english: number, readonly other: number }
  /** `ABC-123` in first lines: a project that tickets begin with. */
  readonly tickets: readonly Share[]
  readonly ticketShare: number
  readonly authors: readonly Group[]
  readonly years: readonly Group[]
}

export interface CommitTally {
  add(commit: RawCommit): void
  findings(): CommitFindings
}

const conventional = /^([\p{L}\p{N}_-]{1,30})(?:\(([^()]{1,60})\))?!?: \S/u
const gitmoji = /^(:[a-z0-9_+-]+:|\p{Extended_Pictographic})/u
const ticketFirst = /^[[(]?[A-Z][A-Z0-9]+-\d+[\])]?[:\s]/
const ticket = /\b([A-Z][A-Z0-9]{1,9})-\d+\b/
// `v1.2.3`, `release: v1.2.3`, `chore(release): 1.2.3`.
const release = /^((chore|build|release)(\([^)]*\))?:? *)?(release|publish|bump)?:? *(version )?v?\d+\.\d+\.\d+\S*( \(#\d+\))?$/i
const byGit = /^(Merge |Revert "|Reapply "|fixup! |squash! |amend! )/
const robot = /\[bot\]|dependabot|renovate|greenkeeper/i

/** Names that look like tickets and are none. */
const noTickets = new Set(['UTF', 'SHA', 'ISO', 'RFC', 'ES', 'HTTP', 'TLS', 'CVE', 'GHSA', 'PEP', 'BREAKING', 'COVID', 'IE', 'MD'])

/** Counts as it goes; of the messages it keeps three examples for each style. */
export function makeCommitTally(): CommitTally {
  const styles = new Map<CommitStyle, { count: number, examples: string[] }>()
  const [types, scopes, tickets] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const [authors, years] = [new Map<string, Map<string, number>>(), new Map<string, Map<string, number>>()]
  // Longer ones are as long as this.
  const lengths = new Uint32Array(501)
  const sum = { commits: 0, merges: 0, squashed: 0, skipped: 0, scoped: 0, lower: 0, fullStop: 0, bodies: 0, korean: 0, english: 0, ticketed: 0 }
  return {
    add(commit) {
      const header = commit.header
      if (commit.parents.length > 1) {
        sum.merges++
        return
      }
      if (byGit.test(header) || release.test(header) || robot.test(commit.author) || header === '') {
        sum.skipped++
        return
      }
      sum.commits++
      const bare = header.replace(/ \(#\d+\)$/, '')
      if (bare !== header) sum.squashed++
      const style = styleOf(bare)
      const kept = styles.get(style) ?? { count: 0, examples: [] }
      kept.count++
      if (kept.examples.length < 3) kept.examples.push(header.slice(0, 120))
      styles.set(style, kept)
      const [, type, scope] = style === 'conventional' ? conventional.exec(bare)! : []
      if (type !== undefined) bump(types, type)
      if (scope !== undefined) {
        sum.scoped++
        for (const one of scope.split(/\s*,\s*/)) if (scopes.has(one) || scopes.size < 2000) bump(scopes, one)
      }
      lengths[Math.min(500, bare.length)]!++
      const subject = type === undefined ? bare : bare.slice(bare.indexOf(': ') + 2)
      if (/^[\p{Ll}\p{Lo}]/u.test(subject)) sum.lower++
      if (/[^.]\.$/.test(subject)) sum.fullStop++
      if (/\n[ \t]*\n[ \t]*[^\s]/.test(commit.bytes.trimEnd())) sum.bodies++
      if (/\p{Script=Hangul}/u.test(subject)) sum.korean++
      else if (!/[^\P{L}\p{Script=Latin}]/u.test(subject)) sum.english++
      const project = ticket.exec(header)?.[1]
      if (project !== undefined && !noTickets.has(project)) {
        sum.ticketed++
        if (tickets.has(project) || tickets.size < 200) bump(tickets, project)
      }
      bumpIn(authors, commit.author, style)
      bumpIn(years, new Date(commit.time * 1000).getUTCFullYear().toString(), style)
    },
    findings: () => {
      const ranked = [...styles].sort((a, b) => b[1].count - a[1].count)
      const [first, most] = ranked[0] ?? ['other', { count: 0, examples: [] }]
      const share = part(most.count, sum.commits)
      const confidence = wilson(most.count, sum.commits)
      const told = groupsOf(authors).sort((a, b) => b.files - a.files).slice(0, 10)
      const used = ranksOf(types).filter(({ count }) => count >= Math.max(3, sum.commits / 500))
      return {
        commits: sum.commits, merges: sum.merges, squashed: part(sum.squashed, sum.commits), skipped: sum.skipped,
        style: first === 'conventional' && isAngular(used, part(sum.scoped, most.count), part(sum.bodies, sum.commits), part(sum.lower, sum.commits)) ? 'angular' : first,
        share, confidence,
        verdict: sum.commits < 20 ? 'few' : share < 0.7 ? 'mixed' : confidence >= 0.8 && !told.some(({ value, share: each }) => value !== first && each >= 0.6) ? 'agreed' : 'contested',
        styles: ranked.map(([name, { count, examples }]) => ({ name, count, examples })),
        types: used, scopes: ranksOf(scopes).slice(0, 50), scoped: part(sum.scoped, styles.get('conventional')?.count ?? 0),
        lengths: { median: quantile(lengths, 0.5), p95: quantile(lengths, 0.95), p99: quantile(lengths, 0.99) },
        subjects: { lower: part(sum.lower, sum.commits), fullStop: part(sum.fullStop, sum.commits) },
        bodies: part(sum.bodies, sum.commits),
        language: { korean: part(sum.korean, sum.commits), english: part(sum.english, sum.commits), other: part(sum.commits - sum.korean - sum.english, sum.commits) },
        tickets: ranksOf(tickets).slice(0, 5), ticketShare: part(sum.ticketed, sum.commits),
        authors: told, years: groupsOf(years).sort((a, b) => a.name < b.name ? -1 : 1),
      }
    },
  }
}

export function styleOf(header: string): Exclude<CommitStyle, 'angular'> {
  if (gitmoji.test(header)) return 'gitmoji'
  if (ticketFirst.test(header) && !noTickets.has(ticket.exec(header)?.[1] ?? '')) return 'ticket'
  if (conventional.test(header)) return 'conventional'
  if (/^\p{Lu}/u.test(header)) return 'sentence'
  return /^[\p{Ll}\p{Lo}]/u.test(header) ? 'lower' : 'other'
}

/** Angular's guidelines beyond Conventional Commits: no `chore` or `style`, most commits with a scope and a body, in lower case. */
function isAngular(types: readonly Share[], scoped: number, bodies: number, lower: number): boolean {
  const all = types.reduce((sum, { count }) => sum + count, 0)
  const foreign = types.filter(({ name }) => name === 'chore' || name === 'style').reduce((sum, { count }) => sum + count, 0)
  return scoped >= 0.6 && bodies >= 0.5 && lower >= 0.7 && foreign <= all * 0.02
}

/** The types that are in the standard list, in its order, then the team's own. */
export function inOrder(types: readonly Share[]): string[] {
  const standard = Object.keys(standardTypes)
  const names = types.map(({ name }) => name)
  return [...standard.filter((name) => names.includes(name)), ...names.filter((name) => !standard.includes(name))]
}

const part = (some: number, all: number): number => all === 0 ? 0 : some / all

function bumpIn(groups: Map<string, Map<string, number>>, name: string, value: string): void {
  const counts = groups.get(name) ?? new Map<string, number>()
  groups.set(name, counts)
  bump(counts, value)
}

function groupsOf(groups: ReadonlyMap<string, ReadonlyMap<string, number>>): Group[] {
  return [...groups].flatMap(([name, counts]): Group[] => {
    const all = [...counts.values()].reduce((sum, one) => sum + one, 0)
    const [value, most] = [...counts].sort((a, b) => b[1] - a[1])[0]!
    return all < 5 ? [] : [{ name, value, files: all, share: most / all }]
  })
}

function quantile(counts: Uint32Array, share: number): number {
  const wanted = counts.reduce((sum, one) => sum + one, 0) * share
  let seen = 0
  for (let length = 0; length < counts.length; length++) {
    seen += counts[length]!
    if (seen >= wanted) return length
  }
  return 0
}
