import { activeRules, ruleOf, splitId, type Context, type Engine, type FileConfig, type Listener, type Parser, type Plugin, type Problem, type Rule, type RuleEntry, type SourceCode } from './engine.ts'
import { rememberingParser, treeOptions } from './parsing.ts'

/** What of its surroundings a rule looked at in a file. A rule that looked at nothing but the tree says the same whoever switched it on. */
type Look = 'scope' | 'settings' | 'language' | 'id'

/** A rule with its options: run once for all candidates that have it so. */
interface Unit {
  readonly key: string
  readonly rule: Rule
  readonly name: string
}

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
type Surroundings = Readonly<Record<'scope' | 'settings' | 'language', string>>

/** What one candidate says of a file: what it would say alone. */
export type Verdict = { readonly problems: readonly Problem[] } | { readonly fatal: string }

export interface Superset {
  /** Each candidate's problems with a text. `configs`: of the candidates that lint the file at all. */
  lint(text: string, path: string, configs: ReadonlyMap<string, FileConfig>): Promise<ReadonlyMap<string, Verdict>>
  /** Rules that threw: they are left out from then on. By candidate and name (`antfu ts/no-x`), with the error. */
  readonly quarantined: ReadonlyMap<string, string>
}

interface Run {
  /** What each unit is called by those who are being served. */
  readonly ids: ReadonlyMap<string, string>
  readonly looked: Map<string, Set<Look>>
  readonly marked: Set<string>
}

/** Comments that configure a rule for a file: what it does then depends on each candidate's own config. */
const configures = /\/\*\s*eslint\s+[^*]/
const directs = /eslint-(?:disable|enable)/

/**
 * Lints files for many candidates at once: each file is parsed once per way of parsing, and each rule with the same options runs once, but where it looked at globals, settings or
 * language options that differ between those who switched it on. What comes out is what each candidate would say alone.
 */
