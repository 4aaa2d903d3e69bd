import type { FileConfig, Problem } from './engine.ts'
import type { Unit } from './identities.ts'
import { handMade } from './replay.ts'
import type { Lot, Part, Run, Shop, Surroundings, Walk } from './shop.ts'
import { baseOf, verify } from './verify.ts'
import { looks } from './watch.ts'

function fits({ looked, surroundings, id: told }: Run, now: Surroundings, id: string): boolean {
  return ((looked & looks.scope) === 0 || surroundings.scope === now.scope) && ((looked & looks.marks) === 0 || surroundings.marks === now.marks)
    && ((looked & looks.settings) === 0 || surroundings.settings === now.settings) && ((looked & looks.language) === 0 || surroundings.language === now.language)
    && ((looked & looks.id) === 0 || told === id)
}

/** What a rule of a candidate found, if it ran among what the candidate would have it run among. */
export function runOf(walks: readonly Walk[], unit: Unit, now: Surroundings, id: string): Run | undefined {
  for (const { byUnit } of walks) {
    const runs = byUnit.get(unit.key)
    if (runs !== undefined) for (const run of runs) if (fits(run, now, id)) return run
  }
  return undefined
}

export const none: readonly Problem[] = []

export type Everyone = ReadonlyMap<Part, Surroundings>

/** Runs each unit as often as its surroundings ask for: one walk for all of them, and one more for each other set of names, in which only the rules go along that look at names. */
export async function walkAll(shop: Shop, lot: Lot, everyone: Everyone): Promise<Walk[] | { readonly fatal: string } | 'again'> {
  const walked: Walk[] = []
  for (const [, group] of Map.groupBy(lot.parts, (part) => everyone.get(part)!.marks)) {
    // What a rule is seen to look at for the first time asks for one more.
    for (let parts = lot.parts; ; parts = group) {
      const next = await nextWalk(shop, parts, everyone, group[0]!, walked)
      // One without rules tells whether the text can be linted at all.
      if (next.runs.length === 0 && walked.length > 0) break
      const fatal = walk(shop, lot, next, group[0]!, everyone)
      if (fatal !== undefined) return { fatal }
      walked.push(next)
      if (learn(shop, next)) return 'again'
    }
  }
  return walked
}

/** What is still to be run of some candidates' rules, among the names and marks of the first one. */
async function nextWalk(shop: Shop, parts: readonly Part[], everyone: Everyone, first: Part, walked: readonly Walk[]): Promise<Walk> {
  const now = everyone.get(first)!
  const elsewhere = (part: Part): number => {
    const own = everyone.get(part)!
    return own.marks === now.marks ? 0 : own.scope === now.scope ? looks.marks : looks.marks | looks.scope
  }
  const make = async (): Promise<Walk> => toWalk(shop, dueRuns(shop, parts, elsewhere, everyone, walked), await baseOf(shop, first))
  if (walked.length > 0) return make()
  const key = [first.number, ...parts.flatMap((part) => [part.number, elsewhere(part)])].join(' ')
  const known = shop.walks.get(key) ?? await make()
  shop.walks.set(key, known)
  return known
}

/** Each unit that can run: as often as what it is known to look at differs. */
function dueRuns({ thrown, curious, markers, ruleKey }: Shop, parts: readonly Part[], elsewhere: (part: Part) => number, everyone: Everyone, walked: readonly Walk[]): Run[] {
  const runs = new Map<string, Run>()
  for (const part of parts) {
    const own = everyone.get(part)!
    const other = elsewhere(part)
    for (const { id, unit, entry } of part.rules) {
      const looked = curious.get(unit.key) ?? 0
      if ((looked & other) !== 0 || (other !== 0 && markers.has(ruleKey(unit.rule))) || thrown.has(unit.key)) continue
      if (runOf(walked, unit, own, id) !== undefined) continue
      const key = [unit.key, looked & looks.settings && own.settings, looked & looks.language && own.language, looked & looks.id && id].join(' ')
      if (!runs.has(key)) runs.set(key, { unit, id, entry, config: part.config, surroundings: own, looked: 0, marked: false, error: undefined, problems: none })
    }
  }
  return [...runs.values()]
}

function toWalk({ watch }: Shop, runs: readonly Run[], base: FileConfig | undefined): Walk {
  return { runs, byUnit: Map.groupBy(runs, ({ unit }) => unit.key), config: handMade(base, new Map([['all', { rule: watch.together(runs), entry: [2] }]])) }
}

/** One walk over the tree. Its runs know then what they found; returns why the text cannot be linted. */
function walk(shop: Shop, { text, path }: Lot, { runs, config }: Walk, first: Part, everyone: Everyone): string | undefined {
  const { scope, marks } = everyone.get(first)!
  const among = new Map([...everyone].map(([part, { settings, language }]) => [part.config, { scope, marks, settings, language }]))
  for (const run of runs) {
    run.looked = 0
    run.marked = false
    run.error = undefined
  }
  const { all } = verify(shop, text, path, config)
  const fatal = all.find((problem) => problem.fatal)
  if (fatal) return fatal.message
  const found = Map.groupBy(all, shop.watch.reporterOf)
  for (const run of runs) {
    run.surroundings = among.get(run.config)!
    run.problems = found.get(run) ?? none
  }
  return undefined
}

/** What the last walk told of rules; whether it was something that counts for the file that it was about. */
function learn({ curious, markers, thrown, walks, watch, ruleKey }: Shop, { runs }: Walk): boolean {
  const before = markers.size
  let learnt = false
  for (const { unit, looked, marked, error } of runs) {
    const known = curious.get(unit.key) ?? 0
    if ((known | looked) !== known) {
      curious.set(unit.key, known | looked)
      learnt = true
    }
    if (marked && !markers.has(ruleKey(unit.rule))) {
      markers.add(ruleKey(unit.rule))
      learnt = true
    }
    if (error !== undefined) {
      thrown.set(unit.key, error)
      learnt = true
    }
  }
  if (learnt) walks.clear()
  return watch.missed() || markers.size > before
}
