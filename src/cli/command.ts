import type { ExitCode, Io } from '../io.ts'
import type { Locale, Messages } from '../messages/index.ts'
import type { commonOptions, Options, OptionValues, Positionals, PositionalValues } from './options.ts'

export const commandNames = [
  'init', 'diff', 'apply', 'check', 'undo', 'eject', 'config', 'doctor', 'changelog', 'notes', 'release', 'provision', 'commit',
  'lint message', 'lint commits', 'lint title', 'lint branch', 'new', 'lint explain', 'lint ratchet', 'lint staged',
  'infer', 'compare all', 'compare lint', 'compare commits', 'report',
  'hook', 'completion',
] as const
/** A name of two words is a command of a group: `lint message` is one of `lint`. */
export type CommandName = typeof commandNames[number]

/** The first words of all commands. */
export const firstWords: readonly string[] = [...new Set(commandNames.map((name) => name.split(' ', 1)[0]!))]
/** The second words of a group; empty for what is none. */
export function groupOf(word: string): string[] {
  return commandNames.filter((name) => name.startsWith(`${word} `)).map((name) => name.slice(word.length + 1))
}

/** One command: the table that parser, help and completion are made from, and what it does. */
export interface Command<O extends Options = Options, P extends Positionals = Positionals> {
  readonly name: CommandName
  /** Its own options; `commonOptions` come on top. */
  readonly options: O
  readonly positionals: P
  /** Command lines worth copying, shown in help. */
  readonly examples: readonly string[]
  run(input: Input<O, P>): Promise<ExitCode>
}

/** What a command gets to know: its parsed arguments and the outside world. */
export interface Input<O extends Options = Options, P extends Positionals = Positionals> {
  readonly options: OptionValues<O & typeof commonOptions>
  readonly positionals: PositionalValues<P>
  /** `cwd` is where `--cwd` points. */
  readonly io: Io
  /** Sentences in the locale that was asked for, else the machine's. */
  readonly text: Messages
  /** Sentences in the locale that was asked for, else the team's; errors are said in it from then on. */
  speak(team: Locale): Promise<Messages>
}

/** The identity function that types a command. */
export function defineCommand<const O extends Options, const P extends Positionals>(command: Command<O, P>): Command<O, P> {
  return command
}
