import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { exampleMessage } from '../../src/commits/example.ts'
import { writeEmoji } from '../../src/commits/gitmoji.ts'
import { isRequired } from '../../src/commits/required.ts'
import { sample } from '../../src/commits/sample.ts'
import { scopeNames } from '../../src/commits/scopes.ts'
import { headerShape, typeEmoji } from '../../src/commits/shape.ts'
import { commitTypes, typeNames, vocabularySchema, type Vocabulary, type VocabularyInput } from '../../src/commits/vocabulary.ts'
import { textLength } from '../../src/commits/width.ts'
import { localized } from '../../src/commits/words.ts'
import { readFacts } from '../../src/repo/facts.ts'
import { memoryRepo } from '../../src/repo/memory.ts'
import { mistakes } from './harness.ts'

const vocabulary = (input: VocabularyInput = {}): Vocabulary => v.parse(vocabularySchema, input)

test.each<[unknown, string[]]>([
  [{ ticket: { pattern: '(' } }, ['regex']],
  [{ ignore: ['a'.repeat(301)] }, ['Invalid length: Expected <=300 but received 301']],
  [{ scopes: { pattern: '[' } }, ['regex']],
  [{ types: { 'a b': {} } }, ['typeName']],
  [{ types: { feat: false } }, ['someType']],
  [{ types: { feat: { emoji: 'x' } } }, ['emoji']],
  [{ types: { feat: { emoji: ':two words:' } } }, ['emoji']],
  [{ format: 'gitmoji', types: { mine: {} } }, ['gitmojiTypes']],
  [{ format: 'gitmoji', emoji: 'none' }, ['gitmojiEmoji']],
  [{ header: { minLength: 101 } }, ['headerLengths']],
  [{ scopes: [], scopeRequired: true }, ['scopeNone']],
  [{ scopes: ['a\nb'] }, ['scopeName']],
  [{ trailers: { required: ['A'], forbidden: ['A'] } }, ['trailerBoth']],
  [{ trailers: { required: ['Two Words'] } }, ['trailerKey']],
  [{ ticket: { url: 'https://x.test/' } }, ['ticketUrl']],
  [{ ticket: { url: 'javascript:{ticket}' } }, ['ticketUrl']],
  [{ template: '../x' }, ['repoPath']],
  [{ template: '.GIT/x' }, ['repoPath']],
  [{ template: '/x' }, ['repoPath']],
  [{ template: 'C:\\x' }, ['repoPath']],
  [{ template: 'a/../b' }, ['repoPath']],
  [{ template: 'a\nb' }, ['repoPath']],
  [{ template: 'docs/커밋 템플릿.txt', types: { 기능: { title: '기능' } }, scopes: ['@scope/pkg', '결제'] }, []],
  [{}, []],
])('%j: %j', (options, codes) => {
  expect(mistakes('commits', options)).toEqual(expect.arrayContaining(codes))
  if (codes.length === 0) expect(mistakes('commits', options)).toEqual([])
})

test('a type is filled up from the standard type of its name, and false takes it away', () => {
  const types = commitTypes({ types: { feat: {}, fix: { title: 'Repair', bump: 'minor' }, docs: false, wip: {}, constructor: {} } })
  expect(types.map(({ name, bump }) => [name, bump])).toEqual([['feat', 'minor'], ['fix', 'minor'], ['wip', 'none'], ['constructor', 'none']])
  expect(types.map(({ title }) => localized(title, 'ko'))).toEqual(['새로운 기능', 'Repair', 'wip', 'constructor'])
  expect(types.map(({ section }) => section && localized(section, 'en'))).toEqual(['Features', 'Bug fixes', false, false])
  expect(typeNames(vocabulary())).toHaveLength(11)
})

test.each<[string | { en?: string, ko?: string }, string, string]>([
  ['same', 'same', 'same'], [{ en: 'a', ko: '가' }, 'a', '가'], [{ ko: '가' }, '가', '가'], [{ en: 'a' }, 'a', 'a'], [{}, '', ''],
])('localized(%j): %j in English, %j in Korean', (value, en, ko) => {
  expect([localized(value, 'en'), localized(value, 'ko')]).toEqual([en, ko])
})

