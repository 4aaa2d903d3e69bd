import { stripVTControlCharacters } from 'node:util'
import { isPrintableAscii, textLength } from '../commits/width.ts'
import type { Io, Output } from '../io.ts'

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta'
export type Style = Colour | readonly Colour[]
/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

/** How to paint for this output. Order: --no-color, FORCE_COLOR (force-color.org), NO_COLOR (no-color.org), whether it is a terminal. */
export function painter(io: Io, output: Output, noColor: boolean): Paint {
  const forced = io.env['FORCE_COLOR']
  const wanted = forced === undefined || forced === ''
    ? !io.env['NO_COLOR'] && output.isTTY === true && io.env['TERM'] !== 'dumb'
    : forced !== '0' && forced !== 'false'
  return wanted && !noColor ? coloured : (_, text) => text
}

/** SGR parameters (ECMA-48 8.3.117): on, off. Not `util.styleText`, which loads Node's streams whatever it is told: that takes longer than a hook's whole check. */
const colours: Readonly<Record<Colour, readonly [number, number]>> = {
  bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], magenta: [35, 39], cyan: [36, 39],
}

function coloured(style: Style, text: string): string {
  return [style].flat().reduceRight((inner, colour) => `\x1b[${colours[colour][0]}m${inner}\x1b[${colours[colour][1]}m`, text)
}

/** Columns to fill: the terminal's, at most 100 so that lines stay readable; 80 where nobody says. */
export function columns(output: Output): number {
  return Math.max(40, Math.min(output.columns ?? 80, 100))
}

/** How many columns a terminal uses for a text; colours count nothing, Korean letters and emoji two. */
export function width(text: string): number {
  return textLength(text.includes('\x1b') ? stripVTControlCharacters(text) : text, 'columns')
}

/** The text and as many spaces as are missing to `columns`. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)))
}

/** Breaks at spaces into lines of at most `columns`; a word that is longer stays whole, so that it can be copied. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/ +/)) {
    if (line !== '' && width(line) + 1 + width(word) > columns) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

/**
 * Two columns: `left` as it is, `right` wrapped beside it at column `at`, or below it where `left` is too long.
 * Lines end without spaces.
 */
export function beside(left: string, right: string, at: number, total: number): string[] {
  const lines = wrap(right, Math.max(20, total - at))
  const indent = ' '.repeat(at)
  const fits = width(left) + 2 <= at
  const first = fits ? [pad(left, at) + (lines[0] ?? '')] : [left]
  return [...first, ...lines.slice(fits ? 1 : 0).map((line) => indent + line)].map((line) => line.trimEnd())
}

/** Names indented by two, what is said of each wrapped beside them. */
export function table(rows: readonly (readonly [name: string, text: string])[], columns: number): string[] {
  const at = 4 + Math.max(...rows.map(([name]) => width(name)))
  return rows.flatMap(([name, text]) => beside(`  ${name}`, text, at, columns))
}

/** The text, cut where it is wider than `columns`; `mark` stands at the cut and within them. */
export function clip(text: string, columns: number, mark = ''): string {
  if (width(text) <= columns) return text
  let clipped = text
  while (width(clipped) > columns - width(mark)) clipped = clipped.slice(0, -1)
  return clipped + mark
}

/** Text from the repository, made safe for a terminal: control characters are shown, not obeyed. */
export function visible(text: string): string {
  if (isPrintableAscii(text)) return text
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\t' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
