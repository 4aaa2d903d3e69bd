import { availableParallelism } from 'node:os'
import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Tests that start `node` get the one that `npm ci` brought, whatever the machine has.
const env = { PATH: [fileURLToPath(new URL('node_modules/.bin', import.meta.url)), process.env['PATH']].join(delimiter) }

const nowhere = ['**/node_modules/**', 'test/golden/*/**']
// Those that take minutes each: machines by the dozen, every package manager, every shipped generator. `npm run test:slow`.
const slow = [
  'test/e2e/provision/**/*.test.ts', 'test/e2e/generators.test.ts', 'test/e2e/plopfiles.test.ts', 'test/e2e/kotlin.test.ts', 'test/e2e/lint-bases.test.ts', 'test/e2e/lint-editors.test.ts', 'test/e2e/lint-legacy.test.ts', 'test/e2e/tarball-managers.test.ts', 'test/e2e/hooks-lefthook.test.ts',
]
// Those that use the packed package.
const packed = ['test/package/**/*.test.ts', 'test/e2e/tarball*.test.ts']
// Those that start programs, or install: slow, and heavy on the disk.
const e2e = ['test/e2e/**/*.test.ts']
// Most of them wait for disks and other programs: one more than there are cores of a small machine.
const maxWorkers = Math.max(3, availableParallelism())
// Minutes each: begun last, they would keep everyone waiting.
const longest = /test\/(?:apply\/(?:kills|faults)|release\/(?:release|faults)|e2e\/(?:completion|lint))\.test\.ts$/

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const first = sorted.filter(({ moduleId }) => longest.test(moduleId))
    return [...first, ...sorted.filter((file) => !first.includes(file))]
  }
}

const heavy = { env, maxWorkers: 3, testTimeout: 180_000, hookTimeout: 180_000 }

export default defineConfig({
  test: {
    // The results as data are for `npm run summary`.
    sequence: { sequencer: LongestFirst },
    reporters: ['default', ['json', { outputFile: '.cache/test-results.json' }]],
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...e2e, ...packed, ...nowhere], setupFiles: 'test/seed.ts', env, maxWorkers, testTimeout: 180_000, hookTimeout: 180_000 } },
      { test: { name: 'e2e', include: e2e, exclude: [...slow, ...packed, ...nowhere], setupFiles: 'test/seed.ts', ...heavy, sequence: { groupOrder: 1 } } },
      // Builds and packs once; tests read `inject('tarball')`.
      { test: { name: 'package', include: packed, exclude: [...slow, ...nowhere], ...heavy, sequence: { groupOrder: 2 }, globalSetup: 'test/package/setup.ts' } },
      { test: { name: 'slow', include: slow, exclude: nowhere, ...heavy, sequence: { groupOrder: 3 }, globalSetup: 'test/package/setup.ts' } },
    ],
  },
})
