import { describe, expect, test } from 'vitest'
import { commandNames, type CommandName } from '../../src/cli/command.ts'
import { beside, columns, pad, painter, visible, width, wrap } from '../../src/cli/text.ts'
import type { Io } from '../../src/io.ts'
import { adopted, conflicting, directory, losing, put, read, repository, run, type Said } from './lib/cli.ts'

/** The one document that stdout has to be. */
function documentOf({ stdout }: Said): Record<string, unknown> {
  expect(stdout.endsWith('}\n')).toBe(true)
  return JSON.parse(stdout) as Record<string, unknown>
}

const edited = async () => {
  const root = await adopted()
  put(root, { '.editorconfig': `${read(root, '.editorconfig')}# mine\n` })
  return root
}
const unapplied = () => repository({ 'conventions.config.yaml': 'extends: standard\n' })
const broken = () => repository({ 'conventions.config.yaml': 'comits: {}\nlocale: kr\n' })

describe('--json: stdout is one document, whatever happens', () => {
  // Each: where, the command line, the exit code, what is in the document.
  test.each<[what: string, where: () => string | Promise<string>, argv: string[], code: number, holds: object]>([
    ['check, clean', adopted, ['check'], 0, { clean: true, findings: [] }],
    ['check, behind', unapplied, ['check'], 1, { clean: false }],
    ['check, edited, in GitHub Actions', edited, ['check', '--format', 'github'], 1, { findings: [{ path: '.editorconfig', kind: 'edited' }] }],
    ['check, conflict', conflicting, ['check'], 1, { clean: false }],
    ['check without a config', repository, ['check'], 2, { error: { code: 'configMissing', message: expect.stringContaining('npm create conventions') as string } }],
    ['check, config with mistakes', broken, ['check'], 2, { error: { code: 'configUnknownKey' }, errors: [{}, {}] }],
    ['check outside git', directory, ['check'], 2, { error: {} }],
    ['diff, clean', adopted, ['diff'], 0, { losses: [], conflicts: [] }],
    ['diff', unapplied, ['diff'], 1, { losses: [] }],
    ['diff, conflict', conflicting, ['diff'], 1, { conflicts: [{ path: '.gitmessage' }] }],
    ['apply', unapplied, ['apply'], 0, { result: { installed: false, written: expect.arrayContaining(['.gitmessage']) as string[] } }],
    ['apply, nothing to do', adopted, ['apply'], 0, { result: null }],
    ['apply, losses', () => repository(losing), ['apply'], 1, { result: null, error: { code: 'undecided', details: { losses: 2, conflicts: 0 } } }],
    ['apply, conflict', conflicting, ['apply', '--yes'], 1, { error: { code: 'undecided' } }],
    ['apply --dry-run', unapplied, ['apply', '--dry-run'], 1, { result: null }],
    ['apply, a slip of the pen', unapplied, ['apply', '--keep', 'x'], 2, { error: { code: 'notInPlan' } }],
    ['undo', async () => { const root = unapplied(); await run(root, ['apply']); return root }, ['undo'], 0, { result: {} }],
    ['undo, nothing there', repository, ['undo'], 2, { error: { code: 'nothingToUndo' } }],
    ['undo --dry-run', async () => { const root = unapplied(); await run(root, ['apply']); return root }, ['undo', '--dry-run'], 0, { result: null }],
    ['eject', adopted, ['eject'], 0, { result: {} }],
    ['eject, not ours', adopted, ['eject', 'x'], 2, { error: { code: 'notOurs' } }],
    ['config', adopted, ['config'], 0, { config: { locale: 'en' } }],
    ['config --explain', adopted, ['config', '--explain'], 0, { values: expect.arrayContaining([]) as unknown[] }],
    ['config, mistakes', broken, ['config'], 2, { errors: [{}, {}] }],
    ['doctor', adopted, ['doctor'], 0, { ok: true, fixed: [] }],
    ['doctor, problems', broken, ['doctor', '--fix'], 1, { ok: false, fixed: [] }],
    ['completion', directory, ['completion', 'bash'], 0, { shell: 'bash', script: expect.stringContaining('complete') as string }],
    ['init', repository, ['init', '--yes', '--no-install'], 0, { config: { path: 'conventions.config.yaml' }, proof: { clean: true }, result: {} }],
    ['init without --yes', repository, ['init'], 2, { error: { code: 'needsYes' } }],
    ['init --dry-run', repository, ['init', '--dry-run'], 1, { result: null }],
    ['init of files without git', () => { const dir = directory(); put(dir, { x: '' }); return dir }, ['init', '--yes'], 2, { error: { code: 'notGit' } }],
    ['init with another preset', adopted, ['init', '--yes', '--preset', 'korean'], 2, { error: { code: 'alreadyAdopted' } }],
    ['an unknown command', directory, ['chekc'], 2, { error: { code: 'unknownCommand' } }],
    ['an unknown option', directory, ['check', '--fix'], 2, { error: { code: 'unknownOption' } }],
  ])('%s', async (_, where, argv, code, holds) => {
    const root = await where()
    const said = await run(root, [...argv, '--json'])
    const document = documentOf(said)
    expect(document).toMatchObject(holds)
    expect(said.code).toBe(code)
    expect('error' in document).toBe(code === 2 || 'error' in holds)
    expect(said.stdout).not.toContain('\u001B')
  })

  test.each(commandNames)('%s with an option that is not there', async (name: CommandName) => {
    const said = await run(directory(), [name, '--nonsense', '--json'])
    expect(said.code).toBe(2)
    expect(documentOf(said)).toMatchObject({ error: { code: 'unknownOption', message: expect.stringContaining('--nonsense') as string } })
    expect(said.stderr).toContain('error  ')
  })
})

