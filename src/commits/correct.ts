import type { CommitConvention } from './convention.ts'
import type { LintOptions } from './lint.ts'

/** A message with everything put right that can be derived; `complete`: nothing is wrong with it any more. */
export interface Corrected {
  readonly text: string
  readonly complete: boolean
}

export function correctMessage(message: string, _convention: CommitConvention, _options: LintOptions = {}): Promise<Corrected> {
  return Promise.resolve({ text: message, complete: false })
}
