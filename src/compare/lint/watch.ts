import type { Context, Descriptor, FileConfig, Listener, Problem, Rule, RuleEntry, ScopeManager, SourceCode, Variable } from './engine.ts'
import type { Unit } from './identities.ts'

/**
 * What of its surroundings a rule looked at in a file, as bits; `marks`: what other rules say is used. A rule that looked at nothing but the tree says the same whoever switched it on.
 */
export const looks = { scope: 1, marks: 2, settings: 4, language: 8, id: 16 } as const

/** A rule at work on a file, in the name of a candidate. */
export interface Turn {
  readonly unit: Unit
  /** What the candidate calls the rule. */
  readonly id: string
  readonly entry: RuleEntry
  readonly config: FileConfig
  /** Bits of `looks`. */
  looked: number
  /** Whether it said of a variable that it is used, for other rules to see. */
  marked: boolean
  /** What it threw; it is silent from then on. */
  error: string | undefined
}

export interface Watch<T extends Turn> {
  /**
   * A rule that is all of these at once: ESLint has one rule to hold, and one listener for each selector. Each of them sees the settings and language options of its own candidate,
   * whoever the walk is made for.
   */
  together(turns: readonly T[]): Rule
  /** Whose problem it is, of those that the last walk found. */
  reporterOf(problem: Problem): T | undefined
  /** Whether a rule said of a variable that was not watched that it is used: all are, from then on. */
  missed(): boolean
}

/** The turn that is at work: rules do not wait for anything, so it is one at a time. `file`: what it works on. */
interface Now {
  turn: Turn | undefined
  file: { readonly context: Context, readonly source: SourceCode }
  /** What ESLint is to know of the rule that reports. */
  meta: Rule['meta'] | undefined
}

export function makeWatch<T extends Turn>(): Watch<T> {
  const now = { turn: undefined, meta: undefined } as Now
  const watchedSource = sourceWatcher(now)
  const property = usedProperty(now)
  const reports: T[] = []
  let everywhere = false
  let shared: object | undefined
  return {
    reporterOf: ({ messageId }) => messageId === undefined ? undefined : reports[Number(messageId)],
    missed() {
      if (everywhere) return false
      everywhere = given(now.file.context.sourceCode.scopeManager as ScopeManager | null).some((variable) => variable['eslintUsed'])
      return everywhere
    },
    together(turns) {
      const reporters = turns.map((turn) => reporter(turn, now, reports))
      return {
        get meta() { return now.meta },
        create(context) {
          now.turn = undefined
          reports.length = 0
          watchVariables(context.sourceCode.scopeManager as ScopeManager | null, property, everywhere)
          now.file = { context, source: watchedSource(context.sourceCode) }
          shared ??= sharedContext(context, now)
          const rounds = new Map<string, Round>()
          for (const [at, turn] of turns.entries()) {
            now.turn = turn
            try {
              const own = { options: turn.entry.slice(1), report: reporters[at]! }
              collect(turn, turn.unit.rule.create(Object.freeze(Object.assign(Object.create(shared) as Context, own))), rounds)
            } catch (error) {
              turn.error = messageOf(error)
            }
          }
          return Object.fromEntries([...rounds].map(([selector, round]) => [selector, listenerOf(round, now)]))
        },
      }
    },
  }
}

const messageOf = (error: unknown): string => (error as Error)?.message ?? String(error)

/** What a rule reports by. ESLint makes the problem, and judges it by what the rule says of itself; what tells later whose it is stands where the name of its message would. */
function reporter<T extends Turn>(turn: T, now: Now, reports: T[]): Context['report'] {
  const { meta } = turn.unit.rule
  return (...given) => {
    const descriptor = descriptorOf(given)
    const text = textOf(descriptor, meta?.messages)
    try {
      now.meta = meta ?? {}
      // ESLint says what is wrong with it.
      if (text === undefined) return now.file.context.report(descriptor)
      const tag = String(reports.push(turn) - 1)
      now.meta = { ...meta, messages: { ...meta?.messages, [tag]: text } }
      const { node, loc, data, fix, suggest } = descriptor
      now.file.context.report({ ...descriptor, node, loc, data, fix, suggest, messageId: tag, message: undefined })
    } finally {
      now.meta = undefined
    }
  }
}

/** What rules may report by more than one argument, as ESLint takes it: node, place, message, data and fix, or all but the place. */
function descriptorOf(given: readonly unknown[]): Descriptor {
  if (given.length === 1) return given[0] as Descriptor
  if (typeof given[1] === 'string') {
    const [node, message, data, fix] = given
    return { node, message, data, fix } as Descriptor
  }
  const [node, loc, message, data, fix] = given
  return { node, loc, message, data, fix } as Descriptor
}

function textOf({ messageId, message }: Descriptor, messages: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!messageId) return message || undefined
  return !message && messages !== undefined && Object.hasOwn(messages, messageId) ? messages[messageId] : undefined
}

/** Listeners of one selector, with those whose they are, in the order of the rules. */
interface Round {
  readonly turns: Turn[]
  readonly listeners: Listener[]
}

