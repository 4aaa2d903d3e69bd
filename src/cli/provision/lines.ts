import type { Report, ReportItem } from '../../provision/report.ts'
import { yamlScalar } from '../../edit/quote.ts'
import { listed, type Page } from '../report.ts'
import { beside, pad, visible, width } from '../text.ts'
import type { Proposal } from './dump.ts'
import { behindLine } from './run.ts'
import type { PageOf } from './live.ts'

const colours = { 'ok': 'green', 'off-path': 'yellow', 'blocked': 'yellow', 'unmapped': 'yellow', 'untrusted': 'yellow' } as const

/** One item: its state, its name, and what there is to know. */
export function itemLine({ title, status, detail, required, id }: ReportItem, { all, paint, columns }: PageOf): string[] {
  const { provision: { command: { states }, optionalMark, because, explain } } = all
  const at = 4 + Math.max(...Object.values(states).map(width))
  const word = paint(status in colours ? colours[status as keyof typeof colours] : 'red', pad(states[status], at - 4))
  const reason = detail === null ? '' : status === 'blocked' || status === 'wrong-arch'
    ? `: ${because[detail as keyof typeof because] ?? (status === 'blocked' ? explain.needs(detail) : explain.wrongArch(detail)).replace(/^: /, '')}`
    : status === 'untrusted' ? explain.untrusted(detail) : status === 'unmapped' || id.startsWith('env-') ? `: ${detail}` : ` (${detail})`
  return beside(`  ${word}`, visible(`${title}${required ? '' : optionalMark}${reason}`), at, columns)
}

/** The sums, and what files cannot do by themselves. The items were shown as they came. */
export function reportLines(report: Report, page: Page & Pick<PageOf, 'all'>): string[] {
  const { all: { provision: { command } }, paint, columns } = page
  const missing = report.items.filter(({ required, status }) => required && status !== 'ok' && status !== 'off-path')
  return [
    '',
    ...report.unmapped.length > 0 ? [paint('bold', command.unmappedTitle), ...report.unmapped.flatMap(({ id, managers }) => listed(command.unmapped(id, managers), columns)), ''] : [],
    ...behindLine(report, page.all),
    missing.length === 0 ? command.fine(report.items.length) : report.checkedOnly ? command.missing(missing.length) : command.failed(missing.length),
  ]
}

/** Proposals as they would stand in the config. */
export function dumpLines(found: readonly Proposal[], { all: { provision: { command } }, paint }: Page & Pick<PageOf, 'all'>): string[] {
  if (found.length === 0) return [command.dumpNone]
  const section = (name: Proposal['section']) => {
    const part = found.filter((one) => one.section === name)
    return part.length === 0 ? [] : [`  ${name}:`, ...part.map(({ id, value, because }) =>
      `    ${yamlScalar(id, 'block')}: ${typeof value === 'string' ? yamlScalar(value) : JSON.stringify(value)} ${paint('dim', visible(`# ${because}`))}`)]
  }
  return [paint('bold', command.dumpTitle), 'provision:', ...section('packages'), ...section('runtimes')]
}
