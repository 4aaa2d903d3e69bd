import { expect, test } from 'vitest'
import type { FileResult, RuleCount } from '../../src/compare/lint/protocol.ts'
import { scoreAll, type Measured } from '../../src/compare/lint/score.ts'

const rule = (count: number, fixed = 0, layout = false): RuleCount => ({ count, fixed, layout, line: 1, before: '' })
const file = (rules: Readonly<Record<string, RuleCount>>, changed = 0, changedLogic = changed): FileResult => ({ lines: 1000, on: 100, typed: 0, rules, changed, changedLogic })
const measured = (name: string, result: FileResult, lays = false): Measured =>
  ({ name, results: [{ path: 'a.ts', result }], past: [], quarantined: {}, weight: undefined, takes: [], says: undefined, lays })
const points = (one: Measured, formatter = false): number => scoreAll([one], { share: 1, style: {}, formatter })[0]!.points

test('a rule costs what it leaves to people, and no more than to switch it off', () => {
  expect(points(measured('clean', file({})))).toBe(10)
  expect(points(measured('one', file({ a: rule(1) })))).toBe(9)
  expect(points(measured('many of one', file({ a: rule(500) })))).toBe(8.5)
  expect(points(measured('one of many', file(Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`r${at}`, rule(1)])))))).toBe(0)
  expect(points(measured('repaired', file({ a: rule(50, 50) }, 50)))).toBe(5)
})

test('where a formatter lays out, layout counts for those who would do so, too: thrice', () => {
  const result = file({ semi: rule(50, 50, true) }, 50, 0)
  expect(points(measured('leaves it', result), true)).toBe(9.9)
  expect(points(measured('lays', result, true), true)).toBe(-5)
  expect(points(measured('leaves it', result))).toBe(5)
})

test('the better one comes first; one that read no file comes last', () => {
  const found = scoreAll([measured('b', file({ a: rule(1) })), measured('none', { ...file({}), fatal: 'broken' }), measured('a', file({}))], { share: 1, style: {}, formatter: false })
  expect(found.map(({ name }) => name)).toEqual(['a', 'b', 'none'])
})
