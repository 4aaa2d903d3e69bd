import type { FileResult, Style } from './protocol.ts'

/** What one candidate said of all files that were looked at. */
export interface Measured {
  readonly name: string
  readonly results: readonly { readonly path: string, readonly result: FileResult }[]
  /** Of files as they were before a fix: the lines that it changed, and what was said of them. */
  readonly past: readonly { readonly lines: number, readonly watched: number, readonly result: FileResult }[]
  /** Rules that threw. */
  readonly quarantined: Readonly<Record<string, string>>
  readonly weight: { readonly megabytes: number, readonly packages: number } | undefined
  readonly takes: readonly (keyof Style)[]
  readonly says: Style | undefined
  /** Whether it goes on laying the code out where another tool does so. */
  readonly lays: boolean
}

export interface RuleScore {
  readonly rule: string
  readonly count: number
  /** Of them, those that `--fix` repairs. */
  readonly fixed: number
  readonly layout: boolean
  readonly example: { readonly path: string, readonly line: number, readonly before: string, readonly after?: string } | undefined
}

/** What a candidate would mean for the code. Shares are 0–1. */
export interface LintScore {
  readonly name: string
  readonly files: number
  readonly lines: number
  /** Files that it leaves alone, and those that it cannot read. */
  readonly skipped: number
  readonly broken: readonly { readonly path: string, readonly problem: string }[]
  /** Rules that are on; those among them that need types were left out. */
  readonly on: number
  readonly typed: number
  readonly problems: number
  /** Problems per 1,000 lines, with half of the 95 % interval (0: all files were looked at). */
  readonly perThousand: number
  readonly margin: number
  readonly layoutPerThousand: number
  readonly logicPerThousand: number
  /** Of the problems, those that `--fix` repairs; and what is left for people, per 1,000 lines. */
  readonly fixedShare: number
  readonly leftPerThousand: number
  /** Lines and files that `--fix` would change. */
  readonly changedShare: number
  readonly changedFiles: number
  readonly rules: readonly RuleScore[]
  /** Lines that fixes changed later: how many had a problem (not of layout), and what chance would have found. Undefined: no fix was looked at. */
  readonly value: { readonly lines: number, readonly caught: number, readonly chance: number } | undefined
  /** Where its own layout is not the team's; undefined: it says nothing of layout. */
  readonly disagrees: readonly (keyof Style)[] | undefined
  readonly weight: Measured['weight']
  readonly quarantined: Readonly<Record<string, string>>
  /** What it costs and what it checks against that: see `pointsOf`. */
  readonly cost: number
  readonly points: number
}

export interface Basis {
  /** Of the files that could have been looked at, those that were: 0–1. */
  readonly share: number
  readonly style: Style
  /** Another tool lays the code out already. */
  readonly formatter: boolean
}

/** Wider than normal theory says: with 100 files its intervals hold the truth in 9 of 10 cases, not in 19 of 20. */
const widened = 1.3

/** The scores, the best first. */
export function scoreAll(all: readonly Measured[], basis: Basis): LintScore[] {
  return all.map((one) => scoreOf(one, basis)).sort((a, b) => b.points - a.points || (a.name < b.name ? -1 : 1))
}

function scoreOf({ name, results, past, quarantined, weight, takes, says, lays }: Measured, basis: Basis): LintScore {
  const read = results.filter(({ result }) => result.skipped === undefined && result.fatal === undefined)
  const lines = sum(read, ({ result }) => result.lines)
  const rules = rulesOf(read, quarantined)
  const problems = sum(rules, ({ count }) => count)
  const layout = sum(rules, (rule) => rule.layout ? rule.count : 0)
  const fixed = sum(rules, (rule) => rule.fixed)
  const per = (count: number): number => lines === 0 ? 0 : 1000 * count / lines
  const score = {
    name, files: read.length, lines,
    skipped: results.filter(({ result }) => result.skipped).length,
    broken: results.flatMap(({ path, result }) => result.fatal === undefined ? [] : [{ path, problem: result.fatal }]),
    on: Math.max(0, ...read.map(({ result }) => result.on)), typed: Math.max(0, ...read.map(({ result }) => result.typed)),
    problems, perThousand: per(problems), layoutPerThousand: per(layout), logicPerThousand: per(problems - layout),
    margin: marginOf(read.map(({ result }) => ({ problems: countOf(result, quarantined), lines: result.lines })), basis.share),
    fixedShare: problems === 0 ? 0 : fixed / problems, leftPerThousand: per(problems - fixed),
    changedShare: lines === 0 ? 0 : sum(read, ({ result }) => result.changed) / lines,
    changedFiles: read.length === 0 ? 0 : read.filter(({ result }) => result.changed > 0).length / read.length,
    rules, value: valueOf(past), weight, quarantined,
    disagrees: says && (Object.keys(says) as (keyof Style)[]).filter((key) => !takes.includes(key) && basis.style[key] !== undefined && basis.style[key] !== says[key]),
  }
  return { ...score, ...pointsOf(score, read, lays || !basis.formatter, basis) }
}

