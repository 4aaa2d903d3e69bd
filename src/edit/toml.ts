import type { AST } from 'toml-eslint-parser'
import type { Json, KeyPath } from '../feature.ts'
import { deleteItem, type Flow, insertItem } from './flow.ts'
import type { Format } from './format.ts'
import { cut, deletion, firstOnLine, indentAt, insertion, lineEnd, lineStart, type Span, type Splice, splice } from './splice.ts'
import { styleOf } from './text.ts'
import { dataOf, entriesOf, type Entry, parse, type Section, sectionsOf, within } from './toml-document.ts'
import { isTable, tomlKeys, tomlPair, tomlSection, tomlValue } from './toml-emit.ts'
import { type Atomic, inexpressible, isList, valueAt } from './value.ts'

/** TOML 1.1; what is written is TOML 1.0, but where the file uses more (line breaks and trailing commas in inline tables). */
export const toml: Format = {
  read: (path, text) => dataOf(text, parse(path, text)),
  where(text, at) {
    const { node, section } = find(text, at)
    return node?.range[0] ?? section?.header?.range[0] ?? 0
  },
  * edit(path, text, edit) {
    const { at } = edit
    if (edit.kind === 'delete') {
      yield remove(path, text, at)
      return
    }
    const { node, rest } = find(text, at)
    if (edit.kind === 'set' && node !== undefined && rest.length === 0) {
      yield splice(text, [{ ...spanOf(node), text: tomlValue(path, at, edit.value) }])
      return
    }
    refuseMixed(path, text, edit)
    if (edit.kind === 'insert') yield insert(path, text, at, edit.value)
    else yield insert(path, remove(path, text, at), at, edit.value)
  },
}

/** The value node that holds `at` or a parent of it, with the part of the path that is inside; the section of a table. */
function find(text: string, at: KeyPath): { node?: AST.TOMLContentNode, section?: Section, rest: KeyPath } {
  const sections = sectionsOf(parse('', text))
  const entry = sections.flatMap(({ entries }) => entries).find(({ path }) => within(at, path))
  if (entry !== undefined) return inside(entry, at)
  const section = sections.findLast(({ path }) => within(at, path)) ?? sections[0]!
  return { section, rest: at.slice(section.path.length) }
}

/** Goes down through arrays and inline tables as far as the path leads. */
function inside({ node: { value }, path }: Entry, at: KeyPath): { node: AST.TOMLContentNode, rest: KeyPath } {
  const rest = at.slice(path.length)
  const [segment] = rest
  if (value.type === 'TOMLArray' && typeof segment === 'number') {
    const element = value.elements[segment]
    return element === undefined ? { node: value, rest } : inside({ node: { value: element } as AST.TOMLKeyValue, path: at.slice(0, path.length + 1) }, at)
  }
  const entry = value.type === 'TOMLInlineTable' ? entriesOf(value.body, path).find((candidate) => within(at, candidate.path)) : undefined
  return entry === undefined ? { node: value, rest } : inside(entry, at)
}

/** Among tables of an array (`[[x]]`) there is no place for an item that is no table. */
function refuseMixed(path: string, text: string, { at, value }: Atomic & { readonly value: Json }): void {
  if (typeof at.at(-1) !== 'number' || isTable(value) || find(text, at.slice(0, -1)).node !== undefined) return
  throw inexpressible(path, at, 'mixed')
}

function spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
  return { start, end }
}

function flowOf(text: string, node: AST.TOMLArray | AST.TOMLInlineTable): Flow {
  const items = (node.type === 'TOMLArray' ? node.elements : node.body).map(spanOf)
  return { text, open: node.range[0] + 1, close: node.range[1] - 1, items }
}

