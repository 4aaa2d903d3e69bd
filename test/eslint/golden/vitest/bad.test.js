import { test as node } from 'node:test'
import { describe, expect, it } from 'vitest'
expect(1).toBe(1)
describe('all', async () => {
  it.only('adds', () => { expect(1 + 1) })
  it('adds', () => { Promise.resolve(1).then((one) => { expect(one).toBe(1) }) })
})
node('other', () => {})
