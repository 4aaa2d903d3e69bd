import type { Kept } from '../../report/conformity.ts'
import type { Messages } from '../../messages/index.ts'
import { pad, table, visible, width, wrap, type Paint } from '../text.ts'
import type { Report } from './collect.ts'

export interface ReportPage {
  readonly words: Messages['report']
  readonly percent: (share: number) => string
  readonly paint: Paint
  readonly columns: number
  readonly authors: boolean
}

/** A report for people: the level and what would raise it, then what it rests on. */
export function reportLines(report: Report, page: ReportPage): string[] {
  const { words, paint, columns } = page
  const { maturity } = report
  return [
    paint('bold', words.title({ level: maturity.level, name: words.levels[maturity.level] })),
    ...maturity.criteria.map(({ id, level, met }) => `  ${met ? paint('green', '✓') : paint('yellow', '·')} ${level}  ${words.criteria[id]}`),
    ...maturity.next === undefined ? [] : ['', paint('bold', words.nextTitle), ...wrap(words.next[maturity.next], columns - 2).map((line) => `  ${line}`)],
    ...conformityLines(report, page), ...debtLines(report, page),
    '', paint('bold', words.rest), ...restLines(report, page),
  ]
}

function conformityLines({ conformity, trend, adopted }: Report, page: ReportPage): string[] {
  const { words, percent, paint, columns } = page
  if (conformity === undefined) return []
  const share = ({ commits, accepted }: { readonly commits: number, readonly accepted: number }): string => commits === 0 ? words.none : words.of({ share: percent(accepted / commits), count: commits })
  return [
    '', paint('bold', words.conformity), ...adopted ? [] : [`  ${paint('dim', words.noConvention)}`],
    ...table([[words.all, share(conformity)], [words.recent(conformity.recent.commits), share(conformity.recent)], [words.titles, share(conformity.titles)]], columns),
    ...trend?.falls ? [`  ${paint('yellow', words.falls({ before: percent(trend.before), now: percent(trend.now) }))}`] : [],
    ...bars(words.byMonth, conformity.months.slice(-12), page),
    ...bars(words.byType, conformity.types.slice(0, 12), page),
    ...page.authors ? bars(words.byAuthor, conformity.authors.slice(0, 20), page) : [],
  ]
}

/** A bar of twenty columns for each. */
function bars(title: string, kept: readonly Kept[], { words, percent, paint }: ReportPage): string[] {
  if (kept.length === 0) return []
  const name = (one: Kept): string => visible(one.name === '' ? words.noType : one.name)
  const names = Math.max(...kept.map((one) => width(name(one))))
  return [`  ${title}`, ...kept.map((one) => {
    const share = one.accepted / one.commits
    const full = Math.round(share * 20)
    return `    ${pad(name(one), names)}  ${paint(share >= 0.9 ? 'green' : 'yellow', '█'.repeat(full))}${paint('dim', '░'.repeat(20 - full))}  ${percent(share).padStart(7)}  ${one.commits}`
  })]
}

function debtLines({ debt }: Report, { words, paint, columns }: ReportPage): string[] {
  if (debt === undefined) return ['', paint('bold', words.debt), `  ${words.noDebt}`]
  const list = (some: readonly { readonly name: string, readonly count: number }[]): string => some.slice(0, 6).map(({ name, count }) => `${visible(name)} ${count}`).join(', ') || words.none
  return [
    '', paint('bold', words.debt),
    ...table([[words.all, words.debtTotal(debt.total)], [words.rules, list(debt.rules)], [words.folders, list(debt.folders)], [words.over, debt.months.slice(-12).map(({ name, total }) => `${name} ${total}`).join(', ')]], columns),
  ]
}

function restLines({ drift, hooks, releases, machines, adopted }: Report, { words, columns }: ReportPage): string[] {
  const { last, days } = releases
  const lacking = machines?.lacking.slice(0, 3).map(({ name, count }) => `${visible(name)} (${count})`).join(', ')
  return table([
    ...adopted ? [[words.drift, drift.length === 0 ? words.none : `${drift.length}: ${drift.slice(0, 5).map(({ path }) => visible(path)).join(', ')}`], [words.hooks, words.hookStates[hooks === undefined ? 'none' : hooks ? 'on' : 'off']]] as const : [],
    [words.releases, last === undefined ? words.none : words.rhythm({ count: releases.releases, last: `${visible(last.tag)} ${new Date(last.time * 1000).toISOString().slice(0, 10)}`, days: days === undefined ? undefined : Math.max(1, Math.round(days)) })],
    ...machines === undefined ? [] : [[words.machines, words.machinesReady({ ready: machines.ready, all: machines.machines, lacking: lacking || undefined })]] as const,
  ], columns)
}