export function makeSuperset(engine: Engine, cwd: string): Superset {
  const { ruleKey, unitOf, parserKey } = identities()
  const quarantined = new Map<string, string>()
  /** Units that threw, with the error. */
  const thrown = new Map<string, string>()
  const linter = new engine.Linter({ cwd, configType: 'flat' })
  const configs = new Map<string, Promise<FileConfig | undefined>>()
  const parsers = new Map<string, Parser>()
  const partsOf = new WeakMap<FileConfig, Part['rules']>()
  /** Rules that mark variables as used, which other rules then see. */
  const markers = new Set<string>()
  /** Units that asked what they are called: they run for each name. */
  const asking = new Set<string>()
  /** Units that have looked around in some file. */
  const curious = new Set<string>()
  let run: Run = { ids: new Map(), looked: new Map(), marked: new Set() }

  const rulesOf = (config: FileConfig): Part['rules'] => {
    const known = partsOf.get(config)
    if (known !== undefined) return known
    const rules = activeRules(config).map(([id, entry]) => {
      const { rule, plugin, name } = ruleOf(config, id)!
      return { id, entry, unit: unitOf(rule, plugin, name, entry.slice(1)) }
    })
    partsOf.set(config, rules)
    return rules
  }

  const wrapped = ({ key, rule }: Unit): Rule => ({
    ...rule.meta && { meta: rule.meta },
    create(context) {
      const look = (what: Look): void => {
        const looked = run.looked.get(key)
        if (looked) looked.add(what)
        else run.looked.set(key, new Set([what]))
      }
      const guard = <T>(work: () => T): T | undefined => {
        try {
          return work()
        } catch (error) {
          thrown.set(key, (error as Error)?.message ?? String(error))
          return undefined
        }
      }
      const watched = watch(context, run.ids.get(key), look, () => run.marked.add(ruleKey(rule)))
      const listeners = guard(() => rule.create(watched)) ?? {}
      return Object.fromEntries(Object.entries(listeners).filter(([, listener]) => typeof listener === 'function').map(([selector, listener]): [string, Listener] =>
        [selector, (...nodes) => thrown.has(key) ? undefined : guard(() => listener(...nodes))]))
    },
  })

  /** A config with all units of some candidates under the globals and settings of one, as ESLint normalises it. */
  const configOf = (first: Part, parts: readonly Part[], path: string): Promise<FileConfig | undefined> => {
    const { languageOptions, settings } = first.config
    const units = new Map(parts.flatMap(({ rules }) => rules.map(({ unit, entry }) => [unit.key, { unit, entry }])))
    const parser = parserKey(languageOptions.parser)
    // What globals there are is a part of the surroundings, not only the names in the file.
    const key = JSON.stringify([path.replace(/^.*\./s, ''), parser, surroundingsOf(first, undefined), [...units.keys()].sort()])
    const known = configs.get(key)
    if (known) return known
    if (!parsers.has(parser)) parsers.set(parser, rememberingParser(languageOptions.parser))
    const made = new engine.ESLint({
      cwd, overrideConfigFile: true,
      overrideConfig: [{
        files: ['**'], settings: settings ?? {}, languageOptions: { ...languageOptions, parser: parsers.get(parser) },
        linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' },
        plugins: { u: { rules: Object.fromEntries([...units].map(([name, { unit }]) => [name, wrapped(unit)])) } },
        rules: Object.fromEntries([...units].map(([name, { entry }]) => [`u/${name}`, [2, ...entry.slice(1)]])),
      }],
    }).calculateConfigForFile(`${cwd}/compare.${path.replace(/^.*\./s, '')}`)
    configs.set(key, made)
    return made
  }

  const verify = (text: string, path: string, config: FileConfig | undefined, filter?: (id: string) => boolean): { all: Problem[], kept: Problem[] } => {
    const kept = linter.verify(text, arrayOf(config), { filename: path, ...filter && { ruleFilter: ({ ruleId }) => filter(ruleId) } })
    return { kept, all: [...kept, ...linter.getSuppressedMessages()] }
  }

  const surroundingsOf = (part: Part, words: ReadonlySet<string> | undefined): Surroundings => {
    const { config: { languageOptions: { globals = {}, parser, parserOptions, ...rest }, settings }, rules } = part
    const named = Object.entries(globals).filter(([name]) => words === undefined || words.has(name)).sort(([a], [b]) => a < b ? -1 : 1)
    const marks = rules.map(({ unit }) => ruleKey(unit.rule)).filter((key) => markers.has(key)).sort()
    return {
      scope: JSON.stringify([named, treeOptions(parserOptions), rest, marks]),
      settings: JSON.stringify(settings, replacer),
      language: JSON.stringify([globals, parserKey(parser), parserOptions, rest], replacer),
    }
  }

  /** All candidates that parse a file alike. */
  const lintGroup = async (text: string, path: string, parts: readonly Part[], words: ReadonlySet<string>): Promise<Map<string, Verdict>> => {
    const verdicts = new Map<string, Verdict>()
    const settled = new Map<string, Settled[]>()
    const surroundings = new Map(parts.map((part) => [part, surroundingsOf(part, words)]))
    const fits = ({ looked, surroundings: then, id: told }: Settled, now: Surroundings, id: string): boolean =>
      [...looked].every((what) => what === 'id' ? told === id : then[what] === now[what])
    const others = new Map(parts.flatMap(({ rules }) => rules.map(({ id, unit }) => [unit.key, id])))
    for (const [, group] of Map.groupBy(parts, (part) => JSON.stringify([surroundings.get(part), part.rules.filter(({ unit }) => asking.has(unit.key)).map(({ id }) => id)]))) {
      const now = surroundings.get(group[0]!)!
      const own = new Map(group.flatMap(({ rules }) => rules.map(({ id, unit }) => [unit.key, id])))
      // With the first go also rules of the others that have never looked around: one walk over the tree is enough for them.
      const ids = settled.size === 0 ? new Map([...[...others].filter(([key]) => !curious.has(key)), ...own]) : own
      const due = new Set([...ids].filter(([key, id]) => !settled.get(key)?.some((one) => fits(one, now, id))).map(([key]) => key))
      if (due.size === 0 && settled.size > 0) continue
      const config = await configOf(group[0]!, parts, path)
      run = { ids, looked: new Map(), marked: new Set() }
      const { all } = verify(text, path, config, (id) => due.has(id.slice(2)))
      const fatal = all.find((problem) => problem.fatal)
      if (fatal) return new Map(parts.map(({ candidate }) => [candidate, { fatal: fatal.message }]))
      const found = Map.groupBy(all.filter(({ ruleId }) => ruleId?.startsWith('u/')), ({ ruleId }) => ruleId!.slice(2))
      for (const key of due) {
        const list = settled.get(key) ?? []
        if (run.looked.has(key)) curious.add(key)
        list.push({ looked: run.looked.get(key) ?? new Set(), surroundings: now, id: ids.get(key)!, problems: found.get(key) ?? [] })
        settled.set(key, list)
      }
      const fresh = [...run.marked].filter((key) => !markers.has(key))
      const asked = [...run.looked].filter(([key, looked]) => looked.has('id') && !asking.has(key)).map(([key]) => key)
      if (fresh.length + asked.length > 0) {
        fresh.forEach((key) => markers.add(key))
        asked.forEach((key) => asking.add(key))
        return lintGroup(text, path, parts, words)
      }
    }
    const directed = directs.test(text)
    for (const part of parts) {
      const now = surroundings.get(part)!
      const problems = part.rules.flatMap(({ id, unit, entry: [severity] }) => thrown.has(unit.key) ? []
        : (settled.get(unit.key)?.find((one) => fits(one, now, id))?.problems ?? []).map((problem) => ({ ...problem, ruleId: id, severity })))
      verdicts.set(part.candidate, { problems: directed ? await replay(text, path, part, problems) : problems })
    }
    return verdicts
  }

  /** What comments in the file leave of a candidate's problems: ESLint decides, by rules that only repeat what was found. */
  const replay = async (text: string, path: string, { config }: Part, problems: readonly Problem[]): Promise<readonly Problem[]> => {
    if (problems.length === 0) return []
    const told = Map.groupBy(problems, ({ ruleId }) => ruleId!)
    const made = await repeating(config, told)
    return verify(text, path, made, (id) => told.has(id)).kept.filter(({ ruleId }) => ruleId !== null && told.has(ruleId))
  }

  /** The config of a candidate whose rules repeat what they are given. */
  const repeating = async ({ languageOptions }: FileConfig, told: ReadonlyMap<string, readonly Problem[]>): Promise<FileConfig | undefined> => {
    const plugins: Record<string, { rules: Record<string, object> }> = {}
    const rules: Record<string, RuleEntry> = {}
    for (const [id, problems] of told) {
      const { plugin, name } = splitId(id)
      ;(plugins[plugin] ??= { rules: {} }).rules[name] = repeater(problems)
      rules[id] = [problems[0]!.severity]
    }
    const parser = parserKey(languageOptions.parser)
    return { ...await emptyConfig(parser, languageOptions), ...repeatedConfig(plugins, rules) } as unknown as FileConfig
  }

  const empties = new Map<string, Promise<FileConfig | undefined>>()
  const emptyConfig = (parser: string, languageOptions: FileConfig['languageOptions']): Promise<FileConfig | undefined> => {
    const key = JSON.stringify([parser, languageOptions], replacer)
    const known = empties.get(key)
    if (known) return known
    const made = new engine.ESLint({
      cwd, overrideConfigFile: true,
      overrideConfig: [{ files: ['**'], languageOptions: { ...languageOptions, parser: parsers.get(parser) ?? languageOptions.parser }, linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' } }],
    }).calculateConfigForFile(`${cwd}/compare.js`)
    empties.set(key, made)
    return made
  }

  /** A file that has to be linted candidate by candidate: other languages, processors, comments that configure rules. */
  const alone = (text: string, path: string, { candidate, config, rules }: Part): [string, Verdict] => {
    const active = new Map(rules.map(({ id, unit }) => [id, unit]))
    for (let attempt = 0; ; attempt++) {
      try {
        const { kept } = verify(text, path, config, (id) => active.has(id) && !thrown.has(active.get(id)!.key))
        const fatal = kept.find((problem) => problem.fatal)
        return [candidate, fatal ? { fatal: fatal.message } : { problems: kept.filter(({ ruleId }) => ruleId !== null && active.has(ruleId)) }]
      } catch (error) {
        const unit = active.get(String((error as { ruleId?: string }).ruleId ?? /Rule: "([^"]+)"/.exec(String(error))?.[1]))
        if (unit === undefined || attempt > 20) return [candidate, { fatal: (error as Error).message }]
        thrown.set(unit.key, (error as Error).message)
      }
    }
  }

  return {
    quarantined,
    async lint(text, path, given) {
      const parts = [...given].map(([candidate, config]): Part => ({ candidate, config, rules: rulesOf(config) }))
      const shared = configures.test(text) ? [] : parts.filter(({ config }) => config.processor === undefined && isScript(config) && !/\.(vue|svelte)$/.test(path))
      const verdicts = new Map(parts.filter((part) => !shared.includes(part)).map((part) => alone(text, path, part)))
      const words = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu))
      const alike = Map.groupBy(shared, ({ config: { languageOptions: { parser, parserOptions, sourceType, ecmaVersion } } }) => JSON.stringify([parserKey(parser), treeOptions(parserOptions), sourceType, ecmaVersion]))
      for (const [, group] of alike) for (const [candidate, verdict] of await lintGroup(text, path, group, words)) verdicts.set(candidate, verdict)
      for (const { candidate, rules } of parts) for (const { id, unit } of rules) if (thrown.has(unit.key)) quarantined.set(`${candidate} ${id}`, thrown.get(unit.key)!.split('\n', 1)[0]!)
      return verdicts
    },
  }
}

