import { cut, deletion, firstOnLine, indentAt, insertion, type Span, type Splice } from './splice.ts'

/** A container between brackets: an object or array of JSON, a flow collection of YAML, an array or inline table of TOML. */
export interface Flow {
  readonly text: string
  /** Offset behind the opening bracket. */
  readonly open: number
  /** Offset of the closing bracket. */
  readonly close: number
  /** Its items, key included, without commas and comments. */
  readonly items: readonly Span[]
}

export interface FlowStyle {
  readonly eol: string
  /** One step of indentation. */
  readonly unit: string
  /** What stands between a comma and the next item of the same line. */
  readonly gap: string
  /** What stands inside the brackets of a container on one line. */
  readonly pad: string
  /** Whether an empty container on one line is opened up to one item per line. */
  readonly openUp: boolean
}

/** The text of a new item; `indent` is that of its line, undefined when it has to stay on one line. */
export type Render = (indent: string | undefined) => string

interface Mark extends Span {
  readonly comma: boolean
}

const MARK = /,|#[^\r\n]*|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g

/** The commas and comments of a gap between items, where nothing else can be. */
function marks(text: string, from: number, to: number): Mark[] {
  return [...text.slice(from, to).matchAll(MARK)].map((match) => ({
    start: from + match.index,
    end: from + match.index + match[0].length,
    comma: match[0] === ',',
  }))
}

function breaks(text: string, from: number, to: number): boolean {
  return text.slice(from, to).includes('\n')
}

/** True where the container, or what would go into it, is on one line. */
export function onOneLine({ text, open, close, items }: Flow): boolean {
  const last = items.at(-1)
  if (last === undefined) return !breaks(text, open, close)
  return !breaks(text, items.at(-2)?.end ?? open, last.start) && !breaks(text, last.end, close)
}

/** Puts an item in at `index`, in the container's own layout. */
export function insertItem(flow: Flow, index: number, render: Render, style: FlowStyle): Splice[] {
  return index < flow.items.length ? insertBefore(flow, index, render, style) : append(flow, render, style)
}

function itemIndent({ text, open, items }: Flow, style: FlowStyle): string {
  const first = items.find((item) => firstOnLine(text, item.start))
  return first === undefined ? indentAt(text, open) + style.unit : indentAt(text, first.start)
}

function append(flow: Flow, render: Render, style: FlowStyle): Splice[] {
  const { text, open, close, items } = flow
  const before = items.at(-1)?.end ?? open
  const between = marks(text, before, close)
  const trailing = between.some((mark) => mark.comma)
  const end = between.at(-1)?.end ?? before
  const comma = items.length > 0 && !trailing ? [insertion(before, ',')] : []
  const after = trailing ? ',' : ''
  if (!onOneLine(flow) || (items.length === 0 && style.openUp)) {
    const indent = itemIndent(flow, style)
    const added = style.eol + indent + render(indent) + after
    if (items.length > 0 || breaks(text, end, close)) return [...comma, insertion(end, added)]
    return [{ start: end, end: close, text: added + style.eol + indentAt(text, open) }]
  }
  if (items.length > 0) return [...comma, insertion(end, style.gap + render(undefined) + after)]
  if (between.length > 0) return [insertion(end, ` ${render(undefined)}`)]
  return [{ start: open, end: close, text: style.pad + render(undefined) + style.pad }]
}

function insertBefore(flow: Flow, index: number, render: Render, style: FlowStyle): Splice[] {
  const { text, open, items } = flow
  const next = items[index]!.start
  const before = index > 0 ? items[index - 1]!.end : open
  if (!breaks(text, before, next)) return [insertion(next, `${render(undefined)},${style.gap}`)]
  const between = marks(text, before, next)
  let at = between.find((mark) => mark.comma)?.end ?? open
  // A comment that ends the line of the item before belongs to that one.
  for (const mark of between) {
    if (mark.start >= at && !breaks(text, at, mark.start) && breaks(text, mark.end, next)) at = mark.end
  }
  const indent = itemIndent(flow, style)
  return [insertion(at, `${style.eol}${indent}${render(indent)},`)]
}

/** Takes an item out, with one comma; comments around it stay. */
export function deleteItem({ text, open, close, items }: Flow, index: number): Splice[] {
  const item = items[index]!
  const before = marks(text, items[index - 1]?.end ?? open, item.start)
  const after = marks(text, item.end, items[index + 1]?.start ?? close)
  if (items.length === 1 && [...before, ...after].every((mark) => mark.comma)) return [deletion({ start: open, end: close })]
  const comma = after.find((mark) => mark.comma) ?? before.find((mark) => mark.comma) ?? item
  const whole = { start: Math.min(item.start, comma.start), end: Math.max(item.end, comma.end) }
  const gap = comma.start < item.start ? text.slice(comma.end, item.start) : text.slice(item.end, comma.start)
  const adjoins = comma === item || gap.trim() === ''
  const gone = adjoins ? whole : item
  return [...adjoins ? [] : [deletion(comma)], deletion(trimmed(text, gone, close))]
}

/** As `cut`, but the white space before the closing bracket of a line stays and that before the item goes. */
function trimmed(text: string, gone: Span, close: number): Span {
  if (firstOnLine(text, gone.start) || text.slice(gone.end, close).trim() !== '') return cut(text, gone)
  let start = gone.start
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1
  return { start, end: gone.end }
}
