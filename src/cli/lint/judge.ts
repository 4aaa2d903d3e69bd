import { conventionOf, type CommitConvention } from '../../commits/convention.ts'
import { lintMessage, type LintProblem, type LintResult } from '../../commits/lint.ts'
import type { Opened } from '../../engine.ts'
import type { Messages } from '../../messages/index.ts'
import type { LoggedCommit } from '../../repo/log.ts'
import { visible, type Paint } from '../text.ts'
import { required } from './subject.ts'

export interface JudgedCommit {
  readonly commit: LoggedCommit
  readonly result: LintResult
}

/** `abc123def feat: x`. */
export const headerOf = ({ hash, message }: LoggedCommit): string => `${hash.slice(0, 9)} ${message.split('\n', 1)[0] ?? ''}`

/** What messages of this repository are judged by. Throws `notInConvention` where commits are switched off. */
export function commitConvention({ repo, facts, resolved: { config } }: Opened): CommitConvention {
  return conventionOf(required(config.commits, 'commits'), repo, facts, config.locale)
}

/** Rules about what a first line alone does not have. */
const beyondHeader = /^(body|footer)-|^(references-empty|signed-off-by|trailer-exists|breaking-change-exclamation-mark)$/

/**
 * Judges a first line alone, such as a title that becomes a commit when it is squashed. What would stand in the body or a footer is asked of
 * nobody: it is not there yet.
 */
export function judgeHeader(header: string, convention: CommitConvention): Promise<LintResult> {
  const { vocabulary } = convention
  const { ticket } = vocabulary
  const alone: CommitConvention = {
    ...convention,
    vocabulary: {
      ...vocabulary, body: { ...vocabulary.body, required: false }, trailers: { ...vocabulary.trailers, required: [] },
      ticket: ticket !== false && ticket.place === 'footer' ? { ...ticket, required: false } : ticket,
      rules: Object.fromEntries(Object.entries(vocabulary.rules).filter(([name]) => !beyondHeader.test(name))),
    },
  }
  return lintMessage(header, alone)
}

/** Problems, a line each, in colour; below them the message put right, where it can be. */
export function problemLines({ problems, corrected }: LintResult, paint: Paint, words: Messages['lint']['explain']): string[] {
  const line = ({ severity, sentence, nearest }: LintProblem): string => {
    const meant = nearest === undefined ? '' : ` ${words.nearest(paint('bold', visible(nearest)))}`
    return `  ${severity === 'error' ? paint('red', '✗') : paint('yellow', '!')} ${visible(sentence)}${meant}`
  }
  return [
    ...problems.map(line),
    ...corrected === undefined ? [] : ['', `  ${words.corrected}`, ...corrected.trimEnd().split('\n').map((each) => `    ${paint('green', visible(each))}`.trimEnd())],
  ]
}

/** The JSON of a verdict. */
export function verdictJson({ ok, ignored, problems, corrected }: LintResult): object {
  return { ok, ignored, problems, corrected: corrected ?? null }
}
