import type { Parser, Plugin, Rule } from './engine.ts'

/** A rule with its options: run once for all candidates that have it so. */
export interface Unit {
  readonly key: string
  readonly rule: Rule
  readonly name: string
}

/** Keys of rules, rules with options, and parsers. The same name and version of a plugin means the same code, wherever it is installed. */
export interface Identities {
  ruleKey(rule: Rule): string
  parserKey(parser: Parser): string
  unitOf(rule: Rule, plugin: Plugin, name: string, options: readonly unknown[]): Unit
}

export function makeIdentities(): Identities {
  const numbers = new WeakMap<object, number>()
  let last = 0
  const numberOf = (one: object): number => {
    if (!numbers.has(one)) numbers.set(one, ++last)
    return numbers.get(one)!
  }
  const names = new WeakMap<Rule, string>()
  const units = new Map<string, Unit>()
  const ruleKey = (rule: Rule): string => names.get(rule) ?? `#${numberOf(rule)}`
  return {
    ruleKey,
    parserKey: (parser) => parser.meta?.name && parser.meta.version ? `${parser.meta.name}@${parser.meta.version}` : `#${numberOf(parser)}`,
    unitOf(rule, { meta }, name, options) {
      if (!names.has(rule)) names.set(rule, meta?.name && meta.version ? `${meta.name}@${meta.version}/${name}` : `#${numberOf(rule)}`)
      const long = `${names.get(rule)!} ${JSON.stringify(options, replacer)}`
      const unit = units.get(long) ?? { key: String(units.size), rule, name }
      units.set(long, unit)
      return unit
    },
  }
}

/** Regular expressions, functions and parsers in options and settings. */
export function replacer(_: string, value: unknown): unknown {
  return value instanceof RegExp || typeof value === 'function' ? String(value) : value instanceof Set || value instanceof Map ? [...value] : typeof value === 'bigint' ? String(value) : value
}