function collect(turn: Turn, listeners: Readonly<Record<string, Listener>>, rounds: Map<string, Round>): void {
  for (const selector of Object.keys(listeners)) {
    const listener = listeners[selector]!
    if (typeof listener !== 'function') continue
    const round = rounds.get(selector)
    if (round === undefined) rounds.set(selector, { turns: [turn], listeners: [listener] })
    else {
      round.turns.push(turn)
      round.listeners.push(listener)
    }
  }
}

/** Listeners are called for each node by each rule: what stands between costs as little as can be. */
function listenerOf({ turns, listeners }: Round, now: Now): Listener {
  return (...nodes) => {
    for (let at = 0; at < turns.length; at += 1) {
      const turn = turns[at]!
      if (turn.error !== undefined) continue
      now.turn = turn
      try {
        listeners[at]!(...nodes)
      } catch (error) {
        turn.error = messageOf(error)
      }
    }
  }
}

/**
 * What all rules share of their contexts, whatever the file: below it stands only what is the rule's own. An object that others are made from is kept by the engine for as long as a
 * full collection is away, and so would all be that it holds: it holds no file, but looks where the file at hand is.
 */
function sharedContext(context: Context, now: Now): object {
  const ask = (what: number, get: (turn: Turn) => unknown): PropertyDescriptor => ({
    enumerable: true,
    get: () => {
      const turn = now.turn!
      turn.looked |= what
      return get(turn)
    },
  })
  const ofFile = Object.getPrototypeOf(context) as Context
  return Object.create(Object.getPrototypeOf(ofFile) as object, {
    ...Object.fromEntries(Object.keys(ofFile).map((name) => [name, { enumerable: true, get: () => now.file.context[name as keyof Context] }])),
    sourceCode: { enumerable: true, get: () => now.file.source },
    id: ask(looks.id, ({ id }) => id),
    settings: ask(looks.settings, ({ config }) => config.settings ?? {}),
    languageOptions: ask(looks.language, ({ config }) => config.languageOptions),
    // Of ESLint 9.
    ...'parserOptions' in context && { parserOptions: ask(looks.language, ({ config }) => config.languageOptions.parserOptions ?? {}) },
  }) as object
}

const real = Symbol('real')
type Watched = SourceCode & { readonly [real]: SourceCode }

/**
 * Makes the source code of a file into one that tells when a rule looks at scopes. All of them are made alike, property by property, so that the engine takes them for one class, as
 * it takes ESLint's: what reads them is as quick then as it is there.
 */
function sourceWatcher(now: Now): (source: SourceCode) => SourceCode {
  const kinds = new WeakMap<object, object>()
  const looked = (): void => {
    if (now.turn) now.turn.looked |= looks.scope
  }
  const kindOf = (parent: SourceCode): object => Object.create(parent, {
    scopeManager: { get(this: Watched) { looked(); return this[real].scopeManager }, enumerable: true },
    ...Object.fromEntries((['getScope', 'getDeclaredVariables', 'isGlobalReference', 'markVariableAsUsed'] as const).filter((name) => name in parent).map((name) =>
      [name, { value(this: Watched, ...given: [never, never]) { looked(); return this[real][name](...given) } }])),
    // It keeps its steps where only its own class gets at them.
    traverse: { value(this: Watched) { return this[real].traverse() } },
  }) as object
  return (source) => {
    const parent = Object.getPrototypeOf(source) as SourceCode
    if (!kinds.has(parent)) kinds.set(parent, kindOf(parent))
    const watched = Object.create(kinds.get(parent)!) as Record<PropertyKey, unknown>
    for (const name of Reflect.ownKeys(source)) if (name !== 'scopeManager') watched[name] = source[name as keyof SourceCode]
    watched[real] = source
    return Object.freeze(watched) as unknown as SourceCode
  }
}

const used = Symbol('used')

/** Variables that are not declared in the file: a thousand where the parser knows TypeScript's own names. */
const given = (scopes: ScopeManager | null): Variable[] => (scopes?.scopes[0]?.variables ?? []).filter(isGiven)
const isGiven = ({ defs }: Variable): boolean => defs.length === 0

/**
 * Some rules say what is used by ESLint's own function, some write it into the variable: either way it ends up there, and others read it. Hardly any says it of a variable that the
 * file does not declare: these are looked through after the walk, and watched only from when that happened.
 */
function watchVariables(scopes: ScopeManager | null, property: PropertyDescriptor, everywhere: boolean): void {
  for (const [at, { variables }] of (scopes?.scopes ?? []).entries()) for (const variable of variables) if (everywhere || at > 0 || !isGiven(variable)) watchVariable(variable, property)
}

function usedProperty(now: Now): PropertyDescriptor & ThisType<Record<symbol, unknown>> {
  return {
    configurable: true, enumerable: true,
    get() {
      if (now.turn) now.turn.looked |= looks.marks
      return this[used]
    },
    set(value: unknown) {
      if (now.turn && value) now.turn.marked = true
      this[used] = value
    },
  }
}

function watchVariable(variable: Variable & { [used]?: unknown }, property: PropertyDescriptor): void {
  const value = variable['eslintUsed']
  Object.defineProperty(variable, 'eslintUsed', property)
  variable[used] = value
}
