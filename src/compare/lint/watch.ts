import type { Context, Rule, ScopeManager, SourceCode, Variable } from './engine.ts'
import type { Unit } from './identities.ts'

/**
 * What of its surroundings a rule looked at in a file; `marks`: what other rules say is used. A rule that looked at nothing but the tree says the same whoever switched it on.
 */
export type Look = 'scope' | 'marks' | 'settings' | 'language' | 'id'

/** One walk over a file. */
export interface Watch {
  /** What each unit is called by those who are being served. */
  readonly ids: ReadonlyMap<string, string>
  /** By unit. */
  readonly looked: Map<string, Set<Look>>
  /** Units that said of a variable that it is used, for other rules to see. */
  readonly marked: Set<string>
  /** The unit that is at work. */
  now: string | undefined
  /** The file whose variables are watched. */
  scopes: unknown
}

export const newWatch = (ids: ReadonlyMap<string, string>): Watch => ({ ids, looked: new Map(), marked: new Set(), now: undefined, scopes: undefined })

/** A rule that tells what it looks at. `thrown`: units that threw, with the error; they are silent from then on. */
export function watchedRule({ key, rule }: Unit, current: () => Watch, thrown: Map<string, string>): Rule {
  const guard = <T>(work: () => T): T | undefined => {
    const watch = current()
    watch.now = key
    try {
      return work()
    } catch (error) {
      thrown.set(key, (error as Error)?.message ?? String(error))
      return undefined
    } finally {
      watch.now = undefined
    }
  }
  return {
    ...rule.meta && { meta: rule.meta },
    create(context) {
      const watch = current()
      const look = (what: Look): void => noted(watch, key, what)
      if (watch.scopes !== context.sourceCode.scopeManager) {
        watch.scopes = context.sourceCode.scopeManager
        watchVariables(context.sourceCode.scopeManager as ScopeManager | null, watch)
      }
      const listeners = guard(() => rule.create(watchedContext(context, watch.ids.get(key), look))) ?? {}
      return Object.fromEntries(Object.entries(listeners).filter(([, listener]) => typeof listener === 'function').map(([selector, listener]) =>
        [selector, (...nodes: never[]) => thrown.has(key) ? undefined : guard(() => listener(...nodes))]))
    },
  }
}

function noted({ looked }: Watch, key: string, what: Look): void {
  const known = looked.get(key)
  if (known) known.add(what)
  else looked.set(key, new Set([what]))
}

const used = Symbol('used')

/** Some rules say what is used by ESLint's own function, some write it into the variable: either way it ends up there, and others read it. */
function watchVariables(scopes: ScopeManager | null, watch: Watch): void {
  const property: PropertyDescriptor & ThisType<Record<symbol, unknown>> = {
    configurable: true, enumerable: true,
    get() {
      if (watch.now !== undefined) noted(watch, watch.now, 'marks')
      return this[used]
    },
    set(value: unknown) {
      if (watch.now !== undefined && value) watch.marked.add(watch.now)
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

function watchedContext(context: Context, id: string | undefined, look: (what: Look) => void): Context {
  const source = watchedSource(context.sourceCode, look)
  return Object.create(context, {
    // As ordinary properties: some plugins wrap a context once more.
    sourceCode: { value: source, enumerable: true, writable: true, configurable: true },
    ...'getSourceCode' in context && { getSourceCode: { value: () => source, writable: true, configurable: true } },
    id: { get: () => (look('id'), id), configurable: true },
    settings: { get: () => (look('settings'), context.settings), enumerable: true, configurable: true },
    languageOptions: { get: () => (look('language'), context.languageOptions), enumerable: true, configurable: true },
  }) as Context
}

function watchedSource(source: SourceCode, look: (what: Look) => void): SourceCode {
  const scope = <A extends unknown[], T>(method: (...given: A) => T) => ({ value: (...given: A): T => (look('scope'), method.apply(source, given)) })
  return Object.create(source, {
    scopeManager: { get: () => (look('scope'), source.scopeManager), enumerable: true },
    getScope: scope(source.getScope),
    getDeclaredVariables: scope(source.getDeclaredVariables),
    ...source.isGlobalReference && { isGlobalReference: scope(source.isGlobalReference) },
    markVariableAsUsed: scope(source.markVariableAsUsed),
  }) as SourceCode
}
