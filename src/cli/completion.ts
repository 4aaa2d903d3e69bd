import { sh } from '../edit/quote.ts'
import type { Messages } from '../messages/index.ts'
import { firstWords, groupOf, type Command } from './command.ts'
import { commonOptions, flag, type Option, optionText, type Options, type Positional } from './options.ts'

export const shells = ['bash', 'zsh', 'fish'] as const
export type Shell = typeof shells[number]
type Cli = Messages['cli']

const binNames = ['conventions', 'create-conventions']

/** The completion script of a shell, for both bin names. `commands`: all of them, loaded. Ends with a newline. */
export function completionScript(shell: Shell, commands: readonly Command[], text: Cli): string {
  return { bash, zsh, fish }[shell](commands, text)
}

// bash: words only. Where nothing is offered, `-o default` lets readline complete paths. Works from bash 3.2 (macOS) on.

function bash(commands: readonly Command[]): string {
  const valued = entries(commonOptions).filter(([, option]) => option.kind !== 'boolean').map(([name]) => flag(name))
  return `# conventions completion bash
_conventions() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command= words= prefix= index
  if [ "$current" = '=' ]; then current=; elif [ "$previous" = '=' ]; then previous=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case \${COMP_WORDS[index]} in
      ${valued.join('|')}) if [ "\${COMP_WORDS[index+1]}" = '=' ]; then index=$((index + 2)); else index=$((index + 1)); fi ;;
      -*) ;;
      *) command="\${command:+$command }\${COMP_WORDS[index]}"; case $command in ${groups().join('|')}) ;; *) break ;; esac ;;
    esac
  done
  case "$command $previous" in
${[...bashValues('*', commonOptions), ...commands.flatMap(({ name, options }) => bashValues(name, options))].join('\n')}
    *)
      case $current in
        -*) case $command in
${commands.map(({ name, options }) => `          '${name}') words='${flags({ ...options, ...commonOptions })}' ;;`).join('\n')}
          *) words='${flags(commonOptions)}' ;;
        esac ;;
        *) case $command in
          '') words='${firstWords.join(' ')}' ;;
${groups().map((group) => `          ${group}) words='${groupOf(group).join(' ')}' ;;`).join('\n')}
${commands.flatMap(({ name, positionals }) => positionals.flatMap(({ choices }) => choices ? `          '${name}') words='${choices.join(' ')}' ;;` : [])).join('\n')}
        esac ;;
      esac ;;
  esac
  COMPREPLY=($(compgen -P "$prefix" -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _conventions ${binNames.join(' ')}
`
}

function bashValues(command: string, options: Options): string[] {
  return entries(options).flatMap(([name, option]) => {
    if (option.kind === 'boolean') return []
    const pattern = `    ${command === '*' ? `*' ${flag(name)}'` : `'${command} ${flag(name)}'`})`
    const choices = 'choices' in option ? option.choices : undefined
    // Without choices: nothing to offer, which hands over to path completion.
    if (!choices) return `${pattern} return ;;`
    const items = option.kind === 'list' ? ' case $current in *,*) prefix="${current%,*}," current=${current##*,} ;; esac' : ''
    return `${pattern} words='${choices.join(' ')}'${items && `;${items}`} ;;`
  })
}

/** The words that are no commands by themselves. */
const groups = (): string[] => firstWords.filter((word) => groupOf(word).length > 0)
const flags = (options: Options) => entries(options).map(([name]) => flag(name)).join(' ')

// zsh: `_arguments` specs, see zshcompsys(1).

function zsh(commands: readonly Command[], text: Cli): string {
  const specs = (options: Options, command?: string) => entries(options).map(([name, option]) => `      ${zshOption(name, option, text, command)}`)
  const described = (word: string): string => {
    const known = commands.find(({ name }) => name === word)
    return `    ${sh(`${word}:${known ? text.commands[known.name] : groupOf(word).join(', ')}`)}`
  }
  const one = (command: Command): string => `_arguments -s $common \\
${[...specs(command.options, command.name), ...command.positionals.map((positional) => `      ${zshPositional(positional, text)}`)].join(' \\\n') || '      '} ;;`
  const group = (word: string): string => {
    const own = commands.filter(({ name }) => name.startsWith(`${word} `))
    return `    ${word})
      _arguments -C $common '1: :->subcommand' '*:: :->subargument'
      case $state in
        subcommand) subcommands=(${own.map(({ name }) => sh(`${name.slice(word.length + 1)}:${text.commands[name]}`)).join(' ')}); _describe -t commands command subcommands ;;
        subargument) case $line[1] in
${own.map((command) => `          ${command.name.slice(word.length + 1)}) ${one(command)}`).join('\n')}
        esac ;;
      esac ;;`
  }
  return `#compdef ${binNames.join(' ')}
# conventions completion zsh
_conventions() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  local -a commands common subcommands
  commands=(
${firstWords.map(described).join('\n')}
  )
  common=(
${specs(commonOptions).join('\n')}
  )
  _arguments -C $common '1: :->command' '*:: :->argument'
  case $state in
    command) _describe -t commands command commands ;;
    argument) case $line[1] in
${firstWords.map((word) => groupOf(word).length > 0 ? group(word) : `    ${word}) ${one(commands.find(({ name }) => name === word)!)}`).join('\n')}
    esac ;;
  esac
}
if [ "$funcstack[1]" = _conventions ]; then _conventions "$@"; else compdef _conventions ${binNames.join(' ')}; fi
`
}

