import { type Document, isAlias, isMap, isScalar, isSeq, type Node, visit } from 'yaml'
import { ConventionsError } from '../errors.ts'
import type { Json } from '../feature.ts'
import { deleteItem, type Flow, type FlowStyle, insertItem as insertFlowItem } from './flow.ts'
import type { Format } from './format.ts'
import { positionAt, type Splice, splice } from './splice.ts'
import { styleOf } from './text.ts'
import { type Atomic, keyName } from './value.ts'
import { appendPair, deleteEntry, insertItem, setValue } from './yaml-block.ts'
import { dataOf, isEmpty, isMergeKey, parse } from './yaml-document.ts'
import { flowPair, flowText, requoted, spaces, type YamlStyle } from './yaml-emit.ts'
import { contentEnd, entriesOf, type Slot, slotsTo } from './yaml-slot.ts'

/** YAML 1.2, one document; aliases and merge keys are read, and never written through. */
export const yaml: Format = {
  read: (path, text) => dataOf(path, text, parse(path, text)),
  where: (text, at) => slotsTo(text, parse('', text), at).at(-1)!.start,
  * edit(path, text, edit) {
    const document = parse(path, text)
    const slots = slotsTo(text, document, edit.at)
    refuseShared(path, text, document, slots, edit)
    for (const literals of [true, false]) {
      const style = { ...styleIn(text, document), literals }
      for (const splices of ways(text, document, slots, edit, style)) yield splice(text, splices)
    }
  },
}

function ways(text: string, document: Document.Parsed, slots: readonly Slot[], edit: Atomic, style: YamlStyle): Splice[][] {
  const segment = edit.at.at(-1)
  if (edit.kind === 'delete') {
    return segment === undefined ? [setValue(text, slots[0]!, {}, style)] : deletions(text, slots, Number(segment), style)
  }
  if (segment === undefined || isEmpty(document)) {
    return [setValue(text, slots[0]!, segment === undefined ? edit.value : { [segment]: edit.value }, style)]
  }
  if (edit.kind === 'set') {
    const slot = slots.at(-1)!
    return [slot.flow ? setInFlow(text, slot, edit.value) : setValue(text, slot, edit.value, style)]
  }
  return [insert(text, slots, segment, edit.value, style)]
}

function insert(text: string, slots: readonly Slot[], segment: string | number, value: Json, style: YamlStyle): Splice[] {
  const container = slots.at(-1)!
  const entries = entriesOf(text, container)
  const list = isSeq(container.node)
  if (container.token?.type === 'block-map') return appendPair(text, container, entries[0]!, String(segment), value, style)
  if (container.token?.type === 'block-seq') return insertItem(text, container, entries, Number(segment), value, style)
  const rendered = list ? flowText(value) : flowPair(String(segment), value)
  if (container.token === undefined) return wrap(text, container, rendered)
  const flow = flowOf(text, container, entries)
  const blank = entries.length === 0 && text.slice(flow.open, flow.close).trim() === ''
  if (blank && !container.flow && (container.kind !== 'root' || text.slice(0, container.start).endsWith('\n') || container.start === 0)) {
    return setValue(text, container, list ? [value] : { [segment]: value }, style, true)
  }
  const index = list ? Number(segment) : entries.length
  return insertFlowItem(flow, index, () => rendered, flowStyle(text, entries, list, style))
}

/** A second pair for `[a: 1]` needs the braces that were not needed for one. */
function wrap(text: string, { start, end }: Slot, rendered: string): Splice[] {
  return [{ start, end, text: `{ ${text.slice(start, end)}, ${rendered} }` }]
}

function deletions(text: string, slots: readonly Slot[], index: number, style: YamlStyle): Splice[][] {
  const entry = slots.at(-1)!
  const container = slots.at(-2)!
  const entries = entriesOf(text, container)
  const position = isSeq(container.node) ? index : entries.findIndex(({ start }) => start === entry.start)
  if (container.token === undefined) return [[{ start: container.start, end: container.end, text: '{}' }]]
  if (container.token.type === 'flow-collection') return [deleteItem(flowOf(text, container, entries), position)]
  if (entries.length > 1) return deleteEntry(text, entries, position)
  if (container.kind === 'root') return isSeq(container.node) ? [setValue(text, container, [], style)] : deleteEntry(text, entries, position)
  return [setValue(text, container, isSeq(container.node) ? [] : {}, style, true)]
}

