import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { at, sandbox, type Sandbox } from './lib/messages.ts'

const config = 'extends: standard\nbranches: {}\ncommits:\n  ticket: { pattern: "ABC-[0-9]+" }\n'

/** The event file of GitHub, and the environment that names it. */
function github(box: Sandbox, name: string, payload: object, more: Record<string, string> = {}): Record<string, string> {
  const path = join(dirname(box.root), 'event.json')
  writeFileSync(path, JSON.stringify(payload))
  return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...more }
}

/** `main`, and a branch with a good commit, a bad one and a merge of main. */
function history(): { box: Sandbox, base: string, head: string } {
  const box = sandbox(config)
  box.commit('feat: begin')
  box.git('switch', '-q', '-c', 'feat/x')
  box.commit('feat: search by title')
  const bad = box.commit('feature: 검색 <추가> "x" & y')
  box.git('switch', '-q', 'main')
  const base = box.commit('WHATEVER on main')
  box.git('switch', '-q', 'feat/x')
  box.git('merge', '-q', '--no-edit', 'main')
  box.git('update-ref', 'refs/remotes/origin/main', 'main')
  return { box, base, head: bad }
}

describe('lint message', () => {
  test.each<[string, number]>([['feat: search by title\n', 0], ['feature: search by title\n', 1], ['feat: 제목으로 검색하는 기능 추가\n', 0], ['Merge branch \'x\'\n', 0]])('%j from standard input: exit %d', (message, code) => {
    const ran = sandbox(config).conventions(['lint', 'message', '-'], { input: message })
    expect([ran.code, ran.stderr]).toEqual([code, ''])
  })
  test('a file is read without git\'s comments, from where the command runs', () => {
    const box = sandbox(config)
    box.put('a/메시지', `feat: search\n\n# ${'long '.repeat(50)}\n`)
    expect(box.conventions(['lint', 'message', '메시지', '--cwd', 'a']).code).toBe(0)
  })
  test('what is wrong is told in words, with what was probably meant', () => {
    const { stdout } = sandbox(config).conventions(['lint', 'message', '-'], { input: 'feature: search' })
    expect(stdout).toContain('Did you mean feat?')
  })
  test('--json is one document', () => {
    const { code, stdout } = sandbox(config).conventions(['lint', 'message', '-', '--json'], { input: 'feature: search' })
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, ignored: false, message: 'feature: search', problems: [{ rule: 'type-enum', severity: 'error' }] })
    expect(code).toBe(1)
  })
  test('a file that is not there is exit 2', () => {
    const ran = sandbox(config).conventions(['lint', 'message', 'nowhere'])
    expect([ran.code, ran.stderr]).toEqual([2, 'error  nowhere could not be read (ENOENT). Name another file, or `-` for standard input.\n'])
  })
  test('without a convention for commits it says how to switch it on', () => {
    const ran = sandbox('extends: standard\ncommits: false\n').conventions(['lint', 'message', '-'], { input: 'x' })
    expect([ran.code, ran.stderr]).toEqual([2, 'error  The convention says nothing about this: `commits` is switched off. Add `commits: {}` to the config to switch it on.\n'])
  })
})

