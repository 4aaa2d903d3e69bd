import assert from 'node:assert/strict'
import { findNodeAtLocation, parseTree, stripComments } from 'jsonc-parser'
import { getStaticTOMLValue, parseTOML, traverseNodes } from 'toml-eslint-parser'
import { isMap, isScalar, isSeq, type Pair, parseDocument } from 'yaml'
import { parseKeys, writeKeys } from '../../src/edit/keys.ts'
import { ConventionsError } from '../../src/errors.ts'
import type { KeyPath } from '../../src/feature.ts'
import { commentsIn, type Draw, KEYS, pick, setKey, type Value, value } from './draw.ts'

type Container = Value[] | { [key: string]: Value }

interface Edit {
  readonly at: KeyPath
  readonly value: Value | undefined
}

const bare = (text: string): string => text.replace(/^\uFEFF/, '')

/** Readers that have nothing to do with ours. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  // No drawn string holds a comma before a bracket.
  'a.jsonc': (text) => JSON.parse(stripComments(bare(text)).replace(/,(\s*[}\]])/g, '$1')) as unknown,
  'package.json': (text) => JSON.parse(bare(text)) as unknown,
  'a.yaml': (text) => {
    const document = parseDocument(bare(text), { merge: true, prettyErrors: false })
    if (document.errors[0] !== undefined) throw document.errors[0]
    return (document.toJS() ?? {}) as unknown
  },
  'a.toml': (text) => {
    const program = parseTOML(bare(text), { tomlVersion: '1.1' })
    // Dates as they are written.
    traverseNodes(program, {
      enterNode: (node) => { if (node.type === 'TOMLValue' && node.kind.includes('-')) Object.assign(node, { value: bare(text).slice(...node.range) }) },
      leaveNode: () => undefined,
    })
    return getStaticTOMLValue(program)
  },
}

const isContainer = (item: unknown): item is Container => typeof item === 'object' && item !== null && !(item instanceof Date)

/** Somewhere in the document: an item that is there, or a new one. */
function edit(draw: Draw, root: unknown): Edit {
  const at: (string | number)[] = []
  let here = root
  for (;;) {
    const keys = Array.isArray(here) ? [...here.keys()] : Object.keys(here as object)
    if (keys.length === 0 || draw(5) === 0) {
      at.push(Array.isArray(here) ? here.length : pick(draw, KEYS), ...draw(4) === 0 ? ['new', 'deep'] : [])
      return { at, value: value(draw) }
    }
    const key = pick<string | number>(draw, keys)
    at.push(key)
    const inner = (here as Record<string | number, unknown>)[key]
    if (!isContainer(inner) || draw(4) === 0) return { at, value: draw(3) === 0 ? undefined : value(draw) }
    here = inner
  }
}

/** The same edit on plain data; undefined where a part of the path is no container. */
function edited(root: unknown, { at, value: wanted }: Edit): unknown {
  const copy = structuredClone(root) as Value
  const [top] = [{ root: copy }] as [{ [key: string]: Value }]
  let holder: Container = top
  let key: string | number = 'root'
  const get = (): Value | undefined => Object.hasOwn(holder, key) ? (holder as Record<string | number, Value>)[key] : undefined
  const put = (item: Value): void => { if (Array.isArray(holder)) holder[key as number] = item; else setKey(holder, String(key), item) }
  for (const segment of at) {
    if (get() === null || get() === undefined) {
      if (wanted === undefined) return copy
      put(typeof segment === 'number' ? [] : {})
    }
    const next: Value | undefined = get()
    if (!isContainer(next) || (Array.isArray(next) && typeof segment !== 'number')) return undefined
    holder = next
    key = segment
  }
  if (wanted !== undefined) put(structuredClone(wanted))
  else if (Array.isArray(holder)) holder.splice(key as number, 1)
  else delete holder[key]
  return top['root']
}

