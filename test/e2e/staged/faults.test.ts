import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { recoverStaged } from '../../../src/apply/staged/keep.ts'
import { runStaged } from '../../../src/apply/staged/run.ts'
import { directory } from '../../apply/lib/fixture.ts'
import { drive, memoryDisk, onPosix } from '../../apply/lib/inject.ts'
import { git, put } from '../../apply/lib/repository.ts'
import { fixer, makeStaged, stateOf } from './edited.ts'
import type { Report } from '../../apply/lib/child.ts'
import type { Job } from './faulty.ts'
import { env, Repository, settings } from './repository.ts'

const tool = (script: string) => ({ settings: settings({ blocks: [], tools: { '*.txt': ['sh', '-c', script, 'sh'] } }), languages: [], suppressed: {}, begin: () => undefined })

// Every write, rename, fsync, mkdir, unlink, chmod and spawn; `throwOn`: from there on everything fails, as on a full disk.
describe.skipIf(!onPosix)('a fault at every step of a commit that is linted, then the next command: index and work tree exactly before or exactly after', () => {
  test.concurrent.for([
    { what: 'fixed', mode: 'kill' },
    { what: 'fixed', mode: 'interrupt' },
    { what: 'recovery', mode: 'kill' },
    { what: 'fixed', mode: 'ctrlC' },
    { what: 'fixed', mode: 'throw', every: 2 },
    { what: 'refused', mode: 'kill', every: 4 },
    { what: 'refused', mode: 'throw', every: 3 },
    { what: 'fixed', mode: 'throwOn', every: 3 },
    { what: 'recovery', mode: 'throwOn', every: 3 },
  ] as const)('$what, $mode', { timeout: 300_000 }, async (job) => {
    // fsync is free in memory.
    const dir = mkdtempSync(join(memoryDisk() ?? tmpdir(), 'conventions staged '))
    try {
      const { points, before, after, failures } = await drive<Report>('../../e2e/staged/faulty.ts', { ...job, dir } satisfies Job)
      console.log(`lint staged (${job.what}), ${job.mode}: ${points} injected points, ${before} exactly before, ${after} exactly after`)
      expect(failures).toEqual([])
      expect(points).toBeGreaterThan('every' in job ? 5 : 15)
      expect(before + after).toBe(points)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
})

test('a fixer that outlives us: nothing is put back while it may write', { timeout: 60_000 }, async () => {
  const repository = new Repository()
  repository.write('b.txt', 'b\n')
  repository.git('add', '-A')
  const before = repository.state()
  const child = spawn(process.execPath, [fileURLToPath(new URL('driver.ts', import.meta.url)), repository.root, 'outlived'], { env: { ...env }, stdio: 'ignore' })
  await new Promise((resolve) => { child.once('exit', resolve) })
  await expect(recoverStaged(repository.place())).rejects.toMatchObject({ code: 'stagedRunning' })
  repository.write('.git/go', '')
  await expect.poll(() => recoverStaged(repository.place()).then(() => 'put back', () => 'waits'), { timeout: 20_000 }).toBe('put back')
  expect(repository.state()).toBe(before)
})

const maySkip = process.platform !== 'linux' || process.getuid?.() !== 0

describe.skipIf(maySkip)('a full disk (SKIPPED unless root on Linux, who can mount a small one)', () => {
  // By what is left, another step is the one that fails: keeping the files, showing them, the fixer, git's objects, its index.
  test.for([0, 24, 48, 80, 100, 112, 120, 128, 136, 144, 152, 160, 176, 200].flatMap((left) => [[left, 'fixed'], [left, 'filled']] as const))('%i kB left, %s', { timeout: 60_000 }, async ([left, what], context) => {
    const disk = directory()
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { stdio: 'pipe' })
    } catch {
      return context.skip('SKIPPED: mount is not allowed here')
    }
    onTestFinished(() => void execFileSync('umount', ['-l', disk]))
    const root = join(disk, 'repo')
    makeStaged(root)
    const before = stateOf(root)
    const free = Number(execFileSync('df', ['-k', '--output=avail', disk], { encoding: 'utf8' }).split('\n')[1])
    put(disk, 'filler', Buffer.alloc((free - left) * 1024))
    // The fixer takes all that is left, and damages what it was given.
    const script = what === 'filled' ? 'for file; do echo "half" >"$file"; done; dd if=/dev/zero of=.git/filler bs=1k 2>/dev/null; exit 1' : fixer
    const place = { root, home: join(root, '.git/conventions'), io: { env: { ...process.env, ...env }, platform: process.platform, signal: new AbortController().signal, execPath: process.execPath } }
    const outcome = await runStaged(place, tool(script)).then(({ ok }) => ok ? 'done' : 'refused', (error: unknown) => (error as { code?: string }).code)
    expect(['done', 'refused', 'stagedFailed', 'gitFailed']).toContain(outcome)
    if (outcome !== 'done') expect(stateOf(root)).toBe(before)
    expect(existsSync(join(root, '.git/conventions/staged/record.json'))).toBe(false)
    rmSync(join(disk, 'filler'))
    rmSync(join(root, '.git/filler'), { force: true })
    expect((await runStaged(place, tool(fixer))).ok).toBe(true)
    expect(git(root, 'show', ':a.txt')).toContain('one good')
    expect(git(root, 'show', ':gone/far/c.txt')).toBe('c good\n')
  })
})
