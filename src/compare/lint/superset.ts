import { activeRules, ruleOf, type Engine, type FileConfig, type Linter, type Problem, type RuleEntry } from './engine.ts'
import { makeIdentities, replacer, type Identities, type Unit } from './identities.ts'
import { rememberingParser, treeOptions, type RememberingParser } from './parsing.ts'
import { replayConfig } from './replay.ts'
import { newWatch, watchedRule, type Look, type Watch } from './watch.ts'

/** One candidate on one file. */
interface Part {
  readonly candidate: string
  readonly config: FileConfig
  readonly rules: readonly { readonly id: string, readonly unit: Unit, readonly entry: RuleEntry }[]
}

/** What a unit found, and under what it found it. */
interface Settled {
  readonly looked: ReadonlySet<Look>
  readonly surroundings: Surroundings
  readonly id: string
  readonly problems: readonly Problem[]
}
type Surroundings = Readonly<Record<Exclude<Look, 'id'>, string>>

/** What one candidate says of a file: what it would say alone. */
export type Verdict = { readonly problems: readonly Problem[] } | { readonly fatal: string }

export interface Superset {
  /** Each candidate's problems with a text. `configs`: of the candidates that lint the file at all. */
  lint(text: string, path: string, configs: ReadonlyMap<string, FileConfig>): Promise<ReadonlyMap<string, Verdict>>
  /** Rules that threw: they are left out from then on. By candidate and name (`antfu ts/no-x`), with the error. */
  readonly quarantined: ReadonlyMap<string, string>
}

/** What a superset knows of its rules, and keeps from one file to the next. */
interface Shop extends Identities {
  readonly engine: Engine
  readonly cwd: string
  readonly linter: Linter
  /** Units that threw, with the error. */
  readonly thrown: Map<string, string>
  readonly configs: Map<string, Promise<FileConfig | undefined>>
  readonly parsers: Map<string, RememberingParser>
  readonly partsOf: WeakMap<FileConfig, Part['rules']>
  /** Rules that mark variables as used, which other rules then see. */
  readonly markers: Set<string>
  /** Units that asked what they are called: they run for each name. */
  readonly asking: Set<string>
  /** Units that have looked around in some file. */
  readonly curious: Set<string>
  unable(id: string): string | undefined
  watch: Watch
}

/** A text for candidates that parse it alike. */
interface Lot {
  readonly text: string
  readonly path: string
  readonly parts: readonly Part[]
  /** Names in the text. */
  readonly words: ReadonlySet<string>
}

/** Comments that configure a rule for a file: what it does then depends on each candidate's own config. */
const configures = /\/\*\s*eslint\s+[^*]/
const directs = /eslint-(?:disable|enable)/

/**
 * Lints files for many candidates at once: each file is parsed once per way of parsing, and each rule with the same options runs once, but where it looked at globals, settings or
 * language options that differ between those who switched it on. What comes out is what each candidate would say alone. `unable`: why a rule is left out, if it is.
 */
