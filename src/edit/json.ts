import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { ConventionsError } from '../errors.ts'
import type { Json, KeyPath } from '../feature.ts'
import { deleteItem, type Flow, type FlowStyle, insertItem, onOneLine } from './flow.ts'
import type { Format } from './format.ts'
import { indentAt, positionAt, splice } from './splice.ts'
import { styleOf } from './text.ts'
import { type Atomic, setOwn } from './value.ts'

/** Files whose readers take no comments and no trailing commas. */
const STRICT = /(^|\/)(package|package-lock|npm-shrinkwrap|composer|bower|manifest|lerna|lock)\.json$|\.webmanifest$/

/** JSON as RFC 8259 for strict files, with comments and trailing commas elsewhere; what there is of them stays. */
export const json: Format = {
  read(path, text) {
    const root = parse(path, text)
    return root === undefined ? {} : valueOf(root)
  },
  where(text, at) {
    let node = parseTree(text, [], { allowTrailingComma: true })
    for (const segment of at) node = (node && childOf(node, segment)) ?? node
    return node?.offset ?? 0
  },
  * edit(path, text, edit) {
    const root = parse(path, text)
    yield root === undefined ? create(text, edit) : change(path, text, root, edit)
  },
}

function parse(path: string, text: string): Node | undefined {
  const errors: ParseError[] = []
  const strict = STRICT.test(path)
  const root = parseTree(text, errors, { allowTrailingComma: !strict, disallowComments: strict, allowEmptyContent: true })
  const error = errors[0]
  if (error !== undefined) {
    // CommaExpected → "comma expected"
    const problem = printParseErrorCode(error.error).replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
    throw new ConventionsError('keysSyntax', { path, ...positionAt(text, error.offset), problem })
  }
  if (root !== undefined) refuseDuplicates(path, text, root)
  return root
}

function refuseDuplicates(path: string, text: string, node: Node): void {
  const seen = new Set<unknown>()
  for (const entry of node.children ?? []) {
    if (node.type === 'object') {
      const key = entry.children![0]!
      if (seen.has(key.value)) throw new ConventionsError('keysDuplicate', { path, ...positionAt(text, key.offset), key: String(key.value) })
      seen.add(key.value)
    }
    refuseDuplicates(path, text, entry)
  }
}

function valueOf(node: Node): unknown {
  if (node.type === 'array') return node.children!.map(valueOf)
  if (node.type !== 'object') return node.value as unknown
  const result: Record<string, unknown> = {}
  for (const { children } of node.children!) setOwn(result, String(children![0]!.value), valueOf(children![1]!))
  return result
}

/** The property or item of a container; a property comes with its key. */
function entryOf(node: Node, segment: string | number): Node | undefined {
  if (node.type === 'array') return typeof segment === 'number' ? node.children![segment] : undefined
  return node.type === 'object' ? node.children!.find(({ children }) => children![0]!.value === String(segment)) : undefined
}

function childOf(node: Node, segment: string | number): Node | undefined {
  const entry = entryOf(node, segment)
  return node.type === 'object' ? entry?.children![1] : entry
}

/** A document in a text that holds white space or comments only. */
function create(text: string, edit: Atomic): string {
  const [first] = edit.at
  const { eol, finalNewline } = styleOf(text)
  const content = edit.kind === 'delete' ? {} : first === undefined ? edit.value : { [first]: edit.value }
  const before = text.trim() === '' ? '' : text.endsWith('\n') ? text : text + eol
  return before + write(content, '', { eol, unit: '  ', colon: ': ' }) + (finalNewline ? eol : '')
}

interface Style {
  readonly eol: string
  readonly unit: string
  /** With its white space: `: ` or `:`. */
  readonly colon: string
}

