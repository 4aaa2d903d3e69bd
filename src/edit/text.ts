/** How a file's text is written, apart from what it says. */
export interface TextStyle {
  readonly bom: boolean
  /** Of mixed line ends, the more frequent one; of none, LF. */
  readonly eol: '\n' | '\r\n'
  /** True for an empty text, so that what is written into it ends well. */
  readonly finalNewline: boolean
}

/** One line with the line end that it has; '' only on a last line without one. */
export interface Line {
  readonly text: string
  readonly eol: '\n' | '\r\n' | ''
}

const BOM = '\uFEFF'

/** The text without BOM and with LF: what features and the planner work on. A CR that no LF follows stays. */
export function normal(text: string): string {
  return withoutBom(text).replaceAll('\r\n', '\n')
}

/** The style of a text as it is on disk. */
export function styleOf(text: string): TextStyle {
  const body = withoutBom(text)
  const all = body.split('\n').length - 1
  const crlf = body.split('\r\n').length - 1
  return {
    bom: text.startsWith(BOM),
    eol: crlf > all - crlf ? '\r\n' : '\n',
    finalNewline: body === '' || body.endsWith('\n'),
  }
}

/**
 * A text (LF, no BOM) written in a style. `withStyle(normal(text), styleOf(text)) === text` for every text whose line ends are
 * all alike; where they are mixed use the editors of this room, which leave the lines alone that they do not change.
 */
export function withStyle(text: string, style: TextStyle): string {
  const ended = text === '' || text.endsWith('\n') === style.finalNewline
    ? text
    : style.finalNewline ? `${text}\n` : text.slice(0, -1)
  return (style.bom ? BOM : '') + (style.eol === '\n' ? ended : ended.replaceAll('\n', '\r\n'))
}

/** Runs an edit on the text behind the BOM and puts the BOM back. */
export function behindBom(text: string, edit: (body: string) => string): string {
  return text.startsWith(BOM) ? BOM + edit(text.slice(1)) : edit(text)
}

export function withoutBom(text: string): string {
  return text.startsWith(BOM) ? text.slice(1) : text
}

/** The lines of a text with their ends; no line for an empty text, none after a final newline. */
export function linesOf(text: string): Line[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    const eol = line.endsWith('\r\n') ? '\r\n' : line.endsWith('\n') ? '\n' : ''
    return { text: line.slice(0, line.length - eol.length), eol }
  })
}

/** The inverse of `linesOf`. */
export function joinLines(lines: readonly Line[]): string {
  return lines.map((line) => line.text + line.eol).join('')
}
