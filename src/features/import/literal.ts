import { setOwn } from '../../edit/value.ts'

/** Stands where a JavaScript file has an expression that is no literal: it is not run, so we do not know its value. */
export const code: unique symbol = Symbol('code')

interface Cursor { readonly source: string, at: number }

class Unreadable extends Error {}

/**
 * The object that a JavaScript or TypeScript config file exports (`export default {…}`, `module.exports = {…}`, a constant, within
 * `defineConfig(…)`), read without running it. Expressions that are no literals come as `code`; undefined where there is no
 * such object.
 */
export function readLiteral(source: string): unknown {
  try {
    const bare = withoutComments(source)
    const exported = /(?:^|[;\n}])\s*(?:export\s+default|module\.exports\s*=|export\s*=)\s*/.exec(bare)
    if (!exported) return undefined
    const cursor = { source: bare, at: exported.index + exported[0].length }
    const name = take(cursor, /[A-Za-z_$][\w$]*(?=\s*(?:;|\n|$|as\b|satisfies\b))/y)
    if (name === undefined) return objectOnly(wrapped(cursor))
    const declared = new RegExp(`(?:^|[;\\n}])\\s*(?:const|let|var)\\s+${name.replaceAll('$', '\\$')}\\s*(?::[^=]+)?=\\s*`).exec(bare)
    return declared ? objectOnly(wrapped({ source: bare, at: declared.index + declared[0].length })) : undefined
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

function objectOnly(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? value : undefined
}

function wrapped(cursor: Cursor): unknown {
  return take(cursor, /define\w*\s*\(\s*/y) === undefined ? expression(cursor) : primary(cursor)
}

/** Comments as spaces, strings left alone. */
function withoutComments(source: string): string {
  return source.replace(/'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`|\/\*[^]*?\*\/|\/\/[^\n]*/g, (token) =>
    token.startsWith('/') ? token.replace(/[^\n]/g, ' ') : token)
}

/** A value up to the comma or bracket behind it; `code` where more than a literal stands there. */
function expression(cursor: Cursor): unknown {
  const value = primary(cursor)
  take(cursor, /\s*(?:as|satisfies)\s+[\w.<>[\]{}'" |:]*?(?=\s*(?:[,\])};\n]|$))/y)
  take(cursor, /\s*/y)
  if (cursor.at >= cursor.source.length || /[,\]});]/.test(cursor.source.charAt(cursor.at))) return value
  if (/\n\s*$/.test(cursor.source.slice(0, cursor.at)) && /[A-Za-z]/.test(cursor.source.charAt(cursor.at))) return value
  skip(cursor)
  return code
}

function primary(cursor: Cursor): unknown {
  take(cursor, /\s*/y)
  const string = take(cursor, /'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|`(?:\\[^]|[^`\\$])*`/y)
  if (string !== undefined) return unescape(string)
  const word = take(cursor, /-?(?:\d[\w.]*|Infinity\b)|true\b|false\b|null\b|undefined\b|RuleConfigSeverity\.\w+/y)
  if (word !== undefined) return wordValue(word)
  if (take(cursor, /\[/y) !== undefined) return list(cursor)
  if (take(cursor, /\{/y) !== undefined) return object(cursor)
  skip(cursor)
  return code
}

const words: Readonly<Record<string, unknown>> = {
  'true': true, 'false': false, 'null': null, 'undefined': undefined,
  'RuleConfigSeverity.Disabled': 0, 'RuleConfigSeverity.Warning': 1, 'RuleConfigSeverity.Error': 2,
}

function wordValue(word: string): unknown {
  if (Object.hasOwn(words, word)) return words[word]
  const number = Number(word.replaceAll('_', ''))
  return Number.isNaN(number) ? code : number
}

function list(cursor: Cursor): unknown[] {
  const items: unknown[] = []
  while (take(cursor, /\s*\]/y) === undefined) {
    items.push(expression(cursor))
    separator(cursor, ']')
  }
  return items
}

function object(cursor: Cursor): Record<string, unknown> {
  const entries: Record<string, unknown> = {}
  while (take(cursor, /\s*\}/y) === undefined) {
    take(cursor, /\s*/y)
    const name = take(cursor, /(?:'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|[\p{L}\p{N}_$]+)(?=\s*[:,}(])/uy)
    const valued = name !== undefined && take(cursor, /\s*:/y) !== undefined
    const from = cursor.at
    if (!valued && !/^\s*[,}]/.test(cursor.source.slice(from, from + 100))) skip(cursor)
    const key = name === undefined ? shortened(cursor.source.slice(from, cursor.at)) : /^['"]/.test(name) ? unescape(name) : name
    setOwn(entries, key, valued ? expression(cursor) : code)
    separator(cursor, '}')
  }
  return entries
}

/** What an entry without a name of its own is called: its source, `...base` or `[name]`. */
function shortened(source: string): string {
  const line = source.trim().replace(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}

function separator(cursor: Cursor, end: string): void {
  take(cursor, /\s*/y)
  if (take(cursor, /,/y) === undefined && cursor.source.charAt(cursor.at) !== end) throw new Unreadable()
}

/** Over an expression, to the comma or closing bracket behind it. A regular expression literal is one where an operand must be. */
function skip(cursor: Cursor): void {
  let depth = 0
  while (cursor.at < cursor.source.length) {
    if (take(cursor, /'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`|[\s\w$.]+/y) !== undefined) continue
    const operand = /(?:[(,=:[!&|?{};>]|=>|\breturn)\s*$/.test(cursor.source.slice(Math.max(0, cursor.at - 50), cursor.at))
    if (operand && take(cursor, /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y) !== undefined) continue
    const character = cursor.source.charAt(cursor.at)
    if (depth === 0 && /[,\]});]/.test(character)) return
    depth += /[([{]/.test(character) ? 1 : /[)\]}]/.test(character) ? -1 : 0
    cursor.at++
  }
  throw new Unreadable()
}

function unescape(string: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' }
  return string.slice(1, -1).replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^]))/g, (_, point: string | undefined, unit: string | undefined, byte: string | undefined, other: string) => {
    const digits = point ?? unit ?? byte
    if (digits === undefined) return escapes[other] ?? other
    return parseInt(digits, 16) <= 0x10ffff ? String.fromCodePoint(parseInt(digits, 16)) : '\uFFFD'
  })
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.source)?.[0]
  cursor.at += found?.length ?? 0
  return found
}
