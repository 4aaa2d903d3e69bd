import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { base, makeWorld, ready } from './world.ts'

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
