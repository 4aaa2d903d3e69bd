import type { LintScore } from '../../../compare/lint/score.ts'
import { markdownCode, markdownProse } from '../../../edit/quote.ts'
import { ConventionsError } from '../../../errors.ts'
import type { Messages } from '../../../messages/index.ts'
import type { Draft } from '../record.ts'
import { lintOf } from './apply.ts'
import { costs, reasons } from './lines.ts'
import type { LintComparison } from './measure.ts'

/** What a decision record says of a preset: the one that was chosen, else the first that has a place in the config. Throws `compareAdrNone` where none has. */
export function lintDraft(found: LintComparison, chosen: string | undefined): Draft {
  const name = chosen ?? found.scores.find((score) => lintOf(score.name, {}) !== undefined)?.name
  if (name === undefined) throw new ConventionsError('compareAdrNone', undefined)
  return { title: ({ compare: { lint: { record } } }) => record.title(name), bodies: (text) => bodiesOf(found, name, text) }
}

function bodiesOf(found: LintComparison, name: string, { compare: { lint: words }, infer }: Messages): string[] {
  const { percent } = infer
  const { record } = words
  const chosen = found.scores.find((score) => score.name === name)
  const row = (score: LintScore): string => `| ${markdownCode(score.name, { cell: true })} | ${score.on} | ${score.layoutPerThousand.toFixed(1)} | ${score.logicPerThousand.toFixed(1)} | ${score.leftPerThousand.toFixed(1)} | ${percent(score.changedShare)} | ${Number.isFinite(score.points) ? score.points.toFixed(1) : '–'} |`
  const { heads } = words
  return [
    markdownProse(record.context({ looked: found.files.looked, files: found.files.all, presets: found.scores.length })),
    [
      `| | ${heads.rules} | ${heads.layout} | ${heads.logic} | ${heads.left} | ${heads.changed} | ${heads.points} |`, '|---|--:|--:|--:|--:|--:|--:|', ...found.scores.map(row), '',
      markdownProse(`${words.legend} ${words.pointsAre({ formatter: found.formatter })}`), '',
      ...found.scores.map((score) => `- ${markdownCode(score.name)}: ${markdownProse(costs(score, { words }))}`),
    ].join('\n'),
    `${markdownProse(record.decision(name))}${chosen === undefined ? '' : ` ${markdownProse(reasons(chosen, { words, infer }))}`}`,
    markdownProse(record.consequences({ left: (chosen?.leftPerThousand ?? 0).toFixed(1), changed: percent(chosen?.changedShare ?? 0) })),
    `${markdownCode(`lint: ${JSON.stringify(lintOf(name, found.style) ?? {})}`)}. ${markdownProse(record.kept)}`,
  ]
}
