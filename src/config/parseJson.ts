import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { ConventionsError, ConventionsErrors } from '../errors.ts'
import { positionAt, toData, type Locate, type Parsed, type Source } from './layer.ts'
import type { Where } from './show.ts'

/**
 * Reads JSON; comments and trailing commas are tolerated. Throws ConventionsErrors with every syntax error and duplicate key;
 * `configNotObject`.
 */
export function parseJson(text: string, source: Source): Parsed {
  const found: ParseError[] = []
  const tree = parseTree(text, found, { allowTrailingComma: true })
  const at = (offset: number): Where => ({ ...source, ...positionAt(text, offset) })
  const errors = [
    ...found.map(({ error, offset }) => new ConventionsError('configSyntax', {
      where: at(offset), language: 'JSON', problem: words(printParseErrorCode(error)),
    })),
    ...duplicates(tree).map((node) => new ConventionsError('configDuplicateKey', { where: at(node.offset), key: String(node.value) })),
  ]
  if (errors.length > 0) throw new ConventionsErrors(errors)
  const locate = locator(text, tree)
  return { data: toData(valueOf(tree), { source, locate }), locate }
}

/** `PropertyNameExpected` → `property name expected` */
function words(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}

/** jsonc-parser's own getNodeValue assigns, so that a key `__proto__` would set a prototype. */
function valueOf(node: Node | undefined): unknown {
  if (node?.type === 'array') return (node.children ?? []).map(valueOf)
  if (node?.type !== 'object') return node?.value
  return Object.fromEntries((node.children ?? []).map(({ children: [key, value] = [] }) => [key?.value, valueOf(value)]))
}

function duplicates(node: Node | undefined): Node[] {
  const seen = new Set<unknown>()
  return (node?.children ?? []).flatMap((child) => {
    const key = child.type === 'property' ? child.children?.[0] : undefined
    const again = key && seen.has(key.value) ? [key] : []
    seen.add(key?.value)
    return [...again, ...duplicates(child)]
  })
}

function locator(text: string, tree: Node | undefined): Locate {
  return (path, part) => {
    for (let length = path.length; tree && length >= 0; length--) {
      const node = findNodeAtLocation(tree, path.slice(0, length))
      if (!node) continue
      const key = part === 'key' && length === path.length ? node.parent?.children?.[0] : undefined
      return positionAt(text, (key ?? node).offset)
    }
    return undefined
  }
}
