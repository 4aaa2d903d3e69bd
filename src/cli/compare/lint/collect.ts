import type { FileResult } from '../../../compare/lint/protocol.ts'
import type { Measured } from '../../../compare/lint/score.ts'
import type { Home, Results } from '../../../compare/lint/store.ts'
import type { Past } from './fixes.ts'

/** What the candidates of one home said so far. */
export interface Collector {
  /** Takes what the cache knows of a text, and returns the candidates that it does not know it of. */
  known(key: string, path: string, past: Past | undefined): string[]
  /** Takes what was found now, for this time and for the next. */
  add(key: string, path: string, past: Past | undefined, found: Readonly<Record<string, FileResult>>): void
  /** `quarantined`: rules that threw, by candidate and name. Writes the cache. */
  end(quarantined: Readonly<Record<string, string>>): void
  measured(): Measured[]
}

type Kept = Measured & { readonly results: { path: string, result: FileResult }[], readonly past: { lines: number, watched: number, result: FileResult }[], readonly quarantined: Record<string, string> }

/** `stores`: what the cache has of each candidate. */
export function collector({ candidates }: Home, stores: ReadonlyMap<string, Results>): Collector {
  const kept = new Map(candidates.map(({ candidate: { name, takes, says, config }, weight }): [string, Kept] =>
    [name, { name, takes, says, lays: config === undefined || config['format'] === 'eslint-stylistic', weight: name === 'present' ? undefined : weight, results: [], past: [], quarantined: quarantinedIn(stores.get(name)!) }]))
  const take = (name: string, path: string, past: Past | undefined, result: FileResult): void => {
    if (past === undefined) kept.get(name)?.results.push({ path, result })
    else kept.get(name)?.past.push({ lines: result.lines, watched: past.lines.length, result })
  }
  return {
    known: (key, path, past) => [...stores].filter(([name, store]) => {
      const result = store.get(key)
      if (result) take(name, path, past, result)
      return result === undefined
    }).map(([name]) => name),
    add(key, path, past, found) {
      for (const [name, result] of Object.entries(found)) {
        take(name, path, past, result)
        // A process that ended may do better next time.
        if (result.lines > 0) stores.get(name)?.add(key, result)
      }
    },
    end(quarantined) {
      for (const [id, error] of Object.entries(quarantined)) {
        const [name = '', rule = ''] = id.split(' ')
        const one = kept.get(name)
        if (one) one.quarantined[rule] = error
        stores.get(name)?.add(`!${rule}`, { lines: 0, on: 0, typed: 0, rules: {}, changed: 0, fatal: error })
      }
      for (const store of stores.values()) store.save()
    },
    // By path, not by which process was done first: the same answer each time.
    measured: () => [...kept.values()].map((one) => ({ ...one, results: one.results.toSorted((a, b) => a.path < b.path ? -1 : 1) })),
  }
}

/** Rules that threw in an earlier run, on files whose results are not asked for again. */
function quarantinedIn(store: Results): Record<string, string> {
  return Object.fromEntries([...store.entries()].flatMap(([key, { fatal }]) => key.startsWith('!') ? [[key.slice(1), fatal ?? '']] : []))
}
