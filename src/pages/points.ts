import { isMapping } from '../edit/value.ts'
import type { Json } from '../feature.ts'
import type { Group, Setting } from '../infer/types.ts'
import type { CommitsPart, LintPart, PageData } from './data.ts'

/** One way to decide. */
export interface Choice {
  readonly value: string
  /** How often it is done, in places of the code or in commits. */
  readonly count?: number | undefined
  readonly examples: readonly { readonly place?: string | undefined, readonly text: string }[]
  /** What it adds to the config. */
  readonly patch: Json
}

/** What `subject` is of: a setting of the code, a rule, a type; '' for the rest. */
export interface Point {
  readonly id: string
  readonly about: 'preset' | 'setting' | 'rule' | 'convention' | 'type' | 'length' | 'ticket' | 'scopes' | 'case' | 'fullStop' | 'body' | 'language'
  readonly subject: string
  readonly choices: readonly Choice[]
  /** What counts as chosen before anybody has: the recommended preset or convention. */
  readonly usual?: string | undefined
  /** Of the commits, those that do what is asked about: 0–1. */
  readonly share?: number
  /** How long first lines are. */
  readonly lengths?: CommitsPart['findings']['lengths']
  readonly authors: readonly Group[]
  readonly years: readonly Group[]
}

/** Values by the ids of points. */
export type Chosen = Readonly<Record<string, string>>

/** All that is contested, what decides most first. */
export function pointsOf({ lint, commits }: Pick<PageData, 'lint' | 'commits'>, chosen: Chosen): Point[] {
  return [...commits === undefined ? [] : commitPoints(commits, chosen), ...lint === undefined ? [] : lintPoints(lint, chosen)]
}

/** The part of a config that says what was chosen. */
export function fragmentOf(points: readonly Point[], chosen: Chosen): Json {
  return points.reduce<Json>((config, { id, choices, usual }) => {
    const choice = choices.find(({ value }) => value === (chosen[id] ?? usual))
    return choice === undefined ? config : merged(config, choice.patch)
  }, {})
}

function merged(one: Json, other: Json): Json {
  if (!isMapping(one) || !isMapping(other)) return other
  const result: Record<string, Json> = { ...one as Record<string, Json> }
  for (const [key, value] of Object.entries(other as Record<string, Json>)) result[key] = Object.hasOwn(result, key) ? merged(result[key]!, value) : value
  return result
}

const none = { authors: [], years: [] }

/** The preset; what the code does in several ways; and of the preset the rules that cost most. */
export function lintPoints(part: LintPart, chosen: Chosen): Point[] {
  const usual = part.scores.find(({ name }) => part.configs[name])?.name
  const preset = chosen['preset'] ?? usual
  const presets: Point = {
    id: 'preset', about: 'preset', subject: '', usual, ...none,
    choices: part.scores.map(({ name }) => ({ value: name, examples: [], patch: part.configs[name] ? { lint: part.configs[name] } : {} })),
  }
  return [...usual === undefined ? [] : [presets], ...part.open.flatMap((setting) => settingPoint(setting, preset)), ...rulePoints(part, preset)]
}

/** What is contested and has no place in a config: people keep it, or nobody does. */
export function unsaid(part: LintPart, chosen: Chosen): Setting[] {
  const asked = new Set(lintPoints(part, chosen).map(({ subject }) => subject))
  return part.open.filter(({ name }) => !asked.has(name))
}

function settingPoint({ name, sides, authors, years }: Setting, preset: string | undefined): Point[] {
  const choices = sides.flatMap(({ value, count, examples }): Choice[] => {
    const patch = patchOf(name, value, preset)
    return patch === undefined ? [] : [{ value, count, examples: examples.map(({ path, line, text }) => ({ place: `${path}:${line}`, text })), patch }]
  })
  return choices.length < 2 ? [] : [{ id: name, about: 'setting', subject: name, choices, authors, years }]
}

const typescript = '**/*.{ts,tsx,mts,cts}'
/** Where typescript-eslint goes by its own name, and is there for every TypeScript file. */
const speaksTypescript: readonly (string | undefined)[] = ['recommended', 'strict', 'typescript-eslint', 'typescript-eslint-strict']

/** What makes a value of a setting the team's. Undefined: nothing that a config can say. */
function patchOf(name: Setting['name'], value: string, preset: string | undefined): Json | undefined {
  const style = (part: Json): Json => ({ lint: { style: part } })
  const rule = (id: string, entry: Json): Json | undefined => speaksTypescript.includes(preset) ? { lint: { folders: { [typescript]: { [`@typescript-eslint/${id}`]: entry } } } } : undefined
  switch (name) {
    case 'indent': return value === 'tab' ? style({ indent: 'tab' }) : /^([1-9]|1[0-6])$/.test(value) ? style({ indent: Number(value) }) : undefined
    case 'quotes': return value === 'single' || value === 'double' ? style({ quotes: value }) : undefined
    case 'semicolons': return style({ semi: value === 'yes' })
    // The other side of a width is that lines may be longer.
    case 'width': return /^\d+$/.test(value) ? style({ width: Number(value) }) : {}
    case 'trailingCommas': return ['all', 'es5', 'none'].includes(value) ? style({ trailingComma: value }) : undefined
    case 'arrowParentheses': return style({ arrowParens: value === 'always' })
    case 'functionStyle': return { lint: { rules: { 'func-style': ['error', value === 'arrow' ? 'expression' : 'declaration'] } } }
    case 'typeImports': return rule('consistent-type-imports', ['error', { fixStyle: value === 'inline' ? 'inline-type-imports' : 'separate-type-imports' }])
    case 'typeDefinitions': return value === 'type' || value === 'interface' ? rule('consistent-type-definitions', ['error', value]) : undefined
    case 'arrayTypes': return rule('array-type', ['error', { default: value === 'T[]' ? 'array' : 'generic' }])
    default: return undefined
  }
}

