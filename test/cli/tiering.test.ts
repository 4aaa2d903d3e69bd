import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'

const load = `require(${JSON.stringify(inRoot('src/tiering.cjs'))})`
const run = (program: string) => spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' })

test('V8 is told nothing that it does not know', () => {
  const { status, stdout, stderr } = run(`${load}(process.versions.node)`)
  expect([status, stdout, stderr]).toEqual([0, '', ''])
})

test.each([['22.22.2', 2], ['24.15.0', 2], ['26.0.0', 2], ['23.11.0', 0], ['27.0.0', 0]])('under Node %s: %i flags', (version, flags) => {
  const { stdout } = run(`require('node:v8').setFlagsFromString = (flag) => console.log(flag); ${load}('${version}')`)
  expect(stdout.split('\n').filter((line) => line.startsWith('--'))).toHaveLength(flags)
})
