import type { LintPart } from '../data.ts'
import { caughtOf } from '../weigh.ts'
import { Scatter } from './charts.tsx'
import { Table, type Column } from './table.tsx'
import { Sentence, useWords, type Words } from './words.tsx'

type Score = LintPart['scores'][number]

/** Which preset is recommended and why, all of them by figures, and the chart of cost and gain. */
export function LintRanking({ part }: { readonly part: LintPart }) {
  const words = useWords()
  const { pages, compare: { lint: said }, number } = words
  const [best] = part.scores
  if (best === undefined) return null
  return (
    <>
      <section aria-labelledby="ranking">
        <h2 id="ranking">{said.recommended(best.name)}</h2>
        <p class="lead">{reasonsOf(best, words)}</p>
        <p>{pages.lint.lead({ candidates: number(part.scores.length), looked: number(part.files.looked), files: number(part.files.all) })}{' '}{best.margin > 0 && <Sentence text={said.sampled(number(best.margin, 1))} />}</p>
        <Table caption={pages.ranking} columns={columnsOf(words)} rows={part.scores} keyOf={({ name }) => name} />
        <p class="small"><Sentence text={`${said.legend} ${said.pointsAre({ formatter: part.formatter })}`} /></p>
      </section>
      <section aria-labelledby="tradeoff">
        <h2 id="tradeoff">{pages.tradeoff}</h2>
        <Tradeoff part={part} best={best} />
      </section>
    </>
  )
}

function reasonsOf(best: Score, { compare: { lint: said }, percent, number }: Words): string {
  const caught = best.value === undefined || best.value.lines === 0 ? '' : ` ${said.caught({ ...best.value, chance: number(best.value.chance, 1) })}`
  return `${said.because({ rules: best.on, left: number(best.leftPerThousand, 1), changed: percent(best.changedShare), fixed: percent(best.fixedShare) })}${caught}`
}

function columnsOf({ pages, compare: { lint: { heads, about, weight, typed, broken, disagrees, settings } }, number, percent }: Words): Column<Score>[] {
  const notes = (score: Score): string => [
    score.weight === undefined ? '' : weight(score.weight), score.typed === 0 ? '' : typed(score.typed), score.broken.length === 0 ? '' : broken(score.broken.length),
    (score.disagrees ?? []).length === 0 ? '' : disagrees(score.disagrees!.map((key) => settings[key]).join(', ')),
  ].filter((note) => note !== '').join('; ')
  return [
    {
      head: pages.name, kind: 'row',
      cell: (score) => <><bdi class="name">{score.name}</bdi> <small>{[Object.hasOwn(about, score.name) ? about[score.name as keyof typeof about] : '', notes(score)].filter((part) => part !== '').join(' · ')}</small></>,
    },
    { head: heads.rules, kind: 'number', cell: ({ on }) => number(on) },
    { head: heads.layout, kind: 'number', cell: ({ layoutPerThousand }) => number(layoutPerThousand, 1) },
    { head: heads.logic, kind: 'number', cell: ({ logicPerThousand }) => number(logicPerThousand, 1) },
    { head: heads.left, kind: 'number', cell: ({ leftPerThousand }) => number(leftPerThousand, 1) },
    { head: heads.changed, kind: 'number', cell: ({ changedShare }) => percent(changedShare) },
    { head: heads.value, kind: 'number', cell: (score) => caughtOf(score) === undefined ? '–' : percent(caughtOf(score)!) },
    { head: heads.points, kind: 'number', cell: ({ points }) => points === null ? '–' : number(points, 1) },
  ]
}

function Tradeoff({ part: { scores }, best }: { readonly part: LintPart, readonly best: Score }) {
  const { pages, percent, number } = useWords()
  const known = scores.some((score) => caughtOf(score) !== undefined)
  const gainOf = (score: Score): number => known ? caughtOf(score) ?? 0 : score.on
  const told = (gain: number): string => known ? percent(gain) : number(gain)
  const columns: Column<Score>[] = [
    { head: pages.name, kind: 'row', cell: ({ name }) => <bdi class="name">{name}</bdi> },
    { head: pages.lint.cost, kind: 'number', cell: (score) => number(score.cost, 1) },
    { head: known ? pages.lint.caughtAxis : pages.lint.rulesAxis, kind: 'number', cell: (score) => told(gainOf(score)) },
  ]
  return (
    <Scatter
      description={`${pages.lint.chart({ best: best.name, cost: number(best.cost, 1), gain: told(gainOf(best)) })}${known ? '' : ` ${pages.lint.noFixes}`}`}
      table={<Table caption={pages.tradeoff} hiddenCaption columns={columns} rows={scores} keyOf={({ name }) => name} />}
      dots={scores.map((score) => ({ name: score.name, x: score.cost, y: gainOf(score), best: score === best }))}
      xLabel={pages.lint.costAxis} yLabel={known ? pages.lint.caughtAxis : pages.lint.rulesAxis} formatX={(value) => number(value, 1)} formatY={told}
    />
  )
}

/** What was left out, and how it was measured. */
export function LintLeft({ part }: { readonly part: LintPart }) {
  const { pages, infer, compare: { lint: said } } = useWords()
  const lines = [
    ...Object.entries(part.missing).map(([name, why]) => said.missing({ name, why })),
    ...part.leftOut.map(({ reason, count, example }) => infer.leftOut({ reason: infer.reasons[reason as keyof typeof infer.reasons], count, example })),
    ...Object.entries(part.engines).map(([version, names]) => said.engine({ version, names: names.join(', ') })),
    said.time({ seconds: part.seconds, cached: part.cached }),
  ]
  return (
    <section aria-labelledby="left">
      <h2 id="left">{pages.lint.left}</h2>
      <ul class="small">{lines.map((line) => <li key={line}>{line}</li>)}</ul>
      {part.scores.some(({ broken }) => broken.length > 0) && <p class="small">{said.broken(Math.max(...part.scores.map(({ broken }) => broken.length)))}: {[...new Set(part.scores.flatMap(({ broken }) => broken.map(({ path }) => path)))].slice(0, 5).join(', ')}</p>}
    </section>
  )
}
