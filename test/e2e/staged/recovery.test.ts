import { spawn } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { stagedFiles } from '../../../src/apply/staged/index.ts'
import { keep } from '../../../src/apply/staged/keep.ts'
import { stagedPart } from '../../../src/features/lint/hook.ts'
import { renderScript } from '../../../src/features/hooks/script.ts'
import type { Io } from '../../../src/io.ts'
import { main } from '../../../src/main.ts'
import { inRoot } from '../../../scripts/lib/root.ts'
import { run } from '../../../scripts/lib/run.ts'
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

describe('after a SIGKILL in the middle of a fix the next commit comes at once', { timeout: 60_000 }, () => {
  const fix = 'for file; do grep -q fixed "$file" || echo fixed >>"$file"; done'
  /** A repository with our hook, whose fixer does something to its files and then kills us, as long as `.git/die` is there. */
  const killed = async (damage: string, ...commit: readonly string[]) => {
    const repository = new Repository()
    const tools = { '*.txt': ['sh', '-c', `[ -f .git/die ] || { ${fix}; exit; }; for file; do ${damage}; done; kill -9 $PPID`, 'sh'] }
    repository.write('.conventions/eslint.json', JSON.stringify({ blocks: [], tools }))
    repository.write('.conventions/hooks/toolkit.sh', `conventions_toolkit() { '${process.execPath}' '${inRoot('src/launcher.cjs')}' lint staged; }\n`)
    repository.write('.git/hooks/pre-commit', renderScript({ hook: 'pre-commit', parts: [stagedPart([], { '*.txt': [] })], note: 'ours', chain: false }))
    chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755)
    for (const path of ['a.txt', 'b.txt']) repository.write(path, 'first\n')
    repository.write('README.md', '# a\n')
    repository.git('add', '-A')
    repository.git('commit', '-qnm', 'first')
    repository.write('a.txt', 'mine\n')
    if (!commit.includes('-a')) {
      repository.git('add', 'a.txt')
      repository.write('a.txt', 'mine\nunstaged\n')
    }
    repository.write('.git/die', '')
    const before = repository.state()
    expect((await run('git', ['commit', '-qm', 'killed', ...commit], { cwd: repository.root, env })).code).not.toBe(0)
    rmSync(join(repository.root, '.git/die'))
    expect(repository.state()).not.toBe(before)
    const attempt = (...args: readonly string[]) => run('git', ['commit', '-qm', 'again', ...args], { cwd: repository.root, env: { ...env, CONVENTIONS_LOCALE: 'en' } })
    return { repository, before, attempt }
  }

  it.each([
    ['half a file', 'printf hal >"$file"', ['-a']], ['a file that is gone', 'rm "$file"', ['-a']], ['single paths', 'printf hal >"$file"', ['a.txt']],
  ])('%s that git has read from the work tree is refused, and given back', async (_, damage, args) => {
    const { repository, before, attempt } = await killed(damage, '-a')
    const head = repository.git('rev-parse', 'HEAD')
    const { code, stderr } = await attempt(...args)
    expect([code, stderr]).toEqual([1, expect.stringContaining('An interrupted commit had left 1 files half done, and this commit would have held them so.')])
    expect([repository.git('rev-parse', 'HEAD'), repository.state(), left(repository)]).toEqual([head, before, false])
    expect((await attempt('-a')).code).toBe(0)
    expect([repository.git('show', 'HEAD:a.txt'), repository.read('a.txt')]).toEqual(['mine\nfixed\n', 'mine\nfixed\n'])
  })

  it.each([['half a file', 'printf hal >"$file"'], ['a file that is gone', 'rm "$file"']])('%s that somebody staged: the index holds what was staged before, and that is committed', async (_, damage) => {
    const { repository, attempt } = await killed(damage)
    repository.git('add', '-A')
    const { code, stderr } = await attempt()
    expect([code, stderr]).toEqual([0, expect.stringContaining('An interrupted commit had left 1 files half done: they are as they were.')])
    expect([repository.git('show', 'HEAD:a.txt'), repository.git('diff', '--', 'a.txt').includes('+unstaged')]).toEqual(['mine\nfixed\n', true])
  })

  it('what is staged on purpose since then is committed', async () => {
    const { repository, attempt } = await killed('printf hal >"$file"')
    repository.write('a.txt', 'mine\nunstaged\n')
    repository.git('add', 'a.txt')
    expect((await attempt()).code).toBe(0)
    expect([repository.git('show', 'HEAD:a.txt'), repository.read('a.txt')]).toEqual(['mine\nunstaged\nfixed\n', 'mine\nunstaged\nfixed\n'])
  })

  it('in a commit of documentation alone the files are given back as well', async () => {
    const { repository, attempt } = await killed('printf hal >"$file"', '-a')
    repository.write('README.md', '# b\n')
    expect((await attempt('README.md')).code).toBe(0)
    expect([repository.read('a.txt'), left(repository)]).toEqual(['mine\n', false])
    expect(repository.git('show', 'HEAD:README.md')).toBe('# b\n')
  })
})
