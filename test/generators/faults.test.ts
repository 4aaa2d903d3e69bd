import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inject, onPosix } from '../apply/lib/inject.ts'
import { gitEnv } from '../apply/lib/repository.ts'
import { repository, tree } from './harness.ts'

describe.skipIf(!onPosix)('a fault while what a generator made is written leaves the tree exactly before or exactly after', () => {
  test.for([['throw', 3], ['interrupt', 5], ['kill', 6]] as const)('%s', { timeout: 300_000 }, ([mode, every]) => inject({ what: 'apply', mode, every, plan: 'generator' }))
})

describe.skipIf(!onPosix)('a signal while a plopfile runs', () => {
  test.for([['SIGINT', 130], ['SIGTERM', 130], ['SIGKILL', null]] as const)('%s', { timeout: 60_000 }, async ([signal, expected]) => {
    const root = repository({
      'plopfile.mjs': `import fs from 'node:fs'
export default (plop) => plop.setGenerator('slow', { prompts: [], actions: [{ type: 'add', path: 'first.txt', template: 'x' }, () => {
  process.stderr.write('under way')
  return new Promise((resolve) => setTimeout(resolve, 60_000))
}] })\n`,
    })
    const before = tree(root)
    const child = spawn(process.execPath, [new URL('../../src/bin.ts', import.meta.url).pathname, 'new', 'slow', '--yes'], {
      cwd: root, env: { ...process.env, ...gitEnv, LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await new Promise<void>((resolve) => child.stderr.on('data', (data) => String(data).includes('under way') && resolve()))
    child.kill(signal)
    expect(await ended).toBe(expected)
    expect(tree(root)).toBe(before)
    expect(existsSync(join(root, '.git/conventions/running'))).toBe(false)
  })
})