/** What we refuse, and in which documents that is right. */
function refused(path: string, text: string, { value: wanted }: Edit, error: unknown): boolean {
  if (!(error instanceof ConventionsError)) return false
  if (error.code === 'keysShared') return /[&*][ms]\d/.test(text)
  if (error.code === 'keysInexpressible') return path === 'a.toml' && (/null|\\ud[89a-f]/.test(JSON.stringify(wanted)) || /\[\[/.test(text))
  return false
}

/**
 * Draws a document and an edit, and holds `writeKeys` to its promise. Returns what became of it: 'written', 'refused' (rightly) or
 * 'void' (the document does not parse, or the path leads through a value).
 */
export function survives(path: string, make: (draw: Draw) => string, draw: Draw): 'written' | 'refused' | 'void' {
  const text = make(draw)
  const before = readable(path, text)
  if (before === undefined) return 'void'
  assert.deepEqual(parseKeys(path, text), before, `our reading of\n${text}`)
  const change = edit(draw, before)
  // The TOML parser's own reading has no key `__proto__`.
  if (path === 'a.toml' && JSON.stringify(change).includes('__proto__')) return 'void'
  const expected = edited(before, change)
  if (expected === undefined) return 'void'
  const asked = `${JSON.stringify(change)} in\n${text}\n${JSON.stringify(text)}`
  let after: string
  try {
    after = writeKeys(path, text, [change])
  } catch (error) {
    if (refused(path, text, change, error)) return 'refused'
    throw new Error(`${String(error)}: ${asked}`, { cause: error })
  }
  const story = `${asked}\ngave\n${after}`
  assert.deepEqual(readers[path]!(after), expected, story)
  if (path === 'a.toml') keepsTomlLines(text, after, change, story)
  else keepsBytes(regionOf[path]!(text, change.at), text, after, story)
  if (change.value !== undefined) assert.equal(writeKeys(path, after, [change]), after, `not idempotent: ${story}`)
  return 'written'
}

function keepsBytes(region: Region, text: string, after: string, story: string): void {
  const lost = commentsIn(text).filter((comment) => !after.includes(comment))
  assert.deepEqual(lost.filter((comment) => !text.slice(...region.inner).includes(comment)), [], `comments lost: ${story}`)
  assert.ok(after.startsWith(text.slice(0, region.outer[0])), `the start changed: ${story}`)
  assert.ok(after.endsWith(text.slice(region.outer[1])), `the end changed: ${story}`)
}

function readable(path: string, text: string): unknown {
  try {
    const data = readers[path]!(text)
    // An alias inside of its own anchor is no data.
    JSON.stringify(data)
    return data
  } catch {
    return undefined
  }
}

interface Region {
  /** What belongs to the changed key itself. */
  readonly inner: [number, number]
  /** Outside of it every byte has to stay. */
  readonly outer: [number, number]
}

const regionOf: Readonly<Record<string, (text: string, at: KeyPath) => Region>> = {
  'a.jsonc': jsonRegion,
  'package.json': jsonRegion,
  'a.yaml': yamlRegion,
}

function jsonRegion(text: string, at: KeyPath): Region {
  const shift = text.length - bare(text).length
  const root = parseTree(bare(text), [], { allowTrailingComma: true })!
  const depth = deepest(at, (path) => findNodeAtLocation(root, path) !== undefined)
  const node = findNodeAtLocation(root, at.slice(0, depth))!
  const parent = node.parent?.type === 'property' ? node.parent.parent! : node.parent
  const entry = node.parent?.type === 'property' ? node.parent : node
  const index = parent?.children!.indexOf(entry) ?? 0
  const [start, end] = depth < at.length || parent === undefined
    ? [node.children?.at(-1) === undefined ? node.offset : node.children.at(-1)!.offset + node.children.at(-1)!.length, node.offset + node.length]
    : [index > 0 ? parent.children![index - 1]!.offset + parent.children![index - 1]!.length : parent.offset + 1,
        parent.children![index + 1]?.offset ?? parent.offset + parent.length - 1]
  const inner: [number, number] = depth < at.length ? [0, 0] : [entry.offset + shift, entry.offset + entry.length + shift]
  return { inner, outer: [start + shift, end + shift] }
}

function deepest(at: KeyPath, has: (path: (string | number)[]) => boolean): number {
  let depth = at.length
  while (depth > 0 && !has(at.slice(0, depth))) depth -= 1
  return depth
}

type Ranged = { readonly range?: readonly [number, number, number] | null } | null | undefined

/** From the line where the key (or, of an only or a new one, its parent) is, to the next line with content. */
function yamlRegion(text: string, at: KeyPath): Region {
  const body = bare(text)
  const shift = text.length - body.length
  const { contents } = parseDocument(body)
  const depth = deepest(at, (path) => yamlNode(contents, path) !== undefined)
  const range = (node: Ranged): readonly [number, number, number] => node?.range ?? [0, body.length, body.length]
  const outer = range(yamlNode(contents, at.slice(0, Math.max(0, Math.min(depth, at.length - 1)))))
  const rest = /^[^\n]*\n?(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:[ \t]*#[^\n]*$)?/.exec(body.slice(outer[1]))![0].length
  const inner: [number, number] = depth < at.length ? [0, 0] : [shift + yamlStart(contents, at), shift + range(yamlNode(contents, at))[1]]
  return { inner, outer: [shift + keyLine(body, outer[0]), outer[1] + rest + shift] }
}

/** As `getIn`, with keys by their text; null where a key has no value. */
function yamlNode(root: unknown, at: KeyPath): Ranged {
  return at.reduce<unknown>((node, segment) => isSeq(node) ? node.items[Number(segment)]
    : yamlPair(node, segment)?.value, root) as Ranged
}

function yamlPair(node: unknown, segment: string | number | undefined): Pair | undefined {
  const name = (key: unknown): string => isScalar(key) && key.value !== null ? `${key.value as string | number | boolean}` : ''
  return isMap(node) ? node.items.find((pair) => name(pair.key) === String(segment)) : undefined
}

/** Where the key begins, or for an item where the one before it ends. */
function yamlStart(root: unknown, at: KeyPath): number {
  const parent = yamlNode(root, at.slice(0, -1))
  const before = isSeq(parent) ? parent.items[Number(at.at(-1)) - 1] as Ranged : undefined
  const key = yamlPair(parent, at.at(-1))?.key as Ranged
  return before?.range?.[1] ?? key?.range?.[0] ?? parent?.range?.[0] ?? 0
}

/** Where the line of the key begins that stands above a block, or before what is on its line. */
function keyLine(text: string, offset: number): number {
  const lines = text.slice(0, offset).split('\n')
  lines.pop()
  while (/^[ \t]*(#|\r?$|[&!]\w+)/.test(lines.at(-1) ?? 'top')) lines.pop()
  lines.pop()
  return lines.join('\n').length
}

/** TOML may hold a table in several places: every line has to stay, in its order, that is in none of them. */
function keepsTomlLines(text: string, after: string, { at }: Edit, story: string): void {
  const body = bare(text)
  const lines = body.split('\n')
  const touched = new Set<number>()
  const visit = (path: KeyPath, [start, end]: readonly [number, number], header: boolean): void => {
    const under = at.every((segment, index) => index >= path.length || String(segment) === String(path[index]))
    if (!under || (header && path.length < at.length)) return
    const first = body.slice(0, start).split('\n').length - 1
    const last = body.slice(0, end).split('\n').length - 1
    for (let line = first; line <= last; line += 1) touched.add(line)
    if (header && lines[first - 1]?.trim() === '') touched.add(first - 1)
  }
  for (const node of parseTOML(body, { tomlVersion: '1.1' }).body[0].body) {
    const prefix = node.type === 'TOMLTable' ? node.resolvedKey : []
    if (node.type === 'TOMLTable') visit(prefix, node.range, true)
    for (const pair of node.type === 'TOMLTable' ? node.body : [node]) {
      visit([...prefix, ...pair.key.keys.map((key) => key.type === 'TOMLBare' ? key.name : key.value)], pair.range, false)
    }
  }
  const result = bare(after).split('\n')
  let from = 0
  for (const [index, line] of lines.entries()) {
    if (touched.has(index)) continue
    const place = result.findIndex((candidate, position) => position >= from && candidate.replace(/\r$/, '') === line.replace(/\r$/, ''))
    assert.ok(place !== -1 || (line.trim() === '' && index === lines.length - 1), `line ${index + 1} (${line}) is gone: ${story}`)
    from = place === -1 ? from : place + 1
  }
  const dropped = commentsIn(text).filter((comment) => !after.includes(comment))
  assert.deepEqual(dropped.filter((comment) => !lines.some((line, index) => touched.has(index) && line.includes(comment))), [], `comments lost: ${story}`)
}
