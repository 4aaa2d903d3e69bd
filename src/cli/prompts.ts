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
  /** Like select and multiselect, for long lists: what is typed narrows them. */
  find<Value extends string>(message: string, choices: readonly Choice<Value>[], placeholder: string): Promise<Value>
  findMany<Value extends string>(message: string, choices: readonly Choice<Value>[], placeholder: string): Promise<Value[]>
  /** Several lines; an empty one ends them. */
  lines(message: string): Promise<string>
  /** Like text, with what comes of it shown below while it is typed. */
  preview(message: string, initial: string, problem: (value: string) => string | undefined, show: (value: string) => readonly string[]): Promise<string>
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
    find: async <Value extends string>(message: string, choices: readonly Choice<Value>[], placeholder: string) =>
      answered<string>(await clack.autocomplete<string>({ ...common, message, options: options(choices), placeholder, maxItems: 8 })) as Value,
    findMany: async <Value extends string>(message: string, choices: readonly Choice<Value>[], placeholder: string) =>
      answered<string[]>(await clack.autocompleteMultiselect<string>({ ...common, message, options: options(choices), placeholder, maxItems: 8, required: false })) as Value[],
    lines: async (message) => answered(await clack.multiline({ ...common, message })) ?? '',
    preview: async (message, initial, problem, show) => {
      const { TextPrompt } = await import('@clack/core')
      const prompt = new TextPrompt({
        ...common, initialUserInput: initial, validate: (value) => problem(value ?? ''),
        render() {
          const done = this.state === 'submit' || this.state === 'cancel'
          const bar = clack.symbolBar(this.state) ?? ''
          const head = `${clack.symbol(this.state)}  ${message}`
          if (done) return [head, `${bar}  ${this.value ?? ''}`].join('\n')
          const below = this.state === 'error' ? [this.error] : []
          return [head, `${bar}  ${this.userInputWithCursor}`, ...[...show(this.userInput), ...below].map((line) => `${bar}  ${line}`), clack.S_BAR_END].join('\n')
        },
      })
      return answered(await prompt.prompt()) ?? ''
    },
  }
}
