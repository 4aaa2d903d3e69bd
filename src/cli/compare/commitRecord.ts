import type { CommitComparison, CommitScore } from '../../compare/commits.ts'
import { markdownCode, markdownProse } from '../../edit/quote.ts'
import type { Messages } from '../../messages/index.ts'
import type { Draft } from './record.ts'

/** What a decision record says of a convention: the one that was chosen, else the recommended one. */
export function commitDraft(found: CommitComparison, chosen: string | undefined): Draft {
  const name = chosen ?? found.recommended
  return { title: ({ compare: { commits: { record } } }) => record.title(name), bodies: (text) => bodiesOf(found, name, text) }
}

function bodiesOf(found: CommitComparison, name: string, { compare: { commits: words }, infer: { percent } }: Messages): string[] {
  const { record } = words
  const chosen = found.scores.find((score) => score.name === name || score.same.includes(name))
  const row = ({ name: one, same, recent, accepted, corrected }: CommitScore): string => `| ${[one, ...same].map((each) => markdownCode(each, { cell: true })).join(', ')} | ${[recent, accepted, corrected].map(percent).join(' | ')} |`
  const refused = ({ name: one, rejected }: CommitScore): string =>
    `- ${markdownCode(one)}: ${rejected.length === 0 ? words.nothing : rejected.slice(0, 3).map(({ rule, count }) => `${markdownCode(rule)} ${count}`).join(', ')}`
  return [
    markdownProse(record.context({ commits: found.commits, conventions: found.scores.length })),
    [
      `| | ${words.newest(found.recentCommits)} | ${words.all} | ${words.corrected} |`, '|---|--:|--:|--:|', ...found.scores.map(row), '', markdownProse(words.fixed), '', markdownProse(words.price), '', ...found.scores.map(refused),
    ].join('\n'),
    markdownProse(record.decision(name)),
    markdownProse(record.consequences({ recent: percent(chosen?.recent ?? 0), corrected: percent(chosen?.corrected ?? 0) })),
    markdownProse(record.kept),
  ]
}
