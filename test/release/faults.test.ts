import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { base, makeWorld, ready, type Fault, type ReleaseWorld } from './world.ts'

const text = (world: ReleaseWorld, path: string) => readFileSync(join(world.root, path), 'utf8')
const release = (world: ReleaseWorld, ...argv: readonly string[]) => world.run('release', '--ci', ...argv)
const released = (version: string) => ({ remote: ['main', `v${version}`], registry: [version], forge: [`v${version}`], tags: [`v${version}`], dirty: '', ahead: '0' })
const untouched = { remote: ['main'], registry: [], forge: [], tags: [], dirty: '', ahead: '0' }

// What was seen, for people: printed when all is over.
const table: string[][] = [['fault', 'exit', 'remote', 'registry', 'host', 'here', 'then']]
function note(fault: string, code: number | null, { remote, registry, forge, tags, dirty, ahead }: ReturnType<ReleaseWorld['state']>, then: string): void {
  const here = [...tags, ...ahead === '0' ? [] : [`${ahead} commit`], ...dirty === '' ? [] : ['edits']]
  table.push([fault, code === null ? 'killed' : String(code), ...[remote.filter((ref) => ref !== 'main'), registry, forge, here].map((some) => some.join(' ') || '-'), then])
}
afterAll(() => {
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)))
  process.stdout.write(`\n${table.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ').trimEnd()).join('\n')}\n\n`)
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
  ])('%s', async (fault, spoil, expected) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    spoil(world)
    const before = [world.state(), world.git('rev-parse', 'HEAD')]
    const { code, stderr } = await release(world)
    note(fault, code, world.state(), 'nothing had begun')
    expect([code, stderr]).toEqual([2, expect.stringMatching(expected)])
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
    expect(await world.run('release', '--resume')).toMatchObject({ code: 2, stderr: expect.stringContaining('no release to go on with') as string })
  })
})