function zshOption(name: string, option: Option, text: Cli, command?: string): string {
  const told = optionText(name, command, text)
  const description = `[${zshEscape(told)}]`
  if (option.kind === 'boolean') {
    return option.short ? `'(-${option.short} ${flag(name)})'{-${option.short},${flag(name)}}${sh(description)}` : sh(flag(name) + description)
  }
  const action = option.kind === 'list' && option.choices ? `_sequence compadd - ${option.choices.join(' ')}`
    : 'choices' in option && option.choices ? `(${option.choices.join(' ')})` : zshPaths(option)
  const value = option.kind === 'choice' ? told : text.values[option.value]
  return sh(`${option.kind === 'list' ? '*' : ''}${flag(name)}=${description}:${zshEscape(value)}:${action}`)
}

function zshPositional({ name, choices, many, behind }: Positional, text: Cli): string {
  return sh(`${many || behind ? '*' : '1'}:${zshEscape(text.values[name])}:${choices ? `(${choices.join(' ')})` : zshPaths({ value: name })}`)
}

const zshPaths = (option: object) =>
  'value' in option && option.value === 'dir' ? '_files -/' : 'value' in option && option.value === 'path' ? '_files' : ' '
const zshEscape = (value: string) => value.replaceAll(/[\\[\]:]/g, String.raw`\$&`)

// fish: one `complete` line each.

function fish(commands: readonly Command[], text: Cli): string {
  const line = (bin: string, when: string | undefined, rest: string) => `complete -c ${bin}${when ? ` -n ${quoteFish(when)}` : ''} ${rest}`
  const all = firstWords.join(' ')
  const seen = (name: string): string => name.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ')
  const within = (word: string): string => `__fish_seen_subcommand_from ${word}; and not __fish_seen_subcommand_from ${groupOf(word).join(' ')}`
  return `# conventions completion fish
${binNames.flatMap((bin) => [
  line(bin, undefined, '-f'),
  ...groups().map((word) => line(bin, `not __fish_seen_subcommand_from ${all}`, `-a ${word} -d ${quoteFish(groupOf(word).join(', '))}`)),
  ...commands.map(({ name }) => {
    const [word = '', second] = name.split(' ')
    return line(bin, second === undefined ? `not __fish_seen_subcommand_from ${all}` : within(word), `-a ${second ?? word} -d ${quoteFish(text.commands[name])}`)
  }),
  ...entries(commonOptions).map(([name, option]) => line(bin, undefined, fishOption(name, option, text))),
  ...commands.flatMap(({ name: command, options, positionals }) => [
    ...entries(options).map(([name, option]) => line(bin, seen(command), fishOption(name, option, text, command))),
    ...positionals.map(({ name, choices }) => line(bin, seen(command), fishValue(name, choices))),
  ]),
]).join('\n')}
`
}

function fishOption(name: string, option: Option, text: Cli, command?: string): string {
  const head = `${option.short ? `-s ${option.short} ` : ''}-l ${flag(name).slice(2)} -d ${quoteFish(optionText(name, command, text))}`
  if (option.kind === 'boolean') return head
  if (option.kind === 'list' && option.choices) return `${head} -x -a ${quoteFish(`(__fish_complete_list , "printf '%s\\n' ${option.choices.join(' ')}")`)}`
  return `${head} -r ${option.kind === 'choice' ? `-f -a ${quoteFish(option.choices.join(' '))}` : fishValue(option.value, undefined)}`
}

function fishValue(name: keyof Cli['values'], choices: readonly string[] | undefined): string {
  return choices ? `-f -a ${quoteFish(choices.join(' '))}` : name === 'dir' ? "-f -a '(__fish_complete_directories)'" : name === 'path' ? '-F' : '-f'
}

/** fish(1): inside single quotes only \ and ' mean something. */
const quoteFish = (value: string) => `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`
const entries = (options: Options) => Object.entries(options)
