import type { Context, FileConfig, Problem, Rule, RuleEntry } from './engine.ts'

/** A config that ESLint takes for one that it normalised itself, with rules of ours. `base`: one without rules, as ESLint normalised it. */
export function handMade(base: FileConfig | undefined, rules: ReadonlyMap<string, { readonly rule: Rule, readonly entry: RuleEntry }>): FileConfig {
  const made = { rules: Object.fromEntries([...rules].map(([id, { entry }]) => [id, entry])), getRuleDefinition: (id: string) => rules.get(id)?.rule }
  return { ...base, ...made } as unknown as FileConfig
}

/** A rule that reports what it is given. */
export function repeater(problems: readonly Problem[]): Rule {
  return {
    // By id: a text may be empty then.
    meta: { fixable: 'code', messages: Object.fromEntries(problems.map(({ message }, at) => [String(at), message])) },
    create: (context: Context) => ({
      Program() {
        for (const [at, { line, column, endLine, endColumn, fix }] of problems.entries()) {
          const start = { line, column: column - 1 }
          context.report({ messageId: String(at), loc: endLine === undefined ? start : { start, end: { line: endLine, column: (endColumn ?? column) - 1 } }, fix: fix === undefined ? undefined : () => fix })
        }
      },
    }),
  }
}
