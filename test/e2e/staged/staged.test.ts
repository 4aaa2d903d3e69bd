import { spawn } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recoverStaged } from '../../../src/apply/staged/keep.ts'
import { matchesGlob } from '../../../src/apply/staged/glob.ts'
import { runStaged, type StagedResult } from '../../../src/apply/staged/run.ts'
import { unsuppressed } from '../../../src/apply/staged/tools.ts'
import { ConventionsError } from '../../../src/errors.ts'
import type { Settings } from '../../../src/features/lint/settings.ts'
import { env, left, Repository, settings } from './repository.ts'

const lint = (repository: Repository, more: Partial<Settings> = {}, variables: Readonly<Record<string, string>> = {}): Promise<StagedResult> =>
  runStaged(repository.place(variables), { settings: settings(more), languages: [], suppressed: {}, begin: () => undefined })

/** A program of the team's as a tool for `*.txt`: sh, with the files as arguments. */
const tool = (script: string): Partial<Settings> => ({ blocks: [], tools: { '*.txt': ['sh', '-c', script, 'sh'] } })
const lines = (...text: readonly string[]): string => text.map((line) => `${line}\n`).join('')

describe('what is staged', { timeout: 60_000 }, () => {
  it('nothing relevant: no program starts', async () => {
    const repository = new Repository()
    repository.write('README.md', '# a\n')
    repository.git('add', '-A')
    expect(await lint(repository, { tools: { '*.txt': ['false'] } })).toMatchObject({ ok: true, problems: [], fixed: [] })
  })

  it('is fixed and staged again; ESLint\'s own problems stop the commit, and nothing has changed', async () => {
    const repository = new Repository()
    repository.write('a.js', 'let a = 1\nexport default a\n')
    repository.git('add', '-A')
    expect(await lint(repository)).toMatchObject({ ok: true, fixed: ['a.js'] })
    expect(repository.staged('a.js')).toBe('const a = 1\nexport default a\n')
    expect(repository.read('a.js')).toBe(repository.staged('a.js'))
    repository.write('b.js', 'let b = 1\ndebugger\nexport default b\n')
    repository.git('add', '-A')
    const before = repository.state()
    expect(await lint(repository)).toMatchObject({ ok: false, problems: [{ path: 'b.js', line: 2, rule: 'no-debugger' }] })
    expect(repository.state()).toBe(before)
    expect(left(repository)).toBe(false)
  })

  it('before the first commit: all that is in the index', async () => {
    const repository = new Repository()
    repository.git('update-ref', '-d', 'HEAD')
    repository.write('a.js', 'let a = 1\nexport default a\n')
    repository.git('add', '-A')
    expect(await lint(repository)).toMatchObject({ ok: true, fixed: ['a.js'] })
  })

  it('what is said about a rule that waits for the push stays', async () => {
    const repository = new Repository()
    const text = lines('// eslint-disable-next-line no-alert -- typed rules are off in the hook, and so is this one', 'const a = alert', 'export default a')
    repository.write('a.js', text.replace('const', 'let'))
    repository.git('add', '-A')
    expect(await lint(repository)).toMatchObject({ ok: true, fixed: ['a.js'] })
    expect(repository.staged('a.js')).toBe(text)
  })

  it('of a partly staged file: what is not staged is neither linted nor lost', async () => {
    const repository = new Repository()
    repository.write('a.js', lines('let a = 1', '', '', '', 'export default a'))
    repository.git('add', '-A')
    repository.write('a.js', lines('let a = 1', '', '', '', 'export default a', '', '', 'debugger'))
    expect(await lint(repository)).toMatchObject({ ok: true, fixed: ['a.js'], apart: [] })
    expect(repository.staged('a.js')).toBe(lines('const a = 1', '', '', '', 'export default a'))
    expect(repository.read('a.js')).toBe(lines('const a = 1', '', '', '', 'export default a', '', '', 'debugger'))
  })

  it('and an edit on the very line: it stays as it was, the commit has the fix', async () => {
    const repository = new Repository()
    repository.write('a.js', lines('let a = 1', 'export default a'))
    repository.git('add', '-A')
    repository.write('a.js', lines('let a = 2 // soon', 'export default a'))
    expect(await lint(repository)).toMatchObject({ ok: true, fixed: ['a.js'], apart: ['a.js'] })
    expect(repository.staged('a.js')).toBe(lines('const a = 1', 'export default a'))
    expect(repository.read('a.js')).toBe(lines('let a = 2 // soon', 'export default a'))
  })

  it('deleted in the work tree, executable, renamed, a link, a submodule, untracked', async () => {
    const repository = new Repository()
    repository.write('gone.txt', 'a\n')
    repository.write('run.txt', 'a\n')
    chmodSync(join(repository.root, 'run.txt'), 0o755)
    repository.write('old.txt', 'same text for a rename\n')
    repository.git('add', '-A')
    repository.git('commit', '-qm', 'x')
    repository.write('gone.txt', 'b\n')
    repository.write('run.txt', 'b\n')
    repository.git('mv', 'old.txt', 'new name.txt')
    symlinkSync('run.txt', join(repository.root, 'link.txt'))
    repository.git('add', '-A')
    repository.git('update-index', '--add', '--cacheinfo', `160000,${repository.git('rev-parse', 'HEAD').trim()},module.txt`)
    unlinkSync(join(repository.root, 'gone.txt'))
    repository.write('untracked.txt', 'mine\n')
    const result = await lint(repository, tool('for file; do echo fixed >>"$file"; done'))
    expect(result).toMatchObject({ ok: true, fixed: ['gone.txt', 'new name.txt', 'run.txt'] })
    expect(repository.staged('gone.txt')).toBe('b\nfixed\n')
    expect(existsSync(join(repository.root, 'gone.txt'))).toBe(false)
    expect(repository.git('ls-files', '-s', 'run.txt')).toMatch(/^100755/)
    expect(repository.read('untracked.txt')).toBe('mine\n')
    expect(repository.staged('link.txt')).toBe('run.txt')
  })

  it('in a merge: only what differs from both sides', async () => {
    const repository = new Repository()
    repository.write('a.txt', 'a\n')
    repository.git('add', '-A')
    repository.git('commit', '-qm', 'a')
    repository.git('switch', '-qc', 'side')
    repository.write('side.txt', 'side\n')
    repository.git('add', '-A')
    repository.git('commit', '-qm', 'side')
    repository.git('switch', '-q', 'main')
    repository.write('main.txt', 'main\n')
    repository.git('add', '-A')
    repository.git('commit', '-qm', 'main')
    repository.git('merge', '-q', '--no-commit', '--no-ff', 'side')
    expect(await lint(repository, tool('exit 1'))).toMatchObject({ ok: true })
    repository.write('a.txt', 'merged\n')
    repository.git('add', '-A')
    expect(await lint(repository, tool('echo "$@"; exit 1'))).toMatchObject({ ok: false, said: [{ output: 'a.txt' }] })
  })

  it('a commit of single paths only checks: its index is not the clone\'s', async () => {
    const repository = new Repository()
    repository.write('a.js', 'let a = 1\nexport default a\n')
    repository.git('add', '-A')
    const before = repository.state()
    repository.git('update-index', '--refresh')
    const index = join(repository.root, '.git/next-index-1.lock')
    repository.git('read-tree', '--index-output=.git/next-index-1.lock', repository.git('write-tree').trim())
    expect(await lint(repository, {}, { GIT_INDEX_FILE: index })).toMatchObject({ ok: false, problems: [{ rule: 'prefer-const' }] })
    expect(repository.state()).toBe(before)
  })
})

