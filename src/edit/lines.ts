import { behindBom, joinLines, type Line, linesOf, styleOf, withoutBom } from './text.ts'

/** A line as git compares patterns (gitignore(5)): without the white space at its end, but for a space behind a backslash. */
function pattern(line: string): string {
  const trimmed = line.trimEnd()
  const escaped = /\\*$/.exec(trimmed)![0].length % 2 === 1
  return escaped && line.length > trimmed.length ? trimmed + line.charAt(trimmed.length) : trimmed
}

/** Those of the wanted lines that a list file (.gitignore, .gitattributes, CODEOWNERS) does not hold, each once. Empty lines are never missing. */
export function missingLines(text: string, lines: readonly string[]): string[] {
  const there = new Set(linesOf(withoutBom(text)).map((line) => pattern(line.text)))
  return lines.filter((line) => {
    const key = pattern(line)
    if (key === '' || there.has(key)) return false
    there.add(key)
    return true
  })
}

/** The text with the missing lines at its end; a last line without a line end gets one, and the new last line goes without. */
export function addLines(text: string, lines: readonly string[]): string {
  const missing = missingLines(text, lines)
  if (missing.length === 0) return text
  const { eol, finalNewline } = styleOf(text)
  return behindBom(text, (body) => {
    const before = body === '' || finalNewline ? body : body + eol
    return before + missing.join(eol) + (finalNewline ? eol : '')
  })
}

/** The text without these lines, wherever they are; what is around them stays. */
export function removeLines(text: string, lines: readonly string[]): string {
  const gone = new Set(lines.map(pattern).filter((line) => line !== ''))
  return behindBom(text, (body) => {
    const before = linesOf(body)
    const kept = before.filter((line) => !gone.has(pattern(line.text)))
    if (kept.length === before.length) return body
    const last = kept.at(-1)
    return joinLines(last === undefined || before.at(-1)!.eol !== '' ? kept : kept.with(-1, withoutEnd(last)))
  })
}

function withoutEnd(line: Line): Line {
  return { ...line, eol: '' }
}
