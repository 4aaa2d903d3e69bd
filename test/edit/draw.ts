import fc from 'fast-check'

/** A whole number from 0 to n - 1. */
export type Draw = (n: number) => number

/** How often a property runs; FUZZ_RUNS asks for more. */
export const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300)

/** An endless tape of random numbers that fast-check prints (by its seed) and shrinks. */
export const drawing = fc.gen().map((gen): Draw => (n) => gen(fc.nat, { max: n - 1 }))

export function pick<T>(draw: Draw, from: readonly T[]): T {
  return from[draw(from.length)]!
}

export function many<T>(draw: Draw, min: number, max: number, make: (index: number) => T): T[] {
  return Array.from({ length: min + draw(max - min + 1) }, (_, index) => make(index))
}

export const NASTY_STRINGS = [
  '', ' ', 'a', 'yes', 'no', 'On', 'null', '~', 'true', '1', '-1', '1.5', '1e3', '.5', '0x1f', '0o7', '012', '1_000', '1:30', '.inf', '.NaN',
  '2001-01-01', '<<', '=', '-', '- a', '-a', '--', '---', '--flag', '...', '? a', '?', ':', ': a', 'a: b', 'a:', 'a:b', 'https://x.y/z?a=b#c', 'a #b',
  'a#b', '#', '!tag', '&anchor', '*alias', '@at', '`tick`', '%percent', '|', '>', '"', '\'', '"quoted"', '\'quoted\'', 'it\'s', '[a]', '{a}', 'a, b', 'a]', 'a}',
  '\\', '\\n', 'a\nb', 'a\n', '\na', 'a\n\nb\n', 'a\n\n', ' lead', 'trail ', 'two  spaces', '\t', 'a\tb', '\r', 'a\r\nb', '\u0000', '\u0007', '\u007F', '\u0085', '\u00A0',
  '\u2028', '\u2029', '\uFEFF', '\uD800', '\uDC00x', '한국어', '커밋: 메시지', '😀', '👩‍👩‍👧 family', 'é', '$(rm -rf /)', '`id`', '$HOME', '!!', '&amp;', '<b>', '</script>',
  '| cell |', '*bold*', '_it_', 'snake_case_name', '~~no~~', '[x](y)', '![x](y)', '# h', '1. one', '> q', '+ x', '===', '```', '``', '` `', '\\|', '\\`', 'a'.repeat(200),
  'conventions.config', '/regex/', 'v1.2.3', '1.2.3', '^1.0.0', 'feat(scope)!: x', '10:20:30', '+1', 'y', 'N', '0', '-0', '0.', '1.', 'Infinity', '0b1', 'a\nb # c\n', 'x:\n  y', ' a\nb',
] as const

export const KEYS = ['a', 'b', 'key', 'two words', '한글', '😀', 'on', '1', 'true', 'a.b', 'a:b', 'x#y', '"q"', 'it\'s', '', ' ', 'null', '-', '*', 'a\\b', '__proto__', 'constructor', 'UPPER', 'k-e_y', 'a, b', '[x]'] as const

export type Value = string | number | boolean | null | Value[] | { [key: string]: Value }

export function value(draw: Draw, depth = 2): Value {
  const kind = draw(depth > 0 ? 9 : 6)
  if (kind < 3) return pick(draw, NASTY_STRINGS)
  if (kind === 3) return pick(draw, [0, 1, -1, 1.5, 1e21, 1e-7, 12345678901])
  if (kind === 4) return draw(2) === 0
  if (kind === 5) return draw(2) === 0 ? null : 'plain'
  if (kind === 6) return many(draw, 0, 3, () => value(draw, depth - 1))
  const result: { [key: string]: Value } = {}
  for (const key of many(draw, 0, 3, () => pick(draw, KEYS))) setKey(result, key, value(draw, depth - 1))
  return result
}

export function setKey(target: { [key: string]: Value }, key: string, item: Value): void {
  Object.defineProperty(target, key, { value: item, writable: true, enumerable: true, configurable: true })
}

/** Comments that can be told apart. */
export function commenter(): () => string {
  let count = 0
  return () => `c${count++}!`
}

/** The comments of `commenter` in a text. */
export function commentsIn(text: string): string[] {
  return text.match(/c\d+!/g) ?? []
}
