import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { mustRun, run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'
import { linkModules } from './lib/modules.ts'

// The feature `lint` in a real repository with the packed package: what its hooks refuse, what they fix, and when they start nothing.

const home = temporaryFolder('lint-hooks')
const project = join(home, 'a project 프로젝트')
const started = join(home, 'started')
const bin = join(home, 'bin')
const env = {
  ...process.env, HOME: home, PATH: [bin, process.env['PATH']].join(delimiter), GIT_CONFIG_GLOBAL: join(home, 'no-such-file'), GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C',
  GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@example.com', GIT_COMMITTER_NAME: 'Test', GIT_COMMITTER_EMAIL: 'test@example.com',
}
const git = (...args: readonly string[]) => run('git', args, { cwd: project, env })
const must = (...args: readonly string[]) => mustRun('git', args, { cwd: project, env })
const put = (path: string, text: string): void => { writeFileSync(join(project, path), text) }
const read = (path: string): string => readFileSync(join(project, path), 'utf8')
const conventions = (...args: readonly string[]) => run(process.execPath, [join(project, 'node_modules/create-conventions/dist/launcher.cjs'), ...args], { cwd: project, env })
const head = async (): Promise<string> => (await must('rev-parse', 'HEAD')).trim()

beforeAll(async () => {
  mkdirSync(bin, { recursive: true })
  await mustRun('git', ['init', '-q', '-b', 'main', project], { env })
  put('package.json', '{ "name": "sample", "private": true, "type": "module" }\n')
  put('.gitignore', 'node_modules\n')
  put('old.js', 'export const old = 1\ndebugger\n')
  await mustRun('npm', ['install', '--save-dev', '--no-audit', '--no-fund', inject('tarball')], { cwd: project, env })
  linkModules(project)
  put('conventions.config.yaml', 'extends: standard\nlint: {}\n')
  await must('add', '-A')
  await must('commit', '-q', '-m', 'chore: begin')
  await must('init', '-q', '--bare', '../remote.git')
  await must('remote', 'add', 'origin', '../remote.git')
  const applied = await conventions('apply', '--yes', '--no-install')
  expect(applied, applied.stdout + applied.stderr).toMatchObject({ code: 0 })
  // What the step after an install does.
  const suppressed = await conventions('lint', 'ratchet', '--start')
  expect(suppressed, suppressed.stderr).toMatchObject({ code: 0 })
  await must('add', '-A')
  const committed = await git('commit', '-q', '-m', 'chore: adopt conventions')
  expect(committed, committed.stderr).toMatchObject({ code: 0 })
  const node = `#!/bin/sh\necho "$@" >>'${started}'\nexec '${process.execPath}' "$@"\n`
  writeFileSync(join(bin, 'node'), node, { mode: 0o755 })
}, 300_000)
beforeEach(async () => {
  await must('reset', '-q', '--hard')
  await must('clean', '-qfd')
  writeFileSync(started, '')
})
afterAll(() => removeFolder(home))

describe('on commit', () => {
  it('a problem in what is staged refuses it, with file, line, rule and reason; nothing is changed', async () => {
    const before = await head()
    put('bad.js', 'export const a = 1\ndebugger\n')
    await must('add', '-A')
    const { code, stdout, stderr } = await git('commit', '-m', 'feat: search')
    expect([code, stdout + stderr]).toEqual([1, expect.stringMatching(/bad\.js:2:1 .*no-debugger[\s\S]*why: /)])
    expect([await head(), read('bad.js'), await must('show', ':bad.js')]).toEqual([before, 'export const a = 1\ndebugger\n', 'export const a = 1\ndebugger\n'])
    expect(readFileSync(started, 'utf8')).toContain('lint-staged')
  })

  it('what can be fixed is fixed in the commit', async () => {
    put('fixed.js', 'export const size = (list) => !!list ? list.length : 0\n')
    await must('add', '-A')
    const committed = await git('commit', '-q', '-m', 'feat: size')
    expect(committed, committed.stderr).toMatchObject({ code: 0 })
    expect([await must('show', 'HEAD:fixed.js'), await must('status', '--porcelain')]).toEqual(['export const size = (list) => list ? list.length : 0\n', ''])
  })

  it('the problems from before do not refuse a commit of their file', async () => {
    put('old.js', `${read('old.js')}export const more = 2\n`)
    expect(await git('commit', '-qam', 'feat: more')).toMatchObject({ code: 0 })
  })

  it('of documentation alone, of deletions alone: no Node is started', async () => {
    put('notes.txt', 'text\n')
    await must('add', '-A')
    expect(await git('commit', '-q', '-m', 'docs: notes')).toMatchObject({ code: 0, stderr: '' })
    await must('rm', '-q', 'fixed.js')
    expect(await git('commit', '-q', '-m', 'refactor: drop it')).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(started, 'utf8')).toBe('')
  })

  it('SKIP=lint goes past it', async () => {
    put('skipped.js', 'debugger\n')
    await must('add', '-A')
    expect(await run('git', ['commit', '-q', '-m', 'feat: skipped'], { cwd: project, env: { ...env, SKIP: 'lint' } })).toMatchObject({ code: 0 })
    await must('reset', '-q', '--hard', 'HEAD~')
  })
})

describe('on push', () => {
  it('what is clean but for the suppressed problems goes out', async () => {
    expect(await git('push', '-q', 'origin', 'main')).toMatchObject({ code: 0 })
    expect(readFileSync(started, 'utf8')).toContain('lint-push')
  })

  it('a new problem is refused, whatever hook it went past; deleting a branch lints nothing', async () => {
    await must('push', '-q', '--no-verify', 'origin', 'HEAD:gone')
    put('new.js', 'debugger\n')
    await must('add', '-A')
    await must('commit', '-q', '--no-verify', '-m', 'feat: new')
    const { code, stdout, stderr } = await git('push', 'origin', 'main')
    expect([code, stdout + stderr]).toEqual([1, expect.stringMatching(/new\.js:1:1 .*no-debugger/)])
    expect(await git('push', '-q', 'origin', '--delete', 'gone')).toMatchObject({ code: 0 })
    await must('reset', '-q', '--hard', 'HEAD~')
  })
})

it('the linting of a commit that was killed: the next command gives the files back', async () => {
  const record = join(project, '.git/conventions/staged')
  put('partly.js', 'export const a = 1\n')
  await must('add', '-A')
  put('partly.js', 'export const a = 1\nexport const unstaged = 2\n')
  put('.conventions/eslint.json', JSON.stringify({ ...JSON.parse(read('.conventions/eslint.json')) as object, tools: { '*.js': ['sh', '-c', 'kill -9 $PPID; sleep 1', 'sh'] } }))
  const killed = await git('commit', '-q', '-m', 'feat: partly')
  expect([existsSync(join(record, 'record.json')), read('partly.js')], killed.stderr).toEqual([true, 'export const a = 1\n'])
  const { stderr } = await conventions('check')
  expect([read('partly.js'), existsSync(record), stderr]).toEqual(['export const a = 1\nexport const unstaged = 2\n', false, expect.stringContaining('An interrupted commit')])
})
