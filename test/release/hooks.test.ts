import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeWorld, ready, type Fault, type ReleaseWorld } from './world.ts'

const config = (more: string, host = 'github') => ({
  'conventions.config.yaml': `extends: standard\nhost: ${host}\nrelease:\n  timeout: 2\n${more}`, 'package.json': '{ "name": "demo", "version": "0.0.0" }\n', '.gitignore': 'log\n', 'banner.txt': 'none\n',
})
const hooks = (table: Readonly<Record<string, string>>) => `  hooks:\n${Object.entries(table).map(([name, command]) => `    "${name}": ${JSON.stringify(command)}\n`).join('')}`
const names = [
  'before:init', 'after:init', 'before:bump', 'after:bump', 'before:release', 'before:git:release', 'after:git:release', 'before:npm:release', 'after:npm:release',
  'before:github:release', 'after:github:release', 'after:release',
]

describe('hooks by the names of release-it', { timeout: 120_000 }, () => {
  test('run in its order, know the version by variables, and what they change is in the release commit', async () => {
    const world = await makeWorld(config(hooks({
      ...Object.fromEntries(names.map((name) => [name, `echo "${name} \${version} \${tagName} \${latestVersion}" >> log`])), 'after:bump': 'echo "after:bump" >> log; echo "v${version}" > banner.txt',
    })))
    ready(world, 'feat: `touch owned` $(touch owned)')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
    const log = readFileSync(join(world.root, 'log'), 'utf8').trim().split('\n')
    expect(log.map((line) => line.split(' ')[0])).toEqual(names)
    expect(log[0]).toBe('before:init 0.1.0 v0.1.0 0.0.0')
    expect(world.git('show', '--name-only', '--format=', 'v0.1.0^{commit}').split('\n').sort()).toEqual(['CHANGELOG.md', 'banner.txt', 'package.json'])
    expect(world.git('show', 'v0.1.0:banner.txt')).toBe('v0.1.0')
    expect(world.git('status', '--porcelain')).toBe('')
  })

  test('one that fails before the push takes the release back; one after it stops it, and runs again with --resume only', async () => {
    const world = await makeWorld(config(hooks({ 'before:git:release': 'test -e log', 'after:git:release': 'echo x >> log; test "$(wc -l < log)" -ge 3' })))
    ready(world, 'feat: a')
    const head = world.git('rev-parse', 'HEAD')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 2, stderr: expect.stringContaining('failed at "commit"') as string })
    expect([world.git('rev-parse', 'HEAD'), world.state().remote, world.state().dirty]).toEqual([head, ['main'], ''])
    world.write('log', 'x\n')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 2, stderr: expect.stringContaining('stopped at "push"') as string })
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect([world.state().registry, world.state().forge]).toEqual([['0.1.0'], ['v0.1.0']])
  })

  test.each<[string, (world: ReleaseWorld) => Promise<{ code: number, stderr: string }>]>([
    ['fails', async (world) => world.run('release', '--ci')],
    ['was there when a SIGKILL came, and --abort', async (world) => {
      await world.runUntil('Committing', 'SIGKILL', 'release', '--ci')
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const { code, stderr } = await world.run('release', '--abort')
      return { code: code === 0 ? 2 : 9, stderr }
    }],
  ])('what a hook changed before the commit is taken back where it %s, and can be had again; the user\'s own files stay', async (_, stop) => {
    const world = await makeWorld(config(hooks({ 'after:bump': 'echo changed > banner.txt; echo made > "new file.txt"; echo more >> CHANGELOG.md; echo x > mine.txt.new', 'before:git:release': 'sleep 0.7; exit 3' })))
    ready(world, 'feat: a')
    world.write('mine.txt', 'the user\'s own\n')
    const before = [world.git('rev-parse', 'HEAD'), world.git('status', '--porcelain'), readFileSync(join(world.root, 'banner.txt'), 'utf8')]
    const { code, stderr } = await stop(world)
    expect([code, stderr]).toEqual([2, expect.stringMatching(/What hooks or plugins changed \(.*banner\.txt.*\) was taken back as well; `git stash pop`/)])
    expect([world.git('rev-parse', 'HEAD'), world.git('status', '--porcelain'), readFileSync(join(world.root, 'banner.txt'), 'utf8')]).toEqual(before)
    expect(readFileSync(join(world.root, 'mine.txt'), 'utf8')).toBe('the user\'s own\n')
    world.git('stash', 'pop', '-q')
    expect(world.git('status', '--porcelain').split('\n').map((line) => line.slice(2).trim()).sort()).toEqual(['"new file.txt"', 'CHANGELOG.md', 'banner.txt', 'mine.txt', 'mine.txt.new'])
    expect(readFileSync(join(world.root, 'banner.txt'), 'utf8')).toBe('changed\n')
  })
})

