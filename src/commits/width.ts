let segmenter: Intl.Segmenter | undefined
/** Whether each character is a grapheme of its own, whatever stands beside it (UAX #29): Latin, kana, Han, Hangul syllables, symbols and emoji without modifiers. */
const isApart = (text: string): boolean => /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2600-\u27bf\u3000-\u3029\u3041-\u3096\u30a1-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60\u{1f300}-\u{1f3fa}\u{1f400}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}]*$/u.test(text)
/** What is printed as it stands, a column each. Asked before what is made of Unicode's properties: to make that takes longer than a hook's own work. */
export const isPrintableAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text)

/** East_Asian_Width W and F of Unicode 16 (UAX #11), as ranges that also cover what is reserved between them. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f], [0x2e80, 0x303e], [0x3041, 0x33ff], [0x3400, 0x4dbf], [0x4e00, 0xa4cf], [0xa960, 0xa97c], [0xac00, 0xd7a3],
  [0xf900, 0xfaff], [0xfe10, 0xfe19], [0xfe30, 0xfe6b], [0xff01, 0xff60], [0xffe0, 0xffe6], [0x16fe0, 0x18cff], [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
]

/**
 * How long a line is, by the vocabulary's measure: columns of a terminal (`한` and `✨` are 2, a combining mark 0) or UTF-16 code
 * units, which is what commitlint counts.
 */
export function textLength(line: string, width: 'columns' | 'code-units'): number {
  if (width === 'code-units' || isPrintableAscii(line)) return line.length
  return graphemes(line).reduce((columns, grapheme) => columns + graphemeColumns(grapheme), 0)
}

/** The line as what people see as characters (UAX #29). */
export function graphemes(line: string): string[] {
  if (isPrintableAscii(line) || isApart(line)) return [...line]
  // Made for the first line that needs it: that costs a hook more than the rest of its work.
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  return Array.from(segmenter.segment(line), ({ segment }) => segment)
}

function graphemeColumns(grapheme: string): number {
  if (isPrintableAscii(grapheme)) return 1
  if (/^[\p{M}\p{Cf}\p{Cc}]+$/u.test(grapheme)) return 0
  if (/\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}{2}|\u20E3/u.test(grapheme)) return 2
  const code = grapheme.codePointAt(0) ?? 0
  return wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1
}