/** A rule of which the code breaks more per 1,000 lines is switched off rather than obeyed: that is what it costs at most. */
const dearest = 1.5

/**
 * Points: a tenth of the rules that it keeps an eye on, less what people have to repair by hand per 1,000 lines (of each rule 1.5 at most), less the percentage of lines that `--fix`
 * rewrites (thrice where a formatter would write them back), and half a point for each percent of later fixes' lines that it points at beyond chance. Layout counts for those that
 * would go on laying the code out.
 */
function pointsOf({ files, lines, on, rules, value }: Pick<LintScore, 'files' | 'lines' | 'on' | 'rules' | 'value'>, read: Measured['results'], lays: boolean, { formatter }: Basis): Pick<LintScore, 'cost' | 'points'> {
  if (files === 0 || lines === 0) return { cost: 0, points: -Infinity }
  const counted = rules.filter(({ layout }) => lays || !layout)
  const byHand = sum(counted, ({ count, fixed }) => Math.min(dearest, 1000 * (count - fixed) / lines))
  const rewritten = 100 * sum(read, ({ result: { changed, changedLogic = changed } }) => lays ? changed : changedLogic) / lines
  const caught = value === undefined || value.lines === 0 ? 0 : 50 * Math.max(0, (value.caught - value.chance) / value.lines)
  const cost = byHand + rewritten * (formatter && counted.some(({ layout }) => layout) ? 3 : 1)
  return { cost, points: Math.round(10 * ((on - rules.length + counted.length) / 10 - cost + caught)) / 10 }
}

function rulesOf(read: Measured['results'], quarantined: Readonly<Record<string, string>>): RuleScore[] {
  const rules = new Map<string, { rule: string, count: number, fixed: number, layout: boolean, example: RuleScore['example'] }>()
  for (const { path, result } of read) {
    for (const [rule, { count, fixed, layout, line, before, after }] of Object.entries(result.rules)) {
      if (Object.hasOwn(quarantined, rule)) continue
      const told = rules.get(rule) ?? { rule, count: 0, fixed: 0, layout, example: undefined }
      told.count += count
      told.fixed += fixed
      // One that shows what the fix does is worth more.
      if (told.example === undefined || (told.example.after === undefined && after !== undefined)) told.example = { path, line, before, ...after !== undefined && { after } }
      rules.set(rule, told)
    }
  }
  return [...rules.values()].sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1))
}

const countOf = ({ rules }: FileResult, quarantined: Readonly<Record<string, string>>): number => sum(Object.entries(rules), ([rule, { count }]) => Object.hasOwn(quarantined, rule) ? 0 : count)

/** Half of the 95 % interval of problems per 1,000 lines: a ratio estimated from some of the files. */
function marginOf(read: readonly { readonly problems: number, readonly lines: number }[], share: number): number {
  const n = read.length
  const lines = sum(read, (one) => one.lines)
  if (n < 2 || share >= 1 || lines === 0) return 0
  const ratio = sum(read, (one) => one.problems) / lines
  const spread = sum(read, (one) => (one.problems - ratio * one.lines) ** 2) / (n - 1)
  return 1000 * 1.96 * widened * Math.sqrt((1 - share) * spread / n) / (lines / n)
}

function valueOf(past: Measured['past']): LintScore['value'] {
  const read = past.filter(({ result }) => result.skipped === undefined && result.fatal === undefined)
  if (read.length === 0) return undefined
  return {
    lines: sum(read, ({ watched }) => watched), caught: sum(read, ({ result }) => result.hits?.length ?? 0),
    chance: sum(read, ({ lines, watched, result }) => lines === 0 ? 0 : watched * (result.marked ?? 0) / lines),
  }
}

function sum<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((total, one) => total + value(one), 0)
}
