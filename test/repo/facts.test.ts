import { describe, expect, it } from 'vitest'
import { readFacts } from '../../src/repo/facts.ts'
import { memoryRepo } from '../../src/repo/memory.ts'

const origin = (url: string) => readFacts(memoryRepo({}, { remotes: { origin: url } }))

describe('facts', () => {
  it.each([
    ['https://github.com/acme/widget.git', 'github', 'https://github.com/acme/widget'],
    ['git@github.com:acme/widget.git', 'github', 'https://github.com/acme/widget'],
    ['ssh://git@gitlab.com:2222/acme/sub/widget.git', 'gitlab', 'https://gitlab.com/acme/sub/widget'],
    ['https://user:secret@bitbucket.org/acme/widget', 'bitbucket', 'https://bitbucket.org/acme/widget'],
    ['git@gitlab.acme.test:a/위젯.git', 'gitlab', 'https://gitlab.acme.test/a/%EC%9C%84%EC%A0%AF'],
    ['git@github.acme.test:a/b', 'github', 'https://github.acme.test/a/b'],
    ['https://acme.ghe.com/a/b', 'github', 'https://acme.ghe.com/a/b'],
    ['https://git.acme.test/a/b.git', 'none', 'https://git.acme.test/a/b'],
    ['https://notgithub.test/a/b', 'none', 'https://notgithub.test/a/b'],
    ['/srv/git/widget.git', 'none', undefined],
    ['../widget.git', 'none', undefined],
    ['C:/repos/widget', 'none', undefined],
    ['file:///srv/git/widget', 'none', undefined],
  ])('%s is %s', (remote, host, url) => {
    expect(origin(remote)).toMatchObject({ host, url })
  })

  it('takes the files of a forge for a remote that says nothing', () => {
    const remotes = { remotes: { origin: 'https://git.acme.test/a/b' } }
    expect(readFacts(memoryRepo({ '.gitlab-ci.yml': '' }, remotes)).host).toBe('gitlab')
    expect(readFacts(memoryRepo({ 'bitbucket-pipelines.yml': '' }, remotes)).host).toBe('bitbucket')
    expect(readFacts(memoryRepo({ '.github/workflows/ci.yml': '' }, remotes)).host).toBe('github')
  })

  it.each([
    [{ 'package.json': '{}' }, ['javascript'], 'npm', undefined],
    [{ 'package.json': '{}', 'tsconfig.json': '', 'pnpm-lock.yaml': '' }, ['typescript'], 'pnpm', 'pnpm-lock.yaml'],
    [{ 'package.json': '{"devDependencies":{"typescript":"6"}}', 'yarn.lock': '' }, ['typescript'], 'yarn', 'yarn.lock'],
    [{ 'package.json': '\ufeff{"packageManager":"bun@1.4.5"}', 'package-lock.json': '' }, ['javascript'], 'bun', 'package-lock.json'],
    [{ 'package.json': 'not json' }, ['javascript'], 'npm', undefined],
    [{ 'build.gradle.kts': '', 'settings.gradle.kts': '' }, ['kotlin'], undefined, undefined],
    [{ 'go.mod': 'module x' }, ['go'], undefined, undefined],
    [{ 'pyproject.toml': '', 'requirements.txt': '' }, ['python'], undefined, undefined],
    [{}, [], undefined, undefined],
  ])('%j', (files, languages, packageManager, lockFile) => {
    expect(readFacts(memoryRepo(files))).toMatchObject({ languages, packageManager, lockFile })
  })

  it('finds workspace packages by the globs that package managers share', () => {
    const files = {
      'package.json': '{"workspaces":["packages/*","apps/**","tools/cli","!packages/old","../outside"]}',
      'packages/a/package.json': '{}', 'packages/b/package.json': '{}', 'packages/old/package.json': '{}', 'packages/none/x': '',
      'apps/web/package.json': '{}', 'apps/deep/er/package.json': '{}', 'tools/cli/package.json': '{}', 'apps/web/node_modules/x/package.json': '{}',
    }
    const found = ['apps/deep/er', 'apps/web', 'packages/a', 'packages/b', 'tools/cli']
    expect(readFacts(memoryRepo(files)).workspaces).toEqual(found)
    const pnpm = { ...files, 'package.json': '{}', 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - "!packages/old"\n' }
    expect(readFacts(memoryRepo(pnpm)).workspaces).toEqual(['packages/a', 'packages/b'])
  })

  it.each<[globs: string[], found: string[]]>([
    [['.', 'packages/a'], ['packages/a']],
    [['./', './packages/a/', 'packages/./b'], ['packages/a', 'packages/b']],
    [['packages/{a,b}', '!packages/b'], ['packages/a']],
    [['{packages,tools}/*'], ['packages/a', 'packages/b', 'tools/c']],
    [['.git', '.git/hooks', 'packages/.git', '/packages/a', '..', '../x', '', 'C:\\x', 'a\u0000b', 'packages/a{', '!.'], []],
  ])('the root is no workspace package, and hostile globs find nothing: %j', (globs, found) => {
    const files = { 'package.json': JSON.stringify({ workspaces: globs }), 'packages/a/package.json': '{}', 'packages/b/package.json': '{}', 'tools/c/package.json': '{}' }
    expect(readFacts(memoryRepo(files)).workspaces).toEqual(found)
  })

  it('reads the Node that is asked for', () => {
    expect(readFacts(memoryRepo({ 'package.json': '{"engines":{"node":">=20"}}', '.nvmrc': '18' })).node).toBe('>=20')
    expect(readFacts(memoryRepo({ '.nvmrc': 'v22.1.0\n' })).node).toBe('v22.1.0')
    expect(readFacts(memoryRepo({})).node).toBeUndefined()
  })
})
