import type { Kept } from '../../report/conformity.ts'
import type { Criterion } from '../../report/maturity.ts'
import type { ReportPart } from '../data.ts'
import { Series } from './charts.tsx'
import { LongTable, Table, type Column } from './table.tsx'
import { Sentence, useWords, type Words } from './words.tsx'

/** The level with its evidence, then what it rests on. */
export function ReportSections({ report }: { readonly report: ReportPart }) {
  return (
    <>
      <Levels report={report} />
      <Conformity report={report} />
      <DebtSection report={report} />
      <Releases report={report} />
      <Drift report={report} />
      <MachinesSection report={report} />
    </>
  )
}

function Levels({ report }: { readonly report: ReportPart }) {
  const words = useWords()
  const { pages: { report: said }, report: told, number } = words
  const { maturity: { level, criteria, next } } = report
  return (
    <section aria-labelledby="level">
      <h2 id="level">{said.level({ level: number(level), name: told.levels[level] })}</h2>
      <p>{said.levelsLead}</p>
      <ol class="levels" aria-label={said.levels}>
        {([1, 2, 3, 4, 5] as const).map((one) => (
          <li key={one} class={one <= level ? 'reached' : undefined} aria-current={one === level ? 'step' : undefined}>
            <strong>{number(one)} · {told.levels[one]}</strong>
            {one === 1 && <p><small>{said.asksNothing}</small></p>}
            <ul>
              {criteria.filter((criterion) => criterion.level === one).map(({ id, met }) => (
                <li key={id} data-criterion={id} class={met ? 'met' : 'open'}>
                  <span class="mark">{met ? '✓' : id === next ? '→' : '·'}<span class="hidden"> {met ? said.met : said.open}: </span></span>
                  <span>{told.criteria[id]} <small>{<Sentence text={evidenceOf(id, met, report, words)} />}</small></span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {next !== undefined && <p class="next"><strong>{said.raises}:</strong> <Sentence text={told.next[next]} /></p>}
    </section>
  )
}

/** What a criterion rests on. */
function evidenceOf(id: Criterion, met: boolean, { adopted, conformity, drift, debt, hooks }: ReportPart, { pages: { report: { evidence } }, number, percent }: Words): string {
  const recent = conformity === null || conformity.recent.commits === 0 ? evidence.few : evidence.recent({ share: percent(conformity.recent.accepted / conformity.recent.commits), count: number(conformity.recent.commits) })
  switch (id) {
    case 'config': return evidence.config[met ? 'yes' : 'no']
    case 'commits': return evidence.commits[met ? 'yes' : 'no']
    case 'applied': return adopted ? evidence.drift(number(drift.length)) : evidence.unknown
    case 'hooks': return adopted ? evidence.hooks[hooks === undefined ? 'none' : hooks ? 'on' : 'off'] : evidence.unknown
    case 'checked': return evidence.ci[met ? 'yes' : 'no']
    case 'kept': case 'steady': return recent
    case 'debt': return debt === undefined ? evidence.noDebt : evidence.debt(number(debt.total))
  }
}

function keptColumns(head: string, { pages: { report: said }, number, percent, report: told }: Words): Column<Kept>[] {
  return [
    { head, kind: 'row', cell: ({ name }) => <bdi>{name === '' ? told.noType : name}</bdi> },
    { head: said.commits, kind: 'number', cell: ({ commits }) => number(commits) },
    { head: said.kept, kind: 'number', cell: ({ accepted }) => number(accepted) },
    {
      head: said.share, kind: 'number',
      cell: ({ commits, accepted }) => <>{percent(accepted / commits)} <meter min={0} max={commits} low={commits * 0.5} high={commits * 0.9} optimum={commits} value={accepted} aria-label={percent(accepted / commits)} /></>,
    },
  ]
}

function Conformity({ report: { conformity, trend, adopted } }: { readonly report: ReportPart }) {
  const words = useWords()
  const { pages: { report: said }, report: told, number, percent } = words
  if (conformity === null || conformity.commits === 0) return null
  const { months, types, authors, titles } = conformity
  return (
    <>
      <section aria-labelledby="months">
        <h2 id="months">{said.months}</h2>
        {!adopted && <p>{told.noConvention}</p>}
        {trend?.falls && <p class="next">{told.falls({ before: percent(trend.before), now: percent(trend.now) })}</p>}
        <Series
          description={said.monthsChart({ share: percent(conformity.accepted / conformity.commits), count: number(conformity.commits) })}
          table={<Table caption={said.months} hiddenCaption columns={keptColumns(said.month, words)} rows={months} keyOf={({ name }) => name} />}
          rows={everyMonth(months)} yLabel={said.kept} formatY={percent}
        />
        {titles.commits > 0 && <p>{said.titles}: {told.of({ share: percent(titles.accepted / titles.commits), count: titles.commits })}</p>}
      </section>
      <section aria-labelledby="types">
        <h2 id="types">{said.types}</h2>
        <LongTable first={12} caption={said.types} hiddenCaption columns={keptColumns(said.type, words)} rows={types} keyOf={({ name }) => name} />
      </section>
      {authors && (
        <section aria-labelledby="authors">
          <h2 id="authors">{said.authors}</h2>
          <LongTable first={12} caption={said.authors} hiddenCaption columns={keptColumns(words.pages.commits.author, words)} rows={authors} keyOf={({ name }) => name} />
        </section>
      )}
    </>
  )
}

/** The months between, in which nobody committed, keep their place. */
function everyMonth(months: readonly Kept[]): { name: string, bar?: number, share?: number }[] {
  const known = new Map(months.map((month) => [month.name, month]))
  return monthsBetween(months[0]!.name, months.at(-1)!.name).map((name) => {
    const month = known.get(name)
    return { name, ...month && { bar: month.commits, share: month.accepted / month.commits } }
  })
}

function monthsBetween(first: string, last: string): string[] {
  const at = (name: string): number => Number(name.slice(0, 4)) * 12 + Number(name.slice(5)) - 1
  return Array.from({ length: Math.max(1, at(last) - at(first) + 1) }, (_, step) => {
    const month = at(first) + step
    return `${Math.floor(month / 12)}-${String(month % 12 + 1).padStart(2, '0')}`
  })
}

function DebtSection({ report: { debt } }: { readonly report: ReportPart }) {
  const { pages: { report: said }, report: told, number } = useWords()
  if (debt === undefined) return null
  type Count = { readonly name: string, readonly count: number }
  const columns = (head: string): Column<Count>[] => [{ head, kind: 'row', cell: ({ name }) => <code>{name}</code> }, { head: said.problems, kind: 'number', cell: ({ count }) => number(count) }]
  const months = debt.months.map(({ name, total }): Count => ({ name, count: total }))
  return (
    <section aria-labelledby="debt">
      <h2 id="debt">{said.debt}</h2>
      <Series
        description={said.debtChart({ total: number(debt.total), first: number(debt.months[0]?.total ?? debt.total) })}
        table={<Table caption={said.debt} hiddenCaption columns={columns(said.month)} rows={months} keyOf={({ name }) => name} />}
        rows={months.map(({ name, count }) => ({ name, bar: count }))} yLabel={said.problems} formatY={(value) => number(value)}
      />
      <div class="beside">
        <Table caption={told.rules} columns={columns(told.rules)} rows={debt.rules.slice(0, 20)} keyOf={({ name }) => name} />
        <Table caption={told.folders} columns={columns(told.folders)} rows={debt.folders.slice(0, 20)} keyOf={({ name }) => name} />
      </div>
    </section>
  )
}

function Releases({ report: { releases } }: { readonly report: ReportPart }) {
  const { pages: { report: said, commits }, number, date } = useWords()
  const { last, days, years } = releases
  return (
    <section aria-labelledby="releases">
      <h2 id="releases">{said.releases}</h2>
      {last === undefined ? <p>{said.noReleases}</p> : (
        <>
          <p>{days === undefined ? said.lastOnly({ last: last.tag, date: date(new Date(last.time * 1000)) }) : said.rhythm({ last: last.tag, date: date(new Date(last.time * 1000)), days: number(Math.max(1, Math.round(days))) })}</p>
          <Series
            description={said.releasesChart({ count: number(releases.releases) })}
            table={<Table caption={said.releases} hiddenCaption rows={years} keyOf={({ name }) => name} columns={[{ head: commits.year, kind: 'row', cell: ({ name }) => name }, { head: said.releases, kind: 'number', cell: ({ count }) => number(count) }]} />}
            rows={years.map(({ name, count }) => ({ name, bar: count }))} yLabel={said.releases} formatY={(value) => number(value)}
          />
        </>
      )}
    </section>
  )
}

function Drift({ report: { adopted, drift } }: { readonly report: ReportPart }) {
  const { pages: { report: said } } = useWords()
  if (!adopted) return null
  return (
    <section aria-labelledby="drift">
      <h2 id="drift">{said.drift}</h2>
      {drift.length === 0 ? <p>{said.noDrift}</p> : <ul>{drift.map(({ path, kind }) => <li key={path}><code>{path}</code> <small>{said.driftKinds[kind as keyof typeof said.driftKinds]}</small></li>)}</ul>}
    </section>
  )
}

function MachinesSection({ report: { machines } }: { readonly report: ReportPart }) {
  const { pages: { report: said }, number } = useWords()
  if (machines === undefined) return null
  return (
    <section aria-labelledby="machines">
      <h2 id="machines">{said.machines}</h2>
      <p>{said.machinesReady({ ready: number(machines.ready), all: number(machines.machines) })}</p>
      {machines.lacking.length > 0 && (
        <Table caption={said.lacking} rows={machines.lacking} keyOf={({ name }) => name} columns={[{ head: said.lacking, kind: 'row', cell: ({ name }) => name }, { head: said.machines, kind: 'number', cell: ({ count }) => number(count) }]} />
      )}
    </section>
  )
}
