import { expect, test } from 'vitest'
import { fillTemplate } from '../../src/features/context.ts'

test.each<[string, Record<string, string>, string]>([
  ['no tokens', {}, 'no tokens'],
  ['{{a}} and {{b}}, {{a}}', { a: '1', b: '2' }, '1 and 2, 1'],
  ['{{a}}', { a: '{{b}} $& $1' }, '{{b}} $& $1'],
  ['{a} {{ a }} {{a-b}}', {}, '{a} {{ a }} {{a-b}}'],
])('%j with %j is %j', (template, tokens, expected) => {
  expect(fillTemplate('t', template, tokens)).toBe(expected)
})

test.each<[string, Record<string, string>, string]>([
  ['{{a}}', {}, 't: the token {{a}} has no value'],
  ['{{toString}}', {}, 't: the token {{toString}} has no value'],
  ['a', { b: '', c: '' }, 't: no token for b, c'],
])('%j with %j is refused', (template, tokens, message) => {
  expect(() => fillTemplate('t', template, tokens)).toThrow(message)
})
