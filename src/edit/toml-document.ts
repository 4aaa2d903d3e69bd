import { type AST, ParseError, parseTOML } from 'toml-eslint-parser'
import { ConventionsError } from '../errors.ts'
import type { KeyPath } from '../feature.ts'
import { positionAt } from './splice.ts'
import { setOwn } from './value.ts'

/** One `key = value` with the whole path of its key. */
export interface Entry {
  readonly node: AST.TOMLKeyValue
  readonly path: KeyPath
}

/** The top of a document (no header) or a table with its header, and what is written in it. */
export interface Section {
  readonly header: AST.TOMLTable | undefined
  readonly path: KeyPath
  readonly entries: readonly Entry[]
}

/** A TOML 1.1 document. Throws `keysSyntax`, `keysDuplicate`. */
export function parse(path: string, text: string): AST.TOMLProgram {
  try {
    return parseTOML(text, { tomlVersion: '1.1' })
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const place = { path, ...positionAt(text, error.index) }
    // TOML has more ways to define something twice than a repeated key: tables, and tables over values.
    if (error.message.startsWith('Defining a key multiple times')) {
      throw new ConventionsError('keysDuplicate', { ...place, key: keyBefore(text, error.index) }, { cause: error })
    }
    throw new ConventionsError('keysSyntax', { ...place, problem: error.message }, { cause: error })
  }
}

function keyBefore(text: string, offset: number): string {
  return /^[^=\]\r\n]*/.exec(text.slice(offset))![0].trim()
}

export function sectionsOf(program: AST.TOMLProgram): Section[] {
  const { body } = program.body[0]
  const top = body.filter((node) => node.type === 'TOMLKeyValue')
  const tables = body.filter((node) => node.type === 'TOMLTable')
  return [
    { header: undefined, path: [], entries: entriesOf(top, []) },
    ...tables.map((header) => ({ header, path: header.resolvedKey, entries: entriesOf(header.body, header.resolvedKey) })),
  ]
}

export function entriesOf(nodes: readonly AST.TOMLKeyValue[], parent: KeyPath): Entry[] {
  return nodes.map((node) => ({ node, path: [...parent, ...keysOf(node.key)] }))
}

export function keysOf({ keys }: AST.TOMLKey): string[] {
  return keys.map((key) => key.type === 'TOMLBare' ? key.name : key.value)
}

/** The data of a document: dates as they are written, integers as numbers. */
export function dataOf(text: string, program: AST.TOMLProgram): unknown {
  const root = new Map<string, unknown>()
  for (const { header, path, entries } of sectionsOf(program)) {
    if (header !== undefined) tableAt(root, path)
    for (const entry of entries) place(root, entry.path, valueOf(text, entry.node.value))
  }
  return plain(root)
}

type Building = Map<string | number, unknown>

function tableAt(root: Map<string, unknown>, path: KeyPath): Building {
  return path.reduce<Building>((table, key) => {
    if (!(table.get(key) instanceof Map)) table.set(key, new Map())
    return table.get(key) as Building
  }, root)
}

function place(root: Map<string, unknown>, path: KeyPath, value: unknown): void {
  tableAt(root, path.slice(0, -1)).set(path.at(-1)!, value)
}

/** Maps by key become objects, maps by index arrays; what is inside a value is made already. */
function plain(value: unknown): unknown {
  if (!(value instanceof Map)) return value
  const entries = [...value as Building]
  if (typeof entries[0]?.[0] === 'number') return entries.map(([, item]) => plain(item))
  const result: Record<string, unknown> = {}
  for (const [key, item] of entries) setOwn(result, String(key), plain(item))
  return result
}

export function valueOf(text: string, node: AST.TOMLContentNode): unknown {
  if (node.type === 'TOMLArray') return node.elements.map((element) => valueOf(text, element))
  if (node.type === 'TOMLInlineTable') {
    const table = new Map<string, unknown>()
    for (const entry of entriesOf(node.body, [])) place(table, entry.path, valueOf(text, entry.node.value))
    return plain(table)
  }
  return node.kind === 'string' || node.kind === 'boolean' || node.kind === 'integer' || node.kind === 'float'
    ? node.value : text.slice(...node.range)
}

/** True where `path` begins with `prefix`. */
export function within(path: KeyPath, prefix: KeyPath): boolean {
  return prefix.length <= path.length && prefix.every((segment, index) => String(path[index]) === String(segment))
}
