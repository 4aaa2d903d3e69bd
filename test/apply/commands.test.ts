import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { applyPlan } from '../../src/apply/apply.ts'
import { installCommands } from '../../src/apply/install.ts'
import { undoLast } from '../../src/apply/undo.ts'
import { findExecutable, onWindows } from '../../src/apply/windows.ts'
import type { CommandRun } from '../../src/feature.ts'
import { directory, failureOf, sample } from './lib/fixture.ts'
import { commitAll, file, git, makeTools, optionsOf, planOf, put, read, snapshot, writeOf } from './lib/repository.ts'

const withInstall = planOf([writeOf('new.txt', undefined, file('new\n'))], { install: true })
const run = (command: CommandRun) => planOf([], { steps: [{ kind: 'step', feature: 'test', reason: 'test', id: 'it', run: command }] })
const gone = (lines: string[]) => lines.filter((line) => !line.startsWith('dist/'))

describe('install', () => {
  test('a failure gives everything back and says what the package manager said', async () => {
    const { root, path } = sample('echo broken > package-lock.json; mkdir -p node_modules/x new; touch new.txt; echo one; echo "no network" >&2; exit 7')
    const before = snapshot(root)
    const error = await failureOf(applyPlan(withInstall, optionsOf({ root, path })))
    expect(error.code).toBe('installFailed')
    expect(error.details).toMatchObject({ command: 'npm install --no-audit --no-fund', exitCode: 7, next: undefined })
    expect((error.details as { output: string }).output.split('\n').sort()).toEqual(['no network', 'one'])
    expect(snapshot(root)).toEqual(before)
  })

  test('node_modules that was there stays, and how to bring it back is said', async () => {
    const { root, path } = sample('rm node_modules/mine; exit 1')
    put(root, 'node_modules/mine', '')
    put(root, 'node_modules/other', '')
    expect((await failureOf(applyPlan(withInstall, optionsOf({ root, path })))).details).toMatchObject({ next: 'npm install' })
    expect(existsSync(join(root, 'node_modules/other'))).toBe(true)
  })

  test('a package manager that is not there, or does not start, is told before anything is written', async () => {
    const { root, dir } = sample()
    const bare = join(dir, 'bare')
    mkdirSync(bare)
    execFileSync('ln', ['-s', execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(bare, 'git')])
    const before = snapshot(root)
    expect((await failureOf(applyPlan(withInstall, optionsOf({ root, path: bare })))).code).toBe('toolMissing')
    put(dir, 'broken/npm', '#!/bin/sh\necho "no such version"; exit 1\n', 0o755)
    const error = await failureOf(applyPlan(withInstall, optionsOf({ root, path: `${join(dir, 'broken')}:${process.env['PATH'] ?? ''}` })))
    expect(error.details).toEqual({ tool: 'npm', output: 'no such version' })
    expect(snapshot(root)).toEqual(before)
    expect(existsSync(join(root, '.git/conventions'))).toBe(false)
  })

  test.for(Object.entries(installCommands))('%s gets its command line', async ([packageManager, argv]) => {
    const { root, dir } = sample()
    put(dir, `tools/${packageManager}`, `#!/bin/sh\n[ "$1" = --version ] || { echo "$0" "$@" > "${dir}/ran"; env > "${dir}/env"; }\n`, 0o755)
    const options = optionsOf({ root, path: `${join(dir, 'tools')}:${process.env['PATH'] ?? ''}`, env: { CI: 'true' } })
    await applyPlan(withInstall, { ...options, facts: { ...options.facts, packageManager: packageManager as 'npm' } })
    expect(readFileSync(join(dir, 'ran'), 'utf8').trim()).toBe([join(dir, 'tools', packageManager), ...argv.slice(1)].join(' '))
    expect(readFileSync(join(dir, 'env'), 'utf8')).toContain('YARN_ENABLE_IMMUTABLE_INSTALLS=false')
  })

  // Each: what the repository is set to, what the install does. Rolled back, then done and undone: both exact.
  test.for([
    ['CRLF by autocrlf', (root: string) => { git(root, 'config', 'core.autocrlf', 'true'); rmSync(join(root, 'README.md')); git(root, 'checkout', '-q', '.') }, 'echo x >> README.md'],
    ['CRLF that git would not write', (root: string) => { git(root, 'config', 'core.autocrlf', 'input'); put(root, 'README.md', 'a\r\nb\r\n'); commitAll(root) }, 'echo x >> README.md'],
    ['a filter', (root: string) => {
      git(root, 'config', 'filter.up.clean', 'tr a-z A-Z')
      git(root, 'config', 'filter.up.smudge', 'cat')
      put(root, '.gitattributes', 'README.md filter=up\n')
      put(root, 'README.md', 'lower\n')
      commitAll(root)
    }, 'rm README.md'],
    ['ident', (root: string) => { put(root, '.gitattributes', 'README.md ident\n'); put(root, 'README.md', '$Id$\n'); commitAll(root); rmSync(join(root, 'README.md')); git(root, 'checkout', '-q', '.') }, 'rm README.md'],
    ['assume-unchanged', (root: string) => { git(root, 'update-index', '--assume-unchanged', 'docs/real.md'); put(root, 'docs/real.md', 'mine\n') }, 'echo x > docs/real.md'],
    ['skip-worktree, of the same length', (root: string) => { git(root, 'update-index', '--skip-worktree', 'docs/real.md'); put(root, 'docs/real.md', 'REAL\n') }, 'rm docs/real.md'],
    ['an edit of the same length that git has not looked at', (root: string) => put(root, 'docs/real.md', 'REAL\n'), 'rm -r docs'],
    ['modes', () => undefined, 'chmod 600 README.md; chmod -x bin/tool; chmod 700 notes.txt'],
    ['links', () => undefined, 'rm link.md; ln -s README.md link.md; rm notes.txt; ln -s README.md notes.txt'],
    ['a file for a directory and a directory for a file', () => undefined, 'rm -r docs bin/tool; echo x > docs; mkdir -p bin/tool/deep; rmdir empty'],
    ['a lock file that git ignores', (root: string) => { put(root, '.gitignore', '*lock*\nnode_modules\n.env\n'); git(root, 'rm', '-q', '--cached', 'package-lock.json'); commitAll(root) }, 'echo new > package-lock.json; echo {} > npm-shrinkwrap.json'],
    ['node_modules that git does not ignore', (root: string) => { put(root, '.gitignore', ''); commitAll(root) }, 'mkdir -p node_modules/a; touch node_modules/a/b'],
    ['a commit hook', (root: string) => put(root, '.git/hooks/pre-push', 'mine', 0o755), 'echo theirs > .git/hooks/pre-push; echo new > .git/hooks/pre-commit'],
  ] as const)('takes back, and undoes, what a prepare script did: %s', async ([, prepare, script]) => {
    const { root, path, dir } = sample(`${script}\n[ ! -e "$FAIL" ] || exit 1\n`)
    const fail = join(dir, 'fail')
    prepare(root)
    git(root, 'status')
    const before = snapshot(root)
    put(dir, 'fail', '')
    const options = { root, path, env: { FAIL: fail } }
    expect((await failureOf(applyPlan(withInstall, optionsOf(options)))).code).toBe('installFailed')
    expect(snapshot(root)).toEqual(before)
    rmSync(fail)
    await applyPlan(withInstall, optionsOf(options))
    expect(snapshot(root)).not.toEqual(before)
    await undoLast(optionsOf(options))
    expect(gone(snapshot(root))).toEqual(before)
  })

  test('ignored files of the user survive a command that takes .gitignore away', async () => {
    const { root, path } = sample('rm .gitignore; exit 1')
    put(root, 'dist/precious', 'mine')
    const before = snapshot(root)
    expect((await failureOf(applyPlan(withInstall, optionsOf({ root, path })))).code).toBe('installFailed')
    expect(snapshot(root)).toEqual(before)
    expect(read(root, '.env')).toBe('SECRET=1\n')
  })

  test('what appeared while a command ran is set aside, never destroyed', async () => {
    const { root, path } = sample('echo typed > by-the-user.txt; echo typed >> README.md; exit 1')
    await failureOf(applyPlan(withInstall, optionsOf({ root, path })))
    expect(existsSync(join(root, 'by-the-user.txt'))).toBe(false)
    const aside = execFileSync('find', [join(root, '.git/conventions/set-aside'), '-type', 'f'], { encoding: 'utf8' })
    expect(aside).toMatch(/by-the-user\.txt/)
    expect(aside).toMatch(/README\.md/)
  })
})

