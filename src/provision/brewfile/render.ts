import { ruby } from '../../edit/quote.ts'

/** A value of an entry's option. */
export type Option = string | number | boolean | undefined | { readonly symbol: string } | readonly string[] | { readonly [key: string]: Option }

/** One entry of a Brewfile: a call with literals, and nothing else. Keys are ours. Throws `quoteControl`. */
export function entry(type: 'tap' | 'brew' | 'cask' | 'mas' | 'vscode', name: string, options: Readonly<Record<string, Option>> = {}, second?: string): string {
  return [`${type} ${ruby(name)}`, ...second === undefined ? [] : [ruby(second)], ...pairs(options)].join(', ')
}

/** What all casks get. */
export function caskArgs(options: Readonly<Record<string, Option>>): string | undefined {
  const given = pairs(options)
  return given.length === 0 ? undefined : `cask_args ${given.join(', ')}`
}

function pairs(options: Readonly<Record<string, Option>>): string[] {
  return Object.entries(options).flatMap(([key, value]) => value === undefined ? [] : [`${key}: ${literal(value)}`])
}

function literal(value: Exclude<Option, undefined>): string {
  if (typeof value === 'string') return ruby(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(ruby).join(', ')}]`
  if ('symbol' in value && typeof value['symbol'] === 'string') return `:${value['symbol']}`
  return `{ ${pairs(value as Readonly<Record<string, Option>>).join(', ')} }`
}

function isList(value: object): value is readonly string[] {
  return Array.isArray(value)
}

/** A comment on one line; what cannot stand in one is left out. */
export function comment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')}`.trimEnd()
}
