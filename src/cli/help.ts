import type { Messages } from '../messages/index.ts'
import { commandNames, type Command, type CommandName } from './command.ts'
import { commonOptions, flag, type Option, optionText, type Options, type Positional } from './options.ts'
import { beside, type Paint, width } from './text.ts'

export interface Page {
  readonly text: Messages['cli']
  readonly paint: Paint
  /** columns */
  readonly columns: number
}

/** The overview: every command with its summary. Ends with a newline. */
export function overview(page: Page, version: string): string {
  const { text: { help, commands, description }, paint } = page
  return lines([
    `${paint('bold', 'create-conventions')} ${version} · ${description}`,
    '',
    `${paint('bold', help.usage)} conventions ${help.command} ${help.options}`,
    '',
    paint('bold', help.commandsTitle),
    ...table(commandNames.map((name) => [name, commands[name]]), page),
    '',
    paint('bold', help.commonTitle),
    ...table(rows(commonOptions, page), page),
    '',
    paint('bold', help.exitTitle),
    ...table(Object.entries(help.exits), page),
    '',
    help.more,
    help.create,
  ])
}

/** The page of a group: its commands. Ends with a newline. */
export function groupHelp(group: string, page: Page): string {
  const { text: { help, commands }, paint } = page
  const names = commandNames.filter((name): name is CommandName => name.startsWith(`${group} `))
  return lines([
    `${paint('bold', help.usage)} conventions ${group} ${help.command} ${help.options}`,
    '',
    paint('bold', help.commandsTitle),
    ...table(names.map((name) => [name, commands[name]]), page),
    '',
    help.more,
  ])
}

/** The page of one command. Ends with a newline. */
export function commandHelp(command: Command, page: Page): string {
  const { text: { help, commands }, paint } = page
  const own = rows(command.options, page, command.name)
  return lines([
    `${paint('bold', `conventions ${command.name}`)} · ${commands[command.name]}`,
    '',
    `${paint('bold', help.usage)} ${usage(command, page)}`,
    ...own.length > 0 ? ['', paint('bold', help.optionsTitle), ...table(own, page)] : [],
    '',
    paint('bold', help.commonTitle),
    ...table(rows(commonOptions, page), page),
    '',
    paint('bold', help.examplesTitle),
    ...command.examples.map((example) => `  ${example}`),
  ])
}

/** `conventions init [options] [dir]`. */
export function usage(command: Command, { text }: Pick<Page, 'text'>): string {
  const words = command.positionals.map((positional) => argument(positional, text))
  return ['conventions', command.name, text.help.options, ...words].join(' ')
}

function argument({ name, choices, required, many, behind }: Positional, text: Messages['cli']): string {
  if (behind) return `[-- ${text.values[name]}...]`
  const word = `${choices ? choices.join('|') : text.values[name]}${many ? '...' : ''}`
  return required ? `<${word}>` : `[${word}]`
}

/** `--host <github|gitlab>`, as help and docs write it. */
export function optionUsage(name: string, option: Option, text: Messages['cli']): string {
  const value = option.kind === 'boolean' ? ''
    : option.kind === 'choice' ? ` <${option.choices.join('|')}>`
      : ` <${text.values[option.value]}${option.kind === 'list' && option.separator ? `${option.separator}...` : ''}>`
  return `${option.short ? `-${option.short}, ` : ''}${flag(name)}${value}`
}

function rows(options: Options, { text }: Page, command?: CommandName): [string, string][] {
  return Object.entries(options).map(([name, option]) => [optionUsage(name, option, text), optionText(name, command, text)])
}

function table(entries: readonly (readonly [string, string])[], { columns }: Page): string[] {
  const at = Math.min(30, 4 + Math.max(...entries.map(([left]) => width(left))))
  return entries.flatMap(([left, right]) => beside(`  ${left}`, right, at, columns))
}

const lines = (all: readonly string[]) => `${all.join('\n')}\n`
