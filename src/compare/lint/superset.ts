import type { Engine, FileConfig, Problem } from './engine.ts'
import { makeIdentities } from './identities.ts'
import { treeOptions } from './parsing.ts'
import { handMade, repeater } from './replay.ts'
import { partOf, surroundingsOf, type Lot, type Part, type Shop, type Surroundings, type Walk } from './shop.ts'
import { baseOf, verify } from './verify.ts'
import { none, runOf, walkAll } from './walks.ts'
import { makeWatch } from './watch.ts'

/** What one candidate says of a file: what it would say alone. */
export type Verdict = { readonly problems: readonly Problem[] } | { readonly fatal: string }

export interface Superset {
  /** Each candidate's problems with a text. `configs`: of the candidates that lint the file at all. One text at a time. */
  lint(text: string, path: string, configs: ReadonlyMap<string, FileConfig>): Promise<ReadonlyMap<string, Verdict>>
  /** Rules that threw: they are left out from then on. By candidate and name (`antfu ts/no-x`), with the error. */
  readonly quarantined: ReadonlyMap<string, string>
}

/** Comments that configure a rule for a file: what it does then depends on each candidate's own config. */
const configures = /\/\*\s*eslint\s+[^*]/
const directs = /eslint-(?:disable|enable)/

/**
 * Lints files for many candidates at once: each rule with the same options runs once, but where it looked at globals, settings, language options or marks of other rules that differ
 * between those who switched it on. What comes out is what each candidate would say alone. `unable`: why a rule is left out, if it is.
 */
export function makeSuperset(engine: Engine, cwd: string, unable: (id: string) => string | undefined = () => undefined): Superset {
  const shop: Shop = {
    ...makeIdentities(), engine, cwd, linter: new engine.Linter({ cwd, configType: 'flat' }), watch: makeWatch(), thrown: new Map(), bases: new Map(),
    parts: new WeakMap(), walks: new Map(), surroundings: new WeakMap(), numbers: new Map(), markers: new Set(), curious: new Map(), read: {}, parted: 0, unable,
  }
  const quarantined = new Map<string, string>()
  return {
    quarantined,
    async lint(text, path, given) {
      const parts = [...given].map(([candidate, config]) => partOf(shop, candidate, config))
      const shared = configures.test(text) ? [] : parts.filter(({ config }) => config.processor === undefined && isScript(config) && !/\.(vue|svelte)$/.test(path))
      const verdicts = new Map(parts.filter((part) => !shared.includes(part)).map((part) => [part.candidate, lintAlone(shop, text, path, part)]))
      const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))
      for (const [, alike] of Map.groupBy(shared, (part) => parsedBy(shop, part))) {
        shop.read = {}
        for (const [candidate, verdict] of await lintLot(shop, { text, path, parts: alike, words })) verdicts.set(candidate, verdict)
      }
      for (const { candidate, rules } of parts) for (const { id, unit } of rules) if (shop.thrown.has(unit.key)) quarantined.set(`${candidate} ${id}`, shop.thrown.get(unit.key)!.split('\n', 1)[0]!)
      return verdicts
    },
  }
}

/** Whether ESLint's own language for JavaScript reads the file. */
const isScript = ({ language, plugins }: FileConfig): boolean => language === plugins['@']?.languages?.['js']

/** All that a tree depends on. */
function parsedBy({ parserKey }: Shop, { config: { languageOptions } }: Part): string {
  return JSON.stringify([parserKey(languageOptions.parser), treeOptions(languageOptions)])
}

async function lintLot(shop: Shop, lot: Lot): Promise<Map<string, Verdict>> {
  const { text, path, parts, words } = lot
  const everyone = new Map(parts.map((part) => [part, surroundingsOf(shop, part, words)]))
  const walked = await walkAll(shop, lot, everyone)
  // What was learnt of rules on the way holds for this file, too.
  if (walked === 'again') return lintLot(shop, lot)
  if (!Array.isArray(walked)) return new Map(parts.map(({ candidate }) => [candidate, walked]))
  const verdicts = new Map<string, Verdict>()
  shop.read.replaying = true
  for (const part of parts) {
    const problems = problemsOf(shop, part, everyone.get(part)!, walked)
    verdicts.set(part.candidate, { problems: directs.test(text) ? await replay(shop, text, path, part, problems) : problems })
  }
  return verdicts
}

function problemsOf({ thrown }: Shop, { rules }: Part, now: Surroundings, walked: readonly Walk[]): Problem[] {
  const problems: Problem[] = []
  for (const { id, unit, entry: [severity] } of rules) {
    if (thrown.has(unit.key)) continue
    for (const problem of runOf(walked, unit, now, id)?.problems ?? none) problems.push({ ...problem, ruleId: id, severity })
  }
  return problems
}

/** What comments in the file leave of a candidate's problems: ESLint decides, by rules that only repeat what was found. */
async function replay(shop: Shop, text: string, path: string, part: Part, problems: readonly Problem[]): Promise<readonly Problem[]> {
  if (problems.length === 0) return []
  const told = Map.groupBy(problems, ({ ruleId }) => ruleId!)
  const rules = new Map([...told].map(([id, those]) => [id, { rule: repeater(those), entry: [those[0]!.severity] as const }]))
  return verify(shop, text, path, handMade(await baseOf(shop, part), rules)).kept.filter(({ ruleId }) => ruleId !== null && told.has(ruleId))
}

/** A file that has to be linted candidate by candidate: other languages, processors, comments that configure rules. */
function lintAlone(shop: Shop, text: string, path: string, { config, rules }: Part): Verdict {
  const active = new Map(rules.map(({ id, unit }) => [id, unit]))
  for (let attempt = 0; ; attempt++) {
    try {
      const { kept } = verify(shop, text, path, config, (id) => active.has(id) && !shop.thrown.has(active.get(id)!.key))
      const fatal = kept.find((problem) => problem.fatal)
      return fatal ? { fatal: fatal.message } : { problems: kept.filter(({ ruleId }) => ruleId !== null && active.has(ruleId)) }
    } catch (error) {
      const unit = active.get(String((error as { ruleId?: string }).ruleId ?? /Rule: "([^"]+)"/.exec(String(error))?.[1]))
      if (unit === undefined || attempt > 20) return { fatal: (error as Error).message }
      shop.thrown.set(unit.key, (error as Error).message)
    }
  }
}
