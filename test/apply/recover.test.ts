import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { applyPlan } from '../../src/apply/apply.ts'
import { recover } from '../../src/apply/recover.ts'
import { undoLast } from '../../src/apply/undo.ts'
import { describe as identify } from '../../src/apply/owner.ts'
import { failureOf, sample } from './lib/fixture.ts'
import { commitAll, file, git, optionsOf, planOf, put, read, snapshot, writeOf } from './lib/repository.ts'

const killer = new URL('lib/kill.ts', import.meta.url).pathname

/** An apply in a process of its own that ends by SIGKILL: after so many files, or (`install`) while the package manager runs. */
function killedApply(root: string, path: string, when: 'written' | 'install'): void {
  expect(() => execFileSync(process.execPath, [killer, root, path, when], { stdio: 'pipe' })).toThrow()
}

const plan = planOf([writeOf('new.txt', undefined, file('new\n')), writeOf('package-lock.json', file('{}\n'), file('ours\n'))], { install: true })

/** A lock as an unfinished apply leaves it. */
function lock(root: string, owner: object): string {
  const running = join(root, '.git/conventions/running')
  mkdirSync(running, { recursive: true })
  writeFileSync(join(running, 'owner.json'), JSON.stringify(owner))
  return running
}

describe('recover', () => {
  test('has nothing to do, and does nothing, most of the time', async () => {
    const { root } = sample()
    expect(await recover(optionsOf({ root }))).toBeUndefined()
    expect(existsSync(join(root, '.git/conventions'))).toBe(false)
  })

  test('says what it restored, and the next apply goes through', async () => {
    const { root, path } = sample()
    const before = snapshot(root)
    killedApply(root, path, 'written')
    expect(snapshot(root)).not.toEqual(before)
    const recovered = await recover(optionsOf({ root, path }))
    expect(recovered).toMatchObject({ kind: 'apply', restored: expect.arrayContaining(['new.txt']) as unknown, left: [], setAside: undefined })
    expect(snapshot(root)).toEqual(before)
    expect((await applyPlan(plan, optionsOf({ root, path }))).undoId).toBe('000001')
    expect(readdirSync(join(root, '.git/conventions')).sort()).toEqual(['journal'])
  })

  test('apply and undo begin with it', async () => {
    const { root, path } = sample()
    killedApply(root, path, 'written')
    expect((await failureOf(undoLast(optionsOf({ root, path })))).code).toBe('nothingToUndo')
    killedApply(root, path, 'written')
    await applyPlan(plan, optionsOf({ root, path }))
    expect(read(root, 'new.txt')).toBe('new\n')
  })

  test('waits for an install that outlived its parent', async () => {
    const { root, path, dir } = sample(`echo $$ > "$PIDFILE"; while [ ! -e "$GO" ]; do sleep 0.05; done; echo late >> README.md`)
    const before = snapshot(root)
    process.env['PIDFILE'] = join(dir, 'pid')
    process.env['GO'] = join(dir, 'go')
    killedApply(root, path, 'install')
    expect(await failureOf(recover(optionsOf({ root, path })))).toMatchObject({ code: 'applyRunning', details: { pid: Number(read(dir, 'pid')) } })
    put(dir, 'go', '')
    await expect.poll(() => recover(optionsOf({ root, path })).catch(() => undefined), { timeout: 10_000 }).toBeDefined()
    expect(snapshot(root)).toEqual(before)
  })

  test('leaves what the user wrote into a file since', async () => {
    const { root, path } = sample()
    killedApply(root, path, 'written')
    appendFileSync(join(root, 'new.txt'), 'mine\n')
    expect(await recover(optionsOf({ root, path }))).toMatchObject({ left: ['new.txt'] })
    expect(read(root, 'new.txt')).toBe('new\nmine\n')
  })

  test('after a commit, takes back only what is still as we wrote it', async () => {
    const { root, path } = sample('echo installed >> README.md; touch "$GO"; exec sleep 0.3')
    process.env['GO'] = join(root, '../go')
    killedApply(root, path, 'install')
    put(root, 'work.txt', 'a day of work\n')
    commitAll(root)
    await expect.poll(() => recover(optionsOf({ root, path })).catch(() => undefined), { timeout: 10_000 }).toBeDefined()
    expect(read(root, 'work.txt')).toBe('a day of work\n')
    expect(read(root, 'README.md')).toContain('installed')
    expect(existsSync(join(root, 'new.txt'))).toBe(false)
  })
})

describe('the lock', () => {
  test('of two applies at once one is refused and nothing is mixed', async () => {
    const { root, path } = sample('sleep 0.3')
    const results = await Promise.allSettled([1, 2, 3].map((index) =>
      applyPlan(planOf([writeOf(`${index}.txt`, undefined, file('x'))], { install: true }), optionsOf({ root, path }))))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'applyRunning', details: { pid: process.pid } })
    expect(['1.txt', '2.txt', '3.txt'].filter((name) => existsSync(join(root, name)))).toHaveLength(1)
  })

  test.skipIf(!existsSync('/proc/self/stat'))('of a process whose number another one has by now is stale', async () => {
    const { root } = sample()
    lock(root, { ...await identify(), start: '1' })
    await applyPlan(planOf([writeOf('x', undefined, file('x'))]), optionsOf({ root }))
    expect(read(root, 'x')).toBe('x')
  })

  test('that lost its content in a power loss is stale', async () => {
    const { root } = sample()
    writeFileSync(join(lock(root, {}), 'owner.json'), '')
    expect(await recover(optionsOf({ root }))).toBeUndefined()
    expect(existsSync(join(root, '.git/conventions/running'))).toBe(false)
  })

  test('of another machine is not judged: the sentence says what to do, and that works', async () => {
    const { root } = sample()
    lock(root, { ...await identify(), host: `not-${hostname()}` })
    const error = await failureOf(recover(optionsOf({ root })))
    expect(error).toMatchObject({ code: 'applyElsewhere', details: { host: `not-${hostname()}` } })
    rmSync((error.details as { file: string }).file)
    await recover(optionsOf({ root }))
    expect(existsSync(join(root, '.git/conventions/running'))).toBe(false)
  })

  test('is repaired by one of many that come at the same time', async () => {
    const { root, path } = sample()
    const before = snapshot(root)
    killedApply(root, path, 'written')
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => recover(optionsOf({ root, path }))))
    expect(results.filter((result) => result.status === 'fulfilled' && result.value !== undefined)).toHaveLength(1)
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'applyRunning' })
    expect(snapshot(root)).toEqual(before)
    expect(existsSync(join(root, '.git/conventions/running'))).toBe(false)
  })
})

test('a damaged journal restores nothing and says so', async () => {
  const { root } = sample()
  await applyPlan(planOf([writeOf('package-lock.json', file('{}\n'), file('ours\n'))]), optionsOf({ root }))
  const blobs = join(root, '.git/conventions/journal/000001/blobs')
  writeFileSync(blobs, 'x'.repeat(statSync(blobs).size))
  expect((await failureOf(undoLast(optionsOf({ root })))).code).toBe('journalDamaged')
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).toBe('ours\n')
  expect(git(root, 'status', '--porcelain', 'package-lock.json')).toContain('M')
})