describe('faults leave index and work tree as they were', { timeout: 60_000 }, () => {
  const partly = (): Repository => {
    const repository = new Repository()
    repository.write('a.txt', lines('one', 'two', 'three'))
    repository.git('add', '-A')
    repository.git('commit', '-qm', 'a')
    repository.write('a.txt', lines('one staged', 'two', 'three'))
    repository.write('b.txt', 'b\n')
    repository.git('add', '-A')
    repository.write('a.txt', lines('one staged', 'two unstaged', 'three'))
    return repository
  }

  it.each([
    ['a failing fixer that has written', 'for file; do echo broken >"$file"; done; exit 1'],
    ['a formatter that deletes a file', 'rm -- "$1"'],
    ['a formatter that puts a link in its place', 'rm -- "$1"; ln -s elsewhere "$1"'],
    ['a fixer that is killed', 'echo half >"$1"; kill -9 $$'],
  ])('%s', async (_, script) => {
    const repository = partly()
    const before = repository.state()
    const result = await lint(repository, tool(script)).catch((error: unknown) => error)
    expect(result instanceof ConventionsError || !(result as StagedResult).ok).toBe(true)
    expect(repository.state()).toBe(before)
    expect(left(repository)).toBe(false)
  })

  it('SIGINT while a program runs', async () => {
    const repository = partly()
    const before = repository.state()
    const running = lint(repository, tool('echo half >"$1"; touch started; sleep 30'))
    const seen = setInterval(() => { if (existsSync(join(repository.root, 'started'))) repository.stop.abort() }, 20)
    await expect(running).rejects.toMatchObject({ code: 'interrupted' })
    clearInterval(seen)
    unlinkSync(join(repository.root, 'started'))
    expect(repository.state()).toBe(before)
    expect(left(repository)).toBe(false)
  })

  it('a disk that refuses to keep the files', async () => {
    const repository = partly()
    const before = repository.state()
    repository.write('.git/conventions', 'not a folder')
    await expect(lint(repository, tool('true'))).rejects.toThrow()
    expect(repository.state()).toBe(before)
  })

  it.each(['shown', 'running', 'staged'])('SIGKILL when the files are %s: the next run restores, and sets aside what was in their place', async (when) => {
    const repository = partly()
    const before = repository.state()
    const driver = fileURLToPath(new URL('driver.ts', import.meta.url))
    const child = spawn(process.execPath, [driver, repository.root, when], { env: { ...env }, stdio: 'ignore' })
    await new Promise((resolve) => { child.once('exit', resolve) })
    expect(child.signalCode).toBe('SIGKILL')
    expect(left(repository)).toBe(true)
    const recovered = await recoverStaged(repository.place())
    if (when === 'staged') {
      // The index had been written: forward.
      expect(repository.staged('b.txt')).toBe('b\nfixed\n')
      expect(repository.read('b.txt')).toBe('b\nfixed\n')
      expect(repository.read('a.txt')).toBe(lines('one staged', 'two unstaged', 'three', 'fixed'))
    } else {
      expect(repository.state()).toBe(before)
      if (when === 'running') expect(readdirSync(recovered?.aside ?? '')).toContain('b.txt')
    }
    expect(left(repository)).toBe(false)
    expect(await recoverStaged(repository.place())).toBeUndefined()
  })
})

