import * as v from 'valibot'
import type { BaseIssue, GenericSchema } from 'valibot'
import type { Json, KeyPath } from '../feature.ts'
import { isData, type Data } from './merge.ts'
import { formatPath, typeOf, type ValueType } from './show.ts'

/** What would have been right: a type, one certain value, or what a check of the schema asks for. */
export type Expected =
  | { readonly type: ValueType }
  | { readonly value: string | number | boolean }
  /** `code`: the schema's own message, a key of `messages.features.expected`; '' where valibot's rule says it all. */
  | { readonly rule: string, readonly code: string, readonly requirement: string }

/** One mistake, at a path of the config. */
export type Problem = { readonly path: KeyPath } & (
  | { readonly kind: 'unknownKey' | 'forbiddenKey', readonly known: readonly string[] }
  | { readonly kind: 'missing' }
  | { readonly kind: 'value' | 'key', readonly expected: readonly Expected[], readonly found: Json }
)

/**
 * fragment: one layer of several, where keys may be missing and checks over several keys have to wait.
 * whole: everything is there.
 */
export type Mode = 'fragment' | 'whole'

/** What valibot's schemas are made of, as far as it matters here. A schema with a pipe has the fields of the schema it begins with. */
interface Node extends GenericSchema {
  readonly entries?: Readonly<Record<string, Node>>
  readonly rest?: Node
  readonly key?: Node
  readonly value?: Node
  readonly item?: Node
  readonly options?: readonly unknown[]
  readonly wrapped?: Node
  readonly literal?: string | number | boolean
  readonly getter?: (input: unknown) => Node
  readonly pipe?: readonly unknown[]
}

const optionalTypes: readonly string[] = ['optional', 'exact_optional', 'nullish', 'undefinedable']

/**
 * Every mistake of a value, not only the first: valibot's own objects stop at the first unknown key, take arrays for objects, and
 * answer for a union with what all of its branches had to say.
 */
export function findProblems(schema: GenericSchema, value: Json, mode: Mode, path: KeyPath = []): Problem[] {
  const node = schema as Node
  const inside = structure(node, value, mode, path)
  const waits = mode === 'fragment' && isData(value) && (node.entries !== undefined || ['record', 'union', 'variant'].includes(node.type))
  if (inside.length > 0 || !node.pipe || waits) return inside
  return checks(node, value, path)
}

function structure(node: Node, value: Json, mode: Mode, path: KeyPath): Problem[] {
  if (node.wrapped) return node.type.startsWith('null') && value === null ? [] : findProblems(node.wrapped, value, mode, path)
  if (node.getter) return findProblems(node.getter(value), value, mode, path)
  if (node.entries) return isData(value) ? entries(node, node.entries, value, mode, path) : [wrongType('object', value, path)]
  if (node.type === 'record') return isData(value) ? record(node, value, mode, path) : [wrongType('object', value, path)]
  if (node.type === 'array') {
    if (!Array.isArray(value)) return [wrongType('array', value, path)]
    return value.flatMap((item: Json, index) => findProblems(node.item as Node, item, 'whole', [...path, index]))
  }
  if (node.type === 'union' || node.type === 'variant') return union(node.options as readonly Node[], value, mode, path)
  if (node.type === 'literal') return value === node.literal ? [] : [wrong([{ value: node.literal as string }], value, path)]
  if (node.type === 'picklist') {
    const options = node.options as readonly (string | number)[]
    return options.includes(value as string) ? [] : [wrong(options.map((option) => ({ value: option })), value, path)]
  }
  return node.pipe ? [] : checks(node, value, path)
}

function entries(node: Node, known: Readonly<Record<string, Node>>, value: Data, mode: Mode, path: KeyPath): Problem[] {
  const found = Object.entries(value).flatMap(([key, item]): Problem[] => {
    const at = [...path, key]
    if (Object.hasOwn(known, key)) return findProblems(known[key] as Node, item, mode, at)
    if (isForbidden(key)) return [{ kind: 'forbiddenKey', path: at, known: [] }]
    if (node.rest) return findProblems(node.rest, item, mode, at)
    return node.type === 'loose_object' ? [] : [{ kind: 'unknownKey', path: at, known: Object.keys(known) }]
  })
  const needed = mode === 'fragment' ? [] : Object.keys(known).filter((key) => !optionalTypes.includes((known[key] as Node).type))
  return [...found, ...needed.filter((key) => !Object.hasOwn(value, key)).map((key): Problem => ({ kind: 'missing', path: [...path, key] }))]
}

