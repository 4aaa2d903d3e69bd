import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { adopted, type Sandbox } from './lib/hooks.ts'
import { toolkitInto } from './lib/toolkit.ts'

// Real commits and pushes through the hook files that `apply` writes, with the bundles that are shipped and a real ESLint.

const manifest = `${JSON.stringify({ name: 'sample', private: true, type: 'module' }, undefined, 2)}\n`

/** A repository that lints, with the linters of this one, a remote, and a note of each Node that was started. */
async function linting(manager = 'native', more = ''): Promise<Sandbox & { started(): number }> {
  const box = await adopted(`extends: standard\nlocale: en\nhooks: { manager: ${manager} }\nlint: { suppress: false, rules: { prefer-const: error }${more} }\n`, {
    'package.json': manifest, '.gitignore': 'node_modules\n', 'src/old.js': 'export const old = 1\n',
  })
  const modules = join(box.root, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(inRoot('node_modules'))) if (name !== '.bin' && name !== 'create-conventions') symlinkSync(inRoot(`node_modules/${name}`), join(modules, name))
  await toolkitInto(join(modules, 'create-conventions'))
  box.put('eslint-suppressions.json', '{}\n')
  box.must('add', '-A')
  box.must('commit', '-q', '--no-verify', '--allow-empty', '-m', 'chore: suppressions')
  box.must('init', '-q', '--bare', '../remote.git')
  box.must('remote', 'add', 'origin', '../remote.git')
  box.must('push', '-q', '--no-verify', 'origin', 'main')
  const bin = join(box.home, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'node'), `#!/bin/sh\necho x >>'${join(box.home, 'started')}'\nexec '${process.execPath}' "$@"\n`)
  chmodSync(join(bin, 'node'), 0o755)
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
  return {
    ...box, git: (...args) => box.run(['git', ...args], { env }),
    started: () => existsSync(join(box.home, 'started')) ? box.read('../started').length / 2 : 0,
  }
}

/** Commits everything, past the hooks. */
function commitPast(box: Sandbox, message: string): void {
  box.must('add', '-A')
  box.must('commit', '-q', '--no-verify', '-m', message)
}

describe('a commit', () => {
  test.each(['native', 'husky'])('%s: what is staged badly refuses the commit with place, rule and reason; nothing has changed', async (manager) => {
    const box = await linting(manager)
    box.put('src/new.js', 'export const a = 1\ndebugger\n')
    box.must('add', '-A')
    const head = box.must('rev-parse', 'HEAD')
    const { code, stderr } = box.git('commit', '-q', '-m', 'feat: new')
    expect(code, stderr).toBe(1)
    for (const said of ['src/new.js:2:1', 'no-debugger', 'why: ', 'conventions lint explain']) expect(stderr).toContain(said)
    expect(box.must('rev-parse', 'HEAD')).toBe(head)
    expect(box.must('status', '--porcelain')).toBe('A  src/new.js\n')
  })

  test('what can be fixed is fixed in the commit', async () => {
    const box = await linting()
    box.put('src/new.js', 'let a = 1\nexport default [a]\n')
    box.must('add', '-A')
    const { code, stderr } = box.git('commit', '-q', '-m', 'feat: new')
    expect(code, stderr).toBe(0)
    expect(box.must('show', 'HEAD:src/new.js')).toBe('const a = 1\nexport default [a]\n')
    expect(box.must('status', '--porcelain')).toBe('')
  })

  test('a commit of documentation alone starts no Node', async () => {
    const box = await linting()
    box.put('docs/한글 guide.md', '# Guide\n')
    box.put('LICENSE', 'MIT\n')
    box.must('add', '-A')
    const { code, stderr } = box.git('commit', '-q', '-m', 'docs: guide')
    expect([code, stderr, box.started()]).toEqual([0, '', 0])
    box.put('src/다른 이름.js', 'export const b = 1\n')
    box.must('add', '-A')
    expect(box.git('commit', '-q', '-m', 'feat: name').code).toBe(0)
    expect(box.started()).toBeGreaterThan(0)
  })

})

