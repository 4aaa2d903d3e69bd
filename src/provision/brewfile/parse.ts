import { cursorAt, readArguments, type Arguments, type Cursor } from './literal.ts'

/** What stands in a Brewfile: an entry that is nothing but data, or code, which is never run here. */
export type Statement =
  | { readonly kind: 'entry', readonly type: EntryType, readonly line: number, readonly text: string } & Arguments
  | { readonly kind: 'code', readonly line: number, readonly text: string }

/** The entries of Homebrew's bundle DSL (Library/Homebrew/bundle/dsl.rb and bundle/extensions, 6.0.18). */
const entryTypes = ['tap', 'brew', 'cask', 'cask_args', 'mas', 'vscode', 'go', 'cargo', 'uv', 'npm', 'krew', 'flatpak', 'winget'] as const
export type EntryType = (typeof entryTypes)[number]

/**
 * Reads a Brewfile, a Ruby program, as the data that most of them are, without running it: calls of the DSL with literals. Everything else
 * is `code`. Where no statement is code, Ruby reads the file as exactly these entries.
 */
export function parseBrewfile(source: string): Statement[] {
  const text = source.replace(/^\uFEFF/, '')
  // Ruby's lexer takes NUL, ^D and ^Z for the end of the program; a comment in the first two lines can change what bytes mean.
  if (/[^\P{Cc}\t\n\r]|\r(?!\n)/u.test(text) || foreignEncoding(text)) return [{ kind: 'code', line: 1, text: text.split('\n', 1)[0] ?? '' }]
  const cursor = cursorAt(text)
  const statements: Statement[] = []
  while (skipBetween(cursor)) statements.push(readStatement(cursor))
  return statements
}

function foreignEncoding(text: string): boolean {
  const [first = '', second = ''] = text.split('\n', 2)
  return [first, second].some((line) => /^\s*#.*coding[:=]\s*(?!utf-?8\b)/i.test(line))
}

/** Over white space, comments and `=begin … =end`; false at the end of the program. */
function skipBetween(cursor: Cursor): boolean {
  for (;;) {
    cursor.take(/[ \t\r\n;]+/y)
    if (cursor.atLineStart() && cursor.take(/=begin(?=\s|$)[^]*?\n=end(?=\s|$)[^\n]*/y) !== undefined) continue
    if (cursor.take(/#[^\n]*/y) !== undefined) continue
    if (cursor.atLineStart() && cursor.looks(/__END__\r?(?:\n|$)/y)) return false
    return !cursor.done()
  }
}

function readStatement(cursor: Cursor): Statement {
  const start = cursor.at
  const line = cursor.line()
  const type = cursor.take(/[a-z_]+(?=[ \t]|\()/y) as EntryType | undefined
  if (type !== undefined && entryTypes.includes(type)) {
    const read = readArguments(cursor)
    // A line that begins with a dot or an operator goes on with the one before it.
    if (read && !cursor.looks(/[ \t]*(?:#[^\n]*)?(?:\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:&?\.|&&|\|\||(?:and|or)\b))/y)) {
      const text = cursor.text.slice(start, cursor.at)
      return { kind: 'entry', type, line, text, ...read }
    }
  }
  cursor.at = start
  return { kind: 'code', line, text: skipCode(cursor) }
}

/** Over one statement of code, as far as that can be told: blocks to their end, heredocs to theirs. Returns its first line. */
function skipCode(cursor: Cursor): string {
  const first = cursor.take(/[^\n]*/y) ?? ''
  const heredoc = /<<[~-]?["'`]?(\w+)["'`]?/.exec(first)?.[1]
  if (heredoc !== undefined) cursor.take(new RegExp(`[^]*?\\n[ \\t]*${heredoc}(?=\\s|$)`, 'y'))
  let depth = opens(first)
  while (depth > 0 && !cursor.done()) {
    cursor.take(/\r?\n/y)
    depth += opens(cursor.take(/[^\n]*/y) ?? '')
  }
  return first.trim()
}

/** How many blocks a line of code opens, less those that it closes. */
function opens(line: string): number {
  const code = line.replace(/(?:^|\s)#(?!\{).*$/, '').trim()
  const begins = /^(?:if|unless|case|while|until|for|begin|def|class|module)\b|=\s*(?:if|unless|case|begin)\b|(?:^|[\s)])do(?:\s*\|[^|]*\|)?$/.test(code)
  const ends = /(?:^|[;\s])end\b/.test(code)
  return Number(begins) - Number(ends)
}
