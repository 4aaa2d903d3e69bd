import type { Messages } from '../messages/index.ts'

/** What a value is called in help; completion offers files for `path` and directories for `dir`. */
export type ValueName = keyof Messages['cli']['values']
/** An option's name in code. On the command line it is `--` and the same in kebab case: `dryRun` is `--dry-run`. */
export type OptionName = keyof Messages['cli']['options']

interface Named {
  /** One letter, for the few that people type all day. */
  readonly short?: string
}
/**
 * One option. boolean: there or not. string: one value. choice: one of `choices`. list: may be repeated; with `separator` one value
 * may hold several; with `choices` each must be one of them.
 */
export type Option = Named & (
  | { readonly kind: 'boolean' }
  | { readonly kind: 'string', readonly value: ValueName }
  | { readonly kind: 'choice', readonly choices: readonly string[] }
  | { readonly kind: 'list', readonly value: ValueName, readonly separator?: ',', readonly choices?: readonly string[] }
)
export type Options = Readonly<Partial<Record<OptionName, Option>>>

/** An argument without a name. `many`: all that are left; `behind`: all that stand behind `--`, as they are. */
export interface Positional {
  readonly name: ValueName
  readonly choices?: readonly string[]
  readonly required?: boolean
  readonly many?: boolean
  readonly behind?: boolean
}
export type Positionals = readonly Positional[]

/** The identity function that keeps the literal types of a table, from which the types of the values are derived. */
export const options = <const T extends Options>(table: T): T => table
export const positionals = <const T extends Positionals>(list: T): T => list

/** Every command takes these. */
export const commonOptions = options({
  cwd: { kind: 'string', value: 'dir' },
  json: { kind: 'boolean' },
  locale: { kind: 'choice', choices: ['en', 'ko'] },
  noColor: { kind: 'boolean' },
  help: { kind: 'boolean', short: 'h' },
  version: { kind: 'boolean', short: 'v' },
})

/** Every command that writes takes these. */
export const writeOptions = options({
  yes: { kind: 'boolean', short: 'y' },
  dryRun: { kind: 'boolean' },
  noInstall: { kind: 'boolean' },
  allowDirty: { kind: 'boolean' },
})

/** What decides about losses, edits and conflicts: for commands that show or apply a plan of the convention. */
export const decisionOptions = options({
  acceptLosses: { kind: 'boolean' },
  accept: { kind: 'list', value: 'id' },
  restore: { kind: 'list', value: 'path' },
  keep: { kind: 'list', value: 'path' },
})

type OptionValue<T> =
  T extends { kind: 'boolean' } ? boolean
    : T extends { kind: 'list', choices: readonly (infer Choice)[] } ? readonly Choice[]
      : T extends { kind: 'list' } ? readonly string[]
        : T extends { kind: 'choice', choices: readonly (infer Choice)[] } ? Choice | undefined
          : string | undefined
/** The values of a table: false, undefined or an empty list where an option was not given. */
export type OptionValues<T extends Options> = { readonly [K in keyof T]: OptionValue<T[K]> }

type PositionalValue<T> =
  T extends { many: true } | { behind: true } ? readonly string[]
    : T extends { choices: readonly (infer Choice)[], required: true } ? Choice
      : T extends { required: true } ? string
        : string | undefined
/** The values of positionals, by name. */
export type PositionalValues<T extends Positionals> = { readonly [P in T[number] as P['name']]: PositionalValue<P> }

/** What an option does, in words: those of its command where it has its own. */
export function optionText(name: string, command: string | undefined, text: Messages['cli']): string {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = text.optionsOf
  return own[command ?? '']?.[name] ?? text.options[name as OptionName]
}

/** `dryRun` → `--dry-run`. */
export function flag(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
