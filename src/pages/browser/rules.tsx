import { useState } from 'preact/hooks'
import type { LintPart } from '../data.ts'
import { rulesOf, showsFix, type RuleRow } from '../weigh.ts'
import { Diff } from './diff.tsx'
import { LongTable, type Column } from './table.tsx'
import { useWords } from './words.tsx'

const kinds = ['all', 'logic', 'layout', 'fixable', 'hand'] as const
type Kind = typeof kinds[number]

const isOf: Readonly<Record<Kind, (row: RuleRow) => boolean>> = {
  all: () => true, logic: ({ layout }) => !layout, layout: ({ layout }) => layout, fixable: ({ fixed }) => fixed > 0, hand: ({ count, fixed }) => fixed < count,
}

/** Every rule that found something, to search and to filter. */
export function LintRules({ part: { scores } }: { readonly part: LintPart }) {
  const { pages, number } = useWords()
  const { lint: said } = pages
  const [query, setQuery] = useState('')
  const [preset, setPreset] = useState('')
  const [kind, setKind] = useState<Kind>('all')
  const all = rulesOf(scores, preset === '' ? undefined : preset)
  const wanted = query.trim().toLowerCase()
  const found = all.filter((row) => isOf[kind](row) && (wanted === '' || [row.rule, row.example?.path, row.example?.before, row.example?.after].some((text) => text?.toLowerCase().includes(wanted))))
  return (
    <section aria-labelledby="rules">
      <h2 id="rules">{said.rulesTitle}</h2>
      <p>{said.rulesLead}</p>
      <div class="filters" role="search" aria-labelledby="rules">
        <label class="wide">{said.search}<input type="search" value={query} onInput={({ currentTarget }) => setQuery(currentTarget.value)} /></label>
        <label>{said.preset}
          <select value={preset} onChange={({ currentTarget }) => setPreset(currentTarget.value)}>
            <option value="">{said.all}</option>
            {scores.map(({ name }) => <option key={name} value={name}>{name}</option>)}
          </select>
        </label>
        <label>{said.kind}
          <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value as Kind)}>{kinds.map((one) => <option key={one} value={one}>{said.kinds[one]}</option>)}</select>
        </label>
      </div>
      <p role="status" class="small">{found.length === 0 ? said.noRules : said.shown({ shown: number(found.length), all: number(all.length) })}</p>
      {found.length > 0 && <RuleTable key={`${kind} ${preset} ${wanted}`} rows={found} />}
    </section>
  )
}

function RuleTable({ rows }: { readonly rows: readonly RuleRow[] }) {
  const { pages: { lint: said }, number } = useWords()
  const columns: Column<RuleRow>[] = [
    { head: said.rule, kind: 'row', cell: ({ rule, layout }) => <><code>{rule}</code> <small>{said.kinds[layout ? 'layout' : 'logic']}</small></> },
    { head: said.found, kind: 'number', cell: ({ count }) => number(count) },
    { head: said.fixed, kind: 'number', cell: ({ fixed }) => number(fixed) },
    { head: said.foundBy, cell: ({ by }) => <small>{by.map(({ name, count }) => `${name} ${number(count)}`).join(', ')}</small> },
    { head: said.example, cell: ({ example }) => example && <Diff place={`${example.path}:${example.line}`} before={example.before.trim()} after={showsFix(example) ? example.after?.trim() : undefined} words={said} /> },
  ]
  return <LongTable first={25} caption={said.rulesTitle} hiddenCaption columns={columns} rows={rows} keyOf={({ rule }) => rule} />
}
