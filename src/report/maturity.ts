import type { Conformity } from './conformity.ts'
import { trendOf } from './conformity.ts'
import type { Debt } from './debt.ts'

/** What a level asks for, in the order in which it is best done. */
export const criteria = {
  config: 2, commits: 2,
  applied: 3, hooks: 3,
  checked: 4, kept: 4,
  steady: 5, debt: 5,
} as const
export type Criterion = keyof typeof criteria

/** What is known of a repository. */
export interface Evidence {
  readonly config: boolean
  readonly commits: boolean
  /** Files that differ from the convention; undefined without a convention. */
  readonly drift: number | undefined
  /** Whether git runs the hooks in this clone; undefined: the convention has none. */
  readonly hooks: boolean | undefined
  /** Whether continuous integration checks it. */
  readonly ci: boolean
  readonly conformity: Pick<Conformity, 'recent' | 'months'> | undefined
  readonly debt: Debt | undefined
}

export interface Maturity {
  /** In the sense of CMMI: 1 initial, 2 managed, 3 defined, 4 measured, 5 optimising. */
  readonly level: 1 | 2 | 3 | 4 | 5
  readonly criteria: readonly { readonly id: Criterion, readonly level: number, readonly met: boolean }[]
  /** What would raise the level: the first that is not met. */
  readonly next: Criterion | undefined
}

/** The highest level of which everything is met, and everything of those below it. */
export function maturityOf(evidence: Evidence): Maturity {
  const all = (Object.entries(criteria) as [Criterion, 2 | 3 | 4 | 5][]).map(([id, level]) => ({ id, level, met: met[id](evidence) }))
  const next = all.find((one) => !one.met)
  return { level: (next ? next.level - 1 : 5) as Maturity['level'], criteria: all, next: next?.id }
}

const met: Readonly<Record<Criterion, (evidence: Evidence) => boolean>> = {
  config: ({ config }) => config,
  commits: ({ commits }) => commits,
  applied: ({ drift }) => drift === 0,
  hooks: ({ hooks }) => hooks === true,
  checked: ({ ci }) => ci,
  kept: (evidence) => recentShare(evidence) >= 0.9,
  steady: (evidence) => recentShare(evidence) >= 0.98 && trendOf(evidence.conformity?.months ?? [])?.falls !== true,
  // Without suppressions there is nothing to pay.
  debt: ({ debt }) => debt === undefined || debt.total === 0 || debt.total < (debt.months.at(-4) ?? debt.months[0]!).total,
}

/** Of fewer than ten commits nothing follows. */
function recentShare({ conformity }: Evidence): number {
  return conformity === undefined || conformity.recent.commits < 10 ? 0 : conformity.recent.accepted / conformity.recent.commits
}
