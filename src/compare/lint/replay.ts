import { splitId, type Context, type FileConfig, type Plugin, type Problem, type RuleEntry } from './engine.ts'

/** A config whose rules repeat what they are given. `empty`: a config without rules, as ESLint normalised it. `told`: problems by the name of their rule. */
export function replayConfig(empty: FileConfig | undefined, told: ReadonlyMap<string, readonly Problem[]>): FileConfig {
  const plugins: Record<string, { rules: Record<string, object> }> = {}
  const rules: Record<string, RuleEntry> = {}
  for (const [id, problems] of told) {
    const { plugin, name } = splitId(id)
    ;(plugins[plugin] ??= { rules: {} }).rules[name] = repeater(problems)
    rules[id] = [problems[0]!.severity]
  }
  return { ...empty, ...repeatedConfig(plugins, rules) } as unknown as FileConfig
}

/** A rule that reports what it is given. */
function repeater(problems: readonly Problem[]): object {
  return {
    meta: { schema: false, fixable: 'code' },
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

function repeatedConfig(plugins: Readonly<Record<string, Plugin | { rules: Record<string, object> }>>, rules: Readonly<Record<string, RuleEntry>>): object {
  return {
    rules,
    plugins,
    getRuleDefinition: (id: string) => {
      const { plugin, name } = splitId(id)
      return plugins[plugin]?.rules?.[name]
    },
  }
}
