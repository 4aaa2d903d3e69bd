import type { Json } from '../feature.ts'
import { yamlQuoted, yamlScalar } from './quote.ts'

/** How a file writes its YAML. */
export interface YamlStyle {
  readonly eol: string
  /** Columns per level. */
  readonly unit: number
  /** Whether the dashes of a list in a map are indented. */
  readonly indentLists: boolean
  /** Whether text of several lines may become a literal block. */
  readonly literals: boolean
}

/** A value behind `key:` or `-`: what follows on the same line, and the lines below it with their indentation. */
export interface Emitted {
  readonly head: string
  readonly lines: readonly string[]
}

type Parent = 'map' | 'list'

export function spaces(count: number): string {
  return ' '.repeat(count)
}

/** The value of a key or of a list item whose key or dash is at `column`. */
export function emitValue(value: Json, parent: Parent, column: number, style: YamlStyle): Emitted {
  if (typeof value === 'string' && style.literals && /^[^\n\r\t ]/.test(value) && isLiteral(value)) {
    const indent = spaces(column + style.unit)
    const text = value.endsWith('\n') ? value.slice(0, -1) : value
    return { head: value.endsWith('\n') ? '|' : '|-', lines: text.split('\n').map((line) => line === '' ? '' : indent + line) }
  }
  const inner = parent === 'list' ? column + 2 : Array.isArray(value) && !style.indentLists ? column : column + style.unit
  const lines = blockLines(value, inner, style)
  if (lines === undefined) return { head: flowText(value, 'block'), lines: [] }
  return parent === 'map' ? { head: '', lines } : { head: lines[0]!.slice(inner), lines: lines.slice(1) }
}

/** Several lines of printable text, none of them only white space, at most one line break at the end. */
function isLiteral(text: string): boolean {
  return /[^\n]\n[^]*[^\n]\n?$|^[^\n]+\n$/.test(text)
    && !/[^\n\t -~\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text)
    && !/^[ \t]+$/m.test(text) && !text.endsWith('\n\n')
}

/** The lines of a map or list that is not empty, at `column`; undefined for what has no lines of its own. */
export function blockLines(value: Json, column: number, style: YamlStyle): string[] | undefined {
  if (value === null || typeof value !== 'object') return undefined
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.flatMap((item: Json) => itemLines(item, column, style))
  }
  const entries = Object.entries(value)
  return entries.length === 0 ? undefined : entries.flatMap(([key, item]) => pairLines(key, item as Json, column, style))
}

export function pairLines(key: string, value: Json, column: number, style: YamlStyle): string[] {
  const { head, lines } = emitValue(value, 'map', column, style)
  return [`${spaces(column)}${yamlScalar(key, 'block')}:${head && ` ${head}`}`, ...lines]
}

export function itemLines(value: Json, column: number, style: YamlStyle): string[] {
  const { head, lines } = emitValue(value, 'list', column, style)
  return [`${spaces(column)}- ${head}`, ...lines]
}

/** A value on one line. */
export function flowText(value: Json, context: 'block' | 'flow' = 'flow'): string {
  if (typeof value === 'string') return yamlScalar(value, context)
  if (value === null || typeof value !== 'object') return String(value)
  if (Array.isArray(value)) return `[${value.map((item: Json) => flowText(item)).join(', ')}]`
  const entries = Object.entries(value)
  return entries.length === 0 ? '{}' : `{ ${entries.map(([key, item]) => flowPair(key, item as Json)).join(', ')} }`
}

export function flowPair(key: string, value: Json): string {
  return `${yamlScalar(key)}: ${flowText(value)}`
}

/** A new string in the quotes that the old one had, where they can hold it. */
export function requoted(value: string, source: string): string {
  if (source.startsWith('"')) return yamlQuoted(value)
  const single = source.startsWith('\'') && /^[ -~\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\u{10000}-\u{10FFFF}]*$/u.test(value)
  return single ? `'${value.replaceAll('\'', '\'\'')}'` : yamlScalar(value)
}
