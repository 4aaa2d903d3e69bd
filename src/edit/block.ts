import { ConventionsError } from '../errors.ts'
import { beginLine, type Comment, commentOf, endLine, markerIn } from './marker.ts'
import { behindBom, joinLines, type Line, linesOf, styleOf, withoutBom } from './text.ts'

interface Marker {
  readonly begin: boolean
  readonly id: string
  /** Index of its line. */
  readonly line: number
}

/** A block by the indexes of its marker lines. */
interface Found {
  readonly begin: number
  readonly end: number
}

/**
 * The lines between the markers of a block, LF, without a final newline; undefined without the block.
 * Throws `blockDamaged`, and `blockUnsupported` for a type of file without known comments.
 */
export function readBlock(path: string, text: string, id: string): string | undefined {
  const lines = linesOf(withoutBom(text))
  const found = findBlock(path, markersIn(commentOf(path), lines), id)
  return found === undefined ? undefined : lines.slice(found.begin + 1, found.end).map((line) => line.text).join('\n')
}

/**
 * The text with the block's lines set to `inner` (LF, no final newline; '' for none). One that is there stays in its place with
 * its markers; a new one goes to the end, or to the `start`: behind a shebang, an encoding line and a front matter. In an
 * empty text `heading` comes first. `removeBlock` takes exactly this back. Throws as `readBlock` does.
 */
export function writeBlock(
  path: string, text: string, id: string, inner: string,
  { at = 'end', heading }: { readonly at?: 'start' | 'end' | undefined, readonly heading?: string | undefined } = {},
): string {
  const comment = commentOf(path)
  if (!/^[A-Za-z0-9][\w.-]*$/.test(id)) throw new Error(`not an id of a block: ${id}`)
  const content = inner === '' ? [] : inner.split('\n')
  if (content.some((line) => markerIn(comment, line) !== undefined)) throw new Error(`${path}: the block ${id} would hold a marker`)
  const { eol, finalNewline } = styleOf(text)
  return behindBom(text, (body) => {
    const lines = linesOf(body)
    const found = findBlock(path, markersIn(comment, lines), id)
    if (found !== undefined) return joinLines(lines.toSpliced(found.begin + 1, found.end - found.begin - 1, ...updated(lines.slice(found.begin + 1, found.end), content, eol)))
    const block = [beginLine(comment, id), ...content, endLine(comment, id)].map((line): Line => ({ text: line, eol }))
    if (body === '' && heading !== undefined) return joinLines([...linesOf(heading.replace(/\n*$/, '\n\n').replaceAll('\n', eol)), ...block])
    return joinLines(at === 'start' ? atStart(lines, block, eol, finalNewline) : atEnd(lines, block, eol, finalNewline))
  })
}

const blank = (eol: Line['eol']): Line => ({ text: '', eol })

function atEnd(lines: readonly Line[], block: readonly Line[], eol: '\n' | '\r\n', finalNewline: boolean): Line[] {
  if (lines.length === 0) return [...block]
  const whole = [...lines.with(-1, { ...lines.at(-1)!, eol: lines.at(-1)!.eol || eol }), blank(eol), ...block]
  return finalNewline ? whole : whole.with(-1, { ...whole.at(-1)!, eol: '' })
}

function atStart(lines: readonly Line[], block: readonly Line[], eol: '\n' | '\r\n', finalNewline: boolean): Line[] {
  const head = preamble(lines)
  const rest = lines.slice(head)
  if (rest.length > 0) return [...lines.slice(0, head), ...block, blank(eol), ...rest]
  const whole = [...lines.map((line) => ({ ...line, eol: line.eol || eol })), ...block]
  return finalNewline ? whole : whole.with(-1, { ...whole.at(-1)!, eol: '' })
}

