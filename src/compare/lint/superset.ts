import { activeRules, ruleOf, type Engine, type FileConfig, type Linter, type Problem, type RuleEntry } from './engine.ts'
import { makeIdentities, replacer, type Identities, type Unit } from './identities.ts'
import { rememberingParser, treeOptions, type RememberingParser } from './parsing.ts'
import { remember } from './remember.ts'
import { handMade, repeater } from './replay.ts'
import { looks, makeWatch, type Turn, type Watch } from './watch.ts'

/** One candidate on one file. */
interface Part {
  readonly candidate: string
  readonly config: FileConfig
  readonly rules: readonly { readonly id: string, readonly unit: Unit, readonly entry: RuleEntry }[]
}

/** What a unit found, and under what it found it. */
interface Settled {
  /** Bits of `looks`. */
  readonly looked: number
  readonly surroundings: Surroundings
  readonly id: string
  readonly problems: readonly Problem[]
}

/** Equal where a rule that looks sees the same. `marks` holds `scope`: other names, other uses. */
interface Surroundings {
  readonly scope: string
  readonly marks: string
  readonly settings: number
  readonly language: number
}

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
  readonly watch: Watch
  /** Units that threw, with the error. */
  readonly thrown: Map<string, string>
  /** Configs without rules, by the number of their language options. */
  readonly bases: Map<number, Promise<FileConfig | undefined>>
  readonly parsers: Map<string, RememberingParser>
  readonly rulesOf: WeakMap<FileConfig, Part['rules']>
  readonly surroundings: WeakMap<FileConfig, Known>
  readonly numbers: Map<string, number>
  /** Rules that mark variables as used, which other rules then see. */
  readonly markers: Set<string>
  /** What units have looked at in some file so far, as bits of `looks`. */
  readonly curious: Map<string, number>
  unable(id: string): string | undefined
}

