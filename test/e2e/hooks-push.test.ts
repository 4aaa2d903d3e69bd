import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pushedBranches } from '../../src/cli/hook/pushed.ts'
import { adopted, open, sandbox, type Sandbox } from './lib/hooks.ts'
import { toolkitInto } from './lib/toolkit.ts'

// Real pushes to a bare repository: what goes through without a word, what is refused, and what is said.

const config = (manager: string, more = '') => `extends: standard\nhooks:\n  manager: ${manager}\n${more}`
const branches = 'branches: {}\n'

/** A repository with its hooks and a remote; what is committed by `add` passes no hook. */
async function withRemote(text: string): Promise<Sandbox> {
  const box = await adopted(text)
  await toolkitInto(join(box.root, 'node_modules/create-conventions'))
  box.put('.git/info/exclude', 'node_modules\n')
  box.must('init', '-q', '--bare', '../remote.git')
  box.must('remote', 'add', 'origin', '../remote.git')
  return box
}

const add = (box: Sandbox, ...messages: string[]): void => {
  for (const message of messages) box.must('commit', '-q', '--no-verify', '--allow-empty', '-m', message)
}
const push = (box: Sandbox, ...args: string[]) => box.git('push', '-q', ...args)
const silent = { code: 0, stdout: '', stderr: '' }

describe.each(['native', 'husky'])('%s', (manager) => {
  test('what keeps to the convention is pushed without a word', async () => {
    const box = await withRemote(config(manager, branches))
    expect(push(box, 'origin', 'main')).toEqual(silent)
    box.must('checkout', '-q', '-b', 'feat/search')
    add(box, 'feat: search', 'fixup! feat: search', 'fix: 한글')
    expect(push(box, '-u', 'origin', 'HEAD')).toMatchObject({ code: 0, stderr: '' })
    expect(push(box)).toEqual(silent)
  })

  test('commits that differ are explained, and nothing is pushed', async () => {
    const box = await withRemote(config(manager))
    push(box, 'origin', 'main')
    add(box, 'feature: search', 'feat: fine')
    const refused = push(box, 'origin', 'main')
    expect(refused.code).toBe(1)
    for (const said of ['feature: search', 'Did you mean feat?', 'git rebase -i', '--no-verify']) expect(refused.stderr).toContain(said)
    expect(refused.stderr).not.toContain('feat: fine')
    expect(box.must('ls-remote', 'origin', 'main')).not.toContain(box.must('rev-parse', 'HEAD').trim())
    expect(push(box, '--no-verify', 'origin', 'main')).toEqual(silent)
    // What a remote has is nobody's to say again.
    box.must('checkout', '-q', '-b', 'next')
    add(box, 'fix: more')
    expect(push(box, 'origin', 'next')).toEqual(silent)
  })
})

test('the name of a new branch; one that is there already keeps its own', async () => {
  const box = await withRemote(config('native', branches))
  push(box, 'origin', 'main')
  const misnamed = push(box, 'origin', 'HEAD:refs/heads/faet/search')
  expect([misnamed.code, misnamed.stderr]).toEqual([1, expect.stringMatching(/faet\/search differs.*\n.*Did you mean feat\/\?[\s\S]*git branch -m/)])
  expect(push(box, '--no-verify', 'origin', 'HEAD:refs/heads/faet/search')).toEqual(silent)
  add(box, 'feat: x')
  expect(push(box, 'origin', 'HEAD:faet/search')).toEqual(silent)
})

test('names are checked where messages are not', async () => {
  const box = await withRemote(config('native', `${branches}commits: false\n`))
  add(box, 'whatever')
  expect(push(box, 'origin', 'main')).toEqual(silent)
  expect(push(box, 'origin', 'HEAD:refs/heads/nope')).toMatchObject({ code: 1 })
})

test('deletions, tags and several branches at once', async () => {
  const box = await withRemote(config('native'))
  push(box, 'origin', 'main')
  add(box, 'nope')
  box.must('tag', 'v1')
  box.must('branch', 'feat/wrong')
  box.must('reset', '-q', '--hard', 'HEAD~1')
  expect(push(box, 'origin', 'v1')).toEqual(silent)
  box.must('checkout', '-q', '-b', 'feat/right')
  add(box, 'feat: right')
  const all = push(box, 'origin', '--all')
  expect([all.code, all.stderr]).toEqual([1, expect.stringContaining(' nope')])
  expect(push(box, 'origin', 'feat/right')).toEqual(silent)
  expect(push(box, 'origin', ':feat/right')).toEqual(silent)
})

