import type { loadPrism } from '@ruby/prism'

type ParseResult = ReturnType<Awaited<ReturnType<typeof loadPrism>>>

/** The nodes of Ruby's own syntax tree that are data, and calls of Homebrew's DSL without a receiver or a block. */
const literals = new Set(['ProgramNode', 'StatementsNode', 'ArgumentsNode', 'StringNode', 'SymbolNode', 'TrueNode', 'FalseNode', 'IntegerNode', 'KeywordHashNode', 'HashNode', 'AssocNode', 'ArrayNode', 'CallNode'])
const calls = new Set(['tap', 'brew', 'cask', 'cask_args', 'mas', 'vscode', 'go', 'cargo', 'uv', 'npm', 'krew', 'flatpak', 'winget'])

/** Whether Ruby's parser sees nothing but entries with literals. */
export function onlyData(result: ParseResult): boolean {
  if (result.errors.length > 0) return false
  const visit = (node: Node): boolean => {
    const type = node.constructor.name.replace(/^_/, '')
    if (!literals.has(type)) return false
    if (type === 'CallNode' && (node.receiver || node.block || !calls.has(node.name ?? ''))) return false
    return node.compactChildNodes().every(visit)
  }
  return visit(result.value as unknown as Node)
}

interface Node {
  readonly receiver?: unknown
  readonly block?: unknown
  readonly name?: string
  compactChildNodes(): Node[]
}
