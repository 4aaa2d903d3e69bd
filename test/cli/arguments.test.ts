import { describe, expect, test } from 'vitest'
import { commandNames } from '../../src/cli/command.ts'
import { commonOptions, flag, options, positionals } from '../../src/cli/options.ts'
import { parse, splitCommand } from '../../src/cli/parse.ts'
import { ConventionsError } from '../../src/errors.ts'
import { commands } from '../../src/main.ts'
import { adopted, directory, run } from './lib/cli.ts'

const table = options({
  yes: { kind: 'boolean', short: 'y' },
  preset: { kind: 'string', value: 'preset' },
  host: { kind: 'choice', choices: ['github', 'gitlab'] },
  keep: { kind: 'list', value: 'path' },
  features: { kind: 'list', value: 'feature', separator: ',', choices: ['docs', 'editor'] },
})
const nothing = { yes: false, preset: undefined, host: undefined, keep: [], features: [] }
const words = positionals([{ name: 'dir' }])

// Each: the arguments, and the options and words that come out of them.
test.each<[argv: string[], options: object, dir?: string]>([
  [[], {}],
  [['--yes'], { yes: true }],
  [['-y'], { yes: true }],
  [['--yes', '--yes'], { yes: true }],
  [['--preset', 'x'], { preset: 'x' }],
  [['--preset=x'], { preset: 'x' }],
  [['--preset=-x'], { preset: '-x' }],
  [['--preset', '-'], { preset: '-' }],
  [['--preset=a=b'], { preset: 'a=b' }],
  [['--keep', 'a', '--keep=b,c'], { keep: ['a', 'b,c'] }],
  [['--features', 'docs, editor,'], { features: ['docs', 'editor'] }],
  [['--features=docs', '--features=editor'], { features: ['docs', 'editor'] }],
  [['here', '--yes'], { yes: true }, 'here'],
  [['--yes', 'here'], { yes: true }, 'here'],
  [['--', '--yes'], {}, '--yes'],
  [['-y', '--', '-'], { yes: true }, '-'],
  [['--keep', '한글 "파일" 🎉.md'], { keep: ['한글 "파일" 🎉.md'] }],
])('%j is read', (argv, expected, dir) => {
  expect(parse(argv, table, words, 'x')).toEqual({ options: { ...nothing, ...expected }, positionals: { dir } })
})

// Each: the arguments, and the failure with its details.
test.each<[argv: string[], code: string, details: object]>([
  [['--ye'], 'unknownOption', { option: '--ye', command: 'x', nearest: '--yes' }],
  [['--YES'], 'unknownOption', { option: '--YES', nearest: '--yes' }],
  [['--zzzzzzzzzz'], 'unknownOption', { option: '--zzzzzzzzzz', nearest: undefined }],
  [['--no-yes'], 'unknownOption', { option: '--no-yes', nearest: undefined }],
  [['-x'], 'unknownOption', { option: '-x' }],
  [['-yx'], 'unknownOption', { option: '-x' }],
  [['--__proto__'], 'unknownOption', { option: '--__proto__' }],
  [['--constructor=1'], 'unknownOption', { option: '--constructor' }],
  [['--yes=true'], 'unexpectedValue', { option: '--yes', value: 'true' }],
  [['--yes='], 'unexpectedValue', { option: '--yes', value: '' }],
  [['--preset'], 'missingValue', { option: '--preset', choices: undefined }],
  [['--preset='], 'missingValue', { option: '--preset' }],
  [['--preset', '--yes'], 'missingValue', { option: '--preset' }],
  [['--preset', '-y'], 'missingValue', { option: '--preset' }],
  [['--host'], 'missingValue', { option: '--host', choices: ['github', 'gitlab'] }],
  [['--host', 'gihub'], 'invalidValue', { argument: '--host', value: 'gihub', nearest: 'github' }],
  [['--features', 'docs,edtor'], 'invalidValue', { argument: '--features', value: 'edtor', nearest: 'editor' }],
  [['--features=,'], 'missingValue', { option: '--features' }],
  [['--preset', 'a', '--preset', 'b'], 'repeatedOption', { option: '--preset' }],
  [['--host=github', '--host=github'], 'repeatedOption', { option: '--host' }],
  [['a', 'b'], 'unexpectedArgument', { argument: 'b', command: 'x' }],
  [['--', 'a', '--yes'], 'unexpectedArgument', { argument: '--yes' }],
])('%j is refused: %s', (argv, code, details) => {
  let error: unknown
  try {
    parse(argv, table, words, 'x')
  } catch (thrown) {
    error = thrown
  }
  expect(error).toBeInstanceOf(ConventionsError)
  expect(error).toMatchObject({ code, details })
})

test.each<[argv: string[], command: string | undefined, rest: string[]]>([
  [[], undefined, []],
  [['apply', '--yes'], 'apply', ['--yes']],
  [['--json', 'apply'], 'apply', ['--json']],
  [['--cwd', 'apply', 'check'], 'check', ['--cwd', 'apply']],
  [['--cwd=apply', 'check'], 'check', ['--cwd=apply']],
  [['--', 'apply'], undefined, ['--', 'apply']],
  [['--locale', 'ko', 'check', 'x'], 'check', ['--locale', 'ko', 'x']],
])('the command of %j', (argv, command, rest) => {
  expect(splitCommand(argv)).toEqual({ command, rest })
})