export function makeSuperset(engine: Engine, cwd: string, unable: (id: string) => string | undefined = () => undefined): Superset {
  const shop: Shop = {
    ...makeIdentities(), engine, cwd, linter: new engine.Linter({ cwd, configType: 'flat' }), thrown: new Map(), configs: new Map(), parsers: new Map(), partsOf: new WeakMap(),
    markers: new Set(), asking: new Set(), curious: new Set(), unable, watch: newWatch(new Map()),
  }
  const quarantined = new Map<string, string>()
  return {
    quarantined,
    async lint(text, path, given) {
      const parts = [...given].map(([candidate, config]): Part => ({ candidate, config, rules: rulesOf(shop, config) }))
      const shared = configures.test(text) ? [] : parts.filter(({ config }) => config.processor === undefined && isScript(config) && !/\.(vue|svelte)$/.test(path))
      const verdicts = new Map(parts.filter((part) => !shared.includes(part)).map((part) => [part.candidate, lintAlone(shop, text, path, part)]))
      const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))
      for (const [, alike] of Map.groupBy(shared, (part) => parsedBy(shop, part))) {
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
function parsedBy(shop: Shop, { config: { languageOptions: { parser, parserOptions, sourceType, ecmaVersion } } }: Part): string {
  return JSON.stringify([shop.parserKey(parser), treeOptions(parserOptions), sourceType, ecmaVersion])
}

function rulesOf(shop: Shop, config: FileConfig): Part['rules'] {
  const known = shop.partsOf.get(config)
  if (known !== undefined) return known
  const rules = activeRules(config).map(([id, entry]) => {
    const { rule, plugin, name } = ruleOf(config, id)!
    const unit = shop.unitOf(rule, plugin, name, entry.slice(1))
    const why = shop.unable(id)
    if (why !== undefined) shop.thrown.set(unit.key, why)
    return { id, entry, unit }
  })
  shop.partsOf.set(config, rules)
  return rules
}

function surroundingsOf(shop: Shop, { config: { languageOptions: { globals = {}, parser, parserOptions, ...rest }, settings }, rules }: Part, words: ReadonlySet<string> | undefined): Surroundings {
  const named = Object.entries(globals).filter(([name]) => words === undefined || words.has(name)).sort(([a], [b]) => a < b ? -1 : 1)
  const marks = rules.map(({ unit }) => shop.ruleKey(unit.rule)).filter((key) => shop.markers.has(key)).sort()
  const scope = JSON.stringify([named, treeOptions(parserOptions), rest])
  return { scope, marks: JSON.stringify([scope, marks]), settings: JSON.stringify(settings, replacer), language: JSON.stringify([globals, shop.parserKey(parser), parserOptions, rest], replacer) }
}

function fits({ looked, surroundings, id: told }: Settled, now: Surroundings, id: string): boolean {
  return [...looked].every((what) => what === 'id' ? told === id : surroundings[what] === now[what])
}

async function lintLot(shop: Shop, lot: Lot): Promise<Map<string, Verdict>> {
  const { text, path, parts, words } = lot
  const surroundings = new Map(parts.map((part) => [part, surroundingsOf(shop, part, words)]))
  const settled = await settle(shop, lot, surroundings)
  // What was learnt of rules on the way holds for this file, too.
  if (settled === 'again') return lintLot(shop, lot)
  if (!(settled instanceof Map)) return new Map(parts.map(({ candidate }) => [candidate, settled]))
  const verdicts = new Map<string, Verdict>()
  for (const part of parts) {
    const now = surroundings.get(part)!
    const problems = part.rules.flatMap(({ id, unit, entry: [severity] }) => shop.thrown.has(unit.key) ? []
      : (settled.get(unit.key)?.find((one) => fits(one, now, id))?.problems ?? []).map((problem) => ({ ...problem, ruleId: id, severity })))
    verdicts.set(part.candidate, { problems: directs.test(text) ? await replay(shop, text, path, part, problems) : problems })
  }
  return verdicts
}

/** Runs each unit as often as its surroundings ask for. */
async function settle(shop: Shop, { text, path, parts }: Lot, surroundings: ReadonlyMap<Part, Surroundings>): Promise<Map<string, Settled[]> | { readonly fatal: string } | 'again'> {
  const settled = new Map<string, Settled[]>()
  const all = new Map(parts.flatMap(({ rules }) => rules.map(({ id, unit }) => [unit.key, id])))
  const groups = Map.groupBy(parts, (part) => JSON.stringify([surroundings.get(part), part.rules.filter(({ unit }) => shop.asking.has(unit.key)).map(({ id }) => id)]))
  for (const [, group] of groups) {
    const now = surroundings.get(group[0]!)!
    const own = new Map(group.flatMap(({ rules }) => rules.map(({ id, unit }) => [unit.key, id])))
    // With the first go also rules of the others that have never looked around: one walk over the tree is enough for them.
    const ids = settled.size === 0 ? new Map([...[...all].filter(([key]) => !shop.curious.has(key)), ...own]) : own
    const due = new Set([...ids].filter(([key, id]) => !settled.get(key)?.some((one) => fits(one, now, id))).map(([key]) => key))
    if (due.size === 0 && settled.size > 0) continue
    const config = await configOf(shop, group[0]!, parts, path)
    shop.watch = newWatch(ids)
    shop.parsers.get(shop.parserKey(group[0]!.config.languageOptions.parser))?.under(now.marks)
    const { all: told } = verify(shop, text, path, config, (id) => due.has(id.slice(2)))
    const fatal = told.find((problem) => problem.fatal)
    if (fatal) return { fatal: fatal.message }
    const found = Map.groupBy(told.filter(({ ruleId }) => ruleId?.startsWith('u/')), ({ ruleId }) => ruleId!.slice(2))
    for (const key of due) {
      const looked = shop.watch.looked.get(key) ?? new Set<Look>()
      settled.set(key, [...settled.get(key) ?? [], { looked, surroundings: now, id: ids.get(key)!, problems: found.get(key) ?? [] }])
    }
    if (learn(shop, parts)) return 'again'
  }
  return settled
}

/** What the last walk told of rules; whether it was something that counts for the file that it was about. */
function learn({ watch: { looked, marked }, curious, asking, markers, ruleKey }: Shop, parts: readonly Part[]): boolean {
  const before = asking.size + markers.size
  for (const [key, what] of looked) {
    curious.add(key)
    if (what.has('id')) asking.add(key)
  }
  for (const { rules } of marked.size === 0 ? [] : parts) for (const { unit } of rules) if (marked.has(unit.key)) markers.add(ruleKey(unit.rule))
  return asking.size + markers.size > before
}

/** A config with all units of some candidates under the globals and settings of one, as ESLint normalises it. */
function configOf(shop: Shop, first: Part, parts: readonly Part[], path: string): Promise<FileConfig | undefined> {
  const { languageOptions, settings } = first.config
  const units = new Map(parts.flatMap(({ rules }) => rules.map(({ unit, entry }) => [unit.key, { unit, entry }])))
  const parser = shop.parserKey(languageOptions.parser)
  // What globals there are is a part of the surroundings, not only the names in the file.
  const key = JSON.stringify([path.replace(/^.*\./s, ''), parser, { ...surroundingsOf(shop, first, undefined), marks: '' }, [...units.keys()].sort()])
  return remember(shop.configs, key, () => calculate(shop, path, {
    settings: settings ?? {}, languageOptions: { ...languageOptions, parser: remember(shop.parsers, parser, () => rememberingParser(languageOptions.parser)).parser },
    plugins: { u: { rules: Object.fromEntries([...units].map(([name, { unit }]) => [name, watchedRule(unit, () => shop.watch, shop.thrown)])) } },
    rules: Object.fromEntries([...units].map(([name, { entry }]) => [`u/${name}`, [2, ...entry.slice(1)]])),
  }))
}

function calculate({ engine, cwd }: Shop, path: string, config: object): Promise<FileConfig | undefined> {
  const overrideConfig = [{ files: ['**'], linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' }, ...config }]
  return new engine.ESLint({ cwd, overrideConfigFile: true, overrideConfig }).calculateConfigForFile(`${cwd}/compare.${path.replace(/^.*\./s, '')}`)
}

function verify({ linter }: Shop, text: string, path: string, config: FileConfig | undefined, filter: (id: string) => boolean): { all: Problem[], kept: Problem[] } {
  const kept = linter.verify(text, arrayOf(config), { filename: path, ruleFilter: ({ ruleId }) => filter(ruleId) })
  return { kept, all: [...kept, ...linter.getSuppressedMessages()] }
}

/** ESLint takes any array that has this method for one that it made itself. */
const arrayOf = (config: FileConfig | undefined): object => Object.assign([], { getConfig: () => config, getConfigWithStatus: () => ({ config, status: 'matched' }) })

/** What comments in the file leave of a candidate's problems: ESLint decides, by rules that only repeat what was found. */
async function replay(shop: Shop, text: string, path: string, { config: { languageOptions } }: Part, problems: readonly Problem[]): Promise<readonly Problem[]> {
  if (problems.length === 0) return []
  const told = Map.groupBy(problems, ({ ruleId }) => ruleId!)
  const parser = shop.parserKey(languageOptions.parser)
  const empty = await remember(shop.configs, JSON.stringify(['empty', parser, languageOptions], replacer), () => calculate(shop, 'compare.js', { languageOptions: { ...languageOptions, parser: shop.parsers.get(parser)?.parser ?? languageOptions.parser } }))
  return verify(shop, text, path, replayConfig(empty, told), (id) => told.has(id)).kept.filter(({ ruleId }) => ruleId !== null && told.has(ruleId))
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

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  if (!map.has(key)) map.set(key, make())
  return map.get(key)!
}
