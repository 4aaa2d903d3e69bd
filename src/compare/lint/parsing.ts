import type { LanguageOptions, Parsed, Parser, Reference, Variable } from './engine.ts'

/** Options of parsers that change what is known of types, not the tree. */
const ofTypes = new Set([
  'project', 'projectService', 'program', 'programs', 'tsconfigRootDir', 'extraFileExtensions', 'warnOnUnsupportedTypeScriptVersion', 'disallowAutomaticSingleRunInference',
  'cacheLifetime', 'EXPERIMENTAL_useProjectService', 'projectFolderIgnoreList', 'emitDecoratorMetadata', 'experimentalDecorators', 'isolatedDeclarations', 'errorOnTypeScriptSyntacticAndSemanticIssues',
])

/** What a tree depends on besides the parser: what ESLint hands to it. The parser of TypeScript takes every version for the latest one. */
export function treeOptions({ parser, parserOptions = {}, sourceType, ecmaVersion }: LanguageOptions): Record<string, unknown> {
  const handed = Object.entries({ sourceType, ecmaVersion, ...parserOptions })
  return Object.fromEntries(handed.filter(([name]) => !ofTypes.has(name) && !(name === 'ecmaVersion' && parser.meta?.name === 'typescript-eslint/parser')))
}

export interface RememberingParser {
  readonly parser: Parser
  /**
   * Says what the next walk depends on: globals, and which rules mark what is used. Where that is other than before, there is a new tree: rules keep what they worked out by the tree
   * that they worked it out from.
   */
  under(surroundings: string): void
}

/**
 * A parser that keeps the last tree: ESLint asks for it at each walk, and each time the scopes have to be as the parser left them, because ESLint writes globals and what is used
 * into them.
 */
export function rememberingParser(parser: Parser): RememberingParser {
  if (parser.parseForESLint === undefined) return { parser, under: () => undefined }
  let last: { readonly text: string, readonly path: string, readonly now: string, readonly parsed: Parsed, readonly restore: () => void } | undefined
  let now = ''
  return {
    under: (surroundings) => void (now = surroundings),
    parser: {
      ...parser.meta && { meta: parser.meta },
      parseForESLint(text, options) {
        const path = String((options as { filePath?: string }).filePath)
        if (last?.text === text && last.path === path && last.now === now) {
          last.restore()
          return last.parsed
        }
        const parsed = parser.parseForESLint!(text, options)
        last = { text, path, now, parsed, restore: snapshot(parsed) }
        return parsed
      },
    },
  }
}

/** Remembers the global scope, and gives back what puts it right. */
function snapshot({ scopeManager }: Parsed): () => void {
  const scope = scopeManager?.scopes[0]
  if (scopeManager === undefined || scope === undefined) return () => undefined
  const variables = [...scope.variables]
  const through = scope.through.map((reference) => ({ reference, resolved: reference.resolved }))
  const known = variables.map((variable) => ({ variable, own: { ...variable }, references: [...variable.references] }))
  const parts = [scope, (scope as { implicit?: object }).implicit].filter((part) => part !== undefined) as Record<string, unknown>[]
  const kept = parts.map((part) => ({ part, values: Object.entries(part).map(([name, value]) => [name, copyOf(value)] as const) }))
  return () => {
    for (const { part, values } of kept) for (const [name, value] of values) if (value !== undefined) refill(part[name], value)
    for (const { reference, resolved } of through) reference.resolved = resolved
    for (const one of known) resetVariable(one)
    for (const { variables: all } of scopeManager.scopes) for (const variable of all) if ('eslintUsed' in variable) delete variable['eslintUsed']
  }
}

function resetVariable({ variable, own, references }: { readonly variable: Variable, readonly own: Record<string, unknown>, readonly references: readonly Reference[] }): void {
  for (const name of Object.keys(variable)) if (!(name in own)) delete variable[name]
  if ('writeable' in own) variable['writeable'] = own['writeable']
  refill(variable.references, references)
}

const copyOf = (value: unknown): unknown => Array.isArray(value) ? [...value as unknown[]] : value instanceof Map ? new Map(value) : undefined

function refill(target: unknown, value: unknown): void {
  if (Array.isArray(target) && Array.isArray(value)) target.splice(0, target.length, ...value as unknown[])
  else if (target instanceof Map && value instanceof Map) {
    target.clear()
    for (const [name, one] of value) target.set(name, one)
  }
}