describe('lint commits', () => {
  test('a range of one\'s own; merges, and what they bring in, are not judged', () => {
    const { box } = history()
    const { code, stdout } = box.conventions(['lint', 'commits', 'main..HEAD', '--json'])
    const { commits } = JSON.parse(stdout) as { commits: { message: string, ok: boolean, author: string }[] }
    expect(commits.map(({ message, ok }) => [message.trim(), ok])).toEqual([['feature: 검색 <추가> "x" & y', false], ['feat: search by title', true]])
    expect(commits[0]?.author).toBe('홍길동 <gildong@example.com>')
    expect(code).toBe(1)
    expect(box.conventions(['lint', 'commits', 'main']).code).toBe(1)
    expect(box.conventions(['lint', 'commits', 'HEAD..HEAD']).code).toBe(0)
  })
  test('without a range: what no remote has', () => {
    const { box } = history()
    const { commits } = JSON.parse(box.conventions(['lint', 'commits', '--json']).stdout) as { commits: unknown[] }
    expect(commits).toHaveLength(2)
  })
  test('a pull request on GitHub, with annotations; the base that moved on and was merged is not new', () => {
    const { box, head } = history()
    const first = box.git('rev-list', '--max-parents=0', 'HEAD')
    const env = github(box, 'pull_request', { pull_request: { title: 'x', base: { sha: first, ref: 'main' }, head: { sha: head } } })
    const { code, stdout } = box.conventions(['lint', 'commits'], { env })
    expect(code).toBe(1)
    const annotations = stdout.split('\n').filter((line) => line.startsWith('::'))
    expect(annotations).toHaveLength(1)
    expect(annotations[0]).toMatch(/^::error title=Commit message::[0-9a-f]{9} feature: 검색 <추가> "x" & y%0A/)
  })
  test('a merge request on GitLab, as a report', () => {
    const { box, head } = history()
    const first = box.git('rev-list', '--max-parents=0', 'HEAD')
    const env = { GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '1', CI_COMMIT_SHA: head, CI_MERGE_REQUEST_DIFF_BASE_SHA: first, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }
    const { code, stdout } = box.conventions(['lint', 'commits', '--format', 'gitlab'], { env })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites><testsuite name="Commit messages" tests="2" failures="1">\n/)
    expect(stdout).toContain('feature: 검색 &lt;추가&gt; &quot;x&quot; &amp; y"><failure message="')
  })
  test.each<[string, Record<string, string>, string]>([
    ['GitHub', { GITHUB_ACTIONS: 'true' }, 'give actions/checkout `fetch-depth: 0`'],
    ['GitLab', { GITLAB_CI: 'true' }, 'set the variable `GIT_DEPTH: "0"` in the job'],
    ['Bitbucket', { BITBUCKET_BUILD_NUMBER: '1' }, 'write `clone: { depth: full }` in the step'],
    ['a person\'s machine', {}, 'run `git fetch --unshallow`'],
  ])('a shallow clone on %s is explained', (_, env, remedy) => {
    const { box } = history()
    const first = box.git('rev-list', '--max-parents=0', 'HEAD')
    box.git('clone', '-q', '--depth', '1', `file://${box.root}`, '../shallow')
    const shallow = at(join(dirname(box.root), 'shallow'), box.env)
    const ran = shallow.conventions(['lint', 'commits', `${first}..HEAD`], { env })
    expect([ran.code, ran.stderr]).toEqual([2, `error  This clone is shallow: it lacks the history that the range needs. Fetch it first: ${remedy}.\n`])
  })
  test('a commit that is not there, a range that is an option, and no repository are exit 2', () => {
    const { box } = history()
    expect(box.conventions(['lint', 'commits', 'nowhere..HEAD'])).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no commit `nowhere`') as string })
    expect(box.conventions(['lint', 'commits', '--', '--output=x..HEAD'])).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no commit `--output=x`') as string })
    const bare = join(dirname(box.root), 'bare')
    mkdirSync(bare)
    writeFileSync(join(bare, 'conventions.config.yaml'), config)
    expect(at(bare, box.env).conventions(['lint', 'commits'])).toMatchObject({ code: 2, stderr: expect.stringContaining('no git repository') as string })
  })
  test('a push of nothing new says that there is nothing to check', () => {
    const { box } = history()
    expect(box.conventions(['lint', 'commits'], { env: github(box, 'workflow_dispatch', {}) })).toMatchObject({ code: 2, stderr: expect.stringContaining('no commits to check') as string })
  })
})

