import { type Document, isAlias, isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar } from 'yaml'
import { ConventionsError } from '../errors.ts'
import { positionAt } from './splice.ts'
import { isList, isMapping, setOwn } from './value.ts'

/** One YAML 1.2 document with its source tokens. Throws `keysSyntax`, `keysDuplicate`, `keysManyDocuments`. */
export function parse(path: string, text: string): Document.Parsed {
  // Not `silent`: yaml would then take the first of several documents without a word.
  const document = parseDocument(text, { keepSourceTokens: true, merge: true, prettyErrors: false, logLevel: 'error' })
  const error = document.errors[0]
  if (error === undefined) return document
  const place = { path, ...positionAt(text, error.pos[0]) }
  if (error.code === 'MULTIPLE_DOCS') throw new ConventionsError('keysManyDocuments', place)
  if (error.code === 'DUPLICATE_KEY') {
    throw new ConventionsError('keysDuplicate', { ...place, key: /^[^:\r\n]*/.exec(text.slice(error.pos[0]))![0] })
  }
  throw new ConventionsError('keysSyntax', { ...place, problem: error.message })
}

/** True for a document with nothing in it but comments. */
export function isEmpty({ contents }: Document.Parsed): boolean {
  return contents === null || (isScalar(contents) && contents.value === null && contents.range[0] === contents.range[1])
}

/** The data of a document: aliases and merge keys followed, keys as strings, what JSON has no words for as it is written. */
export function dataOf(path: string, text: string, document: Document.Parsed): unknown {
  return isEmpty(document) ? {} : reader(path, text)(document.contents)
}

const PENDING = Symbol('the anchor is still being read')

function reader(path: string, text: string): (node: unknown) => unknown {
  // In the order of the document, as an alias means the last anchor of its name before it.
  const anchors = new Map<string, unknown>()
  const fail = (node: { range?: readonly number[] | null }, problem: string): never => {
    throw new ConventionsError('keysSyntax', { path, ...positionAt(text, node.range?.[0] ?? 0), problem })
  }
  const read = (node: unknown): unknown => {
    if (isAlias(node)) {
      const value = anchors.get(node.source)
      return value === PENDING || !anchors.has(node.source) ? fail(node, `the alias *${node.source} has no anchor before it`) : value
    }
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null
    if (node.anchor) anchors.set(node.anchor, PENDING)
    const value = isMap(node) ? readMap(node.items) : isSeq(node) ? node.items.map(read) : scalarValue(node)
    if (node.anchor) anchors.set(node.anchor, value)
    return value
  }
  const readMap = (pairs: readonly Pair[]): unknown => {
    const result: Record<string, unknown> = {}
    const merged: unknown[] = []
    for (const pair of pairs) {
      const key = keyText(text, pair.key)
      read(pair.key)
      const value = read(pair.value)
      if (isMergeKey(pair)) merged.push(...isList(value) ? value : [value])
      else if (Object.hasOwn(result, key)) {
        const at = (pair.key as Scalar.Parsed).range[0]
        throw new ConventionsError('keysDuplicate', { path, ...positionAt(text, at), key })
      } else setOwn(result, key, value)
    }
    for (const [key, value] of merged.flatMap((source) => Object.entries(isMapping(source) ? source : {}))) {
      if (!Object.hasOwn(result, key)) setOwn(result, key, value)
    }
    return result
  }
  return read
}

function scalarValue(node: Scalar): unknown {
  const { value } = node
  if (typeof value === 'bigint') return Number(value)
  return value !== null && (typeof value === 'object' || typeof value === 'symbol') ? node.source : value
}

/** The key as it appears in the data. */
export function keyText(text: string, key: unknown): string {
  if (isScalar(key)) return key.value === null ? '' : String(scalarValue(key))
  const range = (key as { range?: readonly number[] } | null)?.range
  return range === undefined ? '' : text.slice(range[0], range[1])
}

/** `<<` without quotes: its map is merged into the one around it. */
export function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN'
}