function remove(path: string, text: string, at: KeyPath): string {
  const result = removed(text, at)
  const data = dataOf(result, parse(path, result))
  const parent = at.slice(0, -1)
  const missing = parent.findIndex((_, index) => valueAt(data, parent.slice(0, index + 1)) === undefined)
  if (missing === -1) return result
  // Tables that only the last key in them made go with it; as they are still there, empty, they have to be written.
  const empty: Json = isList(valueAt(dataOf(text, parse(path, text)), parent)) ? [] : {}
  const value = parent.slice(missing + 1).reduceRight<Json>((inner, key) => ({ [key]: inner }), empty)
  return insert(path, result, parent.slice(0, missing + 1), value)
}

function removed(text: string, at: KeyPath): string {
  const sections = sectionsOf(parse('', text))
  const holder = sections.flatMap(({ entries }) => entries).find(({ path }) => within(at, path) && path.length < at.length)
  if (holder !== undefined) return removedInside(text, holder, at)
  const spans = sections.flatMap(({ header, path, entries }): Span[] => [
    ...header !== undefined && within(path, at) ? [headerSpan(text, header)] : [],
    ...entries.filter((entry) => within(entry.path, at)).map(({ node }) => cut(text, spanOf(node))),
  ])
  return splice(text, joined(text, spans).map(deletion))
}

/** Out of an array or an inline table, where dotted keys may hold several parts of what goes. */
function removedInside(text: string, holder: Entry, at: KeyPath): string {
  const value = deepest(holder, at)
  if (value.node.type === 'TOMLArray') return splice(text, deleteItem(flowOf(text, value.node), Number(at.at(-1))))
  const table = value.node as AST.TOMLInlineTable
  const index = entriesOf(table.body, value.path).findIndex(({ path }) => within(path, at))
  if (index === -1) return text
  const without = splice(text, deleteItem(flowOf(text, table), index))
  return removed(without, at)
}

/** The innermost array or inline table on the way to `at` that does not lie inside of it. */
function deepest({ node: { value }, path }: Entry, at: KeyPath): { node: AST.TOMLContentNode, path: KeyPath } {
  const entries = value.type === 'TOMLInlineTable' ? entriesOf(value.body, path)
    : value.type === 'TOMLArray' ? value.elements.map((element, index) => ({ node: { value: element } as AST.TOMLKeyValue, path: [...path, index] })) : []
  const next = entries.find((entry) => within(at, entry.path) && entry.path.length < at.length)
  return next === undefined ? { node: value, path } : deepest(next, at)
}

/** The header with the blank line above it. */
function headerSpan(text: string, { key, range, kind }: AST.TOMLTable): Span {
  const bracket = text.indexOf(']', key.range[1]) + (kind === 'array' ? 2 : 1)
  const line = cut(text, { start: range[0], end: bracket })
  const blank = /(?<=\n)[ \t]*\r?\n$/.exec(text.slice(0, line.start))?.[0] ?? ''
  return text[line.start - 1] === '\n' && firstOnLine(text, range[0]) && line.end > bracket ? { start: line.start - blank.length, end: line.end } : line
}