describe('lint title', () => {
  test.each<[string, string, number]>([
    ['commits', 'feat(api): search by title', 0], ['commits', 'Search by title', 1], ['{ pattern: "^[A-Z].+" }', 'Search', 0], ['{ pattern: "^[A-Z].+" }', 'search', 1], ['false', 'x', 0],
  ])('title: %s, %s: exit %d', (rule, title, code) => {
    expect(sandbox(`${config}pullRequests: { title: ${rule} }\n`).conventions(['lint', 'title', title]).code).toBe(code)
  })
  test('what only a whole message has is asked of no title', () => {
    const strict = 'extends: angular\ncommits:\n  body: { required: true }\n  ticket: { required: true }\n  trailers: { required: [Signed-off-by] }\n'
    expect(sandbox(strict).conventions(['lint', 'title', 'feat: search by title'])).toMatchObject({ code: 0 })
    expect(sandbox(strict).conventions(['lint', 'message', '-'], { input: 'feat: search by title' }).code).toBe(1)
  })
  test('from the event, never from the shell', () => {
    const box = sandbox(config)
    const ran = box.conventions(['lint', 'title'], { env: github(box, 'pull_request', { pull_request: { title: '$(touch pwned); %0A::set-env x\n::error::y' } }) })
    expect(ran.code).toBe(1)
    expect(ran.stdout.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(1)
    expect(box.git('status', '--porcelain')).not.toContain('pwned')
  })
  test('GitLab\'s mark of a draft is not a part of the title', () => {
    const env = { GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '1', CI_MERGE_REQUEST_TITLE: 'Draft: feat: search' }
    expect(sandbox(config).conventions(['lint', 'title'], { env }).code).toBe(0)
  })
  test('where no title is told there is nothing to check; where nobody is asked, it says how', () => {
    expect(sandbox(config).conventions(['lint', 'title'], { env: { BITBUCKET_BUILD_NUMBER: '1' } })).toMatchObject({ code: 0, stdout: expect.stringContaining('nothing to check') as string })
    expect(sandbox(config).conventions(['lint', 'title'])).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no title to check here.') as string })
  })
  test('--json', () => {
    const { stdout } = sandbox(config).conventions(['lint', 'title', 'feature: x', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, title: 'feature: x', problems: [{ rule: 'type-enum' }] })
  })
})

describe('lint branch', () => {
  test.each<[string[], number]>([[['feat/search'], 0], [['main'], 0], [['faet/search'], 1]])('%j: exit %d', (args, code) => {
    expect(sandbox(config).conventions(['lint', 'branch', ...args]).code).toBe(code)
  })
  test('this branch, that of the event, or none', () => {
    const box = sandbox(config)
    box.commit('feat: begin')
    box.git('switch', '-q', '-c', 'nonsense')
    expect(box.conventions(['lint', 'branch']).code).toBe(1)
    expect(box.conventions(['lint', 'branch'], { env: github(box, 'pull_request', {}, { GITHUB_HEAD_REF: 'feat/x' }) }).code).toBe(0)
    box.git('switch', '-q', '--detach')
    expect(box.conventions(['lint', 'branch'])).toMatchObject({ code: 2, stderr: expect.stringContaining('No branch is checked out here.') as string })
  })
  test('what was probably meant, in the team\'s words and locale', () => {
    const { stdout } = sandbox('extends: korean\nbranches: { message: 이슈 번호를 붙여 주세요. }\n').conventions(['lint', 'branch', 'faet/x'])
    expect(stdout).toContain('faet/x: 컨벤션과 다릅니다.')
    expect(stdout).toContain('이슈 번호를 붙여 주세요.')
    expect(stdout).toContain('혹시 feat/인가요?')
  })
  test('--json', () => {
    const { stdout } = sandbox(config).conventions(['lint', 'branch', 'x', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, branch: 'x', problems: [{ rule: 'type' }], example: 'feat/ABC-123-search-by-title' })
  })
})

describe('the group', () => {
  const run = (...args: string[]) => sandbox(config).conventions(args)
  test('alone it says what there is', () => {
    expect(run('lint')).toMatchObject({ code: 2, stderr: expect.stringContaining('Choose one of: lint message, lint commits, lint title, lint branch') as string })
    expect(run('lint', '--help')).toMatchObject({ code: 0, stdout: expect.stringMatching(/lint message +Check a commit message/) as string })
    expect(run('help', 'lint', 'title')).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage: conventions lint title [options] [title]') as string })
  })
  test('a word that is none is refused with the nearest', () => {
    expect(run('lint', 'mesage')).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean `lint message`?') as string })
    expect(run('lint', 'message', '--fromat', 'x')).toMatchObject({ code: 2, stderr: expect.stringContaining('`conventions lint message` has no option `--fromat`') as string })
  })
})