describe('an interrupt while a command runs', () => {
  test.for([
    ['it ends when asked', ''],
    ['it does not listen', 'trap "" TERM\n'],
  ])('the command and what it started have ended, everything is as before: %s', { timeout: 30_000 }, async ([, trap]) => {
    const { root, path, dir } = sample(`${trap ?? ''}(while :; do echo alive >> README.md; echo alive >> "$ALIVE"; sleep 0.05; done) &\necho ready\nwait; sleep 60; sleep 60`)
    const before = snapshot(root)
    const controller = new AbortController()
    const options = optionsOf({ root, path, signal: controller.signal, env: { ALIVE: join(dir, 'alive') } }, {
      progress: (event) => event.type === 'install' && event.line === 'ready' && setTimeout(() => controller.abort(), 100),
    })
    expect((await failureOf(applyPlan(withInstall, options))).code).toBe('interrupted')
    expect(snapshot(root)).toEqual(before)
    const lines = read(dir, 'alive')
    await sleep(200)
    expect(read(dir, 'alive')).toBe(lines)
    expect(snapshot(root)).toEqual(before)
  })
})

describe('steps', () => {
  test('one whose package is not there waits where nothing is installed, leaves no trace, and runs once it is there', async () => {
    const { root } = sample()
    const plan = run({ argv: ['touch', 'ran'], doneWhen: ['test', '-e', 'ran'], needs: '@x/linter' })
    const before = snapshot(root)
    const waiting = { ...optionsOf({ root }), install: false }
    expect(await applyPlan(plan, waiting)).toEqual({ written: [], steps: [{ id: 'it', outcome: 'skipped' }], installed: false, undoId: undefined })
    expect(snapshot(root)).toEqual(before)
    expect((await applyPlan({ ...plan, writes: [writeOf('x', undefined, file('x'))] }, waiting)).steps).toEqual([{ id: 'it', outcome: 'skipped' }])
    put(root, 'node_modules/@x/linter/package.json', '{}')
    expect((await applyPlan(plan, waiting)).steps).toEqual([{ id: 'it', outcome: 'done' }])
    expect(existsSync(join(root, 'ran'))).toBe(true)
  })

  test('a command that is not needed does not run', async () => {
    const { root } = sample()
    const applied = await applyPlan(
      { ...run({ argv: ['touch', 'ran'], doneWhen: ['true'] }), writes: [writeOf('x', undefined, file('x'))] }, optionsOf({ root }))
    expect(applied.steps).toEqual([{ id: 'it', outcome: 'skipped' }])
    expect(existsSync(join(root, 'ran'))).toBe(false)
  })

  test('a soft command runs with files that change, and leaves no trace where none does', async () => {
    const { root } = sample()
    const soft = run({ argv: ['touch', 'ran'], soft: true })
    const first = await applyPlan({ ...soft, writes: [writeOf('x', undefined, file('x'))] }, optionsOf({ root }))
    expect(first.steps).toEqual([{ id: 'it', outcome: 'done' }])
    const before = snapshot(root)
    expect(await applyPlan(soft, optionsOf({ root }))).toEqual({ written: [], steps: [{ id: 'it', outcome: 'skipped' }], installed: false, undoId: undefined })
    expect(snapshot(root)).toEqual(before)
  })

  test.for([
    ['fails', ['sh', '-c', 'touch made; echo why; exit 3'], { exitCode: 3, output: 'why' }],
    ['is not there', ['no-such-command'], { exitCode: 127 }],
  ] as const)('a command that %s takes everything back', async ([, argv, details]) => {
    const { root } = sample()
    const before = snapshot(root)
    const plan = { ...run({ argv: [...argv] as unknown as [string] }), writes: [writeOf('x', undefined, file('x'))] }
    const error = await failureOf(applyPlan(plan, optionsOf({ root })))
    expect(error.code).toBe('stepFailed')
    expect(error.details).toMatchObject({ id: 'it', ...details })
    expect(snapshot(root)).toEqual(before)
  })

  test('arguments reach the command as they are', async () => {
    const { root } = sample()
    const odd = ['a b', '"; touch hacked; "', '$(touch hacked)', '`x`', '한글 🎉', '', "'"]
    await applyPlan(run({ argv: ['node', '-e', 'require("fs").writeFileSync("out.json", JSON.stringify(process.argv.slice(1)))', ...odd] }), optionsOf({ root }))
    expect(JSON.parse(read(root, 'out.json'))).toEqual(odd)
    expect(existsSync(join(root, 'hacked'))).toBe(false)
  })

  test('inside a git hook, the repository is still the one that was named', async () => {
    const [{ root }, other] = [sample(), sample()]
    const env = { GIT_DIR: join(other.root, '.git'), GIT_INDEX_FILE: join(other.root, '.git/index'), GIT_WORK_TREE: other.root }
    const before = snapshot(other.root)
    const plan = planOf([], { steps: [{ kind: 'step', feature: 'test', reason: 'test', id: 'it', run: { gitConfig: 'test.key', value: 'ours' } }] })
    await applyPlan(plan, optionsOf({ root, env }))
    expect(snapshot(other.root)).toEqual(before)
    expect(git(root, 'config', 'test.key')).toBe('ours\n')
  })
})

