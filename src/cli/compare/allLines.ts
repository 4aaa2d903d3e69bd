import type { Messages } from '../../messages/index.ts'
import { visible, wrap, type Paint } from '../text.ts'
import type { AllLook } from './both.ts'
import { bestOf, table, whyOf } from './lines.ts'
import { lintOf } from './lint/apply.ts'
import { reasons, tableLines } from './lint/lines.ts'

interface AllPage {
  readonly text: Messages
  readonly paint: Paint
  readonly columns: number
}

/** Of each kind these many are shown: both fit on one screen. */
const shown = 5

/** Both answers on one screen: the best of each kind, which are recommended and why. */
export function allLines(look: Pick<AllLook, 'lint' | 'commits' | 'left'>, page: AllPage): string[] {
  const { text: { compare: { all: words } }, columns } = page
  const { lint, commits, left } = look
  const names = [lint?.found.scores.find(({ name }) => lintOf(name, {}) !== undefined)?.name, commits?.found.recommended].filter((name) => name !== undefined && name !== 'present')
  return [
    ...lint === undefined ? [] : [...lintPart(lint.found, page), ''],
    ...commits === undefined ? [] : [...commitPart(commits.found, page), ''],
    ...(['lint', 'commits'] as const).flatMap((what) => left[what] === undefined ? [] : [...wrap(words.none({ what, why: visible(left[what]) }), columns), '']),
    ...names.length === 0 ? [] : wrap(words.apply(names.map((name) => visible(name!)).join(',')), columns),
  ]
}

function lintPart({ scores, files }: NonNullable<AllLook['lint']>['found'], { text: { compare: { lint: words, all }, infer }, paint, columns }: AllPage): string[] {
  const best = scores[0]!
  return [
    paint('bold', words.title({ candidates: scores.length, looked: files.looked, files: files.all })), '',
    ...tableLines(scores.slice(0, shown), { words, infer, paint }),
    `  ${paint('dim', all.more({ count: Math.max(0, scores.length - shown), command: 'conventions compare lint' }))}`, '',
    paint('bold', words.recommended(visible(best.name))), ...wrap(reasons(best, { words, infer }), columns - 2).map((line) => `  ${line}`),
  ]
}

function commitPart(found: NonNullable<AllLook['commits']>['found'], { text: { compare: { commits: words, all }, infer: { percent } }, paint, columns }: AllPage): string[] {
  const { scores, recommended } = found
  return [
    paint('bold', words.title({ commits: found.commits, ignored: found.ignored })), '',
    ...table(scores.slice(0, shown), found.recentCommits, { words, paint, percent }),
    `  ${paint('dim', all.more({ count: Math.max(0, scores.length - shown), command: 'conventions compare commits' }))}`, '',
    paint('bold', words.recommended(visible(recommended))), ...wrap(whyOf(found, bestOf(found), { words, percent }), columns - 2).map((line) => `  ${line}`),
  ]
}
