import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ConventionalChangelog } from 'conventional-changelog'
import { describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { makeRepository, type Repository } from '../history/repository.ts'

const yaml = (more = ''): Record<string, string> => ({ 'conventions.config.yaml': `extends: standard\n${more}` })
const remote = (repository: Repository, url = 'https://github.com/acme/demo.git') => repository.git('remote', 'add', 'origin', url)
const read = (repository: Repository, path: string) => readFileSync(join(repository.root, path), 'utf8')
const short = (hash: string) => hash.slice(0, 7)

describe('what a section tells', () => {
  test('types, scopes, breaking changes first, links, tickets, commits that follow no convention', async () => {
    const repository = makeRepository(yaml('commits:\n  ticket: { pattern: "PAY-[0-9]+", url: "https://jira.acme.com/browse/{ticket}" }\n'))
    remote(repository)
    const first = repository.commit('feat: begin')
    repository.git('tag', 'v1.0.0')
    const api = repository.commit('feat(api)!: drop the old *routes* (#7)\n\nCloses #3\n\nBREAKING CHANGE: use `/v2` instead.\n\nIt is the same otherwise.')
    const fix = repository.commit('fix: count again\n\nRefs: PAY-12')
    const free = repository.commit('oops')
    repository.commit('docs: not in it')
    repository.git('tag', '-a', '-m', 'two', 'v2.0.0')
    const url = (hash: string) => `[${short(hash)}](https://github.com/acme/demo/commit/${hash})`
    const { stdout, code } = await repository.run('changelog', '--all')
    expect(code).toBe(0)
    expect(stdout).toBe(`## [2.0.0](https://github.com/acme/demo/compare/v1.0.0...v2.0.0) (2026-01-01)

### ⚠ Breaking changes

- **api:** use \`/v2\` instead.

  It is the same otherwise.

  (${url(api)})

### Features

- **api:** drop the old \\*routes\\* ([#7](https://github.com/acme/demo/pull/7)) (${url(api)}), closes [#3](https://github.com/acme/demo/issues/3)

### Bug fixes

- count again (${url(fix)}) [[PAY-12](https://jira.acme.com/browse/PAY-12)]

### Other changes

- oops (${url(free)})

## 1.0.0 (2026-01-01)

### Features

- begin (${url(first)})
`)
  })

  test('Korean, by the team\'s locale and headings', async () => {
    const repository = makeRepository({ 'conventions.config.yaml': 'extends: korean\n' })
    repository.commit('feat(결제): 카드 추가')
    repository.commit('아무 말')
    expect((await repository.run('changelog')).stdout).toMatch(/^## 미출시\n\n### 새로운 기능\n\n- \*\*결제:\*\* 카드 추가 \(.{7}\)\n\n### 그 밖의 변경\n\n- 아무 말 \(.{7}\)\n$/)
  })

  test.each([
    ['https://gitlab.com/a/b/c.git', 'https://gitlab.com/a/b/c/-/merge_requests/7', 'https://gitlab.com/a/b/c/-/compare/v1.0.0...v1.1.0'],
    ['git@bitbucket.org:a/b.git', 'https://bitbucket.org/a/b/pull-requests/7', 'https://bitbucket.org/a/b/branches/compare/v1.1.0%0Dv1.0.0'],
    ['https://codeberg.org/a/b', 'https://codeberg.org/a/b/pulls/7', 'https://codeberg.org/a/b/compare/v1.0.0...v1.1.0'],
  ])('links of %s', async (url, pull, compare) => {
    const repository = makeRepository(yaml())
    remote(repository, url)
    repository.commit('feat: a')
    repository.git('tag', 'v1.0.0')
    repository.commit('fix: b (#7)')
    repository.git('tag', 'v1.1.0')
    const { stdout } = await repository.run('changelog')
    expect(stdout).toContain(`](${pull})`)
    expect(stdout).toContain(`[1.1.0](${compare})`)
  })

  test('reverts that cancel out are left out, a revert of an earlier release is told, a reverted revert counts for nothing', async () => {
    const repository = makeRepository(yaml())
    const old = repository.commit('feat: old')
    repository.git('tag', 'v1.0.0')
    const a = repository.commit('feat: a')
    repository.commit(`Revert "feat: a"\n\nThis reverts commit ${a}.`)
    const b = repository.commit('feat: b')
    const undone = repository.commit(`Revert "feat: b"\n\nThis reverts commit ${b}.`)
    repository.commit(`Revert "Revert "feat: b""\n\nThis reverts commit ${undone}.`)
    repository.commit(`Revert "feat: old"\n\nThis reverts commit ${old}.`)
    const { stdout } = await repository.run('changelog', '--unreleased', '--json')
    const { sections: [section] } = JSON.parse(stdout) as { sections: { groups: { type: string, entries: { header: string }[] }[] }[] }
    expect(section!.groups.map(({ type, entries }) => [type, entries.map(({ header }) => header)])).toEqual([['feat', ['feat: b']], ['revert', ['Revert "feat: old"']]])
  })

  test('a squash commit is split when asked, each part with the pull request', async () => {
    const message = 'feat: everything (#9)\n\n* feat(a): one\n\n* fix: two\n\nBREAKING CHANGE: no more\n* chore: three'
    const titles = async (more: string) => {
      const repository = makeRepository(yaml(more))
      repository.commit(message)
      return (await repository.run('changelog')).stdout.split('\n').filter((line) => line !== '')
    }
    expect((await titles('changelog: { splitSquash: true }\n')).map((line) => line.replace(/ \([0-9a-f]{7}\)/, ''))).toEqual([
      '## Unreleased', '### ⚠ Breaking changes', '- no more', '### Features', '- **a:** one (#9)', '### Bug fixes', '- two (#9)',
    ])
    expect((await titles('')).filter((line) => /everything/.test(line))).toHaveLength(1)
  })

  test('contributors and who is new; scopes grouped', async () => {
    const repository = makeRepository({ ...yaml('changelog: { scopes: grouped, contributors: true }\n'), '.mailmap': 'Bob Right <bob@example.com> bobby <b@x>\n' })
    repository.commit('feat: a')
    repository.git('tag', '1.0.0')
    repository.commit('feat(ui): b\n\nCo-authored-by: Eve <12+eve@users.noreply.github.com>', {}, 'bobby <b@x>')
    repository.commit('feat(ui): c')
    repository.commit('chore(deps): d', {}, 'renovate[bot] <bot@renovate>')
    const { stdout } = await repository.run('notes')
    expect(stdout.replaceAll(/ \([0-9a-f]{7}\)/g, '')).toContain('## Features\n\n- **ui:**\n  - c\n  - b\n\n## Contributors\n\n- Ada\n- Bob Right (first contribution)\n- Eve (@eve) (first contribution)\n')
  })
})

describe('hostile messages', () => {
  test('nothing in a message is taken for a tag, a separator, a heading or markup', async () => {
    const repository = makeRepository(yaml())
    const messages: (string | Buffer)[] = [
      'fix: a body (HEAD -> main, tag: v9.9.9)\n\n(tag: v8.0.0)\n-hash-\ndeadbeef\n-gitTags-\n (tag: v7.0.0)',
      'fix: scissors\n\n# ------------------------ >8 ------------------------\nfix: injected entry',
      'fix: %x00 \\0 \\x00 &#0; %H %n',
      'fix: <script>alert(1)</script> | a | b | ![x](y) <!-- x',
      'feat!: <details> note\n\nBREAKING CHANGE: <img src=x>\n\n## 9.9.9\n\n```\nunclosed',
      Buffer.from('fix: bad \xff\xfe bytes', 'latin1'),
      `fix: long\n\n${'x #1 '.repeat(200_000)}\n\nBREAKING CHANGE: at the very end`,
      'fix: update @babel/core and `@types/node`',
      '',
    ]
    for (const message of messages) repository.commit(message)
    const { stdout, code } = await repository.run('changelog', '--all')
    expect(code).toBe(0)
    expect(stdout.match(/^## .*/gm)).toEqual(['## Unreleased'])
    expect(stdout).not.toMatch(/compare|injected|(?<!\\)<(script|details|img)|(?<!\\)<!--/)
    expect(stdout).toContain('- %x00 \\\\0 \\\\x00 \\&#0; %H %n')
    // git reads what is no UTF-8 as Latin-1 where it can.
    expect(stdout).toMatch(/bad (ÿþ|\ufffd\ufffd) bytes/)
    expect(stdout).toContain('at the very end')
    expect(stdout).toContain('- update `@babel/core` and `@types/node`')
    // The unclosed fence is closed before anything else follows.
    expect((stdout.match(/^\s*```/gm) ?? []).length % 2).toBe(0)
    expect(stdout.match(/^- /gm)!.length).toBe(10)
  })

  /** What each section tells, in one line: `1.0.0: a b`. */
  const told = async (repository: Repository) => (await repository.run('changelog', '--all')).stdout.split(/^## /m).slice(1)
    .map((section) => `${section.split(/[\s(]/, 1)[0]!}: ${[...section.matchAll(/^- (\S+) \(/gm)].map(([, subject]) => subject).join(' ')}`)

  test('a prerelease whose release is elsewhere is a release here', async () => {
    const repository = makeRepository(yaml())
    repository.commit('feat: a')
    repository.git('tag', 'v2.0.0-rc.1')
    repository.commit('fix: b')
    repository.git('checkout', '-q', '-b', 'next')
    repository.commit('feat: c')
    repository.git('tag', 'v2.0.0')
    expect(await told(repository)).toEqual(['2.0.0: c a b'])
    repository.git('checkout', '-q', 'main')
    expect(await told(repository)).toEqual(['Unreleased: b', '2.0.0-rc.1: a'])
  })

  test('a commit that git prints behind its parent, and a release that is older than one that it contains', async () => {
    const repository = makeRepository(yaml())
    const at = (time: number, subject: string, ...parents: readonly string[]) =>
      execFileSync('git', ['commit-tree', 'HEAD^{tree}', '-m', subject, ...parents.flatMap((parent) => ['-p', parent])], { cwd: repository.root, env: { ...repository.env, GIT_AUTHOR_DATE: `${time} +0000`, GIT_COMMITTER_DATE: `${time} +0000` }, encoding: 'utf8' }).trim()
    const root = repository.commit('feat: root')
    const a = at(2_000_000_900, 'fix: a', root)
    const b = at(2_000_000_100, 'fix: b', a)
    const c = at(2_000_000_800, 'fix: c', a)
    const d = at(2_000_000_990, 'fix: d', c, b)
    const e = at(2_000_000_050, 'fix: e', d)
    repository.git('reset', '-q', '--hard', e)
    const printed = repository.git('log', '--format=%s')
    expect(printed.indexOf('fix: a')).toBeLessThan(printed.indexOf('fix: b'))
    repository.git('tag', 'v1.0.0', a)
    repository.git('tag', 'v1.1.0', e)
    expect(await told(repository)).toEqual(['1.1.0: e c b', '1.0.0: root a'])
  })

  test('ten thousand tags', async () => {
    const repository = makeRepository(yaml())
    const hash = repository.commit('feat: a')
    execFileSync('git', ['update-ref', '--stdin'], { cwd: repository.root, input: Array.from({ length: 10_000 }, (_, n) => `create refs/tags/0.${n}.0 ${hash}\n`).join('') })
    repository.commit('fix: b')
    const { stdout, code } = await repository.run('changelog', '--unreleased', '--json')
    expect([code, (JSON.parse(stdout) as { sections: { previous: string }[] }).sections[0]!.previous]).toEqual([0, '0.9999.0'])
  })

  test('a shallow clone says so, with what to do', async () => {
    const repository = makeRepository(yaml())
    repository.commit('feat: a')
    repository.commit('fix: b')
    const clone = makeRepository()
    clone.git('fetch', '-q', '--depth', '1', `file://${repository.root}`, 'main')
    clone.git('reset', '-q', '--hard', 'FETCH_HEAD')
    const { stderr, code } = await clone.run('changelog')
    expect([code, stderr]).toEqual([0, expect.stringContaining('git fetch --unshallow --tags')])
  })

  test.each<[string, string[], RegExp]>([
    ['no such revision', ['changelog', '--from', 'v9'], /no commit, tag or branch "v9"/],
    ['an option as a revision', ['changelog', '--from=--output=x'], /no commit, tag or branch "--output=x"/],
    ['no such version', ['notes', '1.0.1'], /no release "1\.0\.1".*`1\.0\.0`/],
    ['no such package', ['changelog', '--package', 'x'], /no workspace package "x"/],
  ])('%s', async (_, argv, expected) => {
    const repository = makeRepository(yaml())
    repository.commit('feat: a')
    repository.git('tag', 'v1.0.0')
    const { code, stderr } = await repository.run(...argv)
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)])
    expect(existsSync(join(repository.root, 'x'))).toBe(false)
  })

  test('no commit yet; no repository', async () => {
    const repository = makeRepository(yaml())
    expect(await repository.run('changelog')).toMatchObject({ code: 2, stderr: expect.stringContaining('no commit yet') as string })
  })
})

describe('--write', () => {
  test('writes what is missing, once, and undo takes it back', async () => {
    const repository = makeRepository({ ...yaml(), 'CHANGELOG.md': '# Our changes\n\nBy hand.\n\n## 1.0.0\n\nThe first one, edited.\n' })
    repository.commit('feat: a')
    repository.git('tag', 'v1.0.0')
    repository.commit('fix: b')
    repository.git('tag', 'v1.0.1')
    const before = read(repository, 'CHANGELOG.md')
    expect((await repository.run('changelog', '--write', '--dry-run', '--yes')).code).toBe(0)
    expect(read(repository, 'CHANGELOG.md')).toBe(before)
    expect(await repository.run('changelog', '--write', '--yes')).toMatchObject({ code: 0, stdout: expect.stringContaining('CHANGELOG.md: 1.0.1.') as string })
    expect(read(repository, 'CHANGELOG.md')).toMatch(/^# Our changes\n\nBy hand\.\n\n## 1\.0\.1 \(2026-01-01\)\n\n### Bug fixes\n\n- b \(.{7}\)\n\n## 1\.0\.0\n\nThe first one, edited\.\n$/)
    expect((await repository.run('changelog', '--write', '--yes')).stdout).toContain('is up to date')
    await repository.run('undo', '--yes')
    expect(read(repository, 'CHANGELOG.md')).toBe(before)
  })

  test('notes as a draft: what people wrote stays', async () => {
    const repository = makeRepository(yaml())
    repository.commit('feat: a')
    await repository.run('notes', '--draft', 'notes.md', '--yes')
    expect(read(repository, 'notes.md')).toMatch(/^## Highlights\n\nWrite here[^]*<!-- conventions:notes [^]*## Features\n\n- a/)
    repository.write('notes.md', read(repository, 'notes.md').replace(/Write here.*/, 'It is faster.'))
    repository.commit('feat: b')
    await repository.run('notes', '--draft', 'notes.md', '--yes', '--allow-dirty')
    expect(read(repository, 'notes.md')).toMatch(/^## Highlights\n\nIt is faster\.\n\n<!--[^]*- b \(/)
  })
})

test('a package of a monorepo: its tags, its folder', async () => {
  const repository = makeRepository({ ...yaml(), 'package.json': '{"workspaces":["packages/*"]}', 'packages/a/package.json': '{"name":"@acme/a"}', 'packages/b/package.json': '{"name":"b"}' })
  repository.commit('feat: both')
  repository.git('tag', '@acme/a@1.0.0')
  repository.commit('fix: in a', { 'packages/a/x': '' })
  repository.commit('fix: in b', { 'packages/b/x': '' })
  expect((await repository.run('changelog', '--package', '@acme/a', '--all')).stdout.replaceAll(/ \([0-9a-f]{7}\)/g, '')).toBe('## Unreleased\n\n### Bug fixes\n\n- in a\n\n## 1.0.0 (2026-01-01)\n\n### Features\n\n- both\n')
  expect((await repository.run('changelog', '--package', 'packages/b')).stdout).toContain('- in b')
})

// What stock conventional-changelog gets wrong is not in it: it loses the commit's hash where a footer follows a BREAKING CHANGE.
test('a preset of conventional-changelog gives on a linear history what conventional-changelog gives, byte by byte', async () => {
  const repository = makeRepository({ ...yaml('changelog: { preset: conventionalcommits, prereleases: own }\n'), '.gitignore': 'node_modules\n', 'package.json': '{"name":"demo","version":"2.0.0-beta.1"}' })
  remote(repository)
  mkdirSync(join(repository.root, 'node_modules'))
  for (const name of ['conventional-changelog-conventionalcommits', '@conventional-changelog']) symlinkSync(inRoot(`node_modules/${name}`), join(repository.root, 'node_modules', name))
  const messages = ['feat: a', 'fix(core): b, closes #1', 'feat(api)!: c\n\nCloses #2\n\nBREAKING CHANGE: gone', 'docs: d', 'no convention', 'perf: e (#12)', 'fix: f\n\nrefs #4, acme/other#5', 'feat: g @user']
  messages.forEach((message, index) => {
    repository.commit(message)
    if (index % 3 === 2) repository.git('tag', `v1.${index}.0`)
  })
  repository.git('tag', 'v2.0.0-beta.1')
  const stock = new ConventionalChangelog(repository.root).readPackage().readRepository().loadPreset('conventionalcommits').options({ releaseCount: 0 })
  let expected = ''
  for await (const chunk of stock.write()) expected += chunk
  // The preset's template begins with an empty line, which no document of ours does.
  expect((await repository.run('changelog', '--all')).stdout).toBe(expected.trimStart())
})
