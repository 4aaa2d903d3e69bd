import type { CommitComparison, CommitScore } from '../../compare/commits.ts'
import type { Messages } from '../../messages/index.ts'
import { beside, clip, pad, visible, width, wrap, type Paint } from '../text.ts'

type Words = Messages['compare']['commits']

export interface ComparePage {
  readonly words: Words
  readonly percent: (share: number) => string
  readonly paint: Paint
  readonly columns: number
}

/** The answer on one screen: what each convention accepts, which is recommended and why, and what the others cost. */
export function commitLines(found: CommitComparison, page: ComparePage): string[] {
  const { words, paint, percent, columns } = page
  const { scores, recommended, recentCommits } = found
  const best = bestOf(found)
  const margin = Math.max(...scores.map((score) => score.margin))
  return [
    paint('bold', words.title({ commits: found.commits, ignored: found.ignored })), '',
    ...table(scores, recentCommits, page), '',
    ...wrap(`${words.fixed}${margin > 0 ? ` ${words.estimated(percent(margin))}` : ''}`, columns), '',
    paint('bold', words.recommended(visible(recommended))),
    ...wrap(whyOf(found, best, page), columns - 2).map((line) => `  ${line}`),
    ...Object.hasOwn(words.about, recommended) ? wrap(words.about[recommended as keyof Words['about']], columns - 2).map((line) => `  ${line}`) : [],
    ...found.why === 'none' ? [] : [...groups(words.byYear, best.years, page), ...groups(words.byAuthor, best.authors.slice(0, 6), page)], '',
    paint('bold', words.price), ...scores.flatMap((score) => priceLines(score, page)), '',
    ...recommended === 'present' ? [] : wrap(words.apply(visible(recommended)), columns),
  ]
}

/** The score of the recommended one. */
export const bestOf = ({ scores, recommended }: CommitComparison): CommitScore => scores.find(({ name, same }) => name === recommended || same.includes(recommended)) ?? scores[0]!

/** Why the first one is recommended. */
export function whyOf({ why, recentCommits }: CommitComparison, best: CommitScore, { words, percent }: Pick<ComparePage, 'words' | 'percent'>): string {
  if (why === 'fits') return words.why.fits({ share: percent(best.recent), newest: recentCommits })
  return why === 'corrections' ? words.why.corrections({ share: percent(best.corrected) }) : words.why.none()
}

/** What each accepts. */
export function table(scores: readonly CommitScore[], newest: number, { words, paint, percent }: Omit<ComparePage, 'columns'>): string[] {
  const names = Math.max(12, ...scores.map(({ name }) => width(visible(name))))
  const heads = [words.newest(newest), words.all, words.corrected]
  const cell = (text: string, at: number): string => ' '.repeat(Math.max(0, Math.max(8, width(heads[at]!)) - width(text))) + text
  return [
    paint('dim', `  ${pad('', names)}  ${heads.map((head, at) => cell(head, at)).join('  ')}`),
    ...scores.map(({ name, recent, accepted, corrected, same }) => {
      const row = `  ${pad(visible(name), names)}  ${[recent, accepted, corrected].map((share, at) => cell(percent(share), at)).join('  ')}`
      return same.length === 0 ? row : `${row}  ${paint('dim', words.same(same.map(visible).join(', ')))}`
    }),
  ]
}

function groups(title: string, shares: CommitScore['years'], { percent, columns }: ComparePage): string[] {
  return shares.length < 2 ? [] : beside(`  ${title}`, shares.map(({ name, accepted }) => `${visible(name)} ${percent(accepted)}`).join(', '), 4 + width(title), columns)
}

function priceLines({ name, rejected }: CommitScore, { words, columns, paint }: ComparePage): string[] {
  const told = rejected.slice(0, 3)
  const rules = told.length === 0 ? words.nothing : told.map(({ rule, count }) => words.rejects({ rule, count })).join(', ')
  const example = told[0]?.examples[0]
  return [
    ...beside(`  ${visible(name)}`, rules, 16, columns),
    ...example === undefined ? [] : [paint('dim', clip(`${' '.repeat(16)}${visible(example)}`, columns))],
  ]
}
