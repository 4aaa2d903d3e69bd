import type { Json } from '../feature.ts'
import { cut, deletion, firstOnLine, insertion, lineEnd, lineStart, skipBlanks, type Span, type Splice } from './splice.ts'
import { blockLines, emitValue, itemLines, pairLines, requoted, spaces, type YamlStyle } from './yaml-emit.ts'
import { blockScalar, contentEnd, type Slot } from './yaml-slot.ts'

/** Writes a value into a place of block style; `keepProps` keeps its anchor and tag. */
export function setValue(text: string, slot: Slot, value: Json, style: YamlStyle, keepProps = false): Splice[] {
  const { kind, token, column, after } = slot
  if (kind === 'root') return setRoot(text, slot, value, style)
  if (typeof value === 'string' && !value.includes('\n') && token !== undefined && /^['"]/.test(text[token.offset]!)) {
    return [...propsAway(slot, keepProps), { start: token.offset, end: contentEnd(token), text: requoted(value, text[token.offset]!) }]
  }
  const emitted = emitValue(value, kind, column, style)
  // Behind a dash a map begins on the line of the dash, unless a comment or a tag is there.
  const lines = kind === 'list' && (commented(text, slot) || (keepProps && slot.props !== undefined)) ? blockLines(value, column + 2, style) : undefined
  return replaceValue(text, slot, lines === undefined ? emitted : { head: '', lines }, style.eol, keepProps ? slot.props?.end ?? after : after, keepProps)
}

function setRoot(text: string, { token, start, end }: Slot, value: Json, style: YamlStyle): Splice[] {
  const lines = blockLines(value, 0, style) ?? [emitValue(value, 'map', 0, { ...style, literals: false }).head]
  if (token !== undefined) return [{ start, end, text: lines.join(style.eol) }]
  const marker = /^\.\.\.(?=\s|$)/m.exec(text)?.index
  const at = marker ?? text.length
  const before = at > 0 && text[at - 1] !== '\n' ? style.eol : ''
  const ended = marker !== undefined || text === '' || text.endsWith('\n')
  return [insertion(at, before + lines.join(style.eol) + (ended ? style.eol : ''))]
}

function propsAway({ props }: Slot, keepProps: boolean): Splice[] {
  return props === undefined || keepProps ? [] : [deletion({ start: props.start, end: props.end + 1 })]
}

/** True where a comment is left on the line of the indicator once the value is gone. */
function commented(text: string, { after, token, props }: Slot): boolean {
  if (token === undefined) return text.slice(props?.end ?? after, lineEnd(text, props?.end ?? after)).includes('#')
  const end = token.type === 'block-scalar' ? blockScalar(token).header.end : contentEnd(token)
  return text.slice(after, token.offset).includes('#') || text.slice(end, lineEnd(text, end)).includes('#')
}

/** Takes the old value away, wherever it is written, and puts the new one behind `at` and below. */
function replaceValue(
  text: string, { kind, props, token, after }: Slot, { head, lines }: { readonly head: string, readonly lines: readonly string[] },
  eol: string, at: number, keepProps: boolean,
): Splice[] {
  const below = (offset: number): Splice[] => lines.length === 0 ? [] : [insertion(lineEnd(text, offset), eol + lines.join(eol))]
  const old: Span[] = keepProps || props === undefined ? [] : [props]
  if (token === undefined) return [...inPlace(text, old[0] ?? { start: at, end: at }, head), ...below(at)]
  const own = { start: token.offset, end: contentEnd(token) }
  const sameLine = !text.slice(after, own.start).includes('\n')
  // The lines of a map or list behind a dash are indented by two: so is its head.
  const compact = (end: number): Splice => ({ start: after, end, text: ` ${head}` })
  const dashed = kind === 'list' && sameLine && head !== '' && lines.length > 0
  if (token.type === 'block-scalar') {
    const { header } = blockScalar(token)
    const first = lineEnd(text, header.end)
    const body = own.end > first ? [deletion({ start: first, end: own.end })] : []
    if (dashed) return [compact(header.end), ...below(header.end), ...body]
    return [...old.map((span) => inPlace(text, span, '')).flat(), ...inPlace(text, header, head), ...below(header.end), ...body]
  }
  if (dashed) return [compact(own.end), ...below(own.end)]
  if (old[0] !== undefined && text.slice(old[0].end, own.start).trim() === '') {
    const whole = { start: old[0].start, end: own.end }
    return [...inPlace(text, whole, head), ...below(sameLine || !text.slice(after, whole.start).includes('\n') ? own.end : at)]
  }
  const collection = token.type === 'block-map' || token.type === 'block-seq'
  if (sameLine || (head !== '' && !collection)) {
    return [...old.map((span) => inPlace(text, span, '')).flat(), ...inPlace(text, own, head), ...below(own.end)]
  }
  return [...inPlace(text, old[0] ?? { start: at, end: at }, head), ...below(at), deletion(cut(text, own))]
}

/** `head` instead of a stretch of a line, with one space before it; nothing, when there is no head. */
function inPlace(text: string, span: Span, head: string): Splice[] {
  if (head !== '' && span.end > span.start) return [{ ...span, text: head }]
  if (head !== '') return [insertion(span.start, ` ${head}`)]
  let { start } = span
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1
  return span.end > span.start ? [deletion({ start, end: span.end })] : []
}

/** Adds a pair to the end of a map, below the comments that belong to it. */
export function appendPair(text: string, map: Slot, first: Slot, key: string, value: Json, style: YamlStyle): Splice[] {
  return [appendLines(text, map, first.column, pairLines(key, value, first.column, style), style.eol)]
}

/** Puts an item into a list. */
export function insertItem(text: string, list: Slot, items: readonly Slot[], index: number, value: Json, style: YamlStyle): Splice[] {
  const { column } = items[0]!
  const lines = itemLines(value, column, style)
  if (index >= items.length) return [appendLines(text, list, column, lines, style.eol)]
  if (index === 0) return [insertion(items[0]!.start, lines.join(style.eol).slice(column) + style.eol + spaces(column))]
  return [linesAfter(text, contentEndOf(items[index - 1]!), lines, style.eol)]
}

function contentEndOf({ token, end }: Slot): number {
  return token === undefined ? end : Math.max(end, contentEnd(token, true))
}

function appendLines(text: string, container: Slot, column: number, lines: readonly string[], eol: string): Splice {
  let at = contentEndOf(container)
  if (text[at - 1] === '\n') return linesAfter(text, at, lines, eol)
  for (let next = nextLine(text, at); next !== undefined; next = nextLine(text, at)) {
    const indent = skipBlanks(text, next) - next
    if (text[next + indent] !== '#' || indent < column) break
    at = next + indent
  }
  return linesAfter(text, at, lines, eol)
}

function nextLine(text: string, offset: number): number | undefined {
  const newline = text.indexOf('\n', offset)
  return newline === -1 || newline + 1 === text.length ? undefined : newline + 1
}

function linesAfter(text: string, at: number, lines: readonly string[], eol: string): Splice {
  return text[at - 1] === '\n' ? insertion(at, lines.join(eol) + eol) : insertion(lineEnd(text, at), eol + lines.join(eol))
}

/**
 * Takes a pair or an item out that is not the only one. The first way leaves everything around it; the others are for what a block
 * scalar above would swallow (the blank lines, then the deeper comments that follow) or keep (the line end of a last line).
 */
export function deleteEntry(text: string, entries: readonly Slot[], index: number): Splice[][] {
  const { start, end, column } = entries[index]!
  const next = entries[index + 1]
  if (!firstOnLine(text, start)) {
    const joined = next !== undefined && text.slice(end, next.start).trim() === ''
    return [[deletion(joined ? { start, end: next.start } : cut(text, { start, end }))]]
  }
  const gone = cut(text, { start, end })
  const blank = { start: gone.start, end: gone.end + /^(?:[ \t]*\r?\n)*/.exec(text.slice(gone.end))![0].length }
  const comments = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text.slice(blank.end))![0]
  const moved = comments.replace(/^[ \t]*(?=#)/gm, spaces(column))
  return [
    [deletion(gone)],
    [deletion(blank)],
    [{ start: lineStart(text, blank.start), end: blank.end + comments.length, text: moved }],
    [deletion({ start: lineStart(text, start), end: gone.end })],
  ]
}

