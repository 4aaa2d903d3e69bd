import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { makeRepository } from '../history/repository.ts'
import { directory } from './lib/cli.ts'

// We leave as soon as we are done; a pipe that is full takes what is left when somebody reads on.
test.skipIf(process.platform === 'win32')('who reads slowly gets all of it, and who stops reading does not make us fail', () => {
  const repository = makeRepository({ 'conventions.config.yaml': 'extends: standard\n' })
  for (let at = 0; at < 20; at += 1) repository.commit(`feat: ${'word '.repeat(4000)}${at}`)
  const piped = (reader: string) => {
    const { stdout, stderr } = spawnSync('bash', ['-c', `"$0" "$1" changelog --all | ${reader}; echo "\${PIPESTATUS[0]}"`, process.execPath, inRoot('src/bin.ts')], { cwd: repository.root, env: { ...process.env, ...repository.env }, encoding: 'utf8', maxBuffer: 1 << 24 })
    return [stdout, stderr]
  }
  const [all, said] = piped('(sleep 0.5; cat)')
  expect(said).toBe('')
  expect(all!.length).toBeGreaterThan(400_000)
  expect(all).toMatch(/^## Unreleased\n[^]* 0 \([^]*\)\n0\n$/)
  expect(piped('head -1')).toEqual(['## Unreleased\n0\n', ''])
})

test.skipIf(!existsSync('/dev/full')).each([['en', /^error {2}The command came to its end, but what it had to say could not be written: ENOSPC.*Make room, or send it elsewhere\.\n$/], ['ko', /출력을 쓰지 못했습니다: ENOSPC/]])('where there is no room for what it says: exit 2, one sentence (%s)', (locale, sentence) => {
  const repository = makeRepository({ 'conventions.config.yaml': `extends: standard\nlocale: ${locale}\n` })
  repository.commit('feat: a')
  const { status, stderr } = spawnSync('bash', ['-c', '"$0" "$1" changelog --all > /dev/full', process.execPath, inRoot('src/bin.ts')], { cwd: repository.root, env: { ...process.env, ...repository.env }, encoding: 'utf8' })
  expect([status, stderr]).toEqual([2, expect.stringMatching(sentence)])
})

test.skipIf(process.platform === 'win32')('where the working directory is gone: exit 2, one sentence', () => {
  const gone = join(directory(), 'gone')
  const { status, stdout, stderr } = spawnSync('bash', ['-c', 'mkdir "$2" && cd "$2" && rmdir "$2" && "$0" "$1" check', process.execPath, inRoot('src/bin.ts'), gone], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
  expect([status, stdout, stderr]).toEqual([2, '', `error  There is no directory ${gone}. Create it, or name another one with --cwd.\n`])
})
