import { ConventionsErrors, type ConventionsError } from '../errors.ts'
import type { Output } from '../io.ts'
import type { Messages } from '../messages/index.ts'

/** The result of a command with --json: one document on stdout, and nothing else there. */
export function writeJson(stdout: Output, document: object): void {
  // JSON leaves DEL and C1 as they are, which a terminal may take for commands.
  const text = JSON.stringify(document, undefined, 2).replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
  stdout.write(`${text}\n`)
}

/** A failure as JSON. `error` is the first one, `errors` all of them. */
export function errorJson(error: unknown, errors: readonly ConventionsError[], text: Messages) {
  const all = errors.map((one) => ({ code: one.code, message: sentence(one, text), details: one.details ?? {} }))
  const bug = { code: 'bug', message: error instanceof Error ? error.stack ?? error.message : String(error), details: {} }
  return { error: all[0] ?? bug, ...error instanceof ConventionsErrors && { errors: all } }
}

/** The sentence of a failure. */
export function sentence(error: ConventionsError, text: Messages): string {
  // A union of functions takes the intersection of their parameters; `ConventionsError` has tied code and details together.
  return (text.errors[error.code] as (details: unknown) => string)(error.details)
}