test('what was committed before there was a convention is not judged', async () => {
  const box = sandbox({ 'go.mod': 'module sample\n' })
  add(box, 'initial import', 'wip', 'more')
  box.put('conventions.config.yaml', config('native'))
  await box.conventions('apply', '--yes', '--no-install')
  await toolkitInto(join(box.root, 'node_modules/create-conventions'))
  box.put('.git/info/exclude', 'node_modules\n')
  box.must('add', '-A')
  add(box, 'chore: conventions')
  box.must('init', '-q', '--bare', '../remote.git')
  expect(push(box, '../remote.git', 'main')).toEqual(silent)
  add(box, 'wip again')
  const refused = push(box, '../remote.git', 'main')
  expect([refused.code, refused.stderr.match(/\bwip\b/g)?.length]).toEqual([1, expect.any(Number)])
  expect(refused.stderr).not.toContain('initial import')
})

test('a remote whose commits this clone does not have, and a worktree', async () => {
  const box = await withRemote(config('native'))
  push(box, 'origin', 'main')
  box.must('clone', '-q', '-b', 'main', '../remote.git', '../other')
  const other = open(box.home, join(box.home, 'other'))
  add(other, 'not ours to judge')
  other.must('push', '-q', '--no-verify', 'origin', 'main')
  add(box, 'feat: ours')
  expect(push(box, '--force', 'origin', 'main')).toEqual(silent)
  box.must('worktree', 'add', '-q', '-b', 'feat/there', '../a worktree')
  const tree = open(box.home, join(box.home, 'a worktree'))
  add(tree, 'nope')
  expect(tree.git('push', '-q', 'origin', 'feat/there').code).toBe(1)
})

test('a long list is cut, and the team\'s locale is spoken', async () => {
  const box = await withRemote(config('native', 'locale: ko\n'))
  push(box, 'origin', 'main')
  add(box, ...Array.from({ length: 12 }, (_, index) => `wrong ${index}`))
  const refused = push(box, 'origin', 'main')
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('… 외 2개')])
  expect(refused.stderr).toContain('푸시하지 않았습니다')
})

describe('the command itself', () => {
  const hook = (box: Sandbox, args: string[], input: string) => box.run([process.execPath, join(box.root, 'node_modules/create-conventions/dist/startHook.cjs'), ...args], { input })
  test('--json is one document', async () => {
    const box = await withRemote(config('native', branches))
    add(box, 'nope')
    const head = box.must('rev-parse', 'HEAD').trim()
    const { code, stdout } = hook(box, ['pre-push', '--json', 'origin', 'x'], `refs/heads/main ${head} refs/heads/zzz ${'0'.repeat(40)}\n`)
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { ok: false, branches: [{ name: 'zzz', problems: [{ rule: 'type' }] }], commits: [{ hash: head, ok: false }] }])
  })
  test('commit-msg, as a toolkit that is installed elsewhere runs it', async () => {
    const box = await withRemote(config('native'))
    box.put('message', 'feature: x\n# a comment\n')
    const conventions = (...args: string[]) => box.conventions('hook', 'commit-msg', ...args)
    const refused = await conventions('message')
    expect([refused.code, refused.stdout, refused.stderr]).toEqual([1, '', expect.stringContaining('Did you mean feat?')])
    expect([box.read('.git/conventions/rejected/COMMIT_EDITMSG'), box.read('.git/conventions/rejected/corrected')]).toEqual(['feature: x\n', 'feat: x\n'])
    box.put('message', 'feat: x\n')
    expect(await conventions('message')).toEqual(silent)
    expect(await conventions()).toMatchObject({ code: 2 })
    expect(await box.conventions('hook', 'post-commit')).toMatchObject({ code: 2, stderr: expect.stringContaining('commit-msg') as string })
  })
})

test('what git tells pre-push', () => {
  const [a, b, none] = ['a'.repeat(40), 'b'.repeat(64), '0'.repeat(40)] as const
  expect(pushedBranches([
    `refs/heads/x ${a} refs/heads/new/한글 ${none}`, `HEAD ${a} refs/heads/y ${b}`, `(delete) ${none} refs/heads/z ${a}`,
    `refs/tags/v1 ${a} refs/tags/v1 ${none}`, `refs/notes/x ${a} refs/notes/x ${none}`, '',
  ].join('\n'))).toEqual([{ name: 'new/한글', commit: a, before: undefined }, { name: 'y', commit: a, before: b }])
})
