import type { LintScore } from '../../../compare/lint/score.ts'
import { markdownCode, markdownProse } from '../../../edit/quote.ts'
import { openRepository } from '../../../engine.ts'
import { findConfigs } from '../../../config/find.ts'
import { defaultGenerators } from '../../../features/generators.ts'
import { openShop } from '../../../generators/generate.ts'
import { planProduction } from '../../../generators/plan.ts'
import type { Made } from '../../../generators/types.ts'
import type { Io } from '../../../io.ts'
import type { Locale, Messages } from '../../../messages/index.ts'
import type { Facts } from '../../../repo/facts.ts'
import type { Repo, RepoPath } from '../../../repo/repo.ts'
import { costs, reasons } from './lines.ts'
import { lintOf } from './apply.ts'
import type { LintComparison } from './measure.ts'

export interface Decision {
  readonly found: LintComparison
  /** The one that was chosen. */
  readonly name: string
  readonly repo: Repo
  readonly facts: Facts
  readonly io: Io
  readonly locale: Locale
  /** Sentences in the locale of the record. */
  readonly text: Messages
}

/**
 * Writes a decision record by the generator `adr`, the team's own if it has one, with what was measured in its sections; as an apply, which `undo` takes back. Returns the path.
 */
export async function writeRecord(decision: Decision): Promise<RepoPath | undefined> {
  const { repo, facts, io, text, name, locale } = decision
  const words = text.compare.lint.record
  const shipped = findConfigs(repo).length === 0 ? defaultGenerators : (await openRepository(io)).resolved.config.generators
  const shop = await openShop({ repo, facts, io, options: { ...shipped === false ? defaultGenerators : shipped, polish: false }, locale, text, ask: false })
  try {
    const production = await shop.run('adr', { words: [words.title(name)], named: { status: 'accepted' } }, [])
    const made = production.made.map((one) => filled(one, decision))
    const { applyPlan } = await import('../../../apply/apply.ts')
    await applyPlan(planProduction({ ...production, made }, { generator: 'adr', force: [], text, canInstall: false }), {
      repo, facts, io, install: false, allowDirty: true, decisionsMade: true, progress: () => undefined,
    })
    return made[0]?.path
  } finally {
    await shop.close()
  }
}

/** Sections of the template in their order: context, options, decision, consequences, what it means for the config. A template of other sections gets what fits. */
function filled(made: Made, decision: Decision): Made {
  if (made.after === undefined) return made
  const [head = '', ...sections] = made.after.text.split(/^(?=## )/m)
  const bodies = bodiesOf(decision)
  const text = sections.length < bodies.length ? `${made.after.text.trimEnd()}\n\n${bodies.join('\n\n')}\n`
    : [head, ...sections.map((section, at) => bodies[at] === undefined ? section : `${section.split('\n', 1)[0]!}\n\n${bodies[at]}\n\n`)].join('')
  return { ...made, after: { ...made.after, text: `${text.trimEnd()}\n` } }
}

function bodiesOf({ found, name, text }: Decision): string[] {
  const { compare: { lint: words }, infer: { percent } } = text
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
    `${markdownProse(record.decision(name))}${chosen === undefined ? '' : ` ${markdownProse(reasons(chosen, { words, infer: text.infer }))}`}`,
    markdownProse(record.consequences({ left: (chosen?.leftPerThousand ?? 0).toFixed(1), changed: percent(chosen?.changedShare ?? 0) })),
    `${markdownCode(`lint: ${JSON.stringify(lintOf(name, found.style) ?? {})}`)}. ${markdownProse(record.kept)}`,
  ]
}