/** What is known of the surroundings in a config before a file is. */
interface Known {
  readonly settings: number
  readonly language: number
  /** What scopes depend on besides the globals. */
  readonly scope: string
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
    ...makeIdentities(), engine, cwd, linter: new engine.Linter({ cwd, configType: 'flat' }), watch: makeWatch(), thrown: new Map(), bases: new Map(), parsers: new Map(),
    rulesOf: new WeakMap(), surroundings: new WeakMap(), numbers: new Map(), markers: new Set(), curious: new Map(), unable,
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
function parsedBy({ parserKey }: Shop, { config: { languageOptions } }: Part): string {
  return JSON.stringify([parserKey(languageOptions.parser), treeOptions(languageOptions)])
}

function rulesOf(shop: Shop, config: FileConfig): Part['rules'] {
  return remember(shop.rulesOf, config, () => activeRules(config).map(([id, entry]) => {
    const { rule, plugin, name } = ruleOf(config, id)!
    const unit = shop.unitOf(rule, plugin, name, entry.slice(1))
    const why = shop.unable(id)
    if (why !== undefined) shop.thrown.set(unit.key, why)
    return { id, entry, unit }
  }))
}

function surroundingsOf(shop: Shop, { config, rules }: Part, words: ReadonlySet<string>): Surroundings {
  const { settings, language, scope: rest } = knownOf(shop, config)
  const { globals = {} } = config.languageOptions
  const named = [...words].filter((name) => Object.hasOwn(globals, name)).sort().map((name) => [name, globals[name]])
  const scope = JSON.stringify([named, rest])
  const marks = shop.markers.size === 0 ? [] : rules.map(({ unit }) => shop.ruleKey(unit.rule)).filter((key) => shop.markers.has(key)).sort()
  return { scope, marks: JSON.stringify([scope, marks]), settings, language }
}

function knownOf({ surroundings, numbers, parserKey }: Shop, config: FileConfig): Known {
  return remember(surroundings, config, () => {
    const { languageOptions, settings } = config
    const { globals, parser, parserOptions, ...rest } = languageOptions
    const numberOf = (told: string): number => remember(numbers, told, () => numbers.size)
    return {
      settings: numberOf(JSON.stringify(settings ?? {}, replacer)), language: numberOf(JSON.stringify([globals, parserKey(parser), parserOptions, rest], replacer)),
      scope: JSON.stringify([treeOptions(languageOptions), rest]),
    }
  })
}

function fits({ looked, surroundings, id: told }: Settled, now: Surroundings, id: string): boolean {
  return ((looked & looks.scope) === 0 || surroundings.scope === now.scope) && ((looked & looks.marks) === 0 || surroundings.marks === now.marks)
    && ((looked & looks.settings) === 0 || surroundings.settings === now.settings) && ((looked & looks.language) === 0 || surroundings.language === now.language)
    && ((looked & looks.id) === 0 || told === id)
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

type Everyone = ReadonlyMap<Part, Surroundings>

/** Runs each unit as often as its surroundings ask for: one walk for all of them, and one more for each other set of names, in which only the rules go along that look at names. */
async function settle(shop: Shop, lot: Lot, everyone: Everyone): Promise<Map<string, Settled[]> | { readonly fatal: string } | 'again'> {
  const settled = new Map<string, Settled[]>()
  for (const [, group] of Map.groupBy(lot.parts, (part) => everyone.get(part)!.marks)) {
    // What a rule is seen to look at for the first time asks for one more.
    for (let walks = 0; ; walks += 1) {
      const turns = dueTurns(shop, walks === 0 ? lot.parts : group, everyone, everyone.get(group[0]!)!, settled)
      if (turns.length === 0 && settled.size > 0) break
      const fatal = await walk(shop, lot, group[0]!, turns, everyone, settled)
      if (fatal !== undefined) return { fatal }
      if (learn(shop, turns)) return 'again'
      if (turns.length === 0) return settled
    }
  }
  return settled
}

/** What is still to be run of some candidates' rules and can be run among names and marks that are `now`: each as often as what it is known to look at differs. */
function dueTurns({ thrown, curious, markers, ruleKey }: Shop, parts: readonly Part[], everyone: Everyone, now: Surroundings, settled: ReadonlyMap<string, readonly Settled[]>): [Part, Turn][] {
  const turns = new Map<string, [Part, Turn]>()
  for (const part of parts) {
    const own = everyone.get(part)!
    const elsewhere = own.marks === now.marks ? 0 : own.scope === now.scope ? looks.marks : looks.marks | looks.scope
    for (const { id, unit, entry } of part.rules) {
      const looked = curious.get(unit.key) ?? 0
      if ((looked & elsewhere) !== 0 || (elsewhere !== 0 && markers.has(ruleKey(unit.rule))) || thrown.has(unit.key)) continue
      if (settled.get(unit.key)?.some((one) => fits(one, own, id))) continue
      const key = [unit.key, looked & looks.settings && own.settings, looked & looks.language && own.language, looked & looks.id && id].join(' ')
      if (!turns.has(key)) turns.set(key, [part, { unit, id, entry, config: part.config, looked: 0, marked: false }])
    }
  }
  return [...turns.values()]
}

/** One walk over the tree, with the names of a candidate. Adds what is found to `settled`; returns why the text cannot be linted. */
async function walk(shop: Shop, { text, path }: Lot, first: Part, turns: readonly (readonly [Part, Turn])[], everyone: Everyone, settled: Map<string, Settled[]>): Promise<string | undefined> {
  const { scope, marks } = everyone.get(first)!
  const base = await baseOf(shop, first)
  shop.watch.forget()
  parserOf(shop, first.config.languageOptions).under(marks)
  const rules = new Map(turns.map(([, turn], at) => [`u/${at}`, { rule: shop.watch.watched(turn), entry: [2, ...turn.entry.slice(1)] as const }]))
  const { all } = verify(shop, text, path, handMade(base, rules))
  const fatal = all.find((problem) => problem.fatal)
  if (fatal) return fatal.message
  const found = Map.groupBy(all, ({ ruleId }) => ruleId)
  for (const [at, [part, { unit, id, looked, error }]] of turns.entries()) {
    if (error !== undefined) shop.thrown.set(unit.key, error)
    const { settings, language } = everyone.get(part)!
    const known = settled.get(unit.key)
    const one: Settled = { looked, id, surroundings: { scope, marks, settings, language }, problems: found.get(`u/${at}`) ?? [] }
    if (known) known.push(one)
    else settled.set(unit.key, [one])
  }
  return undefined
}

/** What the last walk told of rules; whether it was something that counts for the file that it was about. */
function learn({ curious, markers, ruleKey }: Shop, turns: readonly (readonly [Part, Turn])[]): boolean {
  const before = markers.size
  for (const [, { unit, looked, marked }] of turns) {
    if (looked !== 0) curious.set(unit.key, (curious.get(unit.key) ?? 0) | looked)
    if (marked) markers.add(ruleKey(unit.rule))
  }
  return markers.size > before
}

function parserOf({ parsers, parserKey }: Shop, { parser }: FileConfig['languageOptions']): RememberingParser {
  return remember(parsers, parserKey(parser), () => rememberingParser(parser))
}

/** A config without rules under the language options of a candidate, as ESLint normalises it, with the parser that remembers. */
function baseOf(shop: Shop, { config }: Part): Promise<FileConfig | undefined> {
  const { languageOptions } = config
  return remember(shop.bases, knownOf(shop, config).language, () => calculate(shop, { languageOptions: { ...languageOptions, parser: parserOf(shop, languageOptions).parser } }))
}

function calculate({ engine, cwd }: Shop, config: object): Promise<FileConfig | undefined> {
  const overrideConfig = [{ files: ['**'], linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' }, ...config }]
  return new engine.ESLint({ cwd, overrideConfigFile: true, overrideConfig }).calculateConfigForFile(`${cwd}/compare.js`)
}

function verify({ linter }: Shop, text: string, path: string, config: FileConfig | undefined, filter: (id: string) => boolean = () => true): { all: Problem[], kept: Problem[] } {
  const kept = linter.verify(text, arrayOf(config), { filename: path, ruleFilter: ({ ruleId }) => filter(ruleId) })
  return { kept, all: [...kept, ...linter.getSuppressedMessages()] }
}

/** ESLint takes any array that has this method for one that it made itself. */
const arrayOf = (config: FileConfig | undefined): object => Object.assign([], { getConfig: () => config, getConfigWithStatus: () => ({ config, status: 'matched' }) })

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