describe('faults on the way', { timeout: 240_000 }, () => {
  test.each<[string, string]>([
    ['the push is rejected', 'exit 1'], ['the tag is rejected', 'case $1 in refs/tags/*) exit 1;; esac'], ['the branch is protected', 'case $1 in refs/heads/main) exit 1;; esac'],
  ])('%s: nothing is on the remote, everything here is as it was; then it works', async (fault, sh) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    const head = world.git('rev-parse', 'HEAD')
    world.hook('update', sh)
    const failed = await release(world)
    note(fault, failed.code, world.state(), 'taken back; once more: released')
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('failed at "push"') as string })
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
  ])('%s: exit 2, then --resume to the right end', async (name, where, request, fault, step) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    world[where].faults.set(request, fault)
    const stopped = await release(world)
    note(name, stopped.code, world.state(), '--resume: released')
    expect(stopped).toMatchObject({ code: 2, stderr: expect.stringContaining(`stopped at "${step}"`) as string })
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
    const { code } = await release(world)
    note('the upload arrived, but no answer came', code, world.state(), 'it is released')
    expect(code).toBe(0)
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test.each(['Writing files', 'Committing', 'Tagging', 'Pushing', 'Publishing', 'Making the release'])('SIGKILL at "%s": --resume comes to the right end', async (line) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    const code = await world.runUntil(line, 'SIGKILL', 'release', '--ci')
    // What git or npm had begun goes on to its end without us.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    note(`SIGKILL at "${line}"`, code, world.state(), '--resume: released')
    expect(code).toBe(null)
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test.each(['Writing files', 'Committing', 'Tagging'])('SIGINT at "%s": 130, everything as before', async (line) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    const code = await world.runUntil(line, 'SIGINT', 'release', '--ci')
    note(`SIGINT at "${line}"`, code, world.state(), 'taken back')
    expect(code).toBe(130)
    expect(world.state()).toEqual(untouched)
    expect((await world.run('release', '--resume')).code).toBe(2)
  })

  test('SIGINT at "Checking": 130, nothing had begun', async () => {
    const world = await makeWorld({ ...base, 'conventions.config.yaml': 'extends: standard\nrelease: { timeout: 2, before: ["echo >&2 Checking; sleep 5"] }\nhost: github\n' })
    ready(world, 'feat: begin')
    const code = await world.runUntil('Checking', 'SIGINT', 'release', '--ci')
    note('SIGINT at "Checking"', code, world.state(), 'nothing had begun')
    expect([code, world.state()]).toEqual([130, untouched])
  })

  // The remote has it: to take it back would be a lie.
  test.each(['Publishing', 'Making the release'])('SIGINT at "%s": exit 2, it stops, and --resume comes to the right end', async (line) => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    // The host waits, so that it is not done before the signal comes.
    world.forge.faults.set('POST /repos', 'hang')
    const code = await world.runUntil(line, 'SIGINT', 'release', '--ci')
    world.forge.faults.clear()
    note(`SIGINT at "${line}"`, code, world.state(), '--resume: released')
    expect([code, world.state()]).toMatchObject([2, { remote: ['main', 'v0.1.0'], dirty: '', ahead: '0' }])
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test('SIGINT at "Pushing": taken back, or stopped where the remote has it already; never half of it', async () => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    const code = await world.runUntil('Pushing', 'SIGINT', 'release', '--ci')
    const state = world.state()
    note('SIGINT at "Pushing"', code, state, code === 130 ? 'taken back' : '--resume: released')
    if (code === 130) expect(state).toEqual(untouched)
    else expect([code, state.remote]).toEqual([2, ['main', 'v0.1.0']])
    expect((code === 130 ? await release(world) : await world.run('release', '--resume')).code).toBe(0)
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test('the network is gone in mid-push: nothing is there, everything here is as it was', async () => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    const head = world.git('rev-parse', 'HEAD')
    world.hook('pre-receive', 'kill -9 $PPID')
    const { code } = await release(world)
    note('the remote dies in mid-push', code, world.state(), 'taken back; once more: released')
    expect([code, world.state(), world.git('rev-parse', 'HEAD')]).toEqual([2, untouched, head])
    world.hook('pre-receive', undefined)
    expect((await release(world)).code).toBe(0)
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test('the remote is gone when its answer would tell what it has: it stops, and --resume comes to the right end', async () => {
    const world = await makeWorld()
    ready(world, 'feat: begin')
    // Away as soon as it has everything.
    world.hook('post-receive', 'cd .. && mv "$OLDPWD" "$OLDPWD.away"')
    const { code } = await release(world)
    world.comeBack()
    note('the remote is gone right after the push', code, world.state(), '--resume: released')
    expect([code, world.state().remote]).toEqual([2, ['main', 'v0.1.0']])
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(world.state()).toEqual(released('0.1.0'))
  })

  const taking = { ...base, 'conventions.config.yaml': 'extends: standard\nrelease: { timeout: 2, hooks: { "before:npm:release": "node ./take.mjs" } }\nhost: github\n', '.gitignore': 'take.mjs\n' }
  const take = (url: string, head: string) => `import { execFileSync } from 'node:child_process'
const version = { name: 'demo', version: '0.1.0', gitHead: ${head}, dist: {} }
await fetch('${url}/demo', { method: 'PUT', body: JSON.stringify({ name: 'demo', versions: { '0.1.0': version }, 'dist-tags': { latest: '0.1.0' } }) })`

  test('somebody takes the version on the registry between the check and the upload: it is not called ours', async () => {
    const world = await makeWorld(taking)
    ready(world, 'feat: begin')
    world.write('take.mjs', take(world.registry.url, "'0'.repeat(40)"))
    const { code, stderr } = await release(world)
    note('somebody else takes the version meanwhile', code, world.state(), '--resume --no-publish: the rest')
    expect([code, stderr]).toEqual([2, expect.stringContaining('demo@0.1.0 from somebody else')])
    expect((await world.run('release', '--resume')).code).toBe(2)
    expect((await world.run('release', '--resume', '--no-publish')).code).toBe(0)
    expect(world.state()).toEqual(released('0.1.0'))
  })

  test('a workflow that the tag started published it: that is a success', async () => {
    const world = await makeWorld(taking)
    ready(world, 'feat: begin')
    world.write('take.mjs', take(world.registry.url, "execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()"))
    expect((await release(world)).code).toBe(0)
    expect(world.state()).toEqual(released('0.1.0'))
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
