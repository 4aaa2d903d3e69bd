import { expect, test } from 'vitest'
import { lookAround, type Look } from '../../src/history/look.ts'
import { makeRepository, type Repository } from './repository.ts'

/** What is seen, with the subjects of the commits that git printed meanwhile. */
async function look({ root, env }: Repository, more: Readonly<Record<string, string>> = {}) {
  const { head, tags, log }: Look = await lookAround({ cwd: root, env: { ...env, ...more } })
  const subjects: string[] = []
  await log?.each(({ header }) => { subjects.push(header) })
  log?.stop()
  return { head, tags: tags.map(({ name }) => name).toSorted(), from: log?.from, subjects }
}

test('the commits since the highest release come along, whatever kind its tag is', async () => {
  const repository = makeRepository()
  const first = repository.commit('feat: one')
  repository.git('tag', 'v1.9.0')
  const second = repository.commit('feat: two')
  repository.git('tag', '-a', '-m', 'ten', 'v1.10.0')
  repository.git('tag', 'v2.0.0-beta.1')
  for (const other of ['pkg@9.0.0', 'v3', 'v1.11', '2.0.0.1', 'v9.9.x']) repository.git('tag', other, first)
  const head = repository.commit(`fix: three\t${'x'.repeat(70_000)}\n\nbody`)
  expect(await look(repository)).toEqual({
    head: { hash: head, subjects: [`fix: three\t${'x'.repeat(70_000)}`] }, from: second, subjects: [`fix: three\t${'x'.repeat(70_000)}`],
    tags: ['2.0.0.1', 'pkg@9.0.0', 'v1.10.0', 'v1.11', 'v1.9.0', 'v2.0.0-beta.1', 'v3', 'v9.9.x'],
  })
  // A tag that HEAD does not contain counts for nothing; neither do settings of the user's that change what git prints.
  repository.git('checkout', '-q', '-b', '1.x', first)
  for (const setting of ['log.showSignature true', 'versionsort.suffix .9', 'log.follow true', 'i18n.logOutputEncoding latin1']) repository.git('config', ...setting.split(' '))
  const fix = repository.commit('fix: gepr\u00fcft')
  expect(await look(repository)).toMatchObject({ head: { hash: fix, subjects: ['fix: gepr\u00fcft'] }, from: first, subjects: ['fix: gepr\u00fcft'] })
})

test('without such a tag, and without a shell, the refs alone are seen', async () => {
  const repository = makeRepository()
  const hash = repository.commit('feat: one')
  repository.git('tag', 'pkg@1.0.0')
  expect(await look(repository)).toEqual({ head: { hash, subjects: ['feat: one'] }, tags: ['pkg@1.0.0'], from: undefined, subjects: [] })
  repository.git('tag', 'v1.0.0')
  const git = repository.git('--exec-path')
  expect(await look(repository, { PATH: git })).toMatchObject({ head: { hash }, tags: ['pkg@1.0.0', 'v1.0.0'], from: undefined })
})

test('a merge says what it merged, a detached HEAD what it is', async () => {
  const repository = makeRepository()
  repository.commit('feat: one')
  repository.git('tag', '1.0.0')
  repository.git('checkout', '-q', '-b', 'topic')
  repository.commit('fix: two')
  repository.git('checkout', '-q', 'main')
  repository.git('merge', '-q', '--no-ff', '-m', 'Merge topic', 'topic')
  expect(await look(repository)).toMatchObject({ head: { subjects: ['Merge topic', 'fix: two'] }, subjects: ['Merge topic', 'fix: two'] })
  repository.git('checkout', '-q', '--detach', 'topic')
  expect(await look(repository)).toMatchObject({ head: { subjects: ['fix: two'] }, subjects: ['fix: two'] })
})

test('where there is no history, git says so', async () => {
  const repository = makeRepository()
  await expect(look(repository)).rejects.toMatchObject({ code: 'gitFailed' })
})