describe('a command line', () => {
  test.each([[['--help']], [['-h']], [['help']], [[]]])('%j shows the overview', async (argv) => {
    const said = await run(directory(), argv)
    expect(said).toMatchObject({ code: 0, stderr: '' })
    for (const name of commandNames) expect(said.stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
  })

  test.each(commandNames)('help %s, %s --help and -h with anything else show its options and examples', async (name) => {
    const command = await commands[name]()
    const cwd = directory()
    const said = await run(cwd, ['help', name])
    expect(said).toMatchObject({ code: 0, stderr: '' })
    for (const option of Object.keys({ ...command.options, ...commonOptions })) expect(said.stdout).toContain(flag(option))
    for (const example of command.examples) expect(said.stdout).toContain(example)
    expect(command.examples.length).toBeGreaterThan(0)
    expect(await run(cwd, [name, '--help'])).toEqual(said)
    expect(await run(cwd, [name, '--nonsense', '-h'])).toEqual(said)
    const korean = await run(cwd, ['help', name, '--locale', 'ko'])
    expect(korean.stdout).toMatch(/[가-힣]/)
  })

  test.each(commandNames)('what examples of %s show can be parsed', async (name) => {
    const command = await commands[name]()
    for (const example of command.examples) {
      const call = /(?:^|<\(|\| )(?:conventions|npm create conventions(?=$| --))\s?([^>|)]*)/.exec(example)?.[1]
      if (call === undefined) continue
      const argv = (call.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/, '$2')).filter((word) => !name.split(' ').includes(word))
      expect(() => parse(argv, { ...command.options, ...commonOptions }, command.positionals, name), example).not.toThrow()
    }
  })

  test.each([[['--version']], [['-v']], [['check', '--version']]])('%j says the version', async (argv) => {
    expect(await run(directory(), argv)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) as string, stderr: '' })
  })

  // Each: the line, and the sentence.
  test.each([
    [['chekc'], 'There is no command `chekc`. Did you mean `check`? The commands are: '],
    [['help', 'chekc'], 'There is no command `chekc`. Did you mean `check`?'],
    [['check', '--jsn'], '`conventions check` has no option `--jsn`. Did you mean `--json`? `conventions check --help` lists them.'],
    [['--jsn'], '`conventions` has no option `--jsn`. Did you mean `--json`? `conventions --help` lists them.'],
    [['--dryrun', 'apply'], '`conventions apply` has no option `--dryrun`. Did you mean `--dry-run`?'],
    [['check', '--format'], '`--format` needs a value. Choose one of: text, github, gitlab.'],
    [['check', '--format', 'githb'], '`githb` is no value of `--format`. Did you mean `github`? Choose one of: text, github, gitlab.'],
    [['check', '--cwd'], '`--cwd` needs a value. Write `--cwd=<value>`.'],
    [['check', '--json=yes'], '`--json` takes no value, but was given `yes`. Leave out `=yes`.'],
    [['check', '--cwd', '.', '--cwd', '.'], '`--cwd` was given twice. Give it once.'],
    [['check', 'src'], '`conventions check` does not know what to do with `src`. `conventions check --help` shows what it takes.'],
    [['completion'], '`conventions completion` needs a shell. Choose one of: bash, zsh, fish.'],
    [['completion', 'csh'], '`csh` is no value of `shell`.'],
    [['check', '--locale', 'fr'], '`fr` is no value of `--locale`. Choose one of: en, ko.'],
  ])('%j: exit 2 and %s', async (argv, sentence) => {
    const said = await run(directory(), argv)
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toContain(`error  ${sentence}`)
  })

  test('--cwd says where, from where one is', async () => {
    const root = await adopted()
    expect(await run(`${root}/..`, ['check', '--cwd', 'work'])).toMatchObject({ code: 0 })
    expect(await run(`${root}/..`, ['--cwd=work', 'check'])).toMatchObject({ code: 0 })
    const nowhere = await run(root, ['check', '--cwd', 'nowhere'])
    expect(nowhere).toMatchObject({ code: 2, stdout: '' })
    expect(nowhere.stderr).toContain(`There is no directory ${root}/nowhere. Create it, or name another one with --cwd.`)
  })

  test('create-conventions is init, unless another command is named', async () => {
    const root = await adopted()
    for (const program of ['/x/create-conventions', 'C:\\x\\create-conventions.cjs', 'create-conventions']) {
      expect((await run(root, [], { program })).stderr).toContain('conventions.config.yaml is there already: applying it.')
      expect((await run(root, ['check'], { program })).stdout).toContain('The repository follows its convention')
      expect((await run(root, ['--json', '--locale', 'en', 'check'], { program })).stdout).toContain('"')
      expect((await run(root, ['--yes', '--features', 'lint', '--host', 'none'], { program })).stderr).toContain('conventions.config.yaml is there already')
      expect((await run(root, ['--help'], { program })).stdout).toContain('Usage: conventions <command>')
      expect((await run(root, ['--yess'], { program })).stderr).toContain('`conventions init` has no option `--yess`. Did you mean `--yes`?')
    }
    expect((await run(root, [], { program: '/x/not-create-conventions-at-all' })).stdout).toContain('Usage: conventions <command>')
  })
})