describe('a push', () => {
  test('with a new problem is refused; what is not committed is not judged, and what is suppressed is let through', async () => {
    const box = await linting()
    box.put('src/new.js', 'export const a = 1\ndebugger\n')
    commitPast(box, 'feat: new')
    const refused = box.git('push', '-q', 'origin', 'main')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('src/new.js:2:1')
    expect(box.must('ls-remote', 'origin', 'main')).not.toContain(box.must('rev-parse', 'HEAD').trim())
    box.put('eslint-suppressions.json', '{ "src/new.js": { "no-debugger": { "count": 1 } } }\n')
    box.must('commit', '-q', '--no-verify', '-am', 'chore: suppressed')
    box.put('src/unfinished.js', 'debugger\n')
    box.put('src/old.js', 'debugger\nexport const old = 1\n')
    expect(box.git('push', '-q', 'origin', 'main')).toMatchObject({ code: 0, stderr: '' })
  })

  test('is told of suppressions that are paid, before CI says so', async () => {
    const box = await linting()
    box.put('eslint-suppressions.json', '{ "src/old.js": { "no-debugger": { "count": 1 } } }\n')
    box.put('src/old.js', 'export const old = 2\n')
    box.must('commit', '-q', '--no-verify', '-am', 'fix: old')
    expect(box.git('push', '-q', 'origin', 'main')).toMatchObject({ code: 1, stderr: expect.stringContaining('conventions lint ratchet --prune') as string })
  })

  test('of nothing that is linted, of another branch, and a deletion lint nothing', async () => {
    const box = await linting('native', ', data: false')
    // Would be reported, if anything looked.
    box.put('src/new.js', 'debugger\n')
    commitPast(box, 'feat: new')
    box.must('push', '-q', '--no-verify', 'origin', 'main')
    box.put('README.md', '# Sample\n')
    commitPast(box, 'docs: readme')
    expect(box.git('push', '-q', 'origin', 'main')).toMatchObject({ code: 0, stderr: '' })
    box.must('branch', 'feat/other', 'HEAD~1')
    expect(box.git('push', '-q', 'origin', 'feat/other')).toMatchObject({ code: 0, stderr: '' })
    expect(box.git('push', '-q', 'origin', ':feat/other')).toMatchObject({ code: 0, stderr: '' })
  })
})

test('a push lints what it brings; what is pushed already is for CI', async () => {
  const box = await linting()
  box.put('src/there.js', 'debugger\n')
  commitPast(box, 'feat: there')
  box.must('push', '-q', '--no-verify', 'origin', 'main')
  box.put('src/new.js', 'export const a = 1\n')
  commitPast(box, 'feat: new')
  expect(box.git('push', '-q', 'origin', 'main')).toMatchObject({ code: 0, stderr: '' })
  box.put('src/new.js', 'export const a = 1\ndebugger\n')
  box.must('commit', '-q', '--no-verify', '-am', 'feat: worse')
  const { code, stderr } = box.git('push', '-q', 'origin', 'main')
  expect(code).toBe(1)
  expect(stderr).toContain('src/new.js:2:1')
  expect(stderr).not.toContain('src/there.js')
})

test('a check that is killed refuses the commit, and the next one gives the files back first', async () => {
  const box = await linting('native', ', tools: { "*.txt": [sh, -c, "test -f calm || kill -9 $PPID; sleep 1", sh] }')
  box.put('a.txt', 'staged\n')
  box.must('add', '-A')
  box.put('a.txt', 'unstaged\n')
  const head = box.must('rev-parse', 'HEAD')
  const { code, stderr } = box.git('commit', '-q', '-m', 'feat: text')
  expect(code, stderr).toBe(1)
  expect(stderr).toContain('the check was killed')
  expect(box.must('rev-parse', 'HEAD')).toBe(head)
  box.put('calm', '')
  const again = box.git('commit', '-q', '-m', 'feat: text')
  expect(again.code, again.stderr).toBe(0)
  expect([box.must('show', 'HEAD:a.txt'), box.read('a.txt')]).toEqual(['staged\n', 'unstaged\n'])
})

test('`hook: false` leaves commits and pushes alone', async () => {
  const box = await linting('native', ', hook: false')
  box.put('src/new.js', 'debugger\n')
  box.must('add', '-A')
  expect(box.git('commit', '-q', '-m', 'feat: new')).toMatchObject({ code: 0, stderr: '' })
  expect(box.git('push', '-q', 'origin', 'main')).toMatchObject({ code: 0, stderr: '' })
})

test('without ESLint a commit is let through, and told why', async () => {
  const box = await linting()
  box.run(['rm', join(box.root, 'node_modules/eslint')])
  box.put('src/new.js', 'debugger\n')
  box.must('add', '-A')
  expect(box.git('commit', '-q', '-m', 'feat: new')).toMatchObject({ code: 0, stderr: expect.stringContaining('ESLint is not installed here') as string })
})
