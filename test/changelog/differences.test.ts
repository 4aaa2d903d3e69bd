import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { compareWithStock } from '../../scripts/lib/differences.ts'
import { makeRepository } from '../history/repository.ts'

const folder = (): string => {
  const made = mkdtempSync(join(realpathSync(tmpdir()), 'conventions-differences-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return join(made, 'clone')
}

// `npm run differences -- <clone>…` lists them for public histories.
test('beside stock conventional-changelog: each commit once, each difference with its reason', { timeout: 60_000 }, async () => {
  const repository = makeRepository({ '.gitignore': 'node_modules\n' })
  repository.commit('feat: begin')
  repository.git('tag', 'v1.0.0')
  const footer = repository.commit('feat: lost\n\nBREAKING CHANGE: all of it\n\ncloses #1')
  repository.git('checkout', '-q', '-b', '1.x')
  const line = repository.commit('fix: on the line')
  repository.git('tag', 'v1.0.1')
  repository.git('checkout', '-q', 'main')
  repository.commit('feat: two')
  repository.git('tag', 'v2.0.0-beta.1')
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge 1.x', '1.x')
  repository.commit('fix: three')
  repository.git('tag', 'v2.0.0')
  repository.commit('fix: not released')
  const { told, doubled, stockDoubled, differences } = await compareWithStock(repository.root, folder())
  expect([told, doubled]).toEqual([6, []])
  expect(stockDoubled).toBeGreaterThan(0)
  const known = new Map(differences.map((one) => [one.hash, one]))
  expect(known.get(line)).toMatchObject({ ours: ['1.0.1'], reason: 'twice' })
  expect(known.get(footer)).toMatchObject({ ours: ['1.0.1'], reason: 'unlinked' })
  expect(differences.filter(({ reason }) => reason === 'unexplained')).toEqual([])
})

test('no difference on a line of commits', { timeout: 60_000 }, async () => {
  const repository = makeRepository()
  for (let at = 1; at <= 12; at += 1) {
    repository.commit(`${['feat', 'fix', 'docs', 'perf'][at % 4]!}${at % 3 === 0 ? '(core)' : ''}: number ${at}${at === 5 ? '\n\nBREAKING CHANGE: gone' : ''}`)
    if (at % 4 === 0) repository.git('tag', `v1.${at}.0`)
  }
  expect(await compareWithStock(repository.root, folder())).toMatchObject({ doubled: [], stockDoubled: 0, differences: [] })
})
