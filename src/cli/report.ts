import type { Messages } from '../messages/index.ts'
import { lockPath } from '../plan/lockPath.ts'
import type { Conflict, Loss, Plan, Verdict, Write } from '../plan/types.ts'
import { waits } from '../plan/waits.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { changes, editedOnly, told } from './changes.ts'
import type { Page } from './page.ts'
import { pad, type Style, visible, width, wrap } from './text.ts'

export { makePage, type Page } from './page.ts'

const verdictStyles: Record<Verdict, Style> = { keep: 'dim', add: 'green', merge: 'cyan', replace: 'yellow', remove: 'red', conflict: 'magenta' }

/** The unified diff of a file; handed in, since what makes it takes time to load. */
export type DiffOf = (write: Write) => string

export interface ReportOptions {
  readonly title: string
  readonly steps: readonly string[]
  /** The files that become the user's by this. */
  readonly kept?: readonly RepoPath[]
  /** Shows the unified diff of each file, as this makes it. */
  readonly diffOf?: DiffOf
  /** How losses are accepted, where it is another way than that of conventions. */
  readonly lossesHow?: string
}

/** A plan for people: a line per file that changes, then losses, conflicts, steps and what was edited. */
export function planReport(plan: Plan, { title, steps, kept = [], diffOf, lossesHow }: ReportOptions, page: Page): string[] {
  const { text: { report }, paint } = page
  const files = told(plan)
  return sections([
    files.length > 0 ? [paint('bold', title), ...fileLines(files, page, diffOf)] : [],
    lossLines(plan.losses, page, lossesHow ?? report.lossesHow),
    conflictLines(plan.conflicts, page),
    kept.length > 0 ? [paint('bold', report.kept(kept.length)), ...kept.map((path) => `  ${visible(path)}`)] : [],
    steps.length > 0 ? [paint('bold', report.steps), ...steps.flatMap((step) => listed(visible(step), page.columns))] : [],
    editedLines(plan, page),
  ])
}

/** With an empty line between them, and none at the end. */
const sections = (all: readonly string[][]) => all.filter((lines) => lines.length > 0)
  .map((lines) => lines.at(-1) === '' ? lines.slice(0, -1) : lines).flatMap((lines, index) => index === 0 ? lines : ['', ...lines])

/** Per file: verdict and path, below it why, below that its hunks; not those of the lock, which nobody reads. */
export function fileLines(writes: readonly Write[], page: Page, diffOf?: DiffOf): string[] {
  const { text, paint, columns } = page
  const verdictWidth = Math.max(...writes.map(({ verdict }) => width(text.verdicts[verdict])))
  return writes.flatMap((write) => {
    const verdict = paint(verdictStyles[write.verdict], pad(text.verdicts[write.verdict], verdictWidth))
    const reasons = [...new Set(write.because.map(({ reason }) => visible(reason)))]
    const indent = ' '.repeat(verdictWidth + 4)
    const lines = [`  ${verdict}  ${visible(write.path)}`, ...reasons.flatMap((reason) => wrap(reason, columns - indent.length)).map((line) => indent + paint('dim', line))]
    return diffOf && write.path !== lockPath ? [...lines, ...diffLines(diffOf(write), page)] : lines
  })
}

const diffStyles: Readonly<Record<string, Style>> = { '+': 'green', '-': 'red', '@': 'cyan' }

/** The hunks of a file's unified diff, in colour; the path is above them. */
function diffLines(diff: string, { paint }: Page): string[] {
  const hunks = diff.slice(Math.max(0, diff.search(/^@@/m))).split('\n')
  if (!diff.includes('@@')) return []
  return [...hunks.filter((line, index) => line !== '' || index < hunks.length - 1).map((line) => {
    const style = diffStyles[line[0] ?? '']
    return `  ${style ? paint(style, visible(line)) : visible(line)}`.trimEnd()
  }), '']
}

function lossLines(losses: readonly Loss[], { text: { report }, paint, columns }: Page, how: string): string[] {
  if (losses.length === 0) return []
  return [
    paint(['bold', 'red'], report.losses(losses.length)),
    ...losses.flatMap(({ id, what }) => [`  ${paint('red', visible(id))}`, ...wrap(visible(what), columns - 4).map((line) => `    ${line}`)]),
    ...wrap(how, columns),
  ]
}

function conflictLines(conflicts: readonly Conflict[], { text: { report }, paint, columns }: Page): string[] {
  if (conflicts.length === 0) return []
  const side = (name: string, style: Style, value: string) =>
    [`    ${name}:`, ...(value === '' ? report.nothing : value).replace(/\n$/, '').split('\n').map((line) => `      ${paint(style, visible(line))}`)]
  return [
    paint(['bold', 'magenta'], report.conflicts(conflicts.length)),
    ...conflicts.flatMap(({ id, yours, convention }) => [
      `  ${paint('magenta', visible(id))}`, ...side(report.yours, 'red', yours), ...side(report.convention, 'green', convention),
    ]),
    ...wrap(report.conflictsHow, columns),
  ]
}

/** What was edited here and stays as it is. */
export function editedLines(plan: Plan, { text: { report }, paint, columns }: Page): string[] {
  const edited = editedOnly(plan)
  if (edited.length === 0) return []
  return [paint('bold', report.edited(edited.length)), ...edited.map(({ path }) => `  ${visible(path)}`), ...wrap(report.editedHow, columns)]
}

/** An item of a list, broken into lines. */
export function listed(item: string, columns: number): string[] {
  return wrap(item, columns - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`)
}

/** What runs once the files are in place, a sentence each; what is in effect already is left out. */
export function stepLines(plan: Plan, repo: Repo, facts: Facts, install: boolean, text: Messages['cli']): string[] {
  const steps = plan.steps.flatMap((step) => {
    const { run, reason } = step
    if ('gitConfig' in run) return repo.git.config(run.gitConfig) === run.value ? [] : [`git config ${run.gitConfig} ${run.value}: ${reason}`]
    return run.soft && run.doneWhen === undefined && !plan.writes.some(changes) ? [] : [`${run.argv.join(' ')}: ${waits(step, repo, install) ? text.report.waits(facts.packageManager ?? 'npm') : reason}`]
  })
  return [...plan.install && install && facts.packageManager ? [text.report.install(facts.packageManager)] : [], ...steps]
}
