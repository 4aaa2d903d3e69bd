import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type YAMLError } from 'yaml'
import { ConventionsError, ConventionsErrors } from '../errors.ts'
import type { KeyPath } from '../feature.ts'
import { toData, type Locate, type Parsed, type Source } from './layer.ts'
import type { Where } from './show.ts'

/**
 * Reads YAML 1.2 with the core schema, whatever the file's %YAML directive says: `no` and `on` are text, keys are text, `<<` merges.
 * Throws ConventionsErrors with every syntax error, duplicate key and unknown tag; `configNotData`; `configNotObject`.
 */
export function parseYaml(text: string, source: Source): Parsed {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    schema: 'core', merge: true, stringKeys: true, prettyErrors: false, lineCounter: lines, logLevel: 'error',
  })
  const at = (offset: number): Where => {
    const { line, col } = lines.linePos(offset)
    return { ...source, line, column: col }
  }
  const problems = [...document.errors, ...document.warnings]
  if (problems.length > 0) throw new ConventionsErrors(problems.map((problem) => yamlError(problem, text, at)))
  const locate = locator(document, lines)
  return { data: toData(values(document, source) ?? {}, { source, locate }), locate }
}

function values(document: Document, source: Source): unknown {
  try {
    return document.toJS()
  } catch (error) {
    // An alias without an anchor, or so many of them that the document would explode.
    throw new ConventionsError('configSyntax', { where: source, language: 'YAML', problem: (error as Error).message }, { cause: error })
  }
}

function yamlError({ code, message, pos }: YAMLError, text: string, at: (offset: number) => Where): ConventionsError {
  const where = at(pos[0])
  switch (code) {
    case 'DUPLICATE_KEY': return new ConventionsError('configDuplicateKey', { where, key: keyAt(text, pos[0]) })
    case 'TAB_AS_INDENT': return new ConventionsError('configTab', { where })
    case 'NON_STRING_KEY': return new ConventionsError('configKeyType', { where })
    default: return new ConventionsError('configSyntax', { where, language: 'YAML', problem: message })
  }
}

function keyAt(text: string, offset: number): string {
  return /^[^:\n]*/.exec(text.slice(offset))?.[0].trim() ?? ''
}

function locator(document: Document, lines: LineCounter): Locate {
  return (path: KeyPath, part) => {
    let node: Node | null | undefined = document.contents
    let offset = node?.range?.[0]
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(document)
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
      const next: unknown = isSeq(node) ? node.items[Number(key)] : pair?.value
      const keyOffset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined
      if (!pair && !next) break
      const last = key === path.at(-1)
      node = next as Node | null
      offset = (part === 'key' && last ? keyOffset : undefined) ?? (node?.range?.[0] ?? keyOffset) ?? offset
      // A block of keys begins on the next line, and nothing is nowhere: the place of the key says more.
      const elsewhere = (isMap(node) || isSeq(node)) ? !node.flow : node?.range?.[0] === node?.range?.[1]
      if (pair && elsewhere) offset = keyOffset ?? offset
    }
    if (offset === undefined) return undefined
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
}
