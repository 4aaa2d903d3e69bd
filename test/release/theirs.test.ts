import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { base, makeWorld, ready, type ReleaseWorld } from './world.ts'

describe('files of theirs that git does not know', { timeout: 120_000 }, () => {
  test('one that a release writes into is as it was where the push is rejected', async () => {
    const world = await makeWorld()
    ready(world, 'feat: a')
    world.write('CHANGELOG.md', '# Changelog\n\nWritten by hand, and not committed yet.\n')
    world.hook('update', 'exit 1')
    const before = readFileSync(join(world.root, 'CHANGELOG.md'), 'utf8')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 2 })
    expect(existsSync(join(world.root, 'CHANGELOG.md')) && readFileSync(join(world.root, 'CHANGELOG.md'), 'utf8')).toBe(before)
    expect(world.git('status', '--porcelain')).toBe('?? CHANGELOG.md')
  })

  test('a lock file that is ignored stays out of it', async () => {
    const lock = '{\n  "name": "demo",\n  "version": "0.0.0",\n  "packages": { "": { "version": "0.0.0" } }\n}\n'
    const world = await makeWorld({ ...base, '.gitignore': 'package-lock.json\n' })
    world.write('package-lock.json', lock)
    ready(world, 'feat: a')
    expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
    expect(world.git('show', '--name-only', '--format=', 'v0.1.0^{commit}').split('\n').sort()).toEqual(['CHANGELOG.md', 'package.json'])
    expect([readFileSync(join(world.root, 'package-lock.json'), 'utf8'), world.git('status', '--porcelain')]).toEqual([lock, ''])
  })
})

describe('what they did since a release was killed', { timeout: 120_000 }, () => {
  const killed = async (line: string, refused = false) => {
    const world = await makeWorld()
    ready(world, 'feat: a')
    if (refused) world.hook('update', 'exit 1')
    await world.runUntil(line, 'SIGKILL', 'release', '--ci')
    // What git had begun goes on to its end without us.
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return world
  }

  test.each(['Committing', 'Pushing'])('a commit of theirs on top stays (%s)', async (line) => {
    const world = await killed(line)
    world.git('stash', '--include-untracked')
    const mine = world.commit('fix: theirs', { 'mine.txt': 'mine\n' })
    const before = [world.state(), mine]
    for (const how of line === 'Committing' ? ['--resume'] : ['--resume', '--abort']) {
      expect(await world.run('release', how)).toMatchObject({ code: 2, stderr: expect.stringContaining('that is not what is checked out') as string })
      expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
    }
    // As it says: theirs on a branch of its own, and back.
    world.git('branch', 'theirs')
    world.git('reset', '-q', '--hard', 'HEAD~1')
    expect(await world.run('release', '--resume')).toMatchObject({ code: 0 })
    expect(world.git('log', '--format=%s', '-1', 'theirs')).toBe('fix: theirs')
  })

  test('another branch is not moved, and nothing is published from it', async () => {
    const world = await killed('Pushing', true)
    world.git('checkout', '-q', '-b', 'topic', 'HEAD~1')
    const before = [world.state(), world.git('rev-parse', 'topic', 'main')]
    for (const how of ['--resume', '--abort']) expect(await world.run('release', how)).toMatchObject({ code: 2, stderr: expect.stringContaining('that is not what is checked out') as string })
    expect([world.state(), world.git('rev-parse', 'topic', 'main')]).toEqual(before)
    world.git('checkout', '-q', '--detach', 'main')
    expect(await world.run('release', '--abort')).toMatchObject({ code: 2 })
    world.git('checkout', '-q', 'main')
    expect(await world.run('release', '--abort')).toMatchObject({ code: 0 })
    expect([world.state().tags, world.git('rev-parse', 'main')]).toEqual([[], world.git('rev-parse', 'topic')])
  })

  test.each<[string, (world: ReleaseWorld) => void]>([
    ['before the commit', (world) => world.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n')], ['after it', (world) => world.hook('update', 'exit 1')],
  ])('where CI has a commit checked out and no branch, what failed %s is taken back too', async (_, spoil) => {
    const world = await makeWorld()
    ready(world, 'feat: a')
    world.git('checkout', '-q', '--detach')
    world.git('branch', '-q', '-D', 'main')
    spoil(world)
    execFileSync('chmod', ['-R', '+x', join(world.root, '.git/hooks')])
    Object.assign(world.env, { CI_COMMIT_BRANCH: 'main' })
    const before = [world.state(), world.git('rev-parse', 'HEAD')]
    expect(await world.run('release', '--ci')).toMatchObject({ code: 2, stderr: expect.stringContaining('everything here is as it was before') as string })
    expect([world.state(), world.git('rev-parse', 'HEAD')]).toEqual(before)
  })
})
