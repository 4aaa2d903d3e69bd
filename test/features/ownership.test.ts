import { expect, test } from 'vitest'
import { ask, detect, mistakes, paths, textAt, type Setting } from './harness.ts'

const owners = { '*': ['@org/team'], 'src/**': ['@user', 'a.b@x.test'], 'my docs/': ['@group/sub/leaf'] }

test.each<[string, unknown, Setting, string[]]>([
  ['nobody', {}, { host: 'github' }, []],
  ['GitHub', { owners }, { host: 'github' }, ['.github/CODEOWNERS']],
  ['GitLab', { owners }, { host: 'gitlab' }, ['.gitlab/CODEOWNERS']],
  ['Bitbucket', { owners }, { host: 'bitbucket' }, ['.bitbucket/CODEOWNERS']],
  ['no host', { owners }, {}, ['CODEOWNERS']],
  ['where it is', { owners }, { host: 'github', files: { 'docs/CODEOWNERS': '* @x' } }, ['docs/CODEOWNERS']],
  ['a path', { owners, path: 'CODEOWNERS' }, { host: 'github' }, ['CODEOWNERS']],
])('%s', (_, options, setting, expected) => {
  const { changes } = ask('ownership', options, setting)
  expect(paths(changes)).toEqual(expected)
  expect(changes.every(({ kind }) => kind === 'seed')).toBe(true)
})

test('the text', () => {
  expect(textAt(ask('ownership', { owners }).changes, 'CODEOWNERS')).toBe('* @org/team\nsrc/** @user a.b@x.test\nmy\\ docs/ @group/sub/leaf\n')
})

test('an existing one is seen and kept', () => {
  expect(detect('ownership', { '.github/CODEOWNERS': '* @x' })).toEqual({ seen: ['.github/CODEOWNERS: who owns what; the file stays yours'], inexpressible: [] })
})

test.each<[unknown, string]>([
  [{ owners: { '*': ['user'] } }, 'owner'], [{ owners: { '*': ['@a b'] } }, 'owner'], [{ owners: { '*': ['@a\n* @evil'] } }, 'owner'], [{ owners: { '*': ['@'] } }, 'owner'],
  [{ owners: { 'a\n* @evil': ['@a'] } }, 'ownedPattern'], [{ owners: { '# x': ['@a'] } }, 'ownedPattern'], [{ owners: { '!a': ['@a'] } }, 'ownedPattern'],
  [{ owners: { '[a]': ['@a'] } }, 'ownedPattern'], [{ owners: { 'a ': ['@a'] } }, 'ownedPattern'], [{ path: '../CODEOWNERS' }, 'repoPath'],
])('%j is refused: %s', (options, code) => {
  expect(mistakes('ownership', options)).toContain(code)
})
