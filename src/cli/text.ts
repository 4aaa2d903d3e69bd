import { stripVTControlCharacters, styleText } from 'node:util'
import type { Io, Output } from '../io.ts'

export type Style = Parameters<typeof styleText>[0]
/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

/** How to paint for this output. Order: --no-color, FORCE_COLOR (force-color.org), NO_COLOR (no-color.org), whether it is a terminal. */
export function painter(io: Io, output: Output, noColor: boolean): Paint {
  const forced = io.env['FORCE_COLOR']
  const wanted = forced === undefined || forced === ''
    ? !io.env['NO_COLOR'] && output.isTTY === true && io.env['TERM'] !== 'dumb'
    : forced !== '0' && forced !== 'false'
  return wanted && !noColor ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
}

/** Columns to fill: the terminal's, at most 100 so that lines stay readable; 80 where nobody says. */
export function columns(output: Output): number {
  return Math.max(40, Math.min(output.columns ?? 80, 100))
}

// Unicode 16 East Asian Width W and F, by block, and what terminals draw as emoji: two columns each.
const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const none = /[\p{Mn}\p{Me}\p{Cf}\ufe0f]/u
let segmenter: Intl.Segmenter | undefined

/** How many columns a terminal uses for a text; colours count nothing, Korean letters and emoji two. */
export function width(text: string): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  let total = 0
  for (const { segment } of segmenter.segment(stripVTControlCharacters(text))) {
    const point = String.fromCodePoint(segment.codePointAt(0) ?? 0)
    total += none.test(point) ? 0 : wide.test(point) || segment.includes('\ufe0f') ? 2 : 1
  }
  return total
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

/** Text from the repository, made safe for a terminal: control characters are shown, not obeyed. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\t' ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}
