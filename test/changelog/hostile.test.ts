import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeRepository, type Repository } from '../history/repository.ts'

const files = { 'conventions.config.yaml': 'extends: standard\nrelease: {}\nchangelog: { contributors: true }\n', 'package.json': '{ "name": "demo", "version": "1.0.0" }\n' }
const withoutHashes = (text: string): string => text.replaceAll(/ \([0-9a-f]{7}\)/g, '')
const tell = async (repository: Repository, ...more: readonly string[]) => {
  const { code, stdout, stderr } = await repository.run('changelog', '--all', ...more)
  expect([code, stderr]).toEqual([0, ''])
  return withoutHashes(stdout)
}
const tags = (repository: Repository, names: readonly string[], hash: string): void => {
  execFileSync('git', ['update-ref', '--stdin'], { cwd: repository.root, input: names.map((name) => `create refs/tags/${name} ${hash}\n`).join('') })
}

describe('what a message, a name or a tag says', () => {
  test('reaches no terminal as a command: neither by a changelog, nor by notes, nor by a dry run', async () => {
    const repository = makeRepository({ ...files, '.mailmap': 'Eve\u001b[2K <eve@example.com>\n' })
    repository.commit('feat: red \u001b[31mtext\u001b]0;title\u0007 \u009b2J\n\nBREAKING CHANGE: gone \u001b[2J \u0090x', {}, 'Eve <eve@example.com>')
    repository.commit('unconventional \u001b[1A\u0008\u007f')
    for (const argv of [['changelog', '--all'], ['changelog', '--all', '--json'], ['notes'], ['notes', '--format', 'text'], ['release', '--dry-run']]) {
      const { code, stdout } = await repository.run(...argv)
      expect([argv, code, /[^\P{Cc}\n]/u.exec(stdout)]).toEqual([argv, 0, null])
      expect(stdout).toContain('title')
    }
  })

  test('is one line of a list, and no cell, row or rule of a table', async () => {
    const repository = makeRepository(files)
    repository.commit('feat: a | b\n\nBREAKING CHANGE: | c | d |\n|---|---|\n| e | f |')
    repository.commit('fix: --- | :-: | ---')
    repository.commit('| x | y |')
    const told = await tell(repository)
    expect(told).toContain('- a \\| b\n')
    expect(told).toContain('- --- \\| :-: \\| ---\n')
    expect(told).toContain('- \\| x \\| y \\|\n')
    // A note is Markdown of its author: its table stays inside of its item.
    expect(told).toContain('- | c | d |\n  |---|---|\n  | e | f |\n')
  })

  test('a tag is a version, or nothing: whatever else its name holds', async () => {
    const repository = makeRepository(files)
    const hash = repository.commit('feat: a')
    tags(repository, ['v1.0.0;touch${IFS}owned', 'v1.1.0$(touch+owned)', 'v1.2.0|x', 'v1.3.0\u202e', '-v1.4.0', 'v01.0.0', 'v1.0.0-', '9'.repeat(200), 'v99999999999999999999.0.0', 'v1.0.0"><b>'], hash)
    expect(await tell(repository)).toMatch(/^## Unreleased\n/)
    expect((await repository.run('release', '--dry-run')).stdout).toContain('Release demo 1.0.0 (first release)')
    tags(repository, ['v1.0.0+build.5-x'], hash)
    expect((await tell(repository)).match(/^## .*/gm)).toEqual([expect.stringMatching(/^## 1\.0\.0\+build\.5-x \(/)])
  })
})

describe('a history', () => {
  test('with ten thousand tags has a next release', async () => {
    const repository = makeRepository(files)
    const hash = repository.commit('feat: a')
    // Packed, as a clone has them.
    writeFileSync(join(repository.root, '.git/packed-refs'), Array.from({ length: 10_000 }, (_, n) => `${hash} refs/tags/v1.${n}.0\n`).join(''))
    repository.commit('fix: b')
    expect(withoutHashes((await repository.run('release', '--dry-run')).stdout)).toContain('Release demo 1.9999.1 (after 1.9999.0)')
  })

  test('whose tag was moved is told by where the tag is now', async () => {
    const repository = makeRepository(files)
    repository.commit('feat: a')
    repository.git('tag', '-a', '-m', '1', 'v1.0.0')
    repository.commit('feat: b')
    expect((await tell(repository)).match(/^## \S+|^- [ab]$/gm)).toEqual(['## Unreleased', '- b', '## 1.0.0', '- a'])
    repository.git('tag', '-f', '-a', '-m', 'again', 'v1.0.0')
    expect((await tell(repository)).match(/^## \S+|^- [ab]$/gm)).toEqual(['## 1.0.0', '- b', '- a'])
  })

  test('of unrelated roots is told once, each commit in the release that holds it first', async () => {
    const repository = makeRepository(files)
    repository.commit('feat: here')
    repository.git('tag', 'v1.0.0')
    repository.git('checkout', '-q', '--orphan', 'other')
    repository.commit('feat: elsewhere')
    repository.git('checkout', '-q', 'main')
    repository.git('merge', '-q', '--allow-unrelated-histories', '--no-edit', 'other')
    repository.commit('fix: both')
    repository.git('tag', 'v1.1.0')
    expect((await tell(repository)).match(/^## \S+|^- (here|elsewhere|both)$/gm)).toEqual(['## 1.1.0', '- elsewhere', '- both', '## 1.0.0', '- here'])
  })

  test('that is shallow has no next release: what is missing, and how to get it', async () => {
    const repository = makeRepository(files)
    for (const message of ['feat: a', 'fix: b']) repository.commit(message)
    const clone = makeRepository()
    clone.git('fetch', '-q', '--depth', '1', `file://${repository.root}`, 'main')
    clone.git('reset', '-q', '--hard', 'FETCH_HEAD')
    expect(await clone.run('release', '--ci')).toMatchObject({ code: 2, stderr: expect.stringContaining('git fetch --unshallow') as string })
  })
})

test('a message of a megabyte, or of bytes that are no text, releases what it says', async () => {
  const repository = makeRepository(files)
  repository.commit('feat: begin')
  repository.git('tag', 'v1.0.0')
  repository.commit(`fix: long\n\n${'word #1 | <b> '.repeat(80_000)}\n\nBREAKING CHANGE: at the very end`)
  repository.commit(Buffer.from('fix: caf\xe9 \xff\xfe\n\n\xc3\x28', 'latin1'))
  const { code, stdout } = await repository.run('release', '--dry-run')
  expect([code, stdout.split('\n')[0]]).toEqual([0, 'Release demo 2.0.0 (after 1.0.0)'])
  expect(stdout).toContain('at the very end')
  expect(stdout.length).toBeLessThan(20_000)
})
