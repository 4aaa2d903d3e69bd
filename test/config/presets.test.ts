import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commitTypes } from '../../src/commits/vocabulary.ts'
import { explain } from '../../src/config/explain.ts'
import { shipped, shippedPresets } from '../../src/config/presets.ts'
import { isData } from '../../src/config/merge.ts'
import { presetName } from '../../src/config/spec.ts'
import { features } from '../../src/features/index.ts'
import { resolveIn } from './helpers.ts'

const folder = readdirSync(new URL('../../presets/conventions/', import.meta.url))

test('a preset is a file of the folder', () => {
  expect(shippedPresets()).toEqual(folder.map((name) => name.replace(/\.yaml$/, '')))
  expect(shippedPresets()).toEqual(expect.arrayContaining(['standard', 'angular', 'gitmoji', 'korean', 'minimal']))
})

test.each(shippedPresets())('%s is valid, says for whom it is, and gives each value an origin in it or what it extends', async (name) => {
  expect(name).toMatch(presetName)
  const { description } = (await shipped(name)).data
  for (const text of isData(description!) ? [description['en'], description['ko']] : []) expect(text).toMatch(/^\S.{10,100}$/)
  expect(description).toEqual({ en: expect.any(String) as string, ko: expect.stringMatching(/[가-힣]/) as string })
  const resolution = await resolveIn(`extends: ${name}`)
  expect(resolution.config.toolkit).not.toBe(false)
  for (const { origin } of explain(resolution)) expect(origin).toMatch(new RegExp(`^(?:default|(?:${shippedPresets().join('|')}):\\d+)$`))
})

const typesOf = async (name: string) => {
  const { commits } = (await resolveIn(`extends: ${name}`)).config
  return commits ? commitTypes(commits) : []
}
const namesOf = async (name: string) => (await typesOf(name)).map((type) => type.name)

test('standard has every feature in its words, and the types of @commitlint/config-conventional', async () => {
  const { data } = await shipped('standard')
  expect(Object.keys(data).sort()).toEqual(['description', ...features.map(({ name }) => name)].sort())
  // https://github.com/conventional-changelog/commitlint/blob/master/@commitlint/config-conventional/src/index.ts
  expect((await namesOf('standard')).sort()).toEqual(['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'])
})

test('angular has the types of its guidelines, and `revert:`', async () => {
  // https://github.com/angular/angular/blob/main/contributing-docs/commit-message-guidelines.md
  expect((await namesOf('angular')).sort()).toEqual(['build', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'test'])
})

test('gitmoji has an emoji for each type, each once', async () => {
  const types = await typesOf('gitmoji')
  expect(types).toHaveLength(75)
  expect(new Set(types.map(({ emoji }) => emoji)).size).toBe(75)
  expect(types.filter(({ bump }) => bump === 'major').map(({ emoji }) => emoji)).toEqual([':boom:'])
  expect(types.filter(({ bump }) => bump === 'minor').map(({ emoji }) => emoji)).toEqual([':sparkles:'])
})

test('korean speaks Korean', async () => {
  const { config } = await resolveIn('extends: korean')
  expect(config.locale).toBe('ko')
  const types = await typesOf('korean')
  expect(types.map(({ name }) => name)).toEqual(await namesOf('standard'))
  for (const { name, title } of types) expect(title, name).toMatch(name === 'ci' ? 'CI' : /^[가-힣 ]+$/)
})

test('minimal touches commits and pull requests only; generators write nothing until they are asked to', async () => {
  const { config } = await resolveIn('extends: minimal')
  expect(Object.entries(config).filter(([, value]) => typeof value === 'object').map(([key]) => key)).toEqual(['toolkit', 'commits', 'pullRequests', 'generators'])
})