test.each<[VocabularyInput, string, string]>([
  [{}, 'type(scope): subject', '타입(스코프): 제목'],
  [{ scopes: [] }, 'type: subject', '타입: 제목'],
  [{ emoji: 'unicode' }, 'type(scope): ✨ subject', '타입(스코프): ✨ 제목'],
  [{ emoji: 'text' }, 'type(scope): :emoji: subject', '타입(스코프): :emoji: 제목'],
  [{ format: 'gitmoji' }, ':emoji: (scope): subject', ':emoji: (스코프): 제목'],
  [{ format: 'gitmoji', emoji: 'unicode', scopes: [] }, '✨ subject', '✨ 제목'],
  [{ ticket: { place: 'subject' } }, 'type(scope): TICKET subject', '타입(스코프): 티켓 제목'],
  [{ ticket: { place: 'scope' } }, 'type(TICKET): subject', '타입(티켓): 제목'],
  [{ ticket: {} }, 'type(scope): subject', '타입(스코프): 제목'],
])('the shape of %j is %j', (input, en, ko) => {
  expect([headerShape(vocabulary(input), 'en'), headerShape(vocabulary(input), 'ko')]).toEqual([en, ko])
})

test.each<[string, string, string]>([
  [':sparkles:', ':sparkles:', '✨'], ['✨', ':sparkles:', '✨'], ['⚡', ':zap:', '⚡'], ['⚡️', ':zap:', '⚡️'],
  [':unknown:', ':unknown:', ':unknown:'], ['🦄', '🦄', '🦄'], [':constructor:', ':constructor:', ':constructor:'],
])('%s is %s as text and %s in unicode', (emoji, text, unicode) => {
  expect([writeEmoji(emoji, 'text'), writeEmoji(emoji, 'unicode')]).toEqual([text, unicode])
})

// Columns as wcwidth of glibc 2.39 and kitty count them.
test.each<[string, number, number]>([
  ['', 0, 0], ['abc', 3, 3], ['é', 1, 1], ['e\u0301', 1, 2], ['한글', 4, 2], ['\u1112\u1161\u11ab', 2, 3], ['ｱ', 1, 1], ['Ａ', 2, 1], ['漢', 2, 1], ['✨', 2, 1],
  ['👩‍👩‍👧‍👦', 2, 11], ['🇰🇷', 2, 4], ['1️⃣', 2, 3], ['⚠', 1, 1], ['⚠️', 2, 2], ['\u200b', 0, 1], ['…', 1, 1], ['𠮷', 2, 2],
])('%j is %i columns wide and %i code units long', (text, columns, units) => {
  expect([textLength(text, 'columns'), textLength(text, 'code-units')]).toEqual([columns, units])
})

test.each<[string, string | undefined]>([
  ['[A-Z][A-Z0-9]+-[0-9]+', 'ABC-123'], ['#\\d+', '#123'], ['WIDGET-\\d+', 'WIDGET-11'], ['(?:FE|BE)-\\d{2,5}', 'FE-11'], ['[가-힣]+-\\d+', '가가-11'],
  ['a(?=b)b', 'ab'], ['(?<p>x)[^a]', 'xA'], ['ticket\\/\\d{4}', 'ticket/1111'], ['^T-1$', 'T-1'], ['x{100}', undefined], ['(x)\\1', undefined], ['(x?)\\1y', undefined], ['(?!x)', undefined], ['a b', undefined],
])('a sample of %s is %j', (pattern, expected) => {
  expect(sample(pattern)).toBe(expected)
})

test('a sample matches its pattern', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aA1-\\dw[]()|+*?{2}^$.:!=<') }), (pattern) => {
    fc.pre(mistakes('commits', { ignore: [pattern] }).length === 0)
    const text = sample(pattern)
    expect(text === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(text)).toBe(true)
  }), { numRuns: 500 })
})

