import { useState } from 'preact/hooks'
import type { CommitPageScore, CommitsPart } from '../data.ts'
import { Scatter, Series } from './charts.tsx'
import { Diff } from './diff.tsx'
import { LongTable, Table, type Column } from './table.tsx'
import { Sentence, useWords } from './words.tsx'

function bestOf({ comparison: { scores, recommended } }: CommitsPart): CommitPageScore | undefined {
  return scores.find(({ name, same }) => name === recommended || same.includes(recommended)) ?? scores[0]
}

/** Which convention is recommended and why, and what each accepts. */
export function CommitRanking({ part }: { readonly part: CommitsPart }) {
  const { pages, compare: { commits: said }, number, percent } = useWords()
  const { comparison } = part
  const best = bestOf(part)
  if (best === undefined) return null
  const why = comparison.why === 'fits' ? said.why.fits({ share: percent(best.recent), newest: comparison.recentCommits })
    : comparison.why === 'corrections' ? said.why.corrections({ share: percent(best.corrected) }) : said.why.none()
  const columns: Column<CommitPageScore>[] = [
    { head: pages.convention, kind: 'row', cell: ({ name, same }) => <><bdi class="name">{name}</bdi> <small>{[Object.hasOwn(said.about, name) ? said.about[name as keyof typeof said.about] : '', same.length > 0 ? said.same(same.join(', ')) : ''].filter((text) => text !== '').join(' · ')}</small></> },
    { head: pages.commits.newest(number(comparison.recentCommits)), kind: 'number', cell: ({ recent }) => percent(recent) },
    { head: said.all, kind: 'number', cell: ({ accepted }) => percent(accepted) },
    { head: said.corrected, kind: 'number', cell: ({ corrected }) => percent(corrected) },
  ]
  const margin = Math.max(...comparison.scores.map((score) => score.margin))
  return (
    <>
      <section aria-labelledby="ranking-commits">
        <h2 id="ranking-commits">{said.recommended(comparison.recommended)}</h2>
        <p class="lead">{why}</p>
        <p>{pages.commits.lead({ commits: number(comparison.commits), ignored: number(comparison.ignored) })}</p>
        <Table caption={pages.ranking} columns={columns} rows={comparison.scores} keyOf={({ name }) => name} />
        <p class="small"><Sentence text={`${said.fixed}${margin > 0 ? ` ${said.estimated(percent(margin))}` : ''}`} /></p>
      </section>
      <section aria-labelledby="tradeoff-commits">
        <h2 id="tradeoff-commits">{pages.tradeoff}</h2>
        <CommitTradeoff part={part} best={best} />
      </section>
    </>
  )
}

function CommitTradeoff({ part: { comparison: { scores } }, best }: { readonly part: CommitsPart, readonly best: CommitPageScore }) {
  const { pages, percent } = useWords()
  const columns: Column<CommitPageScore>[] = [
    { head: pages.convention, kind: 'row', cell: ({ name }) => <bdi class="name">{name}</bdi> },
    { head: pages.commits.rejectedAxis, kind: 'number', cell: ({ recent }) => percent(1 - recent) },
    { head: pages.commits.correctedAxis, kind: 'number', cell: ({ corrected }) => percent(corrected) },
  ]
  return (
    <Scatter
      description={pages.commits.chart({ best: best.name, cost: percent(1 - best.recent), gain: percent(best.corrected) })}
      table={<Table caption={pages.tradeoff} hiddenCaption columns={columns} rows={scores} keyOf={({ name }) => name} />}
      dots={scores.map((score) => ({ name: score.name, x: 1 - score.recent, y: score.corrected, best: score === best }))}
      xLabel={pages.commits.rejectedAxis} yLabel={pages.commits.correctedAxis} formatX={percent} formatY={percent} most={1}
    />
  )
}

/** What the recommended one accepts, by year and by author. */
export function CommitYears({ part }: { readonly part: CommitsPart }) {
  const { pages, number, percent } = useWords()
  const best = bestOf(part)
  if (best === undefined || best.years.length < 2) return null
  const columnsFor = (head: string): Column<CommitPageScore['years'][number]>[] => [
    { head, kind: 'row', cell: ({ name }) => <bdi>{name}</bdi> }, { head: pages.commits.commits, kind: 'number', cell: ({ commits }) => number(commits) }, { head: pages.commits.accepted, kind: 'number', cell: ({ accepted }) => percent(accepted) },
  ]
  return (
    <section aria-labelledby="years">
      <h2 id="years">{pages.commits.years}</h2>
      <Series
        description={pages.commits.yearsChart({ name: best.name, first: percent(best.years[0]!.accepted), last: percent(best.years.at(-1)!.accepted) })}
        table={<Table caption={pages.commits.years} hiddenCaption columns={columnsFor(pages.commits.year)} rows={best.years} keyOf={({ name }) => name} />}
        rows={best.years.map(({ name, commits, accepted }) => ({ name, bar: commits, share: accepted }))} yLabel={pages.commits.accepted} formatY={percent}
      />
      {best.authors.length > 1 && <Table caption={pages.report.authors} columns={columnsFor(pages.commits.author)} rows={best.authors} keyOf={({ name }) => name} />}
    </section>
  )
}

interface Rejected { readonly name: string, readonly rule: string, readonly count: number, readonly examples: CommitPageScore['rejected'][number]['examples'] }

/** What each convention would have rejected, to search. */
export function CommitRejected({ part: { comparison: { scores } } }: { readonly part: CommitsPart }) {
  const { pages, number } = useWords()
  const { commits: said } = pages
  const [query, setQuery] = useState('')
  const [name, setName] = useState('')
  const all = scores.flatMap((score) => score.rejected.map((one): Rejected => ({ name: score.name, ...one })))
  const wanted = query.trim().toLowerCase()
  const found = all.filter((row) => (name === '' || row.name === name) && (wanted === '' || [row.rule, ...row.examples.flatMap(({ before, after }) => [before, after])].some((text) => text?.toLowerCase().includes(wanted))))
  const columns: Column<Rejected>[] = [
    { head: pages.lint.rule, kind: 'row', cell: ({ rule }) => <code>{rule}</code> },
    { head: pages.convention, cell: (row) => <bdi class="name">{row.name}</bdi> },
    { head: said.rejected, kind: 'number', cell: ({ count }) => number(count) },
    { head: pages.lint.example, cell: ({ examples }) => examples.map((example) => <Diff key={example.before} {...example} words={said} />) },
  ]
  if (all.length === 0) return null
  return (
    <section aria-labelledby="rejected">
      <h2 id="rejected">{said.rejectedTitle}</h2>
      <p><Sentence text={said.rejectedLead} /></p>
      <div class="filters" role="search" aria-labelledby="rejected">
        <label class="wide">{said.search}<input type="search" value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} /></label>
        <label>{pages.convention}
          <select value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
            <option value="">{pages.lint.all}</option>
            {scores.map((score) => <option key={score.name} value={score.name}>{score.name}</option>)}
          </select>
        </label>
      </div>
      <p role="status" class="small">{found.length === 0 ? pages.lint.noRules : pages.lint.shown({ shown: number(found.length), all: number(all.length) })}</p>
      {found.length > 0 && <LongTable key={`${name} ${wanted}`} first={25} caption={said.rejectedTitle} hiddenCaption columns={columns} rows={found} keyOf={(row) => `${row.name} ${row.rule}`} />}
    </section>
  )
}
