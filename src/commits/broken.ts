import type { CommitConvention } from './convention.ts'
import { effectiveRules, type RuleConfig } from './effective.ts'
import type { Parsed } from './grammar.ts'
import { pluginRules } from './plugin.ts'
import { stockRules } from './stock.ts'

/** A rule that a message breaks. */
export interface Broken {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly when: 'always' | 'never'
  readonly value: unknown
  /** What the package says, where the rule is not ours. */
  readonly said?: string | undefined
}

/** The rules of the convention that the message breaks, in the order of the config. */
export async function brokenRules(parsed: Parsed, convention: CommitConvention): Promise<Broken[]> {
  const own = pluginRules(convention)
  const broken: Broken[] = []
  for (const [rule, config] of Object.entries(effectiveRules(convention))) {
    const [level, when = 'always', value] = config
    if (level === 0) continue
    const verdict = own[rule]?.(parsed, when, value) ?? stockRules[rule]?.(parsed, when, value)
    const [ok, said] = verdict === undefined ? await askPackage(parsed, rule, config) : [verdict]
    if (!ok) broken.push({ rule, severity: level === 1 ? 'warning' : 'error', when, value, said })
  }
  return broken
}

async function askPackage(parsed: Parsed, name: string, [, when, value]: RuleConfig): Promise<readonly [boolean, string?]> {
  const { packageRules } = await import('./commitlintPackages.ts')
  // The config holds no rule that does not exist (see `ruleNames`).
  return packageRules[name]!(parsed, when ?? 'always', value)
}
