import { expect, test } from 'vitest'
import { explain } from '../../src/config/explain.ts'
import { resolveIn } from './helpers.ts'

async function originsOf(files: string | Readonly<Record<string, string>>): Promise<Record<string, string>> {
  return Object.fromEntries(explain(await resolveIn(files)).map(({ path, origin }) => [path, origin]))
}

test('each value names the layer and the line that it comes from', async () => {
  const origins = await originsOf({
    'conventions.config.yaml': 'extends: [standard, ./team.yaml]\ncommits:\n  types:\n    feat:\n      bump: major\n    wip: { title: Work }\n  ignore:\n    - b\n',
    'team.yaml': 'locale: ko\ncommits:\n  types:\n    feat: { title: Feature, bump: patch }\n    chore: false\n  ignore: [a]\n',
  })
  expect(origins).toMatchObject({
    'locale': './team.yaml:1',
    'commits.types.feat.title': './team.yaml:4',
    'commits.types.feat.bump': 'conventions.config.yaml:5',
    'commits.types.wip.title': 'conventions.config.yaml:6',
    'commits.types.chore': './team.yaml:5',
    'commits.ignore': 'conventions.config.yaml:7',
    'commits.format': 'default',
    'commits.header.maxLength': 'default',
    'ownership': expect.stringMatching(/^standard:\d+$/) as string,
  })
  expect(origins['commits.types.fix']).toMatch(/^standard:\d+$/)
  expect(origins).not.toHaveProperty(['commits.types.feat'])
})

test('what was switched off leaves no origins behind', async () => {
  const { origins } = await resolveIn('extends: standard\ncommits: false')
  expect([...origins.keys()].filter((path) => path.startsWith('commits'))).toEqual(['commits'])
  expect(origins.get('commits')?.source.name).toBe('conventions.config.yaml')
})

test('the values are those of the config, a list as one', async () => {
  const resolution = await resolveIn('extends: []\nissues: { labels: { bug: [a, b] } }')
  expect(explain(resolution)).toContainEqual({ path: 'issues.labels.bug', value: ['a', 'b'], origin: 'conventions.config.yaml:2' })
  expect(explain(resolution)).toContainEqual({ path: 'commits', value: false, origin: 'default' })
})

test('JSON has lines too', async () => {
  const origins = await originsOf({ 'conventions.config.json': '{\n  "issues": {\n    "bug": false\n  }\n}' })
  expect(origins['issues.bug']).toBe('conventions.config.json:3')
})