describe('Windows', () => {
  test('a batch file goes through cmd.exe with words that mean nothing to it', () => {
    const dir = directory()
    put(dir, 'npm.CMD', '')
    put(dir, 'tool.EXE', '')
    const env = { Path: dir, PATHEXT: '.EXE;.CMD', ComSpec: 'C:\\Windows\\cmd.exe' }
    expect(onWindows(['npm', 'install', '--no-fund'], env)).toEqual({ file: 'C:\\Windows\\cmd.exe', args: ['/d', '/s', '/c', '"npm install --no-fund"'], verbatim: true })
    expect(onWindows(['tool', 'a & b'], env)).toEqual({ file: join(dir, 'tool.EXE'), args: ['a & b'], verbatim: false })
    for (const word of ['a & calc', '%PATH%', '"', 'a|b', '^', 'a b', '']) expect(() => onWindows(['npm', word], env)).toThrow('commandUnsafe')
  })

  test('findExecutable looks where the system looks', () => {
    const dir = directory()
    put(makeTools(join(dir, 'bin')).split(':')[0]!, 'x', '')
    expect(findExecutable('npm', { PATH: `/nowhere:${join(dir, 'bin')}` }, 'linux')).toBe(join(dir, 'bin/npm'))
    expect(findExecutable('npm', { PATH: '' }, 'linux')).toBeUndefined()
    expect(findExecutable('npm', {}, 'linux')).toBeUndefined()
  })
})
