import { describe, test } from 'vitest'
import { inject, onPosix } from './lib/inject.ts'

// Every write, rename, fsync, mkdir, unlink, chmod and spawn fails once; SIGINT arrives at each; or from there on everything fails (a disk that is full).
describe.skipIf(!onPosix)('a failure at every operation leaves the tree exactly before or exactly after', () => {
  test.for([
    { what: 'apply', mode: 'throw' },
    { what: 'undo', mode: 'throw' },
    { what: 'recover', mode: 'throw' },
    { what: 'apply', mode: 'interrupt' },
    { what: 'undo', mode: 'interrupt' },
    { what: 'apply', mode: 'throwOn', every: 3 },
    { what: 'undo', mode: 'throwOn', every: 3, from: 2 },
    { what: 'recover', mode: 'throwOn', every: 3, from: 3 },
  ] as const)('$what, $mode', { timeout: 900_000 }, inject)
})
