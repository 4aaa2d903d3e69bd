import { spawnSync } from 'node:child_process'
import { setFlagsFromString } from 'node:v8'
import { expect, test, vi } from 'vitest'
import { optimizeLater } from '../../src/cli/tiering.ts'

vi.mock('node:v8')

test('V8 is told nothing that it does not know', () => {
  const module = new URL('../../src/cli/tiering.ts', import.meta.url).href
  const program = `import { optimizeLater } from ${JSON.stringify(module)}\noptimizeLater(process.versions.node)`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

test.each([['22.22.2', 2], ['24.15.0', 2], ['26.0.0', 2], ['23.11.0', 0], ['27.0.0', 0]])('under Node %s: %i flags', (version, flags) => {
  vi.mocked(setFlagsFromString).mockClear()
  optimizeLater(version)
  expect(setFlagsFromString).toHaveBeenCalledTimes(flags)
})
