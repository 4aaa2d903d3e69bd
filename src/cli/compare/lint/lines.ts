import type { LintScore } from '../../../compare/lint/score.ts'
import type { Messages } from '../../../messages/index.ts'
import { beside, pad, visible, width, wrap, type Paint } from '../../text.ts'
import type { Chosen } from './choose.ts'
import type { LintComparison } from './measure.ts'

type Words = Messages['compare']['lint']

export interface LintPage {
  readonly words: Words
  readonly infer: Messages['infer']
  readonly paint: Paint
  readonly columns: number
  readonly present: Chosen['present']
}

/** The answer on one screen: what each costs and checks, which is recommended and why, what was left out. */
export function lintLines(found: LintComparison, page: LintPage): string[] {
  const { words, paint, columns } = page
  const { scores, files, formatter } = found
  const best = scores[0]!
  return [
    paint('bold', words.title({ candidates: scores.length, looked: files.looked, files: files.all })), '',
    ...tableLines(scores, page), '',
    ...wrap(`${words.legend} ${words.pointsAre({ formatter })}`, columns).map((line) => paint('dim', line)),
    ...best.margin > 0 ? wrap(words.sampled(best.margin.toFixed(1)), columns).map((line) => paint('dim', line)) : [], '',
    paint('bold', words.recommended(visible(best.name))),
    ...wrap(reasons(best, page), columns - 2).map((line) => `  ${line}`), '',
    paint('bold', words.price), ...scores.flatMap((score) => priceLines(score, page)), '',
    ...saidLines(found, page),
    ...best.name === 'present' ? [] : ['', ...wrap(words.apply(visible(best.name)), columns)],
  ]
}

/** What each checks and costs. */
export function tableLines(scores: readonly LintScore[], { words: { heads }, infer: { percent }, paint }: Pick<LintPage, 'words' | 'infer' | 'paint'>): string[] {
  const names = Math.max(...scores.map(({ name }) => width(visible(name))))
  const titles = [heads.rules, heads.layout, heads.logic, heads.left, heads.changed, heads.value, heads.points]
  const cells = (texts: readonly string[]): string => texts.map((text, at) => ' '.repeat(Math.max(0, Math.max(7, width(titles[at]!)) - width(text))) + text).join(' ')
  return [
    paint('dim', `  ${pad('', names)} ${cells(titles)}`),
    ...scores.map((score) => `  ${pad(visible(score.name), names)} ${cells([
      String(score.on), ...[score.layoutPerThousand, score.logicPerThousand, score.leftPerThousand].map(short), percent(score.changedShare),
      score.value === undefined || score.value.lines === 0 ? '–' : percent(Math.max(0, (score.value.caught - score.value.chance) / score.value.lines)), Number.isFinite(score.points) ? short(score.points) : '–',
    ])}`),
  ]
}

const short = (value: number): string => Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(1)

/** Why the first one is recommended. */
export function reasons(best: LintScore, { words, infer: { percent } }: Pick<LintPage, 'words' | 'infer'>): string {
  const { value } = best
  return [
    Object.hasOwn(words.about, best.name) ? `${words.about[best.name as keyof Words['about']]}.` : '',
    words.because({ rules: best.on, left: short(best.leftPerThousand), changed: percent(best.changedShare), fixed: percent(best.fixedShare) }),
    value === undefined || value.lines === 0 ? '' : words.caught({ caught: value.caught, lines: value.lines, chance: value.chance.toFixed(1) }),
  ].filter((sentence) => sentence !== '').join(' ')
}

/** What speaks against a candidate, in words: what it finds most, what it weighs, what was not counted. The figures stand in the table. */
export function costs(score: LintScore, { words }: Pick<LintPage, 'words'>): string {
  const told = score.rules.slice(0, 2).map(({ rule, count }) => `${visible(rule)} ${count}`).join(', ')
  const names = (score.disagrees ?? []).map((key) => words.settings[key]).join(', ')
  const quarantined = Object.keys(score.quarantined)
  return [
    score.problems === 0 ? words.clean : told, names === '' ? '' : words.disagrees(names), score.weight === undefined ? '' : words.weight(score.weight),
    score.typed === 0 ? '' : words.typed(score.typed), score.broken.length === 0 ? '' : words.broken(score.broken.length), quarantined.length === 0 ? '' : words.quarantined(quarantined.map(visible).join(', ')),
  ].filter((part) => part !== '').join('; ')
}

function priceLines(score: LintScore, page: LintPage): string[] {
  return beside(`  ${visible(score.name)}`, costs(score, page), Math.min(28, 4 + width(visible(score.name))), page.columns)
}

/** What was left out, and how it was done. */
function saidLines({ files, missing, engines, seconds, cached }: LintComparison, { words, infer, paint, columns, present }: LintPage): string[] {
  return [
    ...present === 'legacy' || present === 'old' ? [words.present[present]] : [],
    ...Object.entries(missing).map(([name, why]) => words.missing({ name: visible(name), why: visible(why) })),
    ...Object.entries(files.leftOut).map(([reason, paths]) => infer.leftOut({ reason: infer.reasons[reason as keyof typeof infer.reasons], count: paths.length, example: visible(paths[0] ?? '') })),
    [...Object.entries(engines).map(([version, names]) => words.engine({ version, names: names.join(', ') })), ...Object.keys(engines).some((version) => version.startsWith('9')) ? [words.older] : []].join('. '),
    words.time({ seconds, cached }),
  ].flatMap((line) => wrap(line, columns)).map((line) => paint('dim', line))
}
