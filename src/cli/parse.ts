import { parseArgs } from 'node:util'
import { nearest } from '../edit/nearest.ts'
import { ConventionsError } from '../errors.ts'
import { groupOf } from './command.ts'
import { commonOptions, flag, type Option, type Options, type OptionValues, type Positionals, type PositionalValues } from './options.ts'

type Token = ReturnType<typeof tokenize>[number]
type OptionToken = Extract<Token, { kind: 'option' }>

/**
 * The command of an argument list: the first argument that is neither an option nor an option's value; with the second one where the
 * first names a group. Only common options may stand before it. `rest` is the list without it. Both are as given: nothing is checked here.
 */
export function splitCommand(argv: readonly string[]): { command: string | undefined, rest: string[] } {
  const { command: first, rest } = splitWord(argv)
  if (first === undefined || groupOf(first).length === 0) return { command: first, rest }
  const { command: second, rest: left } = splitWord(rest)
  return second === undefined ? { command: first, rest } : { command: `${first} ${second}`, rest: left }
}

function splitWord(argv: readonly string[]): { command: string | undefined, rest: string[] } {
  const takesValue = new Set(Object.entries(commonOptions).filter(([, option]) => option.kind !== 'boolean').map(([name]) => flag(name)))
  let at = 0
  while (argv[at]?.startsWith('-') && argv[at] !== '--') at += takesValue.has(argv[at] ?? '') ? 2 : 1
  return argv[at] === '--' ? { command: undefined, rest: [...argv] } : { command: argv[at], rest: argv.toSpliced(at, 1) }
}

/**
 * Arguments into values, by the table. `command` is the name that sentences use.
 * Throws unknownOption, missingValue, unexpectedValue, invalidValue, repeatedOption, unexpectedArgument, missingArgument.
 */
export function parse<O extends Options, P extends Positionals>(
  argv: readonly string[], options: O, positionals: P, command: string,
): { options: OptionValues<O>, positionals: PositionalValues<P> } {
  const names = new Map(Object.keys(options).map((name) => [flag(name), name]))
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(options)) values[name] = option.kind === 'boolean' ? false : option.kind === 'list' ? [] : undefined
  const tokens = tokenize(argv, options)
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const name = names.get(`--${token.name}`)
    if (name === undefined) throw unknownOption(token.rawName, [...names.keys()], command)
    values[name] = optionValue(token, options[name as keyof O] as Option, values[name])
  }
  const end = tokens.find(({ kind }) => kind === 'option-terminator')?.index ?? Infinity
  const words = (behind: boolean): string[] => tokens.flatMap((token) => token.kind === 'positional' && token.index > end === behind ? [token.value] : [])
  const passed = positionals.find(({ behind }) => behind)
  const named = passed ? positionals.filter(({ behind }) => !behind) : positionals
  const read = readPositionals(passed ? words(false) : [...words(false), ...words(true)], named, command)
  // The table's types are erased here; what was built follows the table, key by key.
  return { options: values as OptionValues<O>, positionals: { ...read, ...passed && { [passed.name]: words(true) } } as PositionalValues<P> }
}

function tokenize(argv: readonly string[], options: Options) {
  const config = Object.fromEntries(Object.entries(options).map(([name, option]) =>
    [flag(name).slice(2), { type: option.kind === 'boolean' ? 'boolean' as const : 'string' as const, ...option.short && { short: option.short } }]))
  return parseArgs({ args: [...argv], options: config, strict: false, allowPositionals: true, tokens: true }).tokens
}

function unknownOption(given: string, known: readonly string[], command: string): ConventionsError {
  return new ConventionsError('unknownOption', { option: given, command, nearest: nearest(given, known) })
}

function optionValue(token: OptionToken, option: Option, earlier: unknown): unknown {
  const name = token.rawName
  if (option.kind === 'boolean') {
    if (token.value !== undefined) throw new ConventionsError('unexpectedValue', { option: name, value: token.value })
    return true
  }
  const { value } = token
  const missing = () => new ConventionsError('missingValue', { option: name, choices: 'choices' in option ? option.choices : undefined })
  // `--cwd --json`: parseArgs would take the next option for the value.
  if (value === undefined || value === '' || (!token.inlineValue && value.length > 1 && value.startsWith('-'))) throw missing()
  if (option.kind === 'list') {
    const items = option.separator ? value.split(option.separator).map((item) => item.trim()).filter(Boolean) : [value]
    if (items.length === 0) throw missing()
    for (const item of items) checkChoice(name, item, option.choices)
    return [...earlier as string[], ...items]
  }
  if (earlier !== undefined) throw new ConventionsError('repeatedOption', { option: name })
  if (option.kind === 'choice') checkChoice(name, value, option.choices)
  return value
}

function checkChoice(argument: string, value: string, choices: readonly string[] | undefined): void {
  if (!choices || choices.includes(value)) return
  throw new ConventionsError('invalidValue', { argument, value, choices, nearest: nearest(value, choices) })
}

function readPositionals(words: readonly string[], table: Positionals, command: string): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  let left = words
  for (const { name, choices, required, many } of table) {
    const taken = many ? left : left.slice(0, 1)
    if (required && taken.length === 0) throw new ConventionsError('missingArgument', { name, command, choices })
    for (const word of taken) checkChoice(name, word, choices)
    values[name] = many ? taken : taken[0]
    left = left.slice(taken.length)
  }
  if (left[0] !== undefined) throw new ConventionsError('unexpectedArgument', { argument: left[0], command })
  return values
}