/** How many lines have to stay first: shebang, encoding, `<?xml`, `<!doctype`, YAML or TOML front matter, a schema comment. */
function preamble(lines: readonly Line[]): number {
  const fence = lines[0]?.text.trimEnd()
  const closing = fence === '---' || fence === '+++' ? lines.findIndex((line, index) => index > 0 && line.text.trimEnd() === fence) : -1
  if (closing !== -1) return closing + 1
  const own = /^#!|^#.*coding[:=]|^<\?xml\b|^<!doctype\b|^# yaml-language-server:|^#:schema\b|^# syntax=/i
  const first = lines.findIndex((line) => !own.test(line.text))
  return first === -1 ? lines.length : first
}

/** New inner lines; those at the start and the end that stay keep their line ends. */
function updated(before: readonly Line[], content: readonly string[], eol: '\n' | '\r\n'): Line[] {
  const limit = Math.min(before.length, content.length)
  let start = 0
  while (start < limit && before[start]!.text === content[start]) start += 1
  let end = 0
  while (end < limit - start && before.at(-1 - end)!.text === content.at(-1 - end)) end += 1
  const changed = content.slice(start, content.length - end).map((text): Line => ({ text, eol }))
  return [...before.slice(0, start), ...changed, ...before.slice(before.length - end)]
}

/** The text without the block, and without the line break and blank line that `writeBlock` put in with it. Throws as `readBlock` does. */
export function removeBlock(path: string, text: string, id: string): string {
  return behindBom(text, (body) => {
    const lines = linesOf(body)
    const found = findBlock(path, markersIn(commentOf(path), lines), id)
    if (found === undefined) return body
    const before = lines.slice(0, found.begin)
    const after = lines.slice(found.end + 1)
    if (after.length > 0) return joinLines([...before, ...preamble(lines) === found.begin && after[0]!.text === '' ? after.slice(1) : after])
    const kept = before.length > 1 && before.at(-1)!.text === '' ? before.slice(0, -1) : before
    const ended = lines[found.end]!.eol !== '' || kept.length === 0
    return joinLines(ended ? kept : kept.with(-1, { ...kept.at(-1)!, eol: '' }))
  })
}

/** The text without the block's markers; what stands between them stays. Throws as `readBlock` does. */
export function unwrapBlock(path: string, text: string, id: string): string {
  return behindBom(text, (body) => {
    const lines = linesOf(body)
    const found = findBlock(path, markersIn(commentOf(path), lines), id)
    if (found === undefined) return body
    const unwrapped = lines.filter((_, index) => index !== found.begin && index !== found.end)
    const last = unwrapped.at(-1)
    return joinLines(last === undefined || lines.at(-1)!.eol !== '' ? unwrapped : unwrapped.with(-1, { ...last, eol: '' }))
  })
}

function markersIn(comment: Comment, lines: readonly Line[]): Marker[] {
  return lines.flatMap(({ text }, line) => {
    const marker = markerIn(comment, text)
    return marker === undefined ? [] : [{ ...marker, line }]
  })
}

function findBlock(path: string, markers: readonly Marker[], id: string): Found | undefined {
  const own = markers.filter((marker) => marker.id === id)
  if (own.length === 0) return undefined
  const damaged = (damage: 'noEnd' | 'noBegin' | 'twice' | 'nested', { line }: Marker, other?: Marker): ConventionsError =>
    new ConventionsError('blockDamaged', { path, id, line: line + 1, damage, ...other === undefined ? {} : { other: other.line + 1 } })
  const begins = own.filter(({ begin }) => begin)
  const ends = own.filter(({ begin }) => !begin)
  if (begins.length > 1) throw damaged('twice', begins[1]!, begins[0])
  if (begins.length === 0 || (ends[0] !== undefined && ends[0].line < begins[0]!.line)) throw damaged('noBegin', ends[0]!, begins[0])
  if (ends.length === 0) throw damaged('noEnd', begins[0]!)
  if (ends.length > 1) throw damaged('noBegin', ends[1]!)
  const found = { begin: begins[0]!.line, end: ends[0]!.line }
  const foreign = markers.find(({ line }) => line > found.begin && line < found.end)
  if (foreign !== undefined) throw damaged('nested', foreign, begins[0])
  return found
}
