import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distance } from '../../src/edit/distance.ts'

test.each([
  ['', '', 0], ['', 'abc', 3], ['feat', 'feat', 0], ['feature', 'feat', 3], ['kitten', 'sitting', 3], ['flaw', 'lawn', 2], ['ab', 'ba', 2], ['기능', '가능', 1],
])('from %j to %j: %i', (one, other, edits) => {
  expect([distance(one, other), distance(other, one)]).toEqual([edits, edits])
})

test('a limit changes nothing within it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(fc.property(word, word, fc.nat(8), (one, other, most) => {
    const edits = distance(one, other)
    expect(distance(one, other, most)).toBe(edits > most ? Infinity : edits)
  }))
})
