import { bump, ranksOf, type Share } from '../infer/counts.ts'

/** A version of the suppressions of ESLint. `time`: seconds since 1970. */
export interface Version {
  readonly time: number
  readonly text: string
}

/** Problems of code that are suppressed. */
export interface Debt {
  readonly total: number
  /** Most first. */
  readonly rules: readonly Share[]
  /** By the first two folders. */
  readonly folders: readonly Share[]
  /** At the end of each month in which it changed, oldest first. */
  readonly months: readonly { readonly name: string, readonly total: number }[]
}

/** From the versions of `eslint-suppressions.json` ({ file: { rule: { count } } }), newest first; a version that cannot be read is left out. Undefined: there is none. */
export function debtOf(versions: readonly Version[]): Debt | undefined {
  const read = versions.flatMap(({ time, text }) => {
    const entries = entriesOf(text)
    return entries === undefined ? [] : [{ time, entries }]
  })
  const [last] = read
  if (last === undefined) return undefined
  const months = new Map<string, number>()
  for (const { time, entries } of read) {
    const month = new Date(time * 1000).toISOString().slice(0, 7)
    if (!months.has(month)) months.set(month, total(entries))
  }
  return {
    total: total(last.entries), rules: ranked(last.entries.map(({ rule, count }) => [rule, count])), folders: ranked(last.entries.map(({ path, count }) => [folderOf(path), count])),
    months: [...months].map(([name, all]) => ({ name, total: all })).sort((a, b) => a.name < b.name ? -1 : 1),
  }
}

interface Entry { readonly path: string, readonly rule: string, readonly count: number }

function entriesOf(text: string): Entry[] | undefined {
  try {
    const data: unknown = JSON.parse(text)
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined
    return Object.entries(data as Record<string, unknown>).flatMap(([path, rules]) => typeof rules !== 'object' || rules === null ? []
      : Object.entries(rules as Record<string, { count?: unknown } | null>).flatMap(([rule, entry]) => typeof entry?.count === 'number' ? [{ path, rule, count: entry.count }] : []))
  } catch {
    return undefined
  }
}

const total = (entries: readonly Entry[]): number => entries.reduce((sum, { count }) => sum + count, 0)
/** The first two folders of a path, by which debt is told. */
export const folderOf = (path: string): string => path.split('/').slice(0, -1).slice(0, 2).join('/') || '.'

function ranked(pairs: readonly (readonly [string, number])[]): Share[] {
  const counts = new Map<string, number>()
  for (const [name, count] of pairs) bump(counts, name, count)
  return ranksOf(counts)
}
