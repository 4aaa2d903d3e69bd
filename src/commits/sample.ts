/** Ticket ids and scopes as teams write them: the first that fits makes a better example than a made up one. */
const familiar = ['ABC-123', '#123', 'ABC-12', 'ABC123', 'GH-123', '123', '12', 'core', 'api', 'web', 'Core', 'core-api', 'CORE']
const characters = ['A', 'a', '1', '-', '_', '/', '#', '가']
const longest = 24

/** A position in the source of a pattern. */
interface Cursor { readonly source: string, at: number }

/**
 * A short text that the whole of `pattern` matches, for examples; undefined where we find none. Knows literals, classes, groups,
 * alternation and quantifiers; what it makes is always checked against the pattern.
 */
export function sample(pattern: string): string | undefined {
  const whole = new RegExp(`^(?:${pattern})$`, 'u')
  const known = familiar.find((text) => whole.test(text))
  if (known !== undefined) return known
  const made = alternatives({ source: pattern, at: 0 })
  return /^[^\s:()]+$/.test(made) && made.length <= longest && whole.test(made) ? made : undefined
}

function alternatives(cursor: Cursor): string {
  const first = sequence(cursor)
  while (cursor.source[cursor.at] === '|') {
    cursor.at++
    sequence(cursor)
  }
  return first
}

function sequence(cursor: Cursor): string {
  let text = ''
  while (cursor.at < cursor.source.length && !/[|)]/.test(cursor.source.charAt(cursor.at))) {
    const one = atom(cursor)
    text += one.repeat(times(cursor)).slice(0, longest + 1)
  }
  return text
}

function atom(cursor: Cursor): string {
  const group = take(cursor, /\((\?(?:[:=!]|<[=!]|<\w+>))?/y)
  if (group !== undefined) {
    const inner = alternatives(cursor)
    take(cursor, /\)/y)
    return /^\(\?<?[=!]/.test(group) ? '' : inner
  }
  const set = take(cursor, /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|\./y)
  if (set === undefined) return take(cursor, /[\^$]/y) === undefined ? take(cursor, /[^]/y) ?? '' : ''
  // A boundary; or what a group matched, which is left to the check of the whole.
  if (/^\\[bBk1-9]$/.test(set)) return ''
  if (/^\\[^\w]$/.test(set)) return set.slice(1)
  const one = new RegExp(`^${set}$`, 'u')
  return [...characters, ...set].find((character) => one.test(character)) ?? ''
}

function times(cursor: Cursor): number {
  const quantifier = take(cursor, /(?:[+*?]|\{(\d+)(?:,\d*)?\})\??/y)
  if (quantifier === undefined) return 1
  const least = /\d+/.exec(quantifier)
  return least ? Math.min(Math.max(Number(least[0]), 1), longest + 1) : quantifier.startsWith('+') ? 2 : 1
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.source)?.[0]
  cursor.at += found?.length ?? 0
  return found
}
