import type { LanguageOptions, Parsed, Parser } from './engine.ts'

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

/** What was read of a text, for whoever reads it once more. */
export interface Read {
  /** What TypeScript itself made of it. */
  file?: unknown
  parsed?: Parsed
  /** Rules only repeat what was found: any tree will do. */
  replaying?: boolean
}

/**
 * A parser that does not do again what it did for the same text. Trees are new ones each time while rules are run, because rules keep what they worked out by the tree that they worked it
 * out from.
 *
 * @param readOf what was read of the text at hand
 */
export function rereading(parser: Parser, readOf: () => Read): Parser {
  const parse = parser.parseForESLint
  if (parse === undefined) return parser
  const takesFile = parser.meta?.name === 'typescript-eslint/parser'
  return {
    ...parser.meta && { meta: parser.meta },
    parseForESLint(text, options) {
      const read = readOf()
      if (read.replaying && read.parsed) return read.parsed
      read.parsed = parse(takesFile && read.file ? read.file : text, options)
      if (takesFile) read.file ??= read.parsed.services?.esTreeNodeToTSNodeMap?.get(read.parsed.ast)
      return read.parsed
    },
  }
}