/** Keys of rules, rules with options, and parsers. The same name and version of a plugin means the same code, wherever it is installed. */
function identities() {
  const numbers = new WeakMap<object, number>()
  let last = 0
  const numberOf = (one: object): number => {
    if (!numbers.has(one)) numbers.set(one, ++last)
    return numbers.get(one)!
  }
  const names = new WeakMap<Rule, string>()
  const units = new Map<string, Unit>()
  const short = new Map<string, string>()
  const ruleKey = (rule: Rule): string => names.get(rule) ?? `#${numberOf(rule)}`
  return {
    ruleKey,
    parserKey: (parser: Parser): string => parser.meta?.name && parser.meta.version ? `${parser.meta.name}@${parser.meta.version}` : `#${numberOf(parser)}`,
    unitOf(rule: Rule, { meta }: Plugin, name: string, options: readonly unknown[]): Unit {
      if (!names.has(rule)) names.set(rule, meta?.name && meta.version ? `${meta.name}@${meta.version}/${name}` : `#${numberOf(rule)}`)
      const long = `${names.get(rule)!} ${JSON.stringify(options, replacer)}`
      if (!short.has(long)) short.set(long, String(short.size))
      const key = short.get(long)!
      const unit = units.get(key) ?? { key, rule, name }
      units.set(key, unit)
      return unit
    },
  }
}

