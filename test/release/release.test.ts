import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { base, makeWorld, ready, type Fault, type ReleaseWorld } from './world.ts'

const text = (world: ReleaseWorld, path: string) => readFileSync(join(world.root, path), 'utf8')
const release = (world: ReleaseWorld, ...argv: readonly string[]) => world.run('release', '--ci', ...argv)
const released = (version: string) => ({ remote: ['main', `v${version}`], registry: [version], forge: [`v${version}`], tags: [`v${version}`], dirty: '', ahead: '0' })
const untouched = { remote: ['main'], registry: [], forge: [], tags: [], dirty: '', ahead: '0' }

describe('the way of a version', { timeout: 120_000 }, () => {
  test('first release, then prereleases, then graduated; a dry run changes nothing', async () => {
    const world = await makeWorld()
    ready(world, 'feat: begin', 'docs: words')
    const dry = await release(world, '--dry-run')
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringMatching(/Release demo 0\.1\.0 \(first release\)[^]*adds +[0-9a-f]{7} {2}feat: begin[^]*package\.json[^]*git push --atomic origin main v0\.1\.0[^]*npm publish --tag latest/)])
    expect([world.state(), world.registry.requests, world.forge.requests]).toEqual([untouched, [], []])
    expect(await release(world)).toMatchObject({ code: 0 })
    expect(world.state()).toEqual(released('0.1.0'))
    expect(JSON.parse(text(world, 'package.json'))).toMatchObject({ version: '0.1.0' })
    expect(text(world, 'CHANGELOG.md')).toMatch(/^# Changelog\n\n## 0\.1\.0 \(\d{4}-\d\d-\d\d\)\n\n### Features\n\n- begin/)
    expect(world.git('log', '-1', '--format=%s')).toBe('chore(release): 0.1.0')
    expect(await release(world)).toMatchObject({ code: 0, stdout: expect.stringContaining('calls for a release') as string })

    ready(world, 'feat!: other')
    expect((await release(world, '--preid', 'beta')).code).toBe(0)
    ready(world, 'fix: once more')
    expect((await release(world, '--preid', 'beta')).code).toBe(0)
    expect(world.registry.tags('demo')).toEqual({ latest: '0.1.0', beta: '0.2.0-beta.2' })
    expect((await release(world)).code).toBe(0)
    expect(world.registry.versions('demo')).toEqual(['0.1.0', '0.2.0-beta.1', '0.2.0-beta.2', '0.2.0'])
    expect(world.forge.releases.map(({ tag_name: tag, prerelease }) => [tag, prerelease])).toEqual([['v0.1.0', false], ['v0.2.0-beta.1', true], ['v0.2.0-beta.2', true], ['v0.2.0', false]])
    // The release tells everything since the last release.
    const body = world.forge.releases.at(-1)!.body!
    expect([body.includes('other'), body.includes('once more')]).toEqual([true, true])
  })

  test('a hotfix on 1.x; what does not belong there is refused', async () => {
    const world = await makeWorld()
    ready(world, 'feat: a')
    await release(world, '--increment', '1.0.0')
    world.git('branch', '1.x')
    ready(world, 'feat!: two')
    await release(world)
    world.git('checkout', '-q', '1.x')
    ready(world, 'fix: urgent')
    expect((await release(world)).code).toBe(0)
    expect(world.registry.tags('demo')).toEqual({ 'latest': '2.0.0', 'release-1.x': '1.0.1' })
    ready(world, 'feat!: not here')
    expect(await release(world)).toMatchObject({ code: 2, stderr: expect.stringContaining('maintenance line 1.x') as string })
  })

  test('independent packages: those that changed and those that depend on them', async () => {
    const world = await makeWorld({
      'conventions.config.yaml': 'extends: standard\nrelease: { packages: independent, timeout: 2 }\nhost: github\n',
      'package.json': '{"private":true,"workspaces":["packages/*"]}',
      'packages/core/package.json': '{"name":"core","version":"1.0.0"}', 'packages/app/package.json': '{"name":"app","version":"1.0.0","dependencies":{"core":"^1.0.0"}}',
      'packages/other/package.json': '{"name":"other","version":"1.0.0"}',
    })
    world.commit('feat: begin')
    for (const name of ['core', 'app', 'other']) world.git('tag', `${name}@1.0.0`)
    world.commit('feat: more', { 'packages/core/x': '' })
    ready(world)
    world.git('push', '-q', '--tags', 'origin')
    expect((await release(world)).code).toBe(0)
    expect([world.registry.versions('core'), world.registry.versions('app'), world.registry.versions('other')]).toEqual([['1.1.0'], ['1.0.1'], []])
    expect(JSON.parse(text(world, 'packages/app/package.json'))).toMatchObject({ version: '1.0.1', dependencies: { core: '^1.1.0' } })
    expect(text(world, 'packages/core/CHANGELOG.md')).toContain('- more')
    expect(world.state().forge).toEqual(['core@1.1.0', 'app@1.0.1'])
  })

  test('a repository without package.json, on GitLab', async () => {
    const world = await makeWorld({
      'conventions.config.yaml': 'extends: standard\nhost: gitlab\nrelease: { files: [gradle.properties, { path: README.md, pattern: "version (\\\\S+)" }] }\n',
      'gradle.properties': '# x\nversion = 0.9.0\ngroup=a\n', 'README.md': 'This is version 0.9.0 of it\n',
    })
    ready(world, 'feat: begin')
    expect((await release(world)).code).toBe(0)
    expect([text(world, 'gradle.properties'), text(world, 'README.md')]).toEqual(['# x\nversion = 0.9.0\ngroup=a\n', 'This is version 0.9.0 of it\n'])
    ready(world, 'fix: b')
    expect((await release(world)).code).toBe(0)
    expect([text(world, 'gradle.properties'), text(world, 'README.md')]).toEqual(['# x\nversion = 0.9.1\ngroup=a\n', 'This is version 0.9.1 of it\n'])
    expect([world.forge.releases.map((one) => [one.tag_name, /^- b\b(?!egin)/m.test(one.description ?? '')]), world.registry.requests]).toEqual([[['v0.9.0', false], ['v0.9.1', true]], []])
  })

  test('by a pull request: proposed, kept up to date, released when it is merged', async () => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    expect(await release(world, '--pr')).toMatchObject({ code: 0, stdout: expect.stringContaining('https://forge/1') as string })
    ready(world, 'fix: more')
    expect((await release(world, '--pr')).code).toBe(0)
    expect(world.forge.proposals).toMatchObject([{ title: 'chore(release): 0.1.0', head: 'release/main', base: 'main', body: expect.stringContaining('- more') as string }])
    expect({ ...world.state(), remote: [] }).toEqual({ ...untouched, remote: [] })
    // Squashed by the host.
    world.git('fetch', '-q')
    world.git('merge', '-q', '--squash', 'origin/release/main')
    world.git('commit', '-q', '-m', 'chore(release): 0.1.0 (#1)')
    world.git('push', '-q', 'origin', 'main')
    expect((await release(world, '--pr')).code).toBe(0)
    expect(world.state()).toEqual({ ...released('0.1.0'), remote: ['main', 'release/main', 'v0.1.0'] })
  })
})

