import type { Messages } from './messages/index.ts'

/** The catalogue of sentences for expected failures: `messages/<locale>/errors.ts`. */
export type ErrorCode = keyof Messages['errors']
type Details<Code extends ErrorCode> = Parameters<Messages['errors'][Code]>[0]

/**
 * A failure we foresaw. It carries the code of its sentence and what the sentence needs; the words are chosen at the edge, where
 * the locale is known. Anything else that is thrown is a bug of ours and is shown with its stack.
 */
export class ConventionsError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'ConventionsError'
  readonly code: Code
  readonly details: Details<Code>

  constructor(code: Code, details: Details<Code>, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options)
    this.code = code
    this.details = details
  }
}

/** Several failures found in one go (all mistakes of a config file), each a sentence of its own. */
export class ConventionsErrors extends Error {
  override readonly name = 'ConventionsErrors'
  readonly errors: readonly ConventionsError[]

  constructor(errors: readonly ConventionsError[]) {
    super(errors.map((error) => error.message).join('\n'))
    this.errors = errors
  }
}