/** Regular expressions, functions and parsers in options and settings. */
function replacer(_: string, value: unknown): unknown {
  return value instanceof RegExp || typeof value === 'function' ? String(value) : value instanceof Set || value instanceof Map ? [...value] : typeof value === 'bigint' ? String(value) : value
}

/** Whether ESLint's own language for JavaScript reads the file. */
const isScript = ({ language, plugins }: FileConfig): boolean => language === plugins['@']?.languages?.['js']

/** A context that tells what a rule looks at. */
function watch(context: Context, id: string | undefined, look: (what: Look) => void, mark: () => void): Context {
  const source = watchedSource(context.sourceCode, look, mark)
  return Object.create(context, {
    // As ordinary properties: some plugins wrap a context once more.
    sourceCode: { value: source, enumerable: true, writable: true, configurable: true },
    ...'getSourceCode' in context && { getSourceCode: { value: () => source, writable: true, configurable: true } },
    id: { get: () => (look('id'), id), configurable: true },
    settings: { get: () => (look('settings'), context.settings), enumerable: true, configurable: true },
    languageOptions: { get: () => (look('language'), context.languageOptions), enumerable: true, configurable: true },
  }) as Context
}

function watchedSource(source: SourceCode, look: (what: Look) => void, mark: () => void): SourceCode {
  const scope = <A extends unknown[], T>(method: (...given: A) => T) => ({ value: (...given: A): T => (look('scope'), method.apply(source, given)) })
  return Object.create(source, {
    scopeManager: { get: () => (look('scope'), source.scopeManager), enumerable: true },
    getScope: scope(source.getScope),
    getDeclaredVariables: scope(source.getDeclaredVariables),
    ...source.isGlobalReference && { isGlobalReference: scope(source.isGlobalReference) },
    markVariableAsUsed: { value: (name: string, node?: unknown) => (look('scope'), mark(), source.markVariableAsUsed(name, node)) },
  }) as SourceCode
}

/** ESLint takes any array that has this method for one that it made itself. */
const arrayOf = (config: FileConfig | undefined): object => Object.assign([], { getConfig: () => config, getConfigWithStatus: () => ({ config, status: 'matched' }) })

/** A rule that reports what it is given. */
function repeater(problems: readonly Problem[]): object {
  return {
    meta: { schema: false, fixable: 'code' },
    create: (context: Context) => ({
      Program() {
        for (const { message, line, column, endLine, endColumn, fix } of problems) {
          const start = { line, column: column - 1 }
          context.report({ message, loc: endLine === undefined ? start : { start, end: { line: endLine, column: (endColumn ?? column) - 1 } }, fix: fix === undefined ? undefined : () => fix })
        }
      },
    }),
  }
}

function repeatedConfig(plugins: Readonly<Record<string, Plugin | { rules: Record<string, object> }>>, rules: Readonly<Record<string, RuleEntry>>): object {
  return {
    rules,
    plugins,
    getRuleDefinition: (id: string) => {
      const { plugin, name } = splitId(id)
      return plugins[plugin]?.rules?.[name]
    },
  }
}