function setInFlow(text: string, { token, props, start, end, after, colon, kind }: Slot, value: Json): Splice[] {
  if (token === undefined && props === undefined && kind === 'map') {
    return [{ start: after, end: after, text: (colon ? ' ' : ': ') + flowText(value) }]
  }
  const quoted = typeof value === 'string' && token !== undefined ? requoted(value, text[token.offset]!) : flowText(value)
  return [{ start: props?.start ?? token?.offset ?? start, end, text: quoted }]
}

function flowOf(text: string, { token }: Slot, entries: readonly Slot[]): Flow {
  return { text, open: token!.type === 'flow-collection' ? token!.start.offset + 1 : 0, close: contentEnd(token!) - 1, items: entries }
}

function flowStyle(text: string, entries: readonly Slot[], list: boolean, style: YamlStyle): FlowStyle {
  const [first, second] = entries
  const tight = first !== undefined && second !== undefined && text.slice(first.end, second.start) === ','
  return { eol: style.eol, unit: spaces(style.unit), gap: tight ? '' : ' ', pad: list ? '' : ' ', openUp: false }
}

/** The file's own layout: from its first map in a map and its first list in a map. */
function styleIn(text: string, document: Document.Parsed): Omit<YamlStyle, 'literals'> {
  let unit: number | undefined
  let indentLists: boolean | undefined
  const look = (slot: Slot): void => {
    for (const entry of slot.token?.type === 'block-map' || slot.token?.type === 'block-seq' ? entriesOf(text, slot) : []) {
      const inner = entry.token?.type === 'block-map' || entry.token?.type === 'block-seq' ? entriesOf(text, entry)[0] : undefined
      const step = inner === undefined ? 0 : inner.column - entry.column
      if (entry.kind === 'map' && inner?.kind === 'map' && step > 0) unit ??= step
      if (entry.kind === 'map' && inner?.kind === 'list') indentLists ??= step > 0
      look(entry)
    }
  }
  look(slotsTo(text, document, [])[0]!)
  return { eol: styleOf(text).eol, unit: unit ?? 2, indentLists: indentLists ?? true }
}

/** An edit must change one place: nothing behind an alias or a merge key, nothing that an alias repeats elsewhere. */
function refuseShared(path: string, text: string, document: Document.Parsed, slots: readonly Slot[], edit: Atomic): void {
  const refuse = (offset: number, anchor: string): never => {
    throw new ConventionsError('keysShared', { path, ...positionAt(text, offset), key: keyName(edit.at), anchor })
  }
  const last = slots.at(-1)!
  const reached = slots.length > edit.at.length
  const container = reached ? slots.at(-2) : last
  const segment = edit.at[slots.length - 1]
  if (!reached && isAlias(last.node)) refuse(last.start, last.node.source)
  const merge = isMap(container?.node) ? container.node.items.find((pair) => isMergeKey(pair)) : undefined
  const hidden = !reached && (edit.kind !== 'insert' || slots.length < edit.at.length)
  if (merge !== undefined && (hidden || segment === '<<')) {
    const source = isAlias(merge.value) ? merge.value.source : '<<'
    refuse((merge.key as { range: readonly number[] }).range[0]!, source)
  }
  const uses = aliasesIn(document.contents)
  for (const slot of slots) {
    const anchor = isScalar(slot.node) || isMap(slot.node) || isSeq(slot.node) ? slot.node.anchor : undefined
    if (anchor !== undefined && uses.some(({ name }) => name === anchor)) refuse(slot.start, anchor)
  }
  if (!reached) return
  const inside = (offset: number): boolean => offset >= last.start && offset < last.end
  for (const anchor of anchorsIn(document.contents).filter(({ offset }) => inside(offset))) {
    if (uses.some(({ name, offset }) => name === anchor.name && !inside(offset))) refuse(anchor.offset, anchor.name)
  }
}

interface Named {
  readonly name: string
  readonly offset: number
}

function aliasesIn(root: Node | null): Named[] {
  const found: Named[] = []
  visit(root, { Alias: (_, node) => { found.push({ name: node.source, offset: node.range![0] }) } })
  return found
}

function anchorsIn(root: Node | null): Named[] {
  const found: Named[] = []
  visit(root, { Value: (_, node) => { if (node.anchor) found.push({ name: node.anchor, offset: node.range![0] }) } })
  return found
}

