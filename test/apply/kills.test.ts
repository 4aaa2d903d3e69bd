import { describe, test } from 'vitest'
import { inject, onPosix } from './lib/inject.ts'

describe.skipIf(!onPosix)('SIGKILL at every operation, then the next command: exactly before or exactly after', () => {
  test.for([
    { what: 'apply', mode: 'kill' },
    { what: 'undo', mode: 'kill' },
    { what: 'recover', mode: 'kill' },
  ] as const)('$what', { timeout: 900_000 }, inject)
})
