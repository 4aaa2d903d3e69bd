import { brokenRules } from './broken.ts'
import type { CommitConvention } from './convention.ts'
import { describe } from './describe.ts'
import { isIgnored } from './ignored.ts'
import { parseMessage } from './parse.ts'

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

/**
 * Checks a message: the verdict is that of @commitlint/lint 21 with the config that `toCommitlint` makes of the convention. An empty message
 * is git's to refuse.
 */
export async function lintMessage(message: string, convention: CommitConvention, options: LintOptions = {}): Promise<LintResult> {
  const parsed = await isIgnored(message, convention.vocabulary.ignore) ? undefined : parseMessage(message, convention.vocabulary, options.commentChar)
  if (parsed === undefined) return { ok: true, ignored: true, problems: [] }
  const broken = await brokenRules(parsed, convention)
  if (broken.length === 0) return { ok: true, ignored: false, problems: [] }
  return { ok: broken.every(({ severity }) => severity === 'warning'), ignored: false, ...await describe(message, parsed, broken, convention, options) }
}
