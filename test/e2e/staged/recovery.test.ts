import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { stagedFiles } from '../../../src/apply/staged/index.ts'
import { keep } from '../../../src/apply/staged/keep.ts'
import type { Io } from '../../../src/io.ts'
import { main } from '../../../src/main.ts'
import { env, left, Repository } from './repository.ts'

describe('after a SIGKILL any command gives the tree back', { timeout: 60_000 }, () => {
  const conventions = async (repository: Repository, ...argv: readonly string[]) => {
    let stderr = ''
    const io: Io = {
      cwd: repository.root, env: { ...env }, stdin: process.stdin, signal: repository.stop.signal, nodeVersion: process.versions.node, platform: process.platform,
      stdout: { write: () => true }, stderr: { write: (text) => stderr += text },
    }
    return { code: await main(argv, io), stderr }
  }
  const edited = (): Repository => {
    const repository = new Repository()
    repository.write('conventions.config.yaml', 'extends: standard\nlocale: en\n')
    repository.write('a.txt', 'staged\n')
    repository.git('add', '-A')
    repository.write('a.txt', 'unstaged\n')
    return repository
  }

  it.each([['check'], ['diff'], ['config'], ['doctor'], ['undo', '--yes'], ['lint', 'title', 'feat: x'], ['lint', 'explain', 'no-debugger']])('%s', async (...argv) => {
    const repository = edited()
    const before = repository.state()
    const child = spawn(process.execPath, [fileURLToPath(new URL('driver.ts', import.meta.url)), repository.root, 'shown'], { env: { ...env }, stdio: 'ignore' })
    await new Promise((resolve) => { child.once('exit', resolve) })
    expect(repository.state()).not.toBe(before)
    const { stderr } = await conventions(repository, ...argv)
    expect(stderr).toContain('An interrupted commit had left 1 files half done')
    expect(repository.state()).toBe(before)
    expect(left(repository)).toBe(false)
  })

  it('while it still runs, another command leaves its files to it', async () => {
    const repository = edited()
    const place = repository.place()
    await keep(place, await stagedFiles(place), new Map([['a.txt', Buffer.from('staged\n')]]))
    expect(await conventions(repository, 'check')).toMatchObject({ code: 2, stderr: expect.stringContaining('Another commit is being linted') as string })
    expect(repository.read('a.txt')).toBe('staged\n')
    expect(left(repository)).toBe(true)
  })
})