it('random staged and unstaged edits: the index is the fixed staged text, and no unstaged line is lost', { timeout: 120_000 }, async () => {
  const repository = new Repository()
  const line = fc.constantFrom('a', 'b', 'c', '  d', '')
  const text = fc.array(line, { maxLength: 8 })
  await fc.assert(fc.asyncProperty(text, text, fc.boolean(), async (staged, own, same) => {
    repository.write('a.txt', lines(...staged, 'end'))
    repository.git('add', '-A')
    const unstaged = same ? lines(...staged, 'end') : lines(...staged, 'end', ...own.map((each) => `own ${each}`))
    repository.write('a.txt', unstaged)
    const result = await lint(repository, tool('for file; do sed "s/^a$/A/" "$file" >"$file.new" && cat "$file.new" >"$file" && rm "$file.new"; done'))
    const fix = (value: string): string => value.replace(/^a$/gm, 'A')
    expect(result.ok).toBe(true)
    expect(repository.staged('a.txt')).toBe(fix(lines(...staged, 'end')))
    expect(fix(repository.read('a.txt'))).toBe(fix(unstaged))
    if (result.apart.length > 0) expect(repository.read('a.txt')).toBe(unstaged)
    repository.git('reset', '-q', '--hard')
  }), { numRuns: 25 })
})

it.each([
  ['a.kt', '*.{kt,kts}', true], ['src/a.kts', '*.{kt,kts}', true], ['a.ktx', '*.{kt,kts}', false], ['.github/workflows/a.yml', '.github/workflows/*.{yml,yaml}', true],
  ['x/.github/workflows/a.yml', '.github/workflows/*.yml', false], ['Dockerfile', '{,**/}{Dockerfile,*.Dockerfile}', true], ['a/b/Dockerfile', '{,**/}{Dockerfile,*.Dockerfile}', true],
  ['a(b).kt', 'a(b).kt', true], ['한글.sh', '*.sh', true],
])('%s fits %s: %s', (path, pattern, expected) => {
  expect(matchesGlob(path, pattern)).toBe(expected)
})

it('problems from before are suppressed as ESLint does it: all of a rule in a file, or none', () => {
  const problem = { path: 'a.js', line: 1, column: 1, rule: 'no-debugger', message: '' }
  expect(unsuppressed([problem], { 'a.js': { 'no-debugger': { count: 1 } } })).toEqual([])
  expect(unsuppressed([problem, problem], { 'a.js': { 'no-debugger': { count: 1 } } })).toHaveLength(2)
})