/** Rules of the preset that leave a tenth of the work for people, three at most: kept, or switched off. */
function rulePoints({ scores, configs }: LintPart, preset: string | undefined): Point[] {
  const score = scores.find(({ name }) => name === preset)
  if (score === undefined || !configs[score.name]) return []
  const left = score.rules.reduce((sum, { count, fixed }) => sum + count - fixed, 0)
  return score.rules.filter(({ rule, count, fixed }) => count - fixed >= Math.max(5, left / 10) && /^(@?[\w.-]+\/)*[\w-]+$/.test(rule) && !isSpecial(rule))
    .sort((a, b) => b.count - b.fixed - (a.count - a.fixed)).slice(0, 3).map(({ rule, count, fixed, example }): Point => ({
      id: `rule:${rule}`, about: 'rule', subject: rule, ...none,
      choices: [
        { value: 'keep', count: count - fixed, examples: example === undefined ? [] : [{ place: `${example.path}:${example.line}`, text: example.before.trim() }], patch: {} },
        { value: 'off', examples: [], patch: { lint: { rules: { [rule]: 'off' } } } },
      ],
    }))
}

/** The convention, and what the history does now one way, now the other. */
export function commitPoints(part: CommitsPart, chosen: Chosen): Point[] {
  const { comparison: { scores, recommended }, configs, facts, findings } = part
  const name = chosen['convention'] ?? recommended
  const told = facts[name] ?? { types: [], maxLength: 100, format: 'conventional' }
  const { authors, years, ticketShare, tickets, scoped, scopes, subjects, bodies, language } = findings
  const conventions: Point = {
    id: 'convention', about: 'convention', subject: '', usual: recommended, authors, years,
    choices: scores.map((score) => ({ value: score.name, count: Math.round(score.accepted * part.comparison.commits), examples: [], patch: configs[score.name] ?? {} })),
  }
  const pattern = `${tickets.length === 1 || (tickets[0]?.count ?? 0) > 10 * (tickets[1]?.count ?? 0) ? tickets[0]?.name ?? '[A-Z][A-Z0-9]+' : '[A-Z][A-Z0-9]+'}-[0-9]+`
  const names = scopes.map((scope) => scope.name).filter((scope) => /^[\p{L}\p{N}@.][\p{L}\p{N}_@./-]{0,59}$/u.test(scope)).slice(0, 20)
  const says = (subject: Point['about'], share: number, ...choices: readonly (readonly [string, Json])[]): Point[] => !isOpen(share) ? []
    : [{ id: subject, about: subject, subject: '', share, ...none, choices: choices.map(([value, patch]) => ({ value, examples: [], patch })) }]
  const commits = (patch: Json): Json => ({ commits: patch })
  return [
    conventions, ...typePoints(part, told), ...lengthPoint(part, told.maxLength),
    ...says('ticket', ticketShare, ['none', commits({ ticket: false })], ['optional', commits({ ticket: { pattern } })], ['required', commits({ ticket: { pattern, required: true } })]),
    ...says('scopes', scoped, ['free', {}], ['required', commits({ scopeRequired: true })], ...names.length > 0 ? [['list', commits({ scopes: names })] as const] : []),
    ...says('case', subjects.lower, ['any', commits({ subject: { case: 'any' } })], ['lower', commits({ subject: { case: 'lower' } })], ['sentence', commits({ subject: { case: 'sentence' } })]),
    ...says('fullStop', subjects.fullStop, ['no', commits({ subject: { fullStop: false } })], ['yes', commits({ subject: { fullStop: true } })]),
    ...says('body', bodies, ['optional', commits({ body: { required: false } })], ['required', commits({ body: { required: told.types.filter((type) => type === 'feat' || type === 'fix') } })]),
    ...says('language', language.korean, ['en', { locale: 'en' }], ['ko', { locale: 'ko' }]),
  ]
}

/** Neither next to nobody does it nor next to everybody. */
const isOpen = (share: number): boolean => share >= 0.1 && share <= 0.9

/** Types in use that the convention does not have, four at most. gitmoji's need an emoji each, which nobody has said. */
function typePoints({ findings: { types } }: CommitsPart, { types: known, format }: { readonly types: readonly string[], readonly format: string }): Point[] {
  if (format === 'gitmoji') return []
  // `Fix` is `fix`, mistyped.
  return types.filter(({ name }) => !known.some((one) => one.toLowerCase() === name.toLowerCase()) && /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u.test(name) && !isSpecial(name)).slice(0, 4).map(({ name, count }) => ({
    id: `type:${name}`, about: 'type', subject: name, ...none,
    choices: [{ value: 'take', count, examples: [], patch: { commits: { types: { [name]: {} } } } }, { value: 'leave', examples: [], patch: {} }],
  }))
}

/** Keys that mean something else to an object. */
const isSpecial = (name: string): boolean => Object.hasOwn(Object.prototype, name)

function lengthPoint({ findings: { lengths } }: CommitsPart, maxLength: number): Point[] {
  if (lengths.p99 <= maxLength) return []
  const wide = [...new Set([maxLength, Math.ceil(lengths.p95 / 10) * 10, Math.ceil(lengths.p99 / 10) * 10])].filter((length) => length >= maxLength && length <= 400)
  return wide.length < 2 ? [] : [{
    id: 'length', about: 'length', subject: '', lengths, ...none,
    choices: wide.map((length) => ({ value: String(length), examples: [], patch: length === maxLength ? {} : { commits: { header: { maxLength: length } } } })),
  }]
}
