import { describe, expect, it } from 'vitest'
describe('all', () => {
  it('adds', () => { expect(1 + 1).toBe(2) })
  it('waits', async () => { await expect(Promise.resolve(1)).resolves.toBe(1) })
})