function change(path: string, text: string, root: Node, edit: Atomic): string {
  const segment = edit.at.at(-1)
  if (segment === undefined) {
    const value = edit.kind === 'delete' ? {} : edit.value
    return splice(text, [{ start: root.offset, end: root.offset + root.length, text: write(value, '', styleIn(text, root)) }])
  }
  const parents = [root]
  for (const part of edit.at.slice(0, -1)) parents.push(childOf(parents.at(-1)!, part)!)
  const parent = parents.at(-1)!
  const flow = flowOf(text, parent)
  const entry = entryOf(parent, segment)
  if (edit.kind === 'delete') return splice(text, deleteItem(flow, parent.children!.indexOf(entry!)))
  const style = styleIn(text, root)
  if (edit.kind === 'set') {
    const node = childOf(parent, segment)!
    const indent = onOneLine(flow) ? undefined : indentAt(text, entry!.offset)
    return splice(text, [{ start: node.offset, end: node.offset + node.length, text: write(edit.value, indent, style) }])
  }
  const key = parent.type === 'object' ? JSON.stringify(String(segment)) + style.colon : ''
  const index = parent.type === 'object' ? placeOf(path, parent, edit.at) : Number(segment)
  const outer = parents.at(-2)
  const flowStyle = flowStyleIn(text, parent, style, outer === undefined || !onOneLine(flowOf(text, outer)))
  return splice(text, insertItem(flow, index, (indent) => key + write(edit.value, indent, style), flowStyle))
}

/** At the end; among dependencies that npm keeps sorted, where npm would put it. */
function placeOf(path: string, parent: Node, at: KeyPath): number {
  const names = parent.children!.map(({ children }) => String(children![0]!.value))
  const inOrder = /(^|\/)package\.json$/.test(path) && /ependencies$/.test(String(at.at(-2) ?? '')) && names.every((name, index) => index === 0 || compareNames(names[index - 1]!, name) <= 0)
  const index = inOrder ? names.findIndex((name) => compareNames(name, String(at.at(-1))) > 0) : -1
  return index === -1 ? names.length : index
}

/** As npm compares names of packages: `localeCompare('en')`, whose tables take longer to load than all else that a key needs. Digits and small letters need none. */
export function compareNames(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const [left = '', right = ''] = [a[at], b[at]]
  const plain = /^[a-z0-9]?$/
  return plain.test(left) && plain.test(right) && /^[ -~]*$/.test(a + b) ? (left < right ? -1 : Number(left > right)) : a.localeCompare(b, 'en')
}

function flowOf(text: string, node: Node): Flow {
  const items = node.children!.map(({ offset, length }) => ({ start: offset, end: offset + length }))
  return { text, open: node.offset + 1, close: node.offset + node.length - 1, items }
}

/** The file's own layout: read from its first indented line and its first property. */
function styleIn(text: string, root: Node): Style {
  const unit = /^([ \t]+)["[{\]}\w-]/m.exec(text)?.[1] ?? '  '
  return { eol: styleOf(text).eol, unit: unit.startsWith('\t') ? '\t' : unit, colon: colonIn(text, root) ?? ': ' }
}

function colonIn(text: string, node: Node): string | undefined {
  for (const entry of node.children ?? []) {
    if (entry.colonOffset !== undefined) return /\s/.test(text[entry.colonOffset + 1] ?? '') ? ': ' : ':'
    const inner = colonIn(text, entry)
    if (inner !== undefined) return inner
  }
  return undefined
}

function flowStyleIn(text: string, node: Node, style: Style, openUp: boolean): FlowStyle {
  const [first, second] = node.children!
  const between = first && second ? text.slice(first.offset + first.length, second.offset) : undefined
  const tight = between === undefined ? style.colon === ':' : between === ','
  return { ...style, gap: tight ? '' : ' ', pad: node.type === 'object' && style.colon === ': ' ? ' ' : '', openUp }
}

/** A value as text: on one line without `indent`, else as `JSON.stringify` lays it out. */
function write(value: Json, indent: string | undefined, style: Style): string {
  if (indent !== undefined) return JSON.stringify(value, null, style.unit).replaceAll('\n', style.eol + indent)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const [gap, pad] = style.colon === ':' ? [',', ''] : [', ', ' ']
  if (Array.isArray(value)) return `[${value.map((item: Json) => write(item, undefined, style)).join(gap)}]`
  const entries = Object.entries(value).map(([key, item]) => JSON.stringify(key) + style.colon + write(item as Json, undefined, style))
  return entries.length === 0 ? '{}' : `{${pad}${entries.join(gap)}${pad}}`
}
