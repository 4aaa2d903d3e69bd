import type { CommitComparison } from '../compare/commits.ts'
import type { Style } from '../compare/lint/protocol.ts'
import type { LintScore } from '../compare/lint/score.ts'
import type { Json } from '../feature.ts'
import type { CommitFindings } from '../infer/commits.ts'
import type { Setting } from '../infer/types.ts'
import type { Locale } from '../messages/index.ts'
import type { Conformity, trendOf } from '../report/conformity.ts'
import type { Debt } from '../report/debt.ts'
import type { Maturity } from '../report/maturity.ts'
import type { Machines } from '../report/machines.ts'
import type { Rhythm } from '../report/rhythm.ts'

/** All that a page shows, as JSON: what `--json` prints, and what there is to decide. */
export interface PageData {
  readonly repository: string
  /** When it was made (ISO 8601), and by which version of us. */
  readonly made: string
  readonly version: string
  /** The team's; readers may switch. */
  readonly locale: Locale
  readonly lint?: LintPart | undefined
  readonly commits?: CommitsPart | undefined
  readonly report?: ReportPart | undefined
}

/** A part of a config, by the name of what it makes the team's; null where no config says so. */
export type Configs = Readonly<Record<string, Json>>

export interface LintPart {
  readonly files: { readonly all: number, readonly looked: number }
  readonly leftOut: readonly { readonly reason: string, readonly count: number, readonly example: string }[]
  readonly style: Style
  readonly formatter?: string | undefined
  /** `points` is null where nothing could be read. */
  readonly scores: readonly (Omit<LintScore, 'points'> & { readonly points: number | null })[]
  readonly missing: Readonly<Record<string, string>>
  readonly engines: Readonly<Record<string, readonly string[]>>
  readonly seconds: number
  readonly cached: number
  readonly configs: Configs
  /** What the code does in several ways. */
  readonly open: readonly Setting[]
}

/** What a convention says of that which a history can be asked. */
export interface ConventionFacts {
  readonly types: readonly string[]
  readonly maxLength: number
  readonly format: string
}

export interface CommitsPart {
  readonly comparison: Omit<CommitComparison, 'scores'> & { readonly scores: readonly CommitPageScore[] }
  readonly configs: Configs
  readonly facts: Readonly<Record<string, ConventionFacts>>
  readonly findings: CommitFindings
}

type CommitScore = CommitComparison['scores'][number]
export interface CommitPageScore extends Omit<CommitScore, 'rejected'> {
  readonly rejected: readonly {
    readonly rule: string
    readonly count: number
    /** `after`: what the hook would propose, where that differs. */
    readonly examples: readonly { readonly before: string, readonly after?: string | undefined }[]
  }[]
}

export interface ReportPart {
  readonly adopted: boolean
  readonly maturity: Maturity
  readonly conformity: (Omit<Conformity, 'authors'> & { readonly authors?: Conformity['authors'] | undefined }) | null
  readonly trend?: ReturnType<typeof trendOf>
  readonly debt?: Debt | undefined
  readonly drift: readonly { readonly path: string, readonly kind: string }[]
  readonly hooks?: boolean | undefined
  readonly releases: Rhythm
  readonly machines?: Machines | undefined
}