describe('what can be known before is checked before: nothing is changed', { timeout: 120_000 }, () => {
  test.each<[string, (world: ReleaseWorld) => void, RegExp]>([
    ['an edit', (world) => world.write('package.json', '{}'), /not committed: package\.json/],
    ['not pushed', (world) => void world.commit('fix: local'), /is not what origin has/],
    ['another branch', (world) => void world.git('checkout', '-q', '-b', 'topic'), /Nothing is released from topic/],
    ['the tag is on the remote', (world) => void world.remote('tag', 'v0.1.0', 'main'), /tag v0\.1\.0 is there already \(on origin\)/],
    ['the version is taken', (world) => world.registry.put('demo', '0.1.0'), /The registry has demo@0\.1\.0 already/],
    ['the registry gives no answer', (world) => world.registry.faults.set('GET /demo', 'late'), /no answer from http/],
    ['a check of CI failed', (world) => void world.forge.ci.checks.push({ name: 'test', status: 'completed', conclusion: 'failure' }, { name: 'release', status: 'in_progress', conclusion: null }), /CI failed for [0-9a-f]{7}: test\./],
    ['a status failed', (world) => void world.forge.ci.statuses.push({ context: 'ci/build', state: 'error' }), /CI failed for [0-9a-f]{7}: ci\/build\./],
    ['nobody is known to git', (world) => {
      for (const who of ['AUTHOR', 'COMMITTER']) for (const what of ['NAME', 'EMAIL']) Reflect.deleteProperty(world.env, `GIT_${who}_${what}`)
      world.git('config', '--unset', 'user.name')
      world.git('config', '--unset', 'user.email')
      world.git('config', 'user.useConfigOnly', 'true')
    }, /does not know who releases/],
    ['registry down', (world) => world.registry.faults.set('GET /demo', 500), /answered 500/],
    ['no login', (world) => world.registry.faults.set('GET /-/whoami', 401), /no login/],
    ['API 401', (world) => world.forge.faults.set('GET /repos', 401), /answered 401.*The token is not valid/],
    ['API 403', (world) => world.forge.faults.set('GET /repos', 403), /answered 403.*may not do this/],
    ['API 500', (world) => world.forge.faults.set('GET /repos', 500), /answered 500/],
    ['API timeout', (world) => world.forge.faults.set('GET /repos', 'hang'), /no answer from http/],
    ['no token', (world) => void Reflect.deleteProperty(world.env, 'GITHUB_TOKEN'), /no token for github\.com/],
  ])('%s', async (_, spoil, expected) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    spoil(world)
    const before = [world.state(), world.git('rev-parse', 'HEAD')]
    const { code, stderr } = await release(world)
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)])
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
    expect(await world.run('release', '--resume')).toMatchObject({ code: 2, stderr: expect.stringContaining('no release to go on with') as string })
  })
})

