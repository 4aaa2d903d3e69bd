import { standardTypes } from '../../commits/standard.ts'
import type { VocabularyInput } from '../../commits/vocabulary.ts'
import { isRuleSetting, ruleNames } from '../../commits/ruleNames.ts'
import { isMapping } from '../../edit/value.ts'
import type { Messages } from '../../messages/index.ts'
import { code } from './literal.ts'

type Words = Messages['features']['inexpressible']
export type Types = NonNullable<VocabularyInput['types']>
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What settings of another tool become. */
export interface Imported {
  readonly options: VocabularyInput
  /** Settings without a word, by name. */
  readonly inexpressible: readonly string[]
}

interface Draft { readonly options: Mutable<VocabularyInput>, readonly rules: Record<string, unknown>, readonly inexpressible: string[] }

/** Keys of a commitlint config that say nothing about messages. */
const silent = new Set(['extends', 'rules', '$schema', 'formatter'])
const workspaceScopes = /^@commitlint\/config-(?:workspace|pnpm|lerna|nx|rush)-scopes$/
const limits = { maxLineLength: 100 } as const

/** The rules of the shipped bases, in our words (@commitlint/config-conventional 21, @commitlint/config-angular 21). */
const bases: Readonly<Record<string, { readonly options: VocabularyInput, readonly rules?: Readonly<Record<string, unknown>> }>> = {
  conventional: {
    options: { header: { maxLength: 100, width: 'code-units' }, subject: { case: 'lower', fullStop: false }, body: limits, footer: limits },
  },
  angular: {
    options: {
      types: typesNamed(['build', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test']),
      header: { maxLength: 72, width: 'code-units' }, subject: { case: 'lower', fullStop: false }, body: limits, footer: limits,
      breaking: { mark: false },
    },
    rules: { 'scope-case': [2, 'always', 'lower-case'] },
  },
}

/** What commitlint allows where nothing is extended: everything. */
const unbound: { readonly options: VocabularyInput, readonly rules: Readonly<Record<string, unknown>> } = {
  options: { header: { width: 'code-units' }, subject: { case: 'any', fullStop: true }, body: { maxLineLength: false }, footer: { maxLineLength: false } },
  rules: { 'type-enum': [0], 'header-max-length': [0] },
}

/** A commitlint config, as data, in the words of the vocabulary. Rules that have no word go to `rules` as they are. */
export function importCommitlint(config: unknown, words: Words): Imported {
  if (!isMapping(config)) return { options: {}, inexpressible: [words.file] }
  const extended: unknown[] = [config['extends'] ?? []].flat()
  const known = extended.flatMap((name) => typeof name === 'string' ? /^(?:@commitlint\/config-)?(conventional|angular)$/.exec(name)?.[1] ?? [] : [])
  const inexpressible = extended.flatMap((name) =>
    name === code ? [words.code('extends')] : typeof name !== 'string' || known.some((base) => name.endsWith(base)) || workspaceScopes.test(name) ? []
    : [words.preset(name)])
  const base = known.length > 0 ? bases[known.at(-1) ?? ''] : extended.length > 0 ? { options: {} } : unbound
  const draft: Draft = { options: { ...base?.options }, rules: { ...base?.rules }, inexpressible }
  if (extended.some((name) => typeof name === 'string' && workspaceScopes.test(name))) draft.options.scopes = { from: 'workspaces' }
  if (isMapping(config['rules'])) for (const [name, value] of Object.entries(config['rules'])) importRule(draft, name, value, words)
  else if (config['rules'] !== undefined) inexpressible.push(words.code('rules'))
  for (const [name, value] of Object.entries(config)) {
    if (!silent.has(name) && !(name === 'defaultIgnores' && value === true)) inexpressible.push(holdsCode(value) ? words.code(name) : words.setting(name))
  }
  const { options, rules } = draft
  return { options: Object.keys(rules).length > 0 ? { ...options, rules } : options, inexpressible }
}

/** Types by name as a config section: what the name stands for comes from the standard type; standard types not named are switched off. */
export function typesNamed(names: readonly string[]): Types {
  const absent = Object.keys(standardTypes).filter((name) => !names.includes(name))
  return Object.fromEntries([...names.map((name) => [name, {}] as const), ...absent.map((name) => [name, false] as const)])
}

function importRule({ options, rules, inexpressible }: Draft, name: string, rule: unknown, words: Words): void {
  if (holdsCode(rule)) {
    inexpressible.push(words.code(`rules.${name}`))
    return
  }
  const [level, when = 'always', value] = Array.isArray(rule) ? rule as unknown[] : [rule]
  delete rules[name]
  const said = level === 0 ? off(options, name) : level === 2 && express(options, name, when === 'always', value)
  if (said) return
  // A plugin's rule cannot run here; one that is off says nothing.
  if (ruleNames.includes(name) && isRuleSetting(rule)) rules[name] = Array.isArray(rule) ? rule : [rule]
  else if (level !== 0) inexpressible.push(words.setting(`rules.${name}`))
}

function off(options: Mutable<VocabularyInput>, name: string): boolean {
  switch (name) {
    case 'subject-case': options.subject = { ...options.subject, case: 'any' }; return true
    case 'subject-full-stop': options.subject = { ...options.subject, fullStop: true }; return true
    case 'body-max-line-length': options.body = { ...options.body, maxLineLength: false }; return true
    case 'footer-max-line-length': options.footer = { ...options.footer, maxLineLength: false }; return true
    case 'scope-enum': delete options.scopes; return true
    case 'scope-empty': case 'body-empty': return true
    default: return false
  }
}

/** True where the vocabulary has a word for the rule. */
function express(options: Mutable<VocabularyInput>, name: string, always: boolean, value: unknown): boolean {
  switch (name) {
    case 'type-enum': return always && isNames(value, /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u) && set(() => { options.types = typesNamed(value) })
    case 'scope-enum': return always && isNames(value, /^[\p{L}\p{N}@.][\p{L}\p{N}_@./-]{0,59}$/u) && set(() => { options.scopes = value })
    case 'scope-empty': return set(() => { Object.assign(options, always ? { scopes: [] } : { scopeRequired: true }) })
    case 'header-max-length': return always && isLimit(value) && set(() => { options.header = { ...options.header, maxLength: value } })
    case 'header-min-length': return always && isCount(value) && value <= (options.header?.maxLength ?? 0) && set(() => { options.header = { ...options.header, minLength: value } })
    case 'body-max-line-length': return always && isLine(value) && set(() => { options.body = { ...options.body, maxLineLength: lineLimit(value) } })
    case 'footer-max-line-length': return always && isLine(value) && set(() => { options.footer = { maxLineLength: lineLimit(value) } })
    case 'body-empty': return !always && set(() => { options.body = { ...options.body, required: true } })
    case 'subject-full-stop': return !always && (value ?? '.') === '.' && set(() => { options.subject = { ...options.subject, fullStop: false } })
    case 'subject-case': return subjectCase(options, always, value)
    case 'signed-off-by': return always && (value ?? 'Signed-off-by:') === 'Signed-off-by:' && set(() => { requireTrailer(options, 'Signed-off-by') })
    case 'trailer-exists': {
      const key = typeof value === 'string' ? /^([A-Za-z][A-Za-z0-9-]*):?$/.exec(value)?.[1] : undefined
      return always && key !== undefined && set(() => { requireTrailer(options, key) })
    }
    case 'type-empty': case 'subject-empty': return !always
    case 'type-case': return always && value === 'lower-case'
    default: return false
  }
}

function subjectCase(options: Mutable<VocabularyInput>, always: boolean, value: unknown): boolean {
  const cases = [value].flat()
  const lower = !always && ['sentence-case', 'start-case', 'pascal-case', 'upper-case'].every((name) => cases.includes(name)) && cases.length === 4
  const sentence = always && cases.length === 1 && cases[0] === 'sentence-case'
  if (lower || sentence) options.subject = { ...options.subject, case: lower ? 'lower' : 'sentence' }
  return lower || sentence
}

function requireTrailer(options: Mutable<VocabularyInput>, key: string): void {
  const required = options.trailers?.required ?? []
  options.trailers = { ...options.trailers, required: [...required.filter((known) => known !== key), key] }
}

function set(change: () => void): true {
  change()
  return true
}

function isNames(value: unknown, grammar: RegExp): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string' && grammar.test(name))
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1
const isLimit = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 20 && value <= 10_000
const isLine = (value: unknown): value is number => isLimit(value) || (typeof value === 'number' && value > 10_000)
const lineLimit = (value: number): number | false => value > 10_000 ? false : value

function holdsCode(value: unknown): boolean {
  return value === code || (typeof value === 'object' && value !== null && Object.values(value).some(holdsCode))
}
