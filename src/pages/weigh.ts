import type { LintPart } from './data.ts'

type Score = LintPart['scores'][number]

/** Of the lines that later fixes changed, those that it points at beyond chance: 0–1. Undefined: no fix was looked at. */
export function caughtOf({ value }: Score): number | undefined {
  return value === undefined || value.lines === 0 ? undefined : Math.max(0, (value.caught - value.chance) / value.lines)
}

/** What one rule says here, by all presets that have it. */
export interface RuleRow {
  readonly rule: string
  readonly layout: boolean
  /** The most that a preset counts, and how many of them `--fix` repairs. */
  readonly count: number
  readonly fixed: number
  readonly by: readonly { readonly name: string, readonly count: number }[]
  readonly example: Score['rules'][number]['example']
}

/** Whether an example shows what the fix does: one that adds lines below leaves the line as it is. */
export function showsFix(example: RuleRow['example']): boolean {
  return example?.after !== undefined && example.after.trim() !== example.before.trim()
}

/** Rules of all presets, or of one; most first. */
export function rulesOf(scores: readonly Score[], preset: string | undefined): RuleRow[] {
  const rows = new Map<string, RuleRow>()
  for (const { name, rules } of scores) {
    for (const { rule, count, fixed, layout, example } of rules) {
      const known = rows.get(rule)
      const by = [...known?.by ?? [], { name, count }]
      const wins = name === preset || (known === undefined || (preset === undefined && count > known.count))
      const shown = known === undefined || (!showsFix(known.example) && example !== undefined) ? example : known.example
      rows.set(rule, wins ? { rule, layout, count, fixed, by, example: shown } : { ...known, by, example: shown })
    }
  }
  return [...rows.values()].filter(({ by }) => preset === undefined || by.some(({ name }) => name === preset)).sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1))
}
