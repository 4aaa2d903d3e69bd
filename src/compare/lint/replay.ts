import type { Context, FileConfig, Problem, Rule, RuleEntry } from './engine.ts'

/** A config that ESLint takes for one that it normalised itself, with rules of ours. `base`: one without rules, as ESLint normalised it. */
export function handMade(base: FileConfig | undefined, rules: ReadonlyMap<string, { readonly rule: Rule, readonly entry: RuleEntry }>): FileConfig {
  const made = { rules: Object.fromEntries([...rules].map(([id, { entry }]) => [id, entry])), getRuleDefinition: (id: string) => rules.get(id)?.rule }
  return { ...base, ...made } as unknown as FileConfig
}

/** A rule that reports what it is given. */
export function repeater(problems: readonly Problem[]): Rule {
  return {
    meta: { fixable: 'code' },
    create: (context: Context) => ({
      Program() {
        for (const { message, line, column, endLine, endColumn, fix } of problems) {
          const start = { line, column: column - 1 }
          context.report({ message, loc: endLine === undefined ? start : { start, end: { line: endLine, column: (endColumn ?? column) - 1 } }, fix: fix === undefined ? undefined : () => fix })
        }
      },
    }),
  }
}
