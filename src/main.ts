import { resolve } from 'node:path'
import { toolkitVersion } from './assets.ts'
import { commandNames, firstWords, groupOf, type Command, type CommandName } from './cli/command.ts'
import { commonOptions, flag, type Options } from './cli/options.ts'
import { parse, splitCommand } from './cli/parse.ts'
import { ConventionsError, ConventionsErrors } from './errors.ts'
import type { ExitCode, Io } from './io.ts'
import { chooseLocale, loadMessages, locales, type Locale, type Messages } from './messages/index.ts'

/** Every command, loaded when it is asked for. */
export const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  init: async () => erase((await import('./commands/init.ts')).init),
  diff: async () => erase((await import('./commands/diff.ts')).diff),
  apply: async () => erase((await import('./commands/apply.ts')).apply),
  check: async () => erase((await import('./commands/check.ts')).check),
  undo: async () => erase((await import('./commands/undo.ts')).undo),
  eject: async () => erase((await import('./commands/eject.ts')).eject),
  config: async () => erase((await import('./commands/config.ts')).config),
  doctor: async () => erase((await import('./commands/doctor.ts')).doctor),
  changelog: async () => erase((await import('./commands/changelog.ts')).changelog),
  notes: async () => erase((await import('./commands/notes.ts')).notes),
  release: async () => erase((await import('./commands/release.ts')).release),
  commit: async () => erase((await import('./commands/commit.ts')).commit),
  'lint message': async () => erase((await import('./commands/lint/message.ts')).lintMessage),
  'lint commits': async () => erase((await import('./commands/lint/commits.ts')).lintCommits),
  'lint title': async () => erase((await import('./commands/lint/title.ts')).lintTitle),
  'lint branch': async () => erase((await import('./commands/lint/branch.ts')).lintBranchName),
  provision: async () => erase((await import('./commands/provision.ts')).provision),
  new: async () => erase((await import('./commands/new.ts')).newCommand),
  'lint explain': async () => erase((await import('./commands/lint/explain.ts')).lintExplain),
  'lint ratchet': async () => erase((await import('./commands/lint/ratchet.ts')).lintRatchet),
  'lint staged': async () => erase((await import('./commands/lint/staged.ts')).lintStaged),
  infer: async () => erase((await import('./commands/infer.ts')).infer),
  'compare all': async () => erase((await import('./commands/compare/all.ts')).compareAll),
  'compare lint': async () => erase((await import('./commands/compare/lint.ts')).compareLint),
  'compare commits': async () => erase((await import('./commands/compare/commits.ts')).compareCommits),
  report: async () => erase((await import('./commands/report.ts')).report),
  hook: async () => erase((await import('./commands/hook.ts')).hook),
  completion: async () => erase((await import('./commands/completion.ts')).completion),
}

/** A command by its table alone: `parse` makes exactly the values that its `run` asks for. */
const erase = (command: unknown): Command => command as Command

/**
 * Runs a command line.
 *
 * @param argv the arguments, without Node and the program
 * @param program path or name of the program: `create-conventions` (npm create conventions) runs `init` unless another command is named
 * @returns the exit code; what can be foreseen is told on stderr, never thrown
 */
export async function main(argv: readonly string[], io: Io, program = 'conventions'): Promise<ExitCode> {
  const asked = locales.find((locale) => argv.includes(`--locale=${locale}`) || argv[argv.indexOf('--locale') + 1] === locale)
  const session: Session = { argv: routed(argv, program), io, asked, text: await loadMessages(chooseLocale(asked, undefined, io.env)) }
  try {
    const code = await run(session)
    const problem = await io.written?.()
    if (problem !== undefined) throw new ConventionsError('notWritten', { problem: problem.message }, { cause: problem })
    return code
  } catch (error) {
    return fail(error, session)
  }
}

interface Session {
  readonly argv: readonly string[]
  readonly io: Io
  readonly asked: Locale | undefined
  /** Sentences; in the team's locale once that is known. */
  text: Messages
}

/** `create-conventions [dir]` is `conventions init [dir]`; `conventions help apply` is `conventions apply --help`. */
function routed(argv: readonly string[], program: string): readonly string[] {
  const { command, rest } = splitCommand(argv)
  if (command === 'help') return [...rest, '--help']
  const create = /(^|[\\/])create-conventions(\.\w+)?$/.test(program)
  const asksForAll = argv.some((argument) => ['--help', '-h', '--version', '-v'].includes(argument)) && command === undefined
  if (!create || asksForAll) return argv
  const word = command?.split(' ', 1)[0] ?? ''
  // The value of an option of init (`--features lint`) is no command.
  const named = argv.slice(0, argv.indexOf(word)).every(isCommon) && (isCommand(command) || groupOf(word).length > 0)
  return named ? argv : ['init', ...argv]
}