/** Lines that lie side by side go as one; a last line without a line end takes the one before all of them. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last === undefined || span.start > last.end) result.push(span)
    else {
      // The two overlap where `cut` took the line end before a last line.
      const before = span.start < last.end ? /\r?\n$/.exec(text.slice(0, last.start))?.[0].length ?? 0 : 0
      result[result.length - 1] = { start: last.start - before, end: Math.max(last.end, span.end) }
    }
  }
  return result
}

function insert(path: string, text: string, at: KeyPath, value: Json): string {
  const parent = at.slice(0, -1)
  const { eol } = styleOf(text)
  const { node, rest } = find(text, parent)
  if (node?.type === 'TOMLArray' || node?.type === 'TOMLInlineTable') {
    const flow = flowOf(text, node)
    const list = node.type === 'TOMLArray'
    const render = (): string => list ? tomlValue(path, at, value) : [...rest.length > 0 ? [tomlKeys(rest)] : [], tomlPair(path, at, value)].join('.')
    const style = { eol, unit: '  ', gap: ' ', pad: list ? '' : ' ', openUp: false }
    return splice(text, insertItem(flow, list ? Number(at.at(-1)) : flow.items.length, render, style))
  }
  const sections = sectionsOf(parse(path, text))
  const index = at.at(-1)
  if (typeof index === 'number') return splice(text, [elementOf(path, text, sections, at, value as { readonly [key: string]: Json }, eol)])
  return splice(text, [pairOrTable(path, text, sections, at, value, eol)])
}

function pairOrTable(path: string, text: string, sections: readonly Section[], at: KeyPath, value: Json, eol: string): Splice {
  const parent = at.slice(0, -1)
  const home = sections.find((section) => section.path.length === parent.length && within(section.path, parent))
  const dotted = sections.find(({ path: own, entries }) => own.length < parent.length && entries.some((entry) => within(entry.path, parent) && entry.path.length > parent.length))
  const under = sections.filter((section) => section.header !== undefined && within(section.path, parent))
  const place = home ?? dotted
  const byHeader = isTable(value) && (home !== undefined || under.length > 0)
  if (byHeader) return sectionAfter(text, under.at(-1) ?? sections.at(-1)!, tomlSection(path, at, value), eol)
  if (place === undefined) {
    // Only tables inside of it are there: it gets a header of its own, before them.
    const first = under[0]!
    return sectionBefore(text, first, [`[${tomlKeys(parent)}]`, tomlPair(path, at, value)], eol)
  }
  const relative = tomlKeys(at.slice(place.path.length, -1))
  const line = (relative === '' ? '' : `${relative}.`) + tomlPair(path, at, value)
  const siblings = place.entries.filter((entry) => within(entry.path, parent))
  const last = siblings.at(-1)
  if (last !== undefined) return insertion(lineEnd(text, last.node.range[1]), eol + indentAt(text, last.node.range[0]) + line)
  if (place.header !== undefined) return insertion(lineEnd(text, place.header.key.range[1]), eol + indentAt(text, place.header.range[0]) + line)
  return topLine(text, sections[1], line, eol)
}

/** The first line above all tables; comments at the very start of the file stay first. */
function topLine(text: string, first: Section | undefined, line: string, eol: string): Splice {
  if (first === undefined) {
    const ended = text === '' || text.endsWith('\n')
    return insertion(text.length, (ended ? '' : eol) + line + (ended ? eol : ''))
  }
  const header = lineStart(text, first.header!.range[0])
  const comments = commentsAbove(text, header)
  return insertion(comments === 0 ? header : comments, line + eol + eol)
}

/** Where the comment lines begin that stand directly above a line. */
function commentsAbove(text: string, line: number): number {
  return line - /(?:(?<=\n|^)[ \t]*#[^\n]*\n)*$/.exec(text.slice(0, line))![0].length
}

function sectionBefore(text: string, { header }: Section, lines: readonly string[], eol: string): Splice {
  const at = lineStart(text, header!.range[0])
  return insertion(commentsAbove(text, at), lines.join(eol) + eol + eol)
}

function sectionAfter(text: string, { header, entries }: Section, lines: readonly string[], eol: string): Splice {
  const last = entries.at(-1)?.node.range[1] ?? header?.key.range[1]
  if (last !== undefined) return insertion(lineEnd(text, last), eol + eol + lines.join(eol))
  const ended = text === '' || text.endsWith('\n')
  const gap = text === '' ? '' : ended ? eol : eol + eol
  return insertion(text.length, gap + lines.join(eol) + (ended ? eol : ''))
}

/** A table of an array of tables: behind the one before it, with all that is in it. */
function elementOf(
  path: string, text: string, sections: readonly Section[], at: KeyPath, value: { readonly [key: string]: Json }, eol: string,
): Splice {
  const lines = tomlSection(path, at, value, `[[${tomlKeys(at)}]]`)
  const here = sections.find((section) => section.path.length === at.length && within(section.path, at))
  if (here !== undefined) return sectionBefore(text, here, lines, eol)
  const before = [...at.slice(0, -1), Number(at.at(-1)) - 1]
  return sectionAfter(text, sections.findLast((section) => within(section.path, before))!, lines, eol)
}

