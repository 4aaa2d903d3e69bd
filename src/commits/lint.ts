import type { CommitConvention } from './convention.ts'
import { effectiveRules, type RuleConfig } from './effective.ts'
import type { Parsed } from './grammar.ts'
import { isIgnored } from './ignored.ts'
import { parseMessage } from './parse.ts'
import { pluginRules } from './plugin.ts'
import { stockRules } from './stock.ts'

export interface LintOptions {
  /** git's core.commentChar, where the message comes from an editor: lines that begin with it do not count. Without it all lines do. */
  readonly commentChar?: string | undefined
}

export interface LintResult {
  /** No problem is an error. */
  readonly ok: boolean
  /** The message is not checked: a merge, a revert by git, fixup!, … or empty. */
  readonly ignored: boolean
  readonly problems: readonly LintProblem[]
  /** The message with everything put right that can be derived; absent where something needs a person, or nothing is wrong. */
  readonly corrected?: string
}

export interface LintProblem {
  /** As commitlint names it, or `conventions/…`. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** In the locale of the convention. */
  readonly sentence: string
  /** Where: line from 1; columns in UTF-16 code units from 0, `to` not included. */
  readonly at?: { readonly line: number, readonly from: number, readonly to: number }
  /** The valid value that was probably meant. */
  readonly nearest?: string
}

/** A rule that a message breaks. */
export interface Broken {
  readonly rule: string
  readonly severity: 'error' | 'warning'
  readonly when: 'always' | 'never'
  readonly value: unknown
  /** What the package says, where the rule is not ours. */
  readonly said?: string | undefined
}

/**
 * Checks a message: the verdict is that of @commitlint/lint 21 with the config that `toCommitlint` makes of the convention. An empty message
 * is git's to refuse.
 */
export async function lintMessage(message: string, convention: CommitConvention, options: LintOptions = {}): Promise<LintResult> {
  const parsed = await isIgnored(message, convention.vocabulary.ignore) ? undefined : parseMessage(message, convention.vocabulary, options.commentChar)
  if (parsed === undefined) return { ok: true, ignored: true, problems: [] }
  const broken = await brokenRules(parsed, convention)
  if (broken.length === 0) return { ok: true, ignored: false, problems: [] }
  const { describe } = await import('./describe.ts')
  return { ok: broken.every(({ severity }) => severity === 'warning'), ignored: false, ...await describe(message, parsed, broken, convention, options) }
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
