import type { Json, KeyPath } from '../feature.ts'

/** A place in a file. Lines and columns count from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Where a mistake is: a config file or a preset, with line and column where they are known. */
export interface Where extends Partial<Position> {
  readonly kind: 'config' | 'preset'
  /** The file's name, or the preset as `extends` names it. */
  readonly name: string
}

export type ValueType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array'

/** A value as a sentence shows it: its type, and its text where that is short. */
export interface Shown {
  readonly type: ValueType
  readonly text?: string
}

export function typeOf(value: Json): ValueType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}

export function show(value: Json): Shown {
  const type = typeOf(value)
  if (type === 'object' || type === 'array' || type === 'null') return { type }
  return { type, text: typeof value === 'string' ? quote(value) : JSON.stringify(value) }
}

/** `commits.types.feat`, `pullRequests.sections[0].title`, `commits.types["a b"]`. */
export function formatPath(path: KeyPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    if (!/^[\p{L}\p{N}_$-]+$/u.test(key)) return `${text}[${quote(key, Infinity)}]`
    return text === '' ? key : `${text}.${key}`
  }, '')
}

// What a terminal obeys or what hides text: C1 controls, DEL, bidirectional marks, line separators, byte order marks.
const unseen = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** Text from elsewhere in quotes, on one line, shortened, without characters that a terminal would obey. */
export function quote(text: string, longest = 80): string {
  const letters = [...text]
  const short = letters.length > longest ? `${letters.slice(0, longest).join('')}…` : text
  return JSON.stringify(short).replace(unseen, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
