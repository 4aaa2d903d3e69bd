import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeWorld, ready, type ReleaseWorld } from './world.ts'

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

  test('takes the place of what was written of it before', async () => {
    const world = await makeWorld()
    world.commit('feat: begin')
    expect((await world.run('changelog', '--unreleased', '--write', '--yes')).code).toBe(0)
    expect(text(world, 'CHANGELOG.md')).toMatch(/^# Changelog\n\n<!-- .* -->\n## Unreleased\n\n### Features\n\n- begin/)
    world.git('add', '-A')
    ready(world, 'docs: what comes')
    expect(await release(world)).toMatchObject({ code: 0 })
    expect(text(world, 'CHANGELOG.md')).toMatch(/^# Changelog\n\n## 0\.1\.0 \(.*\)\n\n### Features\n\n- begin \([^)]*\)\)?\n$/)
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