/** An option that every command takes, or the value of one. */
function isCommon(argument: string): boolean {
  return !argument.startsWith('-') || Object.keys(commonOptions).some((name) => argument.split('=', 1)[0] === flag(name))
}

async function run(session: Session): Promise<ExitCode> {
  const { io, text } = session
  const { command: name, rest } = splitCommand(session.argv)
  // Help is shown whatever else is wrong with the line; what stands behind `--` is not ours.
  const help = rest.slice(0, rest.includes('--') ? rest.indexOf('--') : rest.length).some((argument) => argument === '--help' || argument === '-h')
  if (name !== undefined && !isCommand(name)) {
    if (help && groupOf(name).length > 0) return showHelp(session, name)
    throw await unknownCommand(name)
  }
  const command = name && await commands[name]()
  const table: Options = { ...command?.options, ...commonOptions }
  if (help || !command) {
    const { options } = parse(help ? [] : rest, commonOptions, [], 'conventions')
    return options.version ? showVersion(io) : showHelp(session, command || undefined)
  }
  const { options, positionals } = parse(rest, table, command.positionals, `conventions ${command.name}`)
  if (options['version']) return showVersion(io)
  const cwd = resolve(io.cwd, String(options['cwd'] ?? '.'))
  return command.run({
    options: options as Parameters<Command['run']>[0]['options'], positionals, io: inDirectory(io, cwd), text,
    speak: async (team) => session.text = await loadMessages(chooseLocale(session.asked, team, io.env)),
  })
}

/** The same world in another working directory; streams stay getters, since Node loads a good deal for each. */
function inDirectory(io: Io, cwd: string): Io {
  return Object.defineProperties({}, { ...Object.getOwnPropertyDescriptors(io), cwd: { value: cwd, enumerable: true } }) as Io
}

function isCommand(name: string | undefined): name is CommandName {
  return (commandNames as readonly (string | undefined)[]).includes(name)
}

/** `lnt`, `lint mesage`, or `lint` alone. */
async function unknownCommand(name: string): Promise<ConventionsError> {
  const { nearest } = await import('./edit/nearest.ts')
  const [first = '', second] = name.split(' ')
  const group = groupOf(first)
  if (group.length > 0 && second === undefined) return new ConventionsError('missingCommand', { group: name, commands: group })
  return new ConventionsError('unknownCommand', {
    command: name, nearest: nearest(name, commandNames), commands: group.length > 0 ? group.map((word) => `${first} ${word}`) : firstWords,
  })
}

function showVersion({ stdout }: Io): ExitCode {
  stdout.write(`${toolkitVersion()}\n`)
  return 0
}

async function showHelp({ argv, io, text }: Session, command: Command | string | undefined): Promise<ExitCode> {
  const [{ commandHelp, groupHelp, overview }, { columns, painter }] = await Promise.all([import('./cli/help.ts'), import('./cli/text.ts')])
  const page = { text: text.cli, paint: painter(io, io.stdout, argv.includes('--no-color')), columns: columns(io.stdout) }
  io.stdout.write(typeof command === 'string' ? groupHelp(command, page) : command ? commandHelp(command, page) : overview(page, toolkitVersion()))
  return 0
}

/** Says what went wrong: foreseen failures as sentences, anything else as a bug with its stack. */
async function fail(error: unknown, { argv, io, text }: Session): Promise<ExitCode> {
  const { errorJson, sentence, writeJson } = await import('./cli/json.ts')
  const { painter, visible } = await import('./cli/text.ts')
  const errors = error instanceof ConventionsErrors ? error.errors : error instanceof ConventionsError ? [error] : []
  if (argv.includes('--json')) writeJson(io.stdout, errorJson(error, errors, text))
  const paint = painter(io, io.stderr, argv.includes('--no-color'))
  const say = (line: string) => io.stderr.write(`${paint('red', text.cli.error)}  ${line}\n`)
  for (const one of errors) say(sentence(one, text).split('\n').map(visible).join('\n'))
  if (errors.length > 0) return exitCodeOf(errors)
  say(error instanceof Error ? error.stack ?? error.message : String(error))
  io.stderr.write(`${text.cli.bug}\n`)
  return 2
}

function exitCodeOf(errors: readonly ConventionsError[]): ExitCode {
  const codes = errors.map(({ code }) => code as string)
  if (codes.some((code) => code === 'interrupted' || code === 'cancelled')) return 130
  return codes.every((code) => code === 'undecided' || code === 'wouldOverwrite') ? 1 : 2
}
