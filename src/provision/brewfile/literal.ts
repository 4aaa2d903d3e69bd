/** A literal of Ruby. Symbols are apart from strings: `:changed`. */
export type Literal = string | number | boolean | { readonly symbol: string } | readonly Literal[] | { readonly hash: ReadonlyMap<string, Literal> }

export interface Arguments {
  /** Strings before the options. */
  readonly names: readonly string[]
  readonly options: ReadonlyMap<string, Literal>
}

/** A place in a text. */
export interface Cursor {
  at: number
  readonly text: string
  /** Goes over what the sticky pattern matches and returns it; undefined: nothing there. */
  take(pattern: RegExp): string | undefined
  looks(pattern: RegExp): boolean
  done(): boolean
  atLineStart(): boolean
  /** Counted from 1. */
  line(): number
}

export function cursorAt(text: string): Cursor {
  const find = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = cursor.at
    return pattern.exec(text)?.[0]
  }
  const cursor: Cursor = {
    at: 0, text,
    take(pattern) {
      const found = find(pattern)
      cursor.at += found?.length ?? 0
      return found
    },
    looks: (pattern) => find(pattern) !== undefined,
    done: () => cursor.at >= text.length,
    atLineStart: () => cursor.at === 0 || text[cursor.at - 1] === '\n',
    line: () => text.slice(0, cursor.at).split('\n').length,
  }
  return cursor
}

const blank = /(?:[ \t]|\r?\n|#[^\n]*(?=\n))*/y
const labelled = /([a-z_]\w*):(?!:)/y

/** The arguments of a call, up to the end of the statement; undefined where they are more than literals. */
export function readArguments(cursor: Cursor): Arguments | undefined {
  const closed = cursor.take(/\([ \t]*/y) !== undefined
  if (!closed) cursor.take(/[ \t]+/y)
  // Without parentheses braces begin a block, which is code.
  if (!closed && cursor.looks(/\{/y)) return undefined
  const names: string[] = []
  const options = new Map<string, Literal>()
  do {
    // Without parentheses a call ends with its line, unless a comma says that more comes.
    if (closed || names.length + options.size > 0) cursor.take(blank)
    const pair = readPair(cursor)
    if (pair) {
      options.set(pair[0], pair[1])
    } else {
      const value = readLiteral(cursor)
      if (typeof value === 'object' && 'hash' in value && options.size === 0) for (const [key, inner] of value.hash) options.set(key, inner)
      else if (typeof value !== 'string' || options.size > 0) return undefined
      else names.push(value)
    }
    if (closed) cursor.take(blank)
    else cursor.take(/[ \t]+/y)
  } while (cursor.take(/,/y) !== undefined)
  if (closed && cursor.take(/\)[ \t]*/y) === undefined) return undefined
  return cursor.looks(/[ \t]*(?:#[^\n]*)?(?:\r?\n|$|;)/y) ? { names, options } : undefined
}

/** `key: value`, `"key": value`, `:key => value`; undefined, and the cursor where it was, where there is none. */
function readPair(cursor: Cursor): [string, Literal] | undefined {
  const start = cursor.at
  const label = cursor.take(labelled)?.slice(0, -1)
  const key = label ?? quotedKey(cursor)
  cursor.take(blank)
  const value = key === undefined ? undefined : readLiteral(cursor)
  if (key !== undefined && value !== undefined) return [key, value]
  cursor.at = start
  return undefined
}

function quotedKey(cursor: Cursor): string | undefined {
  const symbol = cursor.take(/:[a-z_]\w*[ \t]*=>/y)
  if (symbol !== undefined) return /:(\w+)/.exec(symbol)?.[1]
  return /"(\w+)":/.exec(cursor.take(/"\w+":(?!:)/y) ?? '')?.[1]
}

function readLiteral(cursor: Cursor): Literal | undefined {
  const quoted = readString(cursor)
  if (quoted !== undefined) return quoted
  const word = cursor.take(/(?:true|false)\b(?![?!:.(])/y)
  if (word !== undefined) return word === 'true'
  const number = cursor.take(/(?:0|[1-9]\d{0,14})(?![\w.])/y)
  if (number !== undefined) return Number(number)
  const symbol = cursor.take(/:[a-z_]\w*(?![\w?!=:])/y)
  if (symbol !== undefined) return { symbol: symbol.slice(1) }
  if (cursor.take(/\[/y) !== undefined) return readItems(cursor)
  return cursor.take(/\{/y) === undefined ? undefined : readMap(cursor)
}

function readItems(cursor: Cursor): Literal[] | undefined {
  const items: Literal[] = []
  for (;;) {
    cursor.take(blank)
    if (cursor.take(/\]/y) !== undefined) return items
    const item = readLiteral(cursor)
    if (item === undefined) return undefined
    items.push(item)
    cursor.take(blank)
    if (cursor.take(/,/y) === undefined) return cursor.take(/\]/y) === undefined ? undefined : items
  }
}

function readMap(cursor: Cursor): Literal | undefined {
  const map = new Map<string, Literal>()
  for (;;) {
    cursor.take(blank)
    if (cursor.take(/\}/y) !== undefined) return { hash: map }
    const pair = readPair(cursor)
    if (!pair) return undefined
    map.set(...pair)
    cursor.take(blank)
    if (cursor.take(/,/y) === undefined) return cursor.take(/\}/y) === undefined ? undefined : { hash: map }
  }
}

/** A string without interpolation and with no other escapes than those of quotes, `\` and `#`. */
function readString(cursor: Cursor): string | undefined {
  const double = cursor.take(/"(?:[^"\\#\p{Cc}]|\\[\\"#]|#(?![{$@]))*"/uy)
  if (double !== undefined) return double.slice(1, -1).replace(/\\([\\"#])/g, '$1')
  const single = cursor.take(/'(?:[^'\\\p{Cc}]|\\[\\'])*'/uy)
  return single?.slice(1, -1).replace(/\\([\\'])/g, '$1')
}