describe('scopes', () => {
  const repo = memoryRepo({
    'package.json': '{"workspaces":["packages/*"]}', 'packages/b/package.json': '{}', 'packages/a/package.json': '{}', 'packages/.cache/x': '',
    'apps/web/index.html': '', 'apps/readme.md': '',
    '.github/CODEOWNERS': '# all\n* @x\n/packages/core/ @a/core\nsrc/auth/** @b\n/docs/my\\ folder/ @c\n*.js @d\n',
  })
  test.each<[VocabularyInput['scopes'], string[] | undefined]>([
    [undefined, undefined], [['z', 'a'], ['z', 'a']], [{ pattern: 'x' }, undefined], [{ from: 'workspaces' }, ['a', 'b']],
    [{ from: 'folders' }, ['a', 'b', 'web']], [{ from: 'folders', folders: ['apps/', 'none'] }, ['web']], [{ from: 'codeowners' }, ['auth', 'core']],
  ])('%j are %j', (scopes, expected) => {
    expect(scopeNames(vocabulary({ scopes }), repo, readFacts(repo))).toEqual(expected)
  })
})

/** What the vocabulary demands of a message, as far as an example can fail it; written apart from the code that makes examples. */
function faults(message: string, spoken: Vocabulary, scopes: readonly string[] | undefined): string[] {
  const [header = '', ...rest] = message.split('\n')
  const types = commitTypes(spoken)
  const match = spoken.format === 'gitmoji' ? /^(\S+) (?:\(([^()]+)\): )?(.+)$/u.exec(header) : /^([\p{L}\p{N}_-]+)(?:\(([^()]+)\))?: (.+)$/u.exec(header)
  if (!match) return [`not a header: ${header}`]
  const [, lead, scope, told = ''] = match
  const type = types.find((candidate) => spoken.format === 'gitmoji' ? typeEmoji(spoken, candidate) === lead : candidate.name === lead)
  if (type === undefined) return [`no type ${lead ?? ''}`]
  const ticket = spoken.ticket || undefined
  const names = ticket?.place === 'scope' && sample(ticket.pattern) !== undefined ? undefined : scopes
  const length = (line: string): number => textLength(line, spoken.header.width)
  const emoji = spoken.format === 'conventional' ? typeEmoji(spoken, type) : undefined
  const behindEmoji = emoji === undefined ? told : told.slice(emoji.length + 1)
  const subject = ticket?.place === 'subject' ? behindEmoji.replace(/^\S+\d\S* /, '') : behindEmoji
  const { maxLength, minLength = 0 } = spoken.header
  return [
    length(header) > maxLength ? `too long: ${header}` : '',
    length(header) < minLength ? `too short: ${header}` : '',
    /^\s|\s$|\.$/.test(told) ? `subject: ${told}` : '',
    names !== undefined && scope !== undefined && !names.includes(scope) ? `scope ${scope}` : '',
    scope === undefined && names?.length !== 0 && isRequired(spoken.scopeRequired, type) ? 'no scope' : '',
    spoken.subject.case === 'sentence' && /^\p{Ll}/u.test(subject) ? `case: ${subject}` : '',
    spoken.subject.case === 'lower' && /^\p{Lu}/u.test(subject) ? `case: ${subject}` : '',
    rest.length > 0 && rest[0] !== '' ? 'no empty line' : '',
    rest.some((line) => length(line) > Math.min(spoken.body.maxLineLength || Infinity, spoken.footer.maxLineLength || Infinity)) ? 'long line' : '',
    isRequired(spoken.body.required, type) && !/^\n[^\n]+(\n[^\n]+)*/.test(rest.join('\n')) ? 'no body' : '',
    ...spoken.trailers.required.map((key) => rest.some((line) => line.startsWith(`${key}: `)) ? '' : `no ${key}`),
    ticket !== undefined && !new RegExp(ticket.pattern, 'u').test(ticket.place === 'footer' ? rest.join('\n') : header) ? 'no ticket' : '',
  ].filter(Boolean)
}

