import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useWords } from './words.tsx'

export interface Column<T> {
  readonly head: string
  cell(row: T): ComponentChildren
  /** number: set to the right. row: names its row. */
  readonly kind?: 'number' | 'row'
}

interface TableProps<T> {
  readonly caption: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  keyOf(row: T): string
  /** Said to screen readers alone, where a heading above says it. */
  readonly hiddenCaption?: boolean
}

/** A table whose first rows are shown, and more of them when asked for. `first`: how many; as often, four times as many come. */
export function LongTable<T>({ first, ...table }: TableProps<T> & { readonly first: number }) {
  const { pages, number } = useWords()
  const [most, setMost] = useState(first)
  const left = table.rows.length - most
  return (
    <>
      <Table {...table} rows={table.rows.slice(0, most)} />
      {left > 0 && <button type="button" onClick={() => setMost(most + 4 * first)}>{pages.more(number(Math.min(4 * first, left)))}</button>}
    </>
  )
}

/** A table that becomes a list of cards on a phone. CSS takes the roles away there, so they are stated. */
export function Table<T>({ caption, columns, rows, keyOf, hiddenCaption = false }: TableProps<T>) {
  return (
    <table role="table">
      <caption class={hiddenCaption ? 'hidden' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{columns.map(({ head, kind }) => <th key={head} role="columnheader" scope="col" class={kind}>{head}</th>)}</tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row" data-row={keyOf(row)}>
            {columns.map(({ head, kind, cell }) => kind === 'row'
              ? <th key={head} role="rowheader" scope="row" class="row" data-head={head}>{cell(row)}</th>
              : <td key={head} role="cell" class={kind} data-head={head}><span class="value">{cell(row)}</span></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