function record(node: Node, value: Data, mode: Mode, path: KeyPath): Problem[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const at = [...path, key]
    if (isForbidden(key)) return [{ kind: 'forbiddenKey', path: at, known: [] } as const]
    const known = keysOf(node)
    if (known !== undefined && !known.includes(key)) return [{ kind: 'unknownKey', path: at, known } as const]
    const badKey = findProblems(node.key as Node, key, 'whole', at)
      .map((problem): Problem => problem.kind === 'value' ? { ...problem, kind: 'key' } : problem)
    return [...badKey, ...findProblems(node.value as Node, item, mode, at)]
  })
}

/** The keys of a record that takes only certain ones (`v.values`). */
function keysOf({ key }: Node): readonly string[] | undefined {
  const pipe = (key?.pipe ?? []) as readonly { readonly type: string, readonly requirement?: unknown }[]
  return pipe.find(({ type }) => type === 'values')?.requirement as readonly string[] | undefined
}

/** valibot's records leave these out without a word. */
function isForbidden(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype'
}

/** The branch that was meant: of those whose type fits, the one with the fewest mistakes; where none fits, all of them are named. */
function union(options: readonly Node[], value: Json, mode: Mode, path: KeyPath): Problem[] {
  const answers = options.map((option) => findProblems(option, value, mode, path))
  if (answers.some((answer) => answer.length === 0)) return []
  const [best, ...others] = answers.filter((answer) => !answer.some((problem) => isWrongType(problem, path)))
    .sort((one, other) => one.length - other.length)
  if (best) return best.map((problem) => problem.kind === 'unknownKey' ? { ...problem, known: knownByAll(problem, others) } : problem)
  return [wrong(answers.flat().flatMap((problem) => isWrongType(problem, path) ? problem.expected : []), value, path)]
}

function knownByAll(problem: Problem & { readonly known: readonly string[] }, others: readonly Problem[][]): string[] {
  const same = others.flat().filter((other) => other.kind === 'unknownKey' && other.path.join('\n') === problem.path.join('\n'))
  return [...new Set([...problem.known, ...same.flatMap((other) => 'known' in other ? other.known : [])])]
}

function isWrongType(problem: Problem, path: KeyPath): problem is Problem & { kind: 'value' } {
  return problem.kind === 'value' && problem.path.length === path.length && problem.expected.every((expected) => !('rule' in expected))
}

/** What valibot itself says of a value: its type where it has no parts, and the checks of its pipe. */
function checks(node: Node, value: Json, path: KeyPath): Problem[] {
  // The message is '' unless the schema has one of its own.
  const { issues = [] } = v.safeParse(node, value, { message: '' })
  // One mistake per value: what a schema says in words of its own comes before a mere length.
  const sorted = [...issues].sort((one, other) => Number(one.message !== '') - Number(other.message !== ''))
  return [...new Map(sorted.map((issue) => problemOf(issue, value, path)).map((problem) => [formatPath(problem.path), problem])).values()]
}

function problemOf(issue: BaseIssue<unknown>, value: Json, path: KeyPath): Problem {
  const at = [...path, ...(issue.path ?? []).map((item) => item.key as string | number)]
  const found = issue.path ? issue.input as Json : value
  if (issue.kind === 'schema' && issue.message === '') return wrongType(issue.type as ValueType, found, at)
  const requirement = typeof issue.requirement === 'number' ? String(issue.requirement) : ''
  return wrong([{ rule: issue.type, code: issue.message, requirement }], found, at)
}

function wrongType(type: ValueType, found: Json, path: KeyPath): Problem {
  return wrong([{ type }], found, path)
}

function wrong(expected: readonly Expected[], found: Json, path: KeyPath): Problem {
  return { kind: 'value', path, expected, found }
}

/**
 * Whether `value` says everything one of several object shapes at `path` wants. Such an object replaces what a preset said there:
 * `scopes: { pattern }` over `scopes: { from }` would else be neither.
 */
export function isAnotherShape(schema: GenericSchema, path: KeyPath, value: Json): boolean {
  const shapes = path.reduce<Node[]>((nodes, key) => nodes.flatMap((node) => {
    const next = node.entries ? Object.hasOwn(node.entries, key) ? node.entries[key] : undefined : node.value
    return next ? objectShapes(next) : []
  }), objectShapes(schema))
  return shapes.length > 1 && typeOf(value) === 'object' && shapes.some((shape) => findProblems(shape, value, 'whole').length === 0)
}

function objectShapes(node: Node): Node[] {
  if (node.wrapped) return objectShapes(node.wrapped)
  if (node.type === 'union' || node.type === 'variant') return (node.options as readonly Node[]).flatMap(objectShapes)
  return node.entries || node.type === 'record' ? [node] : []
}