const someVocabulary = fc.record({
  types: fc.uniqueArray(fc.constantFrom('feat', 'fix', 'docs', 'chore', 'test'), { minLength: 1 }).map((names) => Object.fromEntries(names.map((name) => [name, {}]))),
  format: fc.constantFrom('conventional' as const, 'gitmoji' as const),
  emoji: fc.constantFrom(undefined, 'text' as const, 'unicode' as const),
  scopes: fc.constantFrom<string[] | undefined>(undefined, ['core', 'ui'], ['결제'], []),
  scopeRequired: fc.constantFrom<boolean | string[]>(false, true, ['feat']),
  ticket: fc.constantFrom(false as const, {}, { place: 'subject' as const, required: true }, { place: 'scope' as const }, { pattern: '#\\d+', key: 'Closes' }),
  header: fc.record({
    maxLength: fc.integer({ min: 50, max: 120 }), minLength: fc.constantFrom(undefined, 1, 40, 50), width: fc.constantFrom('columns' as const, 'code-units' as const),
  }),
  subject: fc.record({ case: fc.constantFrom('any' as const, 'lower' as const, 'sentence' as const) }),
  body: fc.record({ maxLineLength: fc.constantFrom(false as const, 60, 72, 100), required: fc.constantFrom<boolean | string[]>(false, true, ['fix']) }),
  trailers: fc.record({ required: fc.constantFrom<string[]>([], ['Signed-off-by'], ['Signed-off-by', 'Reviewed-by']) }),
}).filter(({ scopes, scopeRequired }) => scopes?.length !== 0 || scopeRequired === false)

test('the example keeps to its vocabulary', () => {
  fc.assert(fc.property(someVocabulary, fc.constantFrom('en' as const, 'ko' as const), (input, locale) => {
    const spoken = vocabulary(input as Parameters<typeof vocabulary>[0])
    const scopes = scopeNames(spoken, memoryRepo({}), readFacts(memoryRepo({})))
    expect(faults(exampleMessage(spoken, locale, scopes), spoken, scopes)).toEqual([])
  }), { numRuns: 2_000 })
})

test.each<[string, VocabularyInput]>([
  ['nonsense', {}], ['wip: x', {}], ['feat: x.', {}], ['feat: X', { subject: { case: 'lower' } }], ['feat: x', { scopeRequired: true }],
  ['feat(x): y', { scopes: ['z'] }], ['feat: x', { body: { required: true } }], ['feat: x', { ticket: {} }], ['feat: x\nbody', {}],
  [`feat: ${'한'.repeat(50)}`, {}], ['feat: x', { header: { minLength: 20 } }],
])('the check of this test refuses %j under %j', (message, input) => {
  const spoken = vocabulary(input as Parameters<typeof vocabulary>[0])
  expect(faults(message, spoken, Array.isArray(input.scopes) ? input.scopes : undefined)).not.toEqual([])
})

test.each<[VocabularyInput, string]>([
  [{}, 'feat: search by title'],
  [{ types: { fix: {} } }, 'fix: keep the draft when saving fails'],
  [{ types: { docs: {} }, header: { maxLength: 20 } }, 'docs: sort'],
  [{ scopes: { pattern: '[a-z]+' }, subject: { case: 'sentence' } }, 'feat(core): Search by title'],
  [{ format: 'gitmoji', scopes: ['ui', 'core'], ticket: { place: 'subject' } }, ':sparkles: (ui): ABC-123 search by title'],
  [{ ticket: {}, trailers: { required: ['Signed-off-by'] } }, 'feat: search by title\n\nRefs: ABC-123\nSigned-off-by: Gil-dong Hong <gildong@example.com>'],
])('the example of %j', (input, expected) => {
  const spoken = vocabulary(input as Parameters<typeof vocabulary>[0])
  expect(exampleMessage(spoken, 'en', Array.isArray(input.scopes) ? input.scopes : undefined)).toBe(expected)
})
