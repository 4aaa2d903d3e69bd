import type { CommitConvention } from '../commits/convention.ts'
import { correctMessage } from '../commits/correct.ts'
import { makeIgnoredByDefault } from '../commits/ignored.ts'
import { makeJudge, type Judge } from '../commits/judge.ts'
import type { RawCommit } from '../history/records.ts'

/** A convention to compare. */
export interface Candidate {
  readonly name: string
  readonly convention: CommitConvention
}

export interface GroupShare {
  readonly name: string
  readonly commits: number
  /** 0–1 */
  readonly accepted: number
}

/** What a convention would have made of a history. Shares are 0–1. */
export interface CommitScore {
  readonly name: string
  /** Other names of a convention that decides the same. */
  readonly same: readonly string[]
  readonly accepted: number
  /** Of the newest commits (`recentCommits`): what the team does now. */
  readonly recent: number
  /** With obvious corrections: what `conventions commit --retry` would have proposed. `margin`: half of its 95 % interval, 0 where every message was tried. */
  readonly corrected: number
  readonly margin: number
  /** By the first rule that was broken, most first, with messages. */
  readonly rejected: readonly { readonly rule: string, readonly count: number, readonly examples: readonly string[] }[]
  /** The ten who wrote most. */
  readonly authors: readonly GroupShare[]
  readonly years: readonly GroupShare[]
}

export interface CommitComparison {
  /** Commits that were judged; merges, reverts by git and the like are not. */
  readonly commits: number
  readonly recentCommits: number
  readonly ignored: number
  /** Best first. */
  readonly scores: readonly CommitScore[]
  readonly recommended: string
  readonly why: 'fits' | 'corrections' | 'none'
}

export interface Comparing {
  add(commit: RawCommit): void
  finish(): Promise<CommitComparison>
}

const newest = 1000
/** Rejected messages of each convention that are corrected: enough for ± 4.4 %. */
const tried = 500

/** By the name of a group: its commits, and of each candidate (in their order) those that it accepts. */
type Groups = Map<string, { commits: number, readonly accepted: Uint32Array }>
interface Running {
  readonly candidate: Candidate
  readonly same: string[]
  readonly judge: Judge
  accepted: number
  recent: number
  readonly rules: Map<string, { count: number, readonly examples: string[] }>
  readonly rejected: string[]
}

/**
 * Judges each commit by each convention as it comes. Kept are counts, three first lines for each rule, and at most 500 rejected messages of each convention,
 * drawn evenly from the whole history (reservoir sampling, the same at every run).
 */
export async function compareCommits(candidates: readonly Candidate[]): Promise<Comparing> {
  const running = await start(candidates)
  const isIgnored = await makeIgnoredByDefault()
  let [commits, ignored] = [0, 0]
  const authors: Groups = new Map()
  const years: Groups = new Map()
  const random = drawing()
  return {
    add(commit) {
      const { author, time } = commit
      const message = commit.message.trimEnd()
      if (commit.parents.length > 1 || message === '' || isIgnored(message)) {
        ignored++
        return
      }
      commits++
      const groups = [groupOf(authors, author, running.length), groupOf(years, new Date(time * 1000).getUTCFullYear().toString(), running.length)]
      for (const group of groups) group.commits++
      running.forEach((one, at) => {
        if (record(one, message, commits, random)) for (const { accepted } of groups) accepted[at]!++
      })
    },
    async finish() {
      const recentCommits = Math.min(newest, commits)
      const scores = await Promise.all(running.map((one, at) => scoreOf(one, commits, recentCommits, sharesOf(authors, at), sharesOf(years, at))))
      scores.sort((a, b) => Math.round((b.recent - a.recent) * 100) || Math.round((b.corrected - a.corrected) * 100) || 0)
      const best = scores[0]
      const why = (best?.recent ?? 0) >= 0.5 ? 'fits' : (best?.corrected ?? 0) >= 0.5 ? 'corrections' : 'none'
      return { commits, recentCommits, ignored, scores, recommended: why === 'none' ? 'standard' : best?.name ?? 'standard', why }
    },
  }
}

/** Conventions that decide the same are judged once. */
async function start(candidates: readonly Candidate[]): Promise<Running[]> {
  const { effectiveRules } = await import('../commits/effective.ts')
  const { grammarOf } = await import('../commits/grammar.ts')
  const found = new Map<string, Running>()
  for (const candidate of candidates) {
    const { vocabulary } = candidate.convention
    const grammar = grammarOf(vocabulary)
    const key = JSON.stringify([vocabulary.ignore, effectiveRules(candidate.convention), grammar.headerPattern.source, grammar.noteKeywords, vocabulary.header.width, vocabulary.ticket, vocabulary.emoji])
    const known = found.get(key)
    if (known) known.same.push(candidate.name)
    else {
      found.set(key, {
        candidate, same: [], judge: await makeJudge(candidate.convention), accepted: 0, recent: 0, rules: new Map(), rejected: [],
      })
    }
  }
  return [...found.values()]
}

/** Whether the candidate accepts the message. */
function record(one: Running, message: string, commits: number, random: (below: number) => number): boolean {
  const rule = one.judge(message)
  if (rule === undefined) {
    one.accepted++
    if (commits <= newest) one.recent++
    return true
  }
  const broken = one.rules.get(rule) ?? { count: 0, examples: [] }
  one.rules.set(rule, broken)
  broken.count++
  if (broken.examples.length < 3) broken.examples.push(message.split('\n', 1)[0]!.slice(0, 120))
  const at = one.rejected.length < tried ? one.rejected.length : random(commits - one.accepted)
  if (at < tried) one.rejected[at] = message
  return false
}

function groupOf(groups: Groups, name: string, candidates: number) {
  const found = groups.get(name) ?? { commits: 0, accepted: new Uint32Array(candidates) }
  groups.set(name, found)
  return found
}

async function scoreOf(one: Running, commits: number, recentCommits: number, authors: readonly GroupShare[], years: readonly GroupShare[]): Promise<CommitScore> {
  let complete = 0
  for (const message of one.rejected) if ((await correctMessage(message, one.candidate.convention)).complete) complete++
  const wrong = commits - one.accepted
  const share = one.rejected.length === 0 ? 0 : complete / one.rejected.length
  const part = (some: number): number => commits === 0 ? 0 : some / commits
  return {
    name: one.candidate.name, same: one.same, accepted: part(one.accepted), recent: recentCommits === 0 ? 0 : one.recent / recentCommits,
    corrected: part(one.accepted + wrong * share), margin: wrong <= one.rejected.length ? 0 : part(wrong) * 1.96 * Math.sqrt(share * (1 - share) / one.rejected.length),
    rejected: [...one.rules].sort((a, b) => b[1].count - a[1].count).map(([rule, { count: times, examples }]) => ({ rule, count: times, examples })),
    authors: authors.toSorted((a, b) => b.commits - a.commits).slice(0, 10), years: years.toSorted((a, b) => a.name < b.name ? -1 : 1),
  }
}

const sharesOf = (groups: Groups, candidate: number): GroupShare[] => [...groups].map(([name, { commits, accepted }]) => ({ name, commits, accepted: accepted[candidate]! / commits }))

/** Numbers that look drawn and are the same at every run (xorshift32). */
function drawing(): (below: number) => number {
  let state = 0x9e3779b9
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
