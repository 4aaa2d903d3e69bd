/** What we use of ESLint, whichever version a candidate brings: only what both 9 and 10 have. */
export interface Problem {
  readonly ruleId: string | null
  readonly message: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly endLine?: number
  readonly endColumn?: number
  readonly severity: number
  readonly messageId?: string
  readonly fatal?: boolean
  readonly fix?: Fix
}

export interface Fix {
  readonly range: readonly [number, number]
  readonly text: string
}

export type Listener = (...nodes: never[]) => unknown

export interface Rule {
  readonly meta?: {
    readonly type?: string
    readonly fixable?: string
    readonly messages?: Readonly<Record<string, string>>
    readonly docs?: { readonly requiresTypeChecking?: unknown }
  } | undefined
  create(context: Context): Readonly<Record<string, Listener>>
}

export interface Context {
  readonly options: readonly unknown[]
  readonly sourceCode: SourceCode
  readonly settings: object
  readonly languageOptions: object
  report(...problem: unknown[]): void
}

/** What a rule reports. */
export interface Descriptor {
  readonly node?: unknown
  readonly loc?: unknown
  readonly message?: string
  readonly messageId?: string
  readonly data?: unknown
  readonly fix?: unknown
  readonly suggest?: unknown
}

export interface SourceCode {
  readonly scopeManager: unknown
  getScope(node: unknown): unknown
  getDeclaredVariables(node: unknown): unknown
  isGlobalReference(node: unknown): boolean
  markVariableAsUsed(name: string, node?: unknown): boolean
  traverse(): unknown
}

export interface Plugin {
  readonly meta?: { readonly name?: string, readonly version?: string }
  readonly rules?: Readonly<Record<string, Rule>>
  readonly languages?: Readonly<Record<string, unknown>>
}

export interface Parser {
  readonly meta?: { readonly name?: string, readonly version?: string }
  /** TypeScript's takes what TypeScript read in the place of a text. */
  parseForESLint?(text: unknown, options: object): Parsed
  parse?(text: string, options: object): unknown
}

/** What a parser returns. `scopeManager` is missing where ESLint analyses scopes itself. */
export interface Parsed {
  readonly ast: object
  readonly scopeManager?: ScopeManager
  /** Of TypeScript's parser. */
  readonly services?: { readonly esTreeNodeToTSNodeMap?: WeakMap<object, unknown> }
}

export interface ScopeManager {
  readonly scopes: readonly Scope[]
}

export interface Scope {
  readonly variables: Variable[]
  readonly through: readonly unknown[]
}

export type Variable = { readonly references: readonly unknown[], readonly defs: readonly unknown[] } & Record<string, unknown>

export type RuleEntry = readonly [severity: number, ...options: unknown[]]

/** The config of one file, as `ESLint.calculateConfigForFile` returns it: normalised, with the plugins themselves. */
export interface FileConfig {
  readonly plugins: Readonly<Record<string, Plugin>>
  readonly rules?: Readonly<Record<string, RuleEntry>>
  readonly settings?: object
  readonly language: unknown
  readonly processor?: unknown
  readonly languageOptions: LanguageOptions
}

export interface LanguageOptions {
  readonly globals?: Readonly<Record<string, unknown>>
  readonly parser: Parser
  readonly parserOptions?: Readonly<Record<string, unknown>>
  readonly sourceType?: string
  readonly ecmaVersion?: unknown
}

export interface VerifyOptions {
  readonly filename: string
  ruleFilter?(rule: { readonly ruleId: string }): boolean
}

export interface Linter {
  verify(text: string, config: unknown, options: VerifyOptions): Problem[]
  getSuppressedMessages(): Problem[]
}

export interface ESLintOptions {
  readonly cwd: string
  readonly overrideConfigFile: true
  readonly overrideConfig: readonly object[]
  readonly ruleFilter?: VerifyOptions['ruleFilter']
}

export interface ESLintInstance {
  calculateConfigForFile(path: string): Promise<FileConfig | undefined>
  isPathIgnored(path: string): Promise<boolean>
  lintText(text: string, options: { readonly filePath: string, readonly warnIgnored: false }): Promise<readonly { readonly messages: readonly Problem[] }[]>
}

/** The module `eslint`. */
export interface Engine {
  readonly Linter: (new (options: { readonly cwd: string, readonly configType: 'flat' }) => Linter) & { readonly version: string }
  readonly ESLint: new (options: ESLintOptions) => ESLintInstance
}

/** The plugin, by its name in a config (ESLint's own: `@`), and the rule's name in it. */
export function splitId(id: string): { readonly plugin: string, readonly name: string } {
  const at = id.startsWith('@') ? id.lastIndexOf('/') : id.indexOf('/')
  return { plugin: at < 0 ? '@' : id.slice(0, at), name: id.slice(at + 1) }
}

/** The rule that a config means by an id; undefined where its plugin has none of that name. */
export function ruleOf({ plugins }: Pick<FileConfig, 'plugins'>, id: string): { readonly rule: Rule, readonly plugin: Plugin, readonly name: string } | undefined {
  const { plugin: prefix, name } = splitId(id)
  const plugin = plugins[prefix]
  const rule = plugin?.rules?.[name]
  return plugin === undefined || rule === undefined ? undefined : { rule, plugin, name }
}

/** Whether the rule does nothing without type information. */
export const isTyped = ({ meta }: Rule): boolean => Boolean(meta?.docs?.requiresTypeChecking)

/** The rules that a config switches on, without those that need types. */
export function activeRules(config: FileConfig): [id: string, entry: RuleEntry][] {
  return Object.entries(config.rules ?? {}).filter(([id, [severity]]) => {
    const found = severity === 0 ? undefined : ruleOf(config, id)
    return found !== undefined && !isTyped(found.rule)
  })
}

/** Parsers are asked for no program: rules that need one are left out, and it would be most of the time. */
export const untyped = { project: null, projectService: false, programs: null, program: null } as const

const scripts = ['js', 'mjs', 'cjs', 'jsx']
const typescripts = ['ts', 'mts', 'cts', 'tsx']
const globsOf = (endings: readonly string[]): string[] => endings.map((ending) => `**/*.${ending}`)

/** What stands before every candidate, as every team would write it: TypeScript is parsed, JSX is allowed, and what the code runs in is known. */
export function baseConfig(typescriptParser: unknown, globals: object = {}): object[] {
  return [
    { name: 'compare/globals', languageOptions: { globals } },
    { name: 'compare/jsx', files: globsOf([...scripts, ...typescripts]), languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
    { name: 'compare/typescript', files: globsOf(typescripts), languageOptions: { parser: typescriptParser } },
  ]
}

/** What stands after it: comments that no longer switch anything off are no problem of the candidate. */
export function tailConfig(): object[] {
  return [
    { name: 'compare/directives', linterOptions: { reportUnusedDisableDirectives: 'off', reportUnusedInlineConfigs: 'off' } },
    // Without `files`: a pattern for .vue would have every candidate lint what it knows nothing of.
    { name: 'compare/untyped', languageOptions: { parserOptions: untyped } },
  ]
}
