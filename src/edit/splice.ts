/** A stretch of text by offsets in UTF-16 code units: `start` is in it, `end` is not. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What takes the place of a stretch of text. */
export interface Splice extends Span {
  readonly text: string
}

/** Applies splices; those at the same offset in the order given. Throws where two of them want the same characters (a bug of ours). */
export function splice(text: string, splices: readonly Splice[]): string {
  let result = ''
  let done = 0
  for (const { start, end, text: inserted } of splices.toSorted((a, b) => a.start - b.start)) {
    if (start < done) throw new Error(`splices overlap at offset ${start}`)
    result += text.slice(done, start) + inserted
    done = end
  }
  return result + text.slice(done)
}

export function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text }
}

export function deletion({ start, end }: Span): Splice {
  return { start, end, text: '' }
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Offset of the line end (CR LF or LF) of the line that holds `offset`, or of the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  if (newline === -1) return text.length
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline
}

/** The white space that the line of `offset` begins with. */
export function indentAt(text: string, offset: number): string {
  return /[ \t]*/y.exec(text.slice(lineStart(text, offset)))?.[0] ?? ''
}

/** True where only white space is between the start of the line and `offset`. */
export function firstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/** Line and column from 1; the column counts characters, not code units. */
export function positionAt(text: string, offset: number): { line: number, column: number } {
  const before = text.slice(0, offset)
  return {
    line: before.split('\n').length,
    column: [...before.slice(before.lastIndexOf('\n') + 1)].length + 1,
  }
}

export function skipBlanks(text: string, offset: number): number {
  let at = offset
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return at
}

/**
 * What to delete so that nothing but `span` goes, and no ragged white space stays: the whole line where it held nothing else, the
 * white space before it where it ended its line, the white space after it elsewhere. A last line without a line end takes
 * the line end before it along, so that the text still ends without one.
 */
export function cut(text: string, { start, end }: Span): Span {
  let left = start
  while (text[left - 1] === ' ' || text[left - 1] === '\t') left -= 1
  const right = skipBlanks(text, end)
  const startsLine = left === 0 || text[left - 1] === '\n'
  const newline = /\r?\n/y.exec(text.slice(right))?.[0] ?? ''
  const endsLine = newline !== '' || right === text.length
  if (startsLine && endsLine) {
    if (newline !== '') return { start: left, end: right + newline.length }
    return { start: text[left - 2] === '\r' ? left - 2 : Math.max(left - 1, 0), end: right }
  }
  if (endsLine) return { start: left, end: right }
  // A comment of YAML and TOML needs white space before its `#`.
  if (!startsLine && left === start && text[right] === '#') return { start, end }
  return { start, end: right }
}
