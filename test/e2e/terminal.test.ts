import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { adopted, commitAll, directory, git, losing, machine, put, read, repository, run, tree } from '../cli/lib/cli.ts'

type Step = readonly [until: string, send: string]
const enter = '\r'
const ctrlC = '\u0003'
const down = '\u001B[B'

/** Runs a command line in a terminal of its own, typing when what is waited for is on the screen. */
function inTerminal(cwd: string, argv: readonly string[], steps: readonly Step[], env: Readonly<Record<string, string>> = {}): { code: number, screen: string } {
  const job = {
    argv: [process.execPath, inRoot('src/bin.ts'), ...argv], cwd, env: { ...machine, TERM: 'xterm-256color', ...env },
    steps: steps.map(([until, send]) => ({ until, send })),
  }
  const { stdout, stderr } = spawnSync('python3', [join(import.meta.dirname, 'terminal.py')], { input: JSON.stringify(job), encoding: 'utf8' })
  const result = JSON.parse(stdout || '{}') as { code: number, screen: string, left: number }
  if (stderr || result.left > 0) throw new Error(`${stderr}${result.left} steps were never asked for\n${result.screen}`)
  return result
}

const missing = process.platform === 'win32' || spawnSync('python3', ['-c', 'import pty, os; os.waitstatus_to_exitcode']).status !== 0
const init = ['init', '--no-install']

describe.skipIf(missing)('in a pseudo terminal (skipped where there is no python3)', () => {
  test('Enter takes what is recommended: what --yes does, in at most six questions', async () => {
    const [asked, told] = [repository({ 'go.mod': 'module x\n' }, { remote: null }), repository({ 'go.mod': 'module x\n' }, { remote: null })]
    const { code, screen } = inTerminal(asked, init, [
      ['Which preset?', enter], ['Which language', enter], ['Where is it hosted?', enter], ['Which features?', enter], ['Which pattern', enter], ['Change ', enter],
    ])
    expect(code, screen).toBe(0)
    expect(screen).toContain('recommended: what most teams agree on')
    expect(screen).toContain('Done. Nothing differs from the convention')
    await run(told, [...init, '--yes'])
    expect(tree(asked)).toEqual(tree(told))
  })

  test('what flags and the remote say is not asked', () => {
    const { code, screen } = inTerminal(repository(), [...init, '--preset', 'standard', '--locale', 'en', '--features', 'commits', '--ticket', 'none'], [['Change ', ctrlC]])
    expect(code, screen).toBe(130)
    expect(screen).not.toContain('Which')
  })

  test('the diff can be looked at first; then something is chosen and applied', () => {
    const root = repository()
    const { code, screen } = inTerminal(root, [...init, '--preset', 'standard', '--locale', 'en', '--features', 'commits', '--ticket', 'none'], [
      ['Change ', down + enter], ['+# For example:', enter],
    ])
    expect(code, screen).toBe(0)
    expect(screen).toContain('@@ -0,0 +1,')
    expect(existsSync(join(root, '.gitmessage'))).toBe(true)
  })

  test('another answer is taken', () => {
    const root = repository()
    const { code, screen } = inTerminal(root, init, [
      ['Which preset?', down + enter], ['Which language', enter], ['Which features?', enter], ['Which pattern', 'ABC-[0-9]+' + enter], ['Change ', enter],
    ])
    expect(code, screen).toBe(0)
    expect(read(root, 'conventions.config.yaml')).toMatch(/^extends: angular$/m)
    expect(read(root, 'conventions.config.yaml')).toContain('ABC-[0-9]+')
  })

  const questions: readonly Step[] = [['Which preset?', enter], ['Which language', enter], ['Where is it hosted?', enter], ['Which features?', enter], ['Which pattern', enter], ['Change ', enter]]
  test.each(questions.map(([question], index) => [question.trim(), index] as const))('Ctrl-C at "%s": exit 130, nothing was written', (_, index) => {
    const root = repository({ 'go.mod': 'module x\n' }, { remote: null })
    const before = tree(root)
    const { code, screen } = inTerminal(root, init, [...questions.slice(0, index), [questions[index]?.[0] ?? '', ctrlC]])
    expect(code, screen).toBe(130)
    expect(screen).toContain('Cancelled. Nothing was written.')
    expect(tree(root)).toEqual(before)
    expect(existsSync(join(root, '.git/conventions'))).toBe(false)
  })

  test('Ctrl-C in an empty folder leaves it empty', () => {
    const dir = directory()
    expect(inTerminal(dir, init, [['Which preset?', ctrlC]]).code).toBe(130)
    expect(readdirSync(dir)).toEqual([])
  })

  test('in Korean, by the machine\'s locale', () => {
    const root = repository({}, { remote: null })
    const { code, screen } = inTerminal(root, init, [['프리셋', enter], ['호스', enter], ['기능', enter], ['티켓', enter], ['적용', enter]], { LC_ALL: 'ko_KR.UTF-8' })
    expect(code, screen).toBe(0)
    expect(read(root, 'conventions.config.yaml')).toMatch(/^extends: korean$/m)
    expect(screen).not.toMatch(/Which|Change|Done/)
  })

  test('losses: Enter alone shows the diff, losing is a choice of its own', () => {
    const root = repository(losing)
    const before = tree(root)
    const { code, screen } = inTerminal(root, ['apply'], [['Change ', enter], ['-our own', ctrlC]])
    expect(code, screen).toBe(130)
    expect(tree(root)).toEqual(before)
    expect(inTerminal(root, ['apply'], [['Apply, and lose those 2', down + down + enter]]).code).toBe(0)
    expect(read(root, '.gitmessage')).not.toContain('our own')
  })

  test('undo and eject ask, and can be cancelled', async () => {
    const root = await adopted()
    const before = tree(root)
    for (const [argv, question] of [[['undo'], 'Take it back?'], [['eject'], 'Eject?']] as const) {
      expect(inTerminal(root, argv, [[question, ctrlC]]).code).toBe(130)
      expect(tree(root)).toEqual(before)
    }
    const { code, screen } = inTerminal(root, ['undo'], [['Take it back?', enter]])
    expect(code, screen).toBe(0)
    expect(existsSync(join(root, '.gitmessage'))).toBe(false)
  })

  test('--json asks nothing, in a terminal too', () => {
    const root = repository()
    put(root, { 'conventions.config.yaml': 'extends: standard\n' })
    commitAll(root)
    const { code, screen } = inTerminal(root, ['apply', '--json'], [])
    expect(code, screen).toBe(0)
    expect(screen).not.toMatch(/Change \d+ files\?/)
    expect(git(root, 'config', 'commit.template')).toBe('.gitmessage\n')
  })
})