describe('what CI says', { timeout: 120_000 }, () => {
  test('a pipeline of GitLab that failed; a newer one of the same branch counts', async () => {
    const world = await makeWorld(config('', 'gitlab'))
    ready(world, 'feat: a')
    world.forge.ci.pipelines.push({ id: 7, ref: 'main', status: 'failed' })
    expect(await world.run('release', '--ci')).toMatchObject({ code: 2, stderr: expect.stringMatching(/CI failed for [0-9a-f]{7}: main #7\./) as string })
    world.forge.ci.pipelines.unshift({ id: 8, ref: 'main', status: 'running' })
    expect((await world.run('release', '--ci')).code).toBe(0)
  })

  test.each<[string, string, string, Fault]>([
    ...([401, 403, 500, 'hang'] as const).map((fault): [string, string, string, Fault] => [`GitHub: ${fault}`, 'github', 'GET /repos/acme/demo/commits/', fault]),
    ['GitHub: 500 for statuses alone', 'github', 'GET /repos/acme/demo/commits/HEAD/status', 500],
    ...([403, 500, 'hang'] as const).map((fault): [string, string, string, Fault] => [`GitLab: ${fault}`, 'gitlab', 'GET /projects/acme/demo/pipelines', fault]),
  ])('nobody knows what CI said (%s): nothing is released unless --no-checks says so', async (_, host, request, fault) => {
    const world = await makeWorld(config('  npm: false\n', host))
    ready(world, 'feat: a')
    world.forge.faults.set(request.replace('HEAD', world.git('rev-parse', 'HEAD')), fault)
    const { code, stderr } = await world.run('release', '--ci')
    expect([code, stderr]).toEqual([2, expect.stringMatching(/It is not known what CI said about [0-9a-f]{7} \(.*--no-checks.*Nothing was changed\./)])
    expect([world.state().remote, world.state().registry, world.state().dirty, world.git('tag')]).toEqual([['main'], [], '', ''])
    expect((await world.run('release', '--ci', '--no-checks')).code).toBe(0)
    expect(world.state().forge).toEqual(['v0.1.0'])
  })

  test('GitLab\'s job token may release and not ask: that is said', async () => {
    const world = await makeWorld(config('', 'gitlab'))
    ready(world, 'feat: a')
    Object.assign(world.env, { GITLAB_TOKEN: undefined, CI_JOB_TOKEN: 'job' })
    world.forge.faults.set('GET /projects/acme/demo/pipelines', 403)
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0, stderr: expect.stringContaining('so nobody was asked') as string })
    expect(world.state().forge).toEqual(['v0.1.0'])
  })

  test('it is not asked where the config says so', async () => {
    const world = await makeWorld(config('  checks: false\n'))
    ready(world, 'feat: a')
    world.forge.ci.checks.push({ name: 'test', conclusion: 'failure' })
    expect((await world.run('release', '--ci')).code).toBe(0)
  })
})

test('a runner of CI that knows nobody: the robot of the host commits', { timeout: 60_000 }, async () => {
  const world = await makeWorld(config(''))
  ready(world, 'feat: a')
  for (const who of ['AUTHOR', 'COMMITTER']) for (const what of ['NAME', 'EMAIL']) Reflect.deleteProperty(world.env, `GIT_${who}_${what}`)
  for (const key of ['user.name', 'user.email']) world.git('config', '--unset', key)
  world.git('config', 'user.useConfigOnly', 'true')
  Object.assign(world.env, { CI: 'true', GITHUB_ACTIONS: 'true' })
  expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
  expect(world.git('log', '-1', '--format=%an %cn', 'v0.1.0')).toBe('github-actions[bot] github-actions[bot]')
})
