import type { CommitConvention } from './convention.ts'
import { effectiveRules, type RuleConfig } from './effective.ts'
import { grammarOf, type Grammar, type Parsed } from './grammar.ts'
import { packageRules } from './commitlintPackages.ts'
import { pluginRules } from './plugin.ts'

/** A config as commitlint 21 takes it (`UserConfig` of @commitlint/types). */
export interface CommitlintConfig {
  readonly parserPreset: { readonly name: string, readonly parserOpts: Grammar }
  readonly rules: Record<string, RuleConfig>
  readonly plugins: [{ readonly rules: Record<string, CommitlintRule> }]
  readonly defaultIgnores: true
  readonly ignores: ((message: string) => boolean)[]
}

type CommitlintRule = (parsed: Parsed, when?: 'always' | 'never', value?: unknown) => [boolean, string] | Promise<[boolean, string]>

/** The convention as a config that @commitlint/cli and editors load. What stock rules cannot say comes with it as a plugin. */
export function toCommitlint(convention: CommitConvention): CommitlintConfig {
  const { vocabulary } = convention
  const rules = Object.entries(pluginRules(convention)).map(([name, rule]): [string, CommitlintRule] => [name, async (parsed, when = 'always', value) => {
    const verdict = rule(parsed, when, value)
    if (verdict !== undefined) return [verdict, name]
    const [ok, said] = await packageRules[name]!(parsed, when, value)
    return [ok, said ?? name]
  }])
  return {
    parserPreset: { name: 'create-conventions', parserOpts: grammarOf(vocabulary) },
    rules: { ...effectiveRules(convention) },
    plugins: [{ rules: Object.fromEntries(rules) }],
    defaultIgnores: true,
    ignores: vocabulary.ignore.map((source) => {
      const pattern = new RegExp(source, 'u')
      return (message: string) => pattern.test(message)
    }),
  }
}
