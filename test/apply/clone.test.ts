import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installClone } from '../../src/apply/clone.ts'
import { directory } from './lib/fixture.ts'
import { git, gitEnv, initGit, put, snapshot } from './lib/repository.ts'

const env = { PATH: process.env['PATH'], ...gitEnv }

/** A clone of a repository whose convention has a commit template. */
function clone(config = 'extends: standard\n'): string {
  const root = join(directory(), 'clone')
  initGit(root)
  put(root, 'conventions.config.yaml', config)
  return root
}

const template = (root: string) => git(root, 'config', '--default', 'none', 'commit.template').trim()

test('sets what a clone needs, from below the root too, writes no file, and the second time nothing', async () => {
  const root = clone()
  mkdirSync(join(root, 'packages/one'), { recursive: true })
  await installClone({ cwd: join(root, 'packages/one'), env })
  expect(template(root)).toBe('.gitmessage')
  const after = snapshot(root)
  await installClone({ cwd: root, env })
  expect(snapshot(root)).toEqual(after)
  expect(existsSync(join(root, '.gitmessage'))).toBe(false)
  expect(existsSync(join(root, '.git/conventions'))).toBe(false)
})

test('leaves alone what the owner of the clone set', async () => {
  const root = clone()
  git(root, 'config', 'commit.template', 'mine')
  await installClone({ cwd: root, env })
  expect(template(root)).toBe('mine')
})

test.for([
  ['in CI', (root: string) => ({ cwd: root, env: { ...env, CI: 'true' } })],
  ['while an apply is under way', (root: string) => {
    mkdirSync(join(root, '.git/conventions/running'), { recursive: true })
    return { cwd: root, env }
  }],
] as const)('does nothing %s', async ([, prepare]) => {
  const root = clone()
  await installClone(prepare(root))
  expect(template(root)).toBe('none')
})

test('does nothing outside git, and without a config', async () => {
  const bare = join(directory(), 'none')
  initGit(bare)
  const before = snapshot(bare)
  await installClone({ cwd: bare, env }).catch(() => undefined)
  await installClone({ cwd: directory(), env }).catch(() => undefined)
  expect(snapshot(bare)).toEqual(before)
})
