import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { branchesSchema, exampleBranch, lintBranch, ticketInBranch } from '../../src/commits/branch.ts'
import { vocabularySchema } from '../../src/commits/vocabulary.ts'

const options = (input: object = {}) => v.parse(branchesSchema, input)
const vocabulary = (input: object = {}) => v.parse(vocabularySchema, input)
const ticket = vocabulary({ ticket: { pattern: '[A-Z]+-[0-9]+' } })

test.each<[string, object, ReturnType<typeof vocabulary> | false, string[]]>([
  ['feat/search', {}, vocabulary(), []],
  ['feature/search-by-title', {}, vocabulary(), []],
  ['fix/검색-오류', {}, vocabulary(), []],
  ['feat/search', {}, false, ['type']],
  ['feature/search', {}, false, []],
  ['main', {}, vocabulary(), []],
  ['release/1.2.x', {}, vocabulary(), []],
  ['release/1.2/x', {}, vocabulary(), ['type']],
  ['dependabot/npm_and_yarn/a/b-1.2.3', {}, vocabulary(), []],
  ['my-branch', {}, vocabulary(), ['type']],
  ['faet/x', {}, vocabulary(), ['type']],
  ['feat/', {}, vocabulary(), ['words']],
  ['feat/a/b', {}, vocabulary(), ['words']],
  ['feat/-a', {}, vocabulary(), ['words']],
  ['feat/a--b', {}, vocabulary(), []],
  ['feat/ABC-12', {}, ticket, []],
  ['feat/ABC-12-search', { ticket: 'required' }, ticket, []],
  ['feat/search', { ticket: 'required' }, ticket, ['ticket']],
  ['feat/ABC-12_', { ticket: 'required' }, ticket, ['words']],
  ['feat/search', { ticket: 'required' }, vocabulary(), []],
  ['feat/search', { ticket: 'none' }, ticket, []],
  ['x/search', { types: ['x'] }, vocabulary(), []],
  ['feat/search', { types: ['x'] }, vocabulary(), ['type']],
  ['alice/x', { pattern: '[a-z]+/x' }, vocabulary(), []],
  ['alice/xy', { pattern: '[a-z]+/x' }, vocabulary(), ['pattern']],
  ['feat/abcdefgh', { maxLength: 12 }, vocabulary(), ['length']],
  ['nonsense-that-is-long', { maxLength: 12 }, vocabulary(), ['type', 'length']],
])('%s with %j', (name, input, words, rules) => {
  expect(lintBranch(name, options(input), words).map(({ rule }) => rule)).toEqual(rules)
})

test('the example fits, whatever the settings', () => {
  const settings = [{}, { ticket: 'required' }, { types: ['topic'] }, { pattern: '[a-z]+/[0-9]+' }, { permanent: [], ignore: [] }]
  for (const input of settings) {
    for (const words of [vocabulary(), ticket, false] as const) expect(lintBranch(exampleBranch(options(input), words) ?? '', options(input), words)).toEqual([])
  }
})

test('a permanent name is matched as it is written, whatever stands in it', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z.+$(){}|/]{0,19}$/), fc.stringMatching(/^[a-z.+$(){}|/]{1,20}$/), (one, other) => {
    const free = options({ permanent: [one], ignore: [], pattern: 'never' })
    expect(lintBranch(one, free, false)).toEqual([])
    expect(lintBranch(other, free, false)).toHaveLength(one === other || other === 'never' ? 0 : 1)
  }))
})

describe('the ticket in a branch name', () => {
  test.each<[string, string | undefined]>([
    ['feature/ABC-12-x', 'ABC-12'], ['ABC-12', 'ABC-12'], ['feat/x-ABC-12', 'ABC-12'], ['feat/xABC-12', undefined], ['feat/ABC-12x', undefined],
    ['feat/abc-12', undefined], ['main', undefined], ['feat/가ABC-12', undefined],
  ])('%s: %s', (name, expected) => expect(ticketInBranch(name, ticket)).toBe(expected))
  test('none where there are no tickets', () => expect(ticketInBranch('feat/ABC-12', vocabulary())).toBeUndefined())
})
