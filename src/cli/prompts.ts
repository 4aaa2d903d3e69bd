import type { Writable } from 'node:stream'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly hint?: string | undefined
}

/** Questions at a terminal. Each returns the answer; Ctrl-C and Escape throw `cancelled`. Printed on stderr: stdout is the result. */
export interface Prompts {
  select<Value extends string>(message: string, choices: readonly Choice<Value>[], initial: Value): Promise<Value>
  multiselect<Value extends string>(message: string, choices: readonly Choice<Value>[], initial: readonly Value[]): Promise<Value[]>
  text(message: string, initial: string, problem: (value: string) => string | undefined): Promise<string>
}

/** Whether there is someone to ask. */
export function canAsk({ stdin, stderr }: Io): boolean {
  return stdin.isTTY && stderr.isTTY === true
}

export async function terminalPrompts({ stdin, stderr, signal }: Io): Promise<Prompts> {
  const clack = await import('@clack/prompts')
  // A terminal's stderr is a stream; `Output` is what the rest of us needs of it.
  const common = { input: stdin, output: stderr as unknown as Writable, signal, showInstructions: false }
  const answered = <T>(answer: T | typeof clack.CANCEL_SYMBOL): T => {
    if (clack.isCancel(answer)) throw new ConventionsError('cancelled', undefined)
    return answer as T
  }
  const options = <Value extends string>(choices: readonly Choice<Value>[]) => choices.map(({ value, label, hint }) => ({ value, label, ...hint && { hint } }))
  return {
    select: async <Value extends string>(message: string, choices: readonly Choice<Value>[], initial: Value) =>
      answered<string>(await clack.select<string>({ ...common, message, options: options(choices), initialValue: initial })) as Value,
    multiselect: async <Value extends string>(message: string, choices: readonly Choice<Value>[], initial: readonly Value[]) =>
      answered<string[]>(await clack.multiselect<string>({ ...common, message, options: options(choices), initialValues: [...initial], required: false })) as Value[],
    text: async (message, initial, problem) =>
      answered(await clack.text({ ...common, message, initialValue: initial, validate: (value) => problem(value ?? '') })) ?? '',
  }
}
