import { isOpening, type Source } from './tokens.ts'

export const widths = [80, 90, 100, 110, 120, 125, 130, 140, 150, 160] as const

/** What speaks for and against each of `widths`: places in the code, and the first line of each. */
export interface Fit {
  readonly kept: number[]
  readonly broken: number[]
  readonly overlong: (number | undefined)[]
}

export const emptyFit = (): Fit => ({ kept: widths.map(() => 0), broken: widths.map(() => 0), overlong: widths.map(() => undefined) })

/**
 * How well each width fits a file. Against a width speaks a line that is longer although a formatter could break it, and a call or a list that is broken although it
 * would fit; for it speaks what it alone explains: lines close below it, and lists that were broken just above it.
 */
export function fitWidths(source: Source, indent: number): Fit {
  const fit = emptyFit()
  for (const { line, columns } of breakable(source, indent)) {
    widths.forEach((width, at) => {
      if (columns > width) {
        fit.broken[at]!++
        fit.overlong[at] ??= line
      } else if (columns > width - 20) {
        fit.kept[at]!++
      }
    })
  }
  for (const columns of joinable(source, indent)) {
    widths.forEach((width, at) => {
      if (columns <= width) fit.broken[at]!++
      else if (columns <= width + 40) fit.kept[at]!++
    })
  }
  return fit
}

/** Lines of code that could be broken: with a bracket that holds something, and no text or comment that fills them. */
function* breakable({ lines, tokens, match, inner }: Source, indent: number): Generator<{ line: number, columns: number }> {
  const can = new Uint8Array(lines.length)
  const cannot = new Uint8Array(lines.length)
  tokens.forEach((token, at) => {
    const close = match[at]!
    if (isOpening(token) && close > at + 1 && tokens[close]!.line === token.line && close - at > 2) can[token.line] = 1
    const long = token.text.length > 40
    if (token.kind === 'template' || token.kind === 'jsx' || (long && token.kind !== 'punctuator') || token.text === 'import' || token.text === 'require' || token.text === 'it' || token.text === 'test' || token.text === 'describe') cannot[token.line] = 1
  })
  for (let line = 0; line < lines.length; line++) {
    if (!can[line] || cannot[line] || inner[line] || /\/\/|\/\*/.test(lines[line]!)) continue
    yield { line, columns: columnsOf(lines[line]!, indent) }
  }
}

/** How wide calls and lists that are broken would be on one line: those without functions, objects and comments in them. */
function* joinable({ lines, tokens, match, inner }: Source, indent: number): Generator<number> {
  for (let open = 0; open < tokens.length; open++) {
    const token = tokens[open]!
    const close = match[open]!
    if ((token.text !== '(' && token.text !== '[') || token.kind !== 'punctuator' || close <= open + 1 || inner[token.line]) continue
    if (!tokens[open + 1]!.fresh || !tokens[close]!.fresh) continue
    // An array of numbers is filled, one of objects is always broken (prettier 3).
    const inside = tokens.slice(open + 1, close)
    if (inside.some(({ text, commented, kind, column }) => text === '{' || text === '=>' || commented || kind === 'template' || kind === 'jsx' || column < 0) || tokens[close]!.commented || inside[0]!.kind === 'other') continue
    if (inside[0]!.text === '[' || inside.some(({ text }) => text === ';' || text === '?' || text === '&&' || text === '||' || text === '|' || text === '.')) continue
    const before = columnsOf(lines[token.line]!.slice(0, token.column + 1), indent)
    const joined = inside.reduce((sum, one, at) => sum + one.text.length + (at > 0 && (one.spaced || one.fresh) ? 1 : 0), 0) - (inside.at(-1)!.text === ',' ? 1 : 0)
    const behind = lines[tokens[close]!.line]!.slice(tokens[close]!.column)
    // What opens another block behind it may have been broken for that.
    if (!/^[)\]][;,]?$/.test(behind.trimEnd()) || lines[token.line]!.length !== token.column + 1) continue
    yield before + joined + behind.trimEnd().length
  }
}

function columnsOf(text: string, indent: number): number {
  const tabs = /^\t*/.exec(text)![0].length
  return text.trimEnd().length + tabs * (indent - 1)
}
