import { sh } from '../../edit/quote.ts'
import type { CommitConvention } from '../convention.ts'
import type { Rules } from '../effective.ts'

/** What the pieces of the shell's proof are made from. */
export interface Proof {
  readonly convention: CommitConvention
  readonly rules: Rules
  /** Whether a rule is in force, as a warning or an error. */
  readonly active: (rule: string) => boolean
}

/** Patterns of `case` that match exactly these texts. */
export function anyOf(texts: readonly string[]): string {
  return texts.map(sh).join(' | ')
}

/** A pattern of `case` that matches a key in upper and lower case alike. */
export function anyCase(key: string): string {
  return [...key].map((letter) => /[A-Za-z]/.test(letter) ? `[${letter.toUpperCase()}${letter.toLowerCase()}]` : sh(letter)).join('')
}

/** Indents code by `depth` levels. */
export function indent(code: string, depth = 1): string {
  return code.replace(/^(?=.)/gm, '  '.repeat(depth))
}
