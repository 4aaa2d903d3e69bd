import type { Context, FileConfig, Listener, Rule, RuleEntry, ScopeManager, SourceCode, Variable } from './engine.ts'
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
  error?: string
}

export interface Watch {
  /** The rule of a turn. It sees the settings and language options of its own candidate, whoever the walk is made for. */
  watched(turn: Turn): Rule
  /** Has the variables of the next file watched anew, even where it is the same tree once more. */
  forget(): void
}

/** The turn that is at work: rules do not wait for anything, so it is one at a time. */
interface Now { turn: Turn | undefined }

export function makeWatch(): Watch {
  const now: Now = { turn: undefined }
  const watchedSource = sourceWatcher(now)
  let file: { readonly source: SourceCode, readonly shared: object } | undefined
  const sharedOf = (context: Context): object => {
    if (file?.source !== context.sourceCode) {
      now.turn = undefined
      watchVariables(context.sourceCode.scopeManager as ScopeManager | null, now)
      file = { source: context.sourceCode, shared: sharedContext(context, watchedSource(context.sourceCode), now) }
    }
    return file.shared
  }
  return {
    forget: () => void (file = undefined),
    watched: (turn) => ({
      ...turn.unit.rule.meta && { meta: turn.unit.rule.meta },
      create(context) {
        const shared = sharedOf(context)
        now.turn = turn
        try {
          return watchedListeners(turn, turn.unit.rule.create(Object.freeze(Object.assign(Object.create(shared) as Context, { options: context.options, report: context.report }))), now)
        } catch (error) {
          turn.error = messageOf(error)
          return {}
        }
      },
    }),
  }
}

const messageOf = (error: unknown): string => (error as Error)?.message ?? String(error)

/** Listeners are called for each node by each rule: what stands between costs as little as can be. */
function watchedListeners(turn: Turn, listeners: Readonly<Record<string, Listener>>, now: Now): Record<string, Listener> {
  const watched: Record<string, Listener> = {}
  for (const selector of Object.keys(listeners)) {
    const listener = listeners[selector]!
    if (typeof listener !== 'function') continue
    watched[selector] = (...nodes) => {
      if (turn.error !== undefined) return
      now.turn = turn
      try {
        listener(...nodes)
      } catch (error) {
        turn.error = messageOf(error)
      }
    }
  }
  return watched
}

/** What all rules share of their contexts in a file, as ESLint's own contexts do: below it stands only what is the rule's own. */
function sharedContext(context: Context, source: SourceCode, now: Now): object {
  const ask = (what: number, get: (turn: Turn) => unknown): PropertyDescriptor => ({
    enumerable: true,
    get: () => {
      const turn = now.turn!
      turn.looked |= what
      return get(turn)
    },
  })
  return Object.create(Object.getPrototypeOf(context) as object, {
    sourceCode: { value: source, enumerable: true },
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

/** Some rules say what is used by ESLint's own function, some write it into the variable: either way it ends up there, and others read it. */
function watchVariables(scopes: ScopeManager | null, now: Now): void {
  const property: PropertyDescriptor & ThisType<Record<symbol, unknown>> = {
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
  for (const { variables } of scopes?.scopes ?? []) for (const variable of variables) watchVariable(variable, property)
}

function watchVariable(variable: Variable & { [used]?: unknown }, property: PropertyDescriptor): void {
  const value = variable['eslintUsed']
  Object.defineProperty(variable, 'eslintUsed', property)
  variable[used] = value
}
