import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { keyOf } from '../../src/changelog/whole.ts'
import { openRepository } from '../../src/engine.ts'
import { makeRepository, type Repository } from '../history/repository.ts'

const config = (more = '') => ({ 'conventions.config.yaml': `extends: standard\n${more}` })
const file = (repository: Repository) => join(repository.root, '.git/conventions/changelog')
const tell = async (repository: Repository) => (await repository.run('changelog', '--all')).stdout

/** What a run without anything kept tells. What is kept afterwards is as before. */
async function afresh(repository: Repository): Promise<string> {
  const kept = readFileSync(file(repository))
  rmSync(file(repository))
  const told = await tell(repository)
  writeFileSync(file(repository), kept)
  return told
}

/** Changes a kept section in such a way that nobody can tell: where it is shown, it was used. */
function mark(repository: Repository): void {
  const text = readFileSync(file(repository), 'utf8')
  const body = Buffer.from(text.slice(text.indexOf('\n') + 1).replaceAll('the first', 'THE-KEPT!'))
  writeFileSync(file(repository), Buffer.concat([Buffer.from(`${body.length} ${crc32(body)}\n`), body]))
}

async function released(more = ''): Promise<Repository> {
  const repository = makeRepository(config(more))
  repository.commit('feat: the first')
  repository.git('tag', '-a', '-m', '1', 'v1.0.0')
  repository.commit('fix: b')
  await tell(repository)
  return repository
}

describe('sections of releases are kept', () => {
  test('and used, also when there are commits since', async () => {
    const repository = await released()
    mark(repository)
    repository.commit('fix: c')
    const told = await tell(repository)
    expect(told).toMatch(/^## Unreleased\n[^]*- c \([^]*- b \([^]*## 1\.0\.0[^]*THE-KEPT!/)
    expect(told.replace('THE-KEPT!', 'the first')).toBe(await afresh(repository))
    expect((await repository.run('changelog')).stdout).not.toContain('THE-KEPT!')
  })

  test.each<[string, (repository: Repository) => void]>([
    ['a tag that was made again', (repository) => void repository.git('tag', '-f', '-a', '-m', 'another', 'v1.0.0', 'HEAD')],
    ['a tag object that was made again on the same commit', (repository) => void repository.git('tag', '-f', '-a', '-m', 'another', 'v1.0.0', 'v1.0.0^{commit}')],
    ['another release', (repository) => void repository.git('tag', 'v1.1.0')],
    ['a tag that went', (repository) => void repository.git('tag', '-d', 'v1.0.0')],
    ['another config', (repository) => repository.write('conventions.config.yaml', 'extends: standard\nchangelog: { scopes: grouped }\n')],
    ['another vocabulary', (repository) => repository.write('conventions.config.yaml', 'extends: standard\ncommits: { ticket: { pattern: "A-[0-9]+" } }\n')],
    ['a preset of the config that changed', (repository) => repository.write('conventions.config.yaml', 'extends: angular\n')],
    ['another locale', (repository) => repository.write('conventions.config.yaml', 'extends: standard\nlocale: ko\n')],
    ['another address', (repository) => void repository.git('remote', 'add', 'origin', 'https://github.com/acme/demo.git')],
    ['another .mailmap', (repository) => repository.write('.mailmap', 'Ada L <ada@example.com>\n')],
    ['history that was rewritten', (repository) => {
      repository.git('checkout', '-q', '--orphan', 'other')
      repository.commit('feat: other')
    }],
    ['a replaced commit', (repository) => void repository.git('replace', 'HEAD', 'HEAD^')],
    ['bytes that fell over', (repository) => {
      const bytes = readFileSync(file(repository))
      bytes[bytes.length - 30]! ^= 1
      writeFileSync(file(repository), bytes)
    }],
    ['half of it', (repository) => writeFileSync(file(repository), readFileSync(file(repository)).subarray(0, 200))],
    ['nothing in it', (repository) => writeFileSync(file(repository), '')],
  ])('but not after %s', async (_, change) => {
    const repository = await released()
    mark(repository)
    change(repository)
    const told = await tell(repository)
    expect(told).not.toContain('THE-KEPT!')
    expect(told).toBe(await afresh(repository))
  })

  test('the key holds the words that sections are told in, and the objects of the tags', async () => {
    const repository = await released()
    const opened = await openRepository({ cwd: repository.root, env: repository.env })
    const tags = [{ name: 'v1.0.0', object: 'a', commit: 'b' }]
    const key = keyOf(opened, tags, [], undefined)
    expect(keyOf({ ...opened, text: { ...opened.text, changelog: { ...opened.text.changelog } } }, tags, [], undefined)).toBe(key)
    expect(keyOf({ ...opened, text: { ...opened.text, changelog: { ...opened.text.changelog, breaking: 'Breaks' } } }, tags, [], undefined)).not.toBe(key)
    expect(keyOf(opened, [{ name: 'v1.0.0', object: 'c', commit: 'b' }], [], undefined)).not.toBe(key)
  })

  test('a tagged line that is merged later is told', async () => {
    const repository = makeRepository(config())
    repository.commit('feat: the first')
    repository.git('tag', 'v1.0.0')
    repository.git('checkout', '-q', '-b', '1.x')
    repository.commit('fix: on the line')
    repository.git('tag', 'v1.0.1')
    repository.git('checkout', '-q', 'main')
    repository.commit('feat: on main')
    expect(await tell(repository)).not.toContain('on the line')
    repository.git('merge', '-q', '--no-ff', '-m', 'Merge 1.x', '1.x')
    const told = await tell(repository)
    expect(told).toContain('## 1.0.1')
    expect(told).toBe(await afresh(repository))
  })

  test('nothing is kept of a shallow clone', async () => {
    const repository = await released()
    const clone = makeRepository()
    clone.git('fetch', '-q', '--depth', '1', `file://${repository.root}`, 'main')
    clone.git('reset', '-q', '--hard', 'FETCH_HEAD')
    await tell(clone)
    expect(() => readFileSync(file(clone))).toThrow('ENOENT')
  })

  test.each(['file', 'blob'])('nor where git takes names from a mailmap elsewhere (mailmap.%s)', async (key) => {
    const repository = await released('changelog: { contributors: true }\n')
    repository.git('config', `mailmap.${key}`, key === 'file' ? join(repository.root, '.git/names') : 'HEAD:names')
    mark(repository)
    expect(await tell(repository)).not.toContain('THE-KEPT!')
  })
})