describe('stdout is the result, stderr the rest', () => {
  test('progress and errors never reach stdout', async () => {
    const root = unapplied()
    const said = await run(root, ['apply'])
    expect(said.stderr).toMatch(/^Running commit-template\nRunning hooks-path\n$/)
    expect(said.stdout).not.toContain('Running')
    expect(said.stdout).toMatch(/\d+ files changed\. `conventions undo` takes it back\.\n$/)
  })

  test('progress of a terminal is one line that is gone at the end', async () => {
    const { stderr } = await run(unapplied(), ['apply', '--yes'], { tty: true, columns: 40 })
    expect(stderr.startsWith('\r\u001B[2KWriting files 1/')).toBe(true)
    expect(stderr).not.toContain('\n')
    expect(stderr.endsWith('\r\u001B[2K')).toBe(true)
  })
})

describe('colours', () => {
  const colourful = (text: string) => text.includes('\u001B[')
  test.each<[what: string, env: Record<string, string>, tty: boolean, argv: string[], coloured: boolean]>([
    ['a terminal', {}, true, [], true],
    ['no terminal', {}, false, [], false],
    ['--no-color', {}, true, ['--no-color'], false],
    ['NO_COLOR', { NO_COLOR: '1' }, true, [], false],
    ['NO_COLOR that is empty', { NO_COLOR: '' }, true, [], true],
    ['TERM=dumb', { TERM: 'dumb' }, true, [], false],
    ['FORCE_COLOR without a terminal', { FORCE_COLOR: '1' }, false, [], true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, [], false],
    ['FORCE_COLOR before NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, false, [], true],
    ['--no-color before FORCE_COLOR', { FORCE_COLOR: '1' }, true, ['--no-color'], false],
  ])('%s', async (_, env, tty, argv, coloured) => {
    const root = unapplied()
    for (const line of [['check', ...argv], ['--help', ...argv]]) {
      const said = await run(root, line, { env, tty })
      expect(colourful(said.stdout)).toBe(coloured)
    }
    expect(colourful((await run(root, ['chekc', ...argv], { env, tty })).stderr)).toBe(coloured)
    const json = await run(root, ['check', '--json', ...argv], { env, tty })
    expect(colourful(json.stdout)).toBe(false)
  })
})

describe('Korean', () => {
  test('asked for, the team\'s, or the machine\'s: in that order', async () => {
    const root = await adopted('extends: korean\n')
    const english = /follows its convention/
    expect((await run(root, ['check'])).stdout).toMatch(/[가-힣]/)
    expect((await run(root, ['check', '--locale', 'en'])).stdout).toMatch(english)
    expect((await run(root, ['check', '--locale=en'], { env: { LC_ALL: 'ko_KR.UTF-8' } })).stdout).toMatch(english)
    expect((await run(await adopted('extends: standard\nlocale: en\n'), ['check'], { env: { LC_ALL: 'ko_KR.UTF-8' } })).stdout).toMatch(english)
    expect((await run(repository(), ['check'], { env: { LC_ALL: 'ko_KR.UTF-8' } })).stderr).toMatch(/^오류 {2}.*[가-힣]/)
    expect((await run(repository(), ['chekc', '--locale', 'ko'])).stderr).toContain('`check`')
  })

  // Each command line says everything in Korean: no sentence of English is left.
  test.each<[argv: string[], where: () => string | Promise<string>]>([
    [['check'], unapplied], [['check'], edited], [['check'], conflicting], [['diff'], conflicting], [['apply', '--yes'], () => repository({ ...losing, 'conventions.config.yaml': 'extends: korean\n' })],
    [['apply', '--yes'], conflicting], [['apply', '--yes'], () => repository({ 'conventions.config.yaml': 'extends: korean\n' })], [['apply'], edited], [['undo'], repository], [['eject', '--dry-run'], adopted], [['eject', 'x'], adopted], [['doctor'], () => adopted('extends: korean\n')],
    [['doctor'], broken], [['check'], broken], [['init'], repository], [['init', '--yes', '--no-install'], repository], [['init', '--dry-run'], repository], [['--help'], directory],
    [['apply', '--keep', 'x'], unapplied], [['nonsense'], directory], [['check', '--nonsense'], directory], [['config', '--explain'], adopted],
  ])('%j', async (argv, where) => {
    const said = await run(await where(), [...argv, '--locale', 'ko'], { columns: 1000 })
    const told = `${said.stdout}${said.stderr}`
    expect(told).toMatch(/[가-힣]/)
    // Prose has words of a sentence in a row; what is quoted, commands, paths, diffs and the team's own words (reasons are in its locale) do not count.
    const prose = told.split('\n').filter((line) => !/^\s*[-+@]|^ {4,}|^\s*["{}[\]]/.test(line)).map((line) => line.replaceAll(/`[^`]*`|"[^"]*"|\S*\/\S*/g, ''))
    expect(prose.filter((line) => /\b(the|is|was|were|that|with|will|your|yours|are)\b/i.test(line))).toEqual([])
  })

  test('lines are wrapped by what a terminal shows: Korean letters are two columns wide', async () => {
    const root = await adopted('extends: korean\n')
    put(root, { 'conventions.config.yaml': 'extends: korean\ncommits: { header: { maxLength: 50 } }\n', '.editorconfig': 'mine\n' })
    for (const [columns, argv] of [[40, ['check']], [60, ['apply', '--dry-run']], [72, ['--help']], [50, ['doctor']], [60, ['help', 'init']]] as const) {
      const { stdout } = await run(root, [...argv, '--locale', 'ko'], { columns })
      const long = stdout.split('\n').filter((line) => width(line) > columns && line.trim().includes(' '))
      // A word that is longer than the line stays whole, and so does what is to be copied.
      expect(long.filter((line) => !/[<`]|conventions /.test(line))).toEqual([])
    }
  })
})

describe('text', () => {
  test.each<[string, number]>([
    ['', 0], ['abc', 3], ['가나', 4], ['e\u0301', 1], ['👩‍👩‍👧‍👦', 2], ['✨', 2], ['❤️', 2], ['\u001B[31mred\u001B[39m', 3], ['ｆｕｌｌ', 8], ['한글 ok', 7], ['\u200B', 0], ['…', 1], ['·', 1],
  ])('%j is %i columns wide', (text, columns) => expect(width(text)).toBe(columns))

  test('pad, wrap and beside count columns', () => {
    expect(pad('가', 4)).toBe('가  ')
    expect(pad('abcdef', 4)).toBe('abcdef')
    expect(wrap('가나 다라 마바', 9)).toEqual(['가나 다라', '마바'])
    expect(wrap('a verylongwordthatfitsnowhere b', 10)).toEqual(['a', 'verylongwordthatfitsnowhere', 'b'])
    expect(beside('  --가', 'eins zwei drei vier fünf', 8, 28)).toEqual(['  --가  eins zwei drei vier', '        fünf'])
    expect(beside('  --much-too-long', 'eins', 8, 28)).toEqual(['  --much-too-long', '        eins'])
  })

  test('columns: the terminal\'s, within limits', () => {
    expect([undefined, 10, 90, 500].map((given) => columns({ write: () => true, ...given !== undefined && { columns: given } }))).toEqual([80, 40, 90, 100])
  })

  test('what a repository holds cannot steer the terminal', () => {
    expect(visible('a\u001B[2J\u0007\u009B1m\u202Eb\r\n\tc')).toBe('a\\u{1b}[2J\\u{7}\\u{9b}1m\\u{202e}b\\u{d}\\u{a}\tc')
    expect(painter({ env: {} } as unknown as Io, { write: () => true, isTTY: true }, false)('red', 'x')).toBe('\u001B[31mx\u001B[39m')
  })
})
