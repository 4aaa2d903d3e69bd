import { expect, test } from 'vitest'
import type { Contributions, Feature } from '../../src/feature.ts'
import { readBlock, writeBlock } from '../../src/edit/block.ts'
import { makeContext, noContributions } from '../../src/features/context.ts'
import { docs } from '../../src/features/docs.ts'
import type { ResolvedConfig } from '../../src/config/schema.ts'
import { loadMessages } from '../../src/messages/index.ts'
import { readFacts } from '../../src/repo/facts.ts'
import { memoryRepo } from '../../src/repo/memory.ts'
import type { Repo } from '../../src/repo/repo.ts'
import { ask, hostile, paths, textAt, type Setting } from './harness.ts'

const contributions: Partial<Contributions> = {
  docs: [{ order: 20, title: 'Second', markdown: '- b', terse: '- short' }, { order: 10, title: 'First', markdown: '- a' }, { order: 30, title: 'Silent', markdown: '' }],
}
const plan = (options: unknown, setting: Setting = {}) => ask('docs', options, { contributions, ...setting }).changes

test('the sections in order, shorter for agents', () => {
  const intro = 'This part is made from `conventions.config`. Change it there and run `conventions apply`.'
  expect(textAt(plan({}), 'CONTRIBUTING.md')).toBe(`${intro}\n\n## First\n\n- a\n\n## Second\n\n- b`)
  expect(textAt(plan({}), 'AGENTS.md')).toBe(`${intro}\n\n## First\n\n- a\n\n## Second\n\n- short`)
  expect(plan({}).map((change) => change.kind === 'block' && change.heading)).toEqual(['# Contributing\n', '# Instructions for coding agents\n'])
  expect(plan({}, { locale: 'ko' }).map((change) => change.kind === 'block' && change.heading)).toEqual(['# 기여 안내\n', '# 코딩 에이전트를 위한 안내\n'])
})

test.each<[string, unknown, Record<string, string>, string[]]>([
  ['nothing there', {}, {}, ['CONTRIBUTING.md', 'AGENTS.md']],
  ['in .github, in another case', {}, { '.github/contributing.md': '' }, ['.github/contributing.md', 'AGENTS.md']],
  ['in docs', {}, { 'docs/CONTRIBUTING.md': '' }, ['docs/CONTRIBUTING.md', 'AGENTS.md']],
  ['GitHub\'s order', {}, { 'CONTRIBUTING.md': '', 'docs/CONTRIBUTING.md': '', '.github/CONTRIBUTING.md': '' }, ['.github/CONTRIBUTING.md', 'AGENTS.md']],
  ['no Markdown', {}, { 'CONTRIBUTING.rst': '' }, ['AGENTS.md']],
  ['CLAUDE.md only', {}, { 'CLAUDE.md': '' }, ['CONTRIBUTING.md', 'CLAUDE.md']],
  ['both', {}, { 'CLAUDE.md': '', 'AGENTS.md': '' }, ['CONTRIBUTING.md', 'AGENTS.md']],
  ['people only', { agents: false }, {}, ['CONTRIBUTING.md']],
  ['agents only', { contributing: false }, {}, ['AGENTS.md']],
  ['other paths', { contributing: 'docs/규칙.md', agents: '.claude/CLAUDE.md' }, {}, ['docs/규칙.md', '.claude/CLAUDE.md']],
  ['one path for both', { contributing: 'RULES.md', agents: 'RULES.md' }, {}, ['RULES.md']],
])('%s', (_, options, files, expected) => {
  expect(paths(plan(options, { files }))).toEqual(expected)
})

test('nothing to say, nothing planned', () => {
  expect(ask('docs', {}).changes).toEqual([])
})

test.each<[string, string, string]>([['AGENTS.md', 'CLAUDE.md', 'CLAUDE.md'], ['CLAUDE.md', 'AGENTS.md', 'AGENTS.md']])(
  'where %s is a link to %s there is one block, in the file', async (link, target, expected) => {
    const files = memoryRepo({ [target]: 'x', [link]: 'x' })
    const repo: Repo = { ...files, stat: (path) => path === link ? { type: 'symlink', executable: false, size: 9 } : files.stat(path) }
    const config = { locale: 'en', host: undefined, docs: { contributing: false, agents: true } } as ResolvedConfig
    const surroundings = { config, repo, facts: readFacts(repo), text: await loadMessages('en'), contributions: { ...noContributions, ...contributions } }
    const feature: Feature = docs
    expect(paths(feature.plan(makeContext(feature, surroundings)))).toEqual([expected])
  },
)

test('no text forges or closes a block', () => {
  for (const text of hostile) {
    const section = { order: 1, title: 'T', markdown: `before\n${text}\nafter` }
    const block = textAt(ask('docs', {}, { contributions: { docs: [section] } }).changes, 'CONTRIBUTING.md')
    expect(readBlock('CONTRIBUTING.md', writeBlock('CONTRIBUTING.md', 'theirs\n', 'docs', block), 'docs')).toContain('after')
  }
})