describe('faults on the way', { timeout: 240_000 }, () => {
  test.each<[string, string]>([
    ['the push is rejected', 'exit 1'], ['the tag is rejected', 'case $1 in refs/tags/*) exit 1;; esac'], ['the branch is protected', 'case $1 in refs/heads/main) exit 1;; esac'],
  ])('%s: nothing is on the remote, everything here is as it was; then it works', async (_, sh) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    const head = world.git('rev-parse', 'HEAD')
    world.hook('update', sh)
    expect(await release(world)).toMatchObject({ code: 2, stderr: expect.stringContaining('failed at "push"') as string })
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual([untouched, head])
    world.hook('update', undefined)
    expect((await release(world)).code).toBe(0)
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test.each<[string, 'registry' | 'forge', string, Fault, string]>([
    ['registry down at the upload', 'registry', 'PUT /demo', 500, 'publish'],
    ['network gone in mid-upload', 'registry', 'PUT /demo', 'cut', 'publish'],
    ['API 401 after the push', 'forge', 'POST /repos', 401, 'forge'], ['API 403 after the push', 'forge', 'POST /repos', 403, 'forge'],
    ['API 500 after the push', 'forge', 'POST /repos', 500, 'forge'], ['API timeout after the push', 'forge', 'POST /repos', 'hang', 'forge'],
    ['the release was made, but no answer came', 'forge', 'POST /repos', 'late', 'forge'],
  ])('%s: exit 2, then --resume to the right end', async (_, where, request, fault, step) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    world[where].faults.set(request, fault)
    expect(await release(world)).toMatchObject({ code: 2, stderr: expect.stringContaining(`stopped at "${step}"`) as string })
    expect(world.state()).toMatchObject({ remote: ['main', 'v0.1.0'], dirty: '', ahead: '0' })
    expect(await release(world)).toMatchObject({ code: 2, stderr: expect.stringContaining('--resume') as string })
    expect(await world.run('release', '--abort')).toMatchObject({ code: 2 })
    world[where].faults.clear()
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test('the upload arrived, but no answer came: that is a success', async () => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    world.registry.faults.set('PUT /demo', 'late')
    expect((await release(world)).code).toBe(0)
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test.each(['Writing files', 'Committing', 'Tagging', 'Pushing', 'Publishing', 'Making the release'])('SIGKILL at "%s": --resume comes to the right end', async (line) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    expect(await world.runUntil(line, 'SIGKILL', 'release', '--ci')).toBe(null)
    // What git or npm had begun goes on to its end without us.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test.each(['Writing files', 'Committing', 'Tagging'])('SIGINT at "%s": 130, everything as before', async (line) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    expect(await world.runUntil(line, 'SIGINT', 'release', '--ci')).toBe(130)
    expect(world.state()).toEqual(untouched)
  })

  test('SIGKILL, then --abort: everything as before', async () => {
    const world = await makeWorld({ ...base, 'CHANGELOG.md': '# Mine\n' })
    ready(world, 'feat: begin')
    await world.runUntil('Tagging', 'SIGKILL', 'release', '--ci')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await world.run('release', '--abort')).toMatchObject({ code: 0 })
    expect([world.state(), text(world, 'CHANGELOG.md')]).toEqual([untouched, '# Mine\n'])
  })
})
