import { type CST, type Document, isMap, isSeq, type Pair, type ParsedNode } from 'yaml'
import type { KeyPath } from '../feature.ts'
import { lineStart, type Span } from './splice.ts'
import { keyText } from './yaml-document.ts'

/** A place that holds a value, with what is written around it. `start` and `end` span the whole pair or item, comments behind it not. */
export interface Slot extends Span {
  readonly kind: 'root' | 'map' | 'list'
  readonly flow: boolean
  readonly node: ParsedNode | null
  /** The value's token; undefined where nothing is written. */
  readonly token: CST.Token | undefined
  /** Anchor and tag of the value. */
  readonly props: Span | undefined
  /** Offset behind the `:` or `-`. */
  readonly after: number
  /** False for a key in a flow map that has no `:`. */
  readonly colon: boolean
  /** Where the pair or the dash begins on its line. */
  readonly column: number
}

type Item = CST.CollectionItem

/** The slots from the root to `at`, as far as the document itself holds them; an alias ends the way. */
export function slotsTo(text: string, document: Document.Parsed, at: KeyPath): Slot[] {
  const slots = [rootSlot(document)]
  for (const segment of at) {
    const { node, flow, token } = slots.at(-1)!
    const next = isMap(node) ? pairSlot(text, findPair(text, node.items, segment), flow || token?.type === 'flow-collection')
      : isSeq(node) && typeof segment === 'number' ? itemSlots(text, node)[segment] : undefined
    if (next === undefined) break
    slots.push(next)
  }
  return slots
}

/** The slots of a map's or a list's entries, in the order of the text. */
export function entriesOf(text: string, { node, flow, token }: Slot): Slot[] {
  if (isMap(node)) return node.items.map((pair) => pairSlot(text, pair as Pair, flow || token?.type === 'flow-collection')!)
  return isSeq(node) ? itemSlots(text, node) : []
}

function rootSlot({ contents }: Document.Parsed): Slot {
  const token = written(contents?.srcToken)
  const start = token?.offset ?? 0
  const end = token === undefined ? 0 : contentEnd(token)
  return { kind: 'root', flow: false, node: contents, token, props: undefined, after: start, colon: true, column: 0, start, end }
}

function findPair(text: string, pairs: readonly unknown[], segment: string | number): Pair | undefined {
  return (pairs as readonly Pair[]).find((pair) => keyText(text, pair.key) === String(segment))
}

function pairSlot(text: string, pair: Pair | undefined, flow: boolean): Slot | undefined {
  const item = pair?.srcToken as Item | undefined
  if (pair === undefined || item === undefined) return undefined
  const start = significant(item.start)[0]?.offset ?? item.key?.offset ?? item.sep?.[0]?.offset ?? 0
  const colon = item.sep?.find(({ type }) => type === 'map-value-ind')
  const after = colon === undefined ? keyEnd(item, start) : colon.offset + 1
  return { ...slot(text, 'map', flow, start, after, item.sep ?? [], item.value), node: pair.value as ParsedNode | null, colon: colon !== undefined }
}

function keyEnd(item: Item, start: number): number {
  const key = written(item.key)
  return key === undefined ? ends(significant(item.start)) ?? start : contentEnd(key)
}

function itemSlots(text: string, node: ParsedNode): Slot[] {
  const token = node.srcToken as CST.BlockSequence | CST.FlowCollection
  const flow = token.type === 'flow-collection'
  const items = (token.items as Item[]).filter((item) => item.value !== undefined || item.key !== undefined || item.sep !== undefined
    || significant(item.start).length > 0)
  return items.map((item, index): Slot => {
    const value = (node as unknown as { items: ParsedNode[] }).items[index] ?? null
    if (item.key !== undefined || item.sep !== undefined) {
      // `[a: 1]` is a list with a map of one pair, which has no token of its own.
      const pair = pairSlot(text, (value as unknown as { items: Pair[] }).items[0], true)!
      return { ...pair, kind: 'list', node: value, token: undefined, props: undefined, after: pair.start }
    }
    const start = significant(item.start)[0]?.offset ?? item.value!.offset
    return { ...slot(text, 'list', flow, start, flow ? start : start + 1, item.start, item.value), node: value }
  })
}

function slot(
  text: string, kind: Slot['kind'], flow: boolean, start: number, after: number, around: readonly CST.SourceToken[], value: CST.Token | undefined,
): Omit<Slot, 'node'> {
  const own = around.filter(({ type, offset }) => (type === 'anchor' || type === 'tag') && offset >= after)
  const token = written(value)
  const props = own[0] === undefined ? undefined : { start: own[0].offset, end: ends(own)! }
  const end = token === undefined ? props?.end ?? after : contentEnd(token)
  return { kind, flow, token, props, after, colon: true, column: start - lineStart(text, start), start, end }
}

function written(token: CST.Token | null | undefined): CST.Token | undefined {
  return token && !(token.type === 'scalar' && token.source === '') ? token : undefined
}

/** What is neither white space nor a comment nor a comma. */
function significant(tokens: readonly CST.SourceToken[]): CST.SourceToken[] {
  return tokens.filter(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment' && type !== 'comma')
}

function ends(tokens: readonly CST.SourceToken[]): number | undefined {
  const last = tokens.at(-1)
  return last === undefined ? undefined : last.offset + last.source.length
}

/**
 * Where the text of a token ends, without the comments, blank lines and line end behind it; with `keep`, behind the blank lines
 * that a scalar at its end keeps (`|+`), where something may be added.
 */
export function contentEnd(token: CST.Token, keep = false): number {
  if (token.type === 'flow-collection') return token.end[0]!.offset + 1
  if (token.type === 'block-scalar') {
    const { header, body, end } = blockScalar(token)
    if (keep && header.source.includes('+')) return end
    return body.trim() === '' ? header.end : end - /(?:\r?\n[ \t]*)*$/.exec(body)![0].length
  }
  if (token.type === 'block-map' || token.type === 'block-seq') {
    const last = (token.items as Item[]).findLast((item) => item.value !== undefined || item.key !== undefined || item.sep !== undefined
      || significant(item.start).length > 0)!
    const value = written(last.value)
    if (value !== undefined) return contentEnd(value, keep)
    const key = written(last.key)
    return ends(significant(last.sep ?? [])) ?? (key === undefined ? ends(significant(last.start))! : contentEnd(key, keep))
  }
  return token.offset + ('source' in token ? token.source.length : 0)
}

/** The header of a block scalar, and the lines below it. */
export function blockScalar(token: CST.BlockScalar): { header: Span & { readonly source: string }, body: string, end: number } {
  const { offset, source } = token.props.find(({ type }) => type === 'block-scalar-header') as CST.SourceToken
  const start = ends(token.props as CST.SourceToken[])!
  return { header: { start: offset, end: offset + source.length, source }, body: token.source, end: start + token.source.length }
}
