import { join } from 'node:path'
import isIgnoredByPackage from '@commitlint/is-ignored'
import { CommitParser, type ParserOptions } from 'conventional-commits-parser'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { correctMessage } from '../../src/commits/correct.ts'
import { cleanMessage, commentCharOf } from '../../src/commits/clean.ts'
import { exampleMessage } from '../../src/commits/example.ts'
import { explain } from '../../src/commits/explain.ts'
import { grammarOf } from '../../src/commits/grammar.ts'
import { isIgnored } from '../../src/commits/ignored.ts'
import { lintMessage } from '../../src/commits/lint.ts'
import { parseMessage } from '../../src/commits/parse.ts'
import { compileShell } from '../../src/commits/shell.ts'
import { graphemes } from '../../src/commits/width.ts'
import { loadLintMessages } from '../../src/messages/index.ts'
import { conventionFrom, conventions } from '../../scripts/lib/fuzz/conventions.ts'
import { differences } from '../../scripts/lib/fuzz/differences.ts'
import { encode, invent, mutate } from '../../scripts/lib/fuzz/messages.ts'
import { randomFrom } from '../../scripts/lib/fuzz/random.ts'
import { shellsHere } from '../../scripts/lib/fuzz/shells.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

const folder = temporaryFolder('linter')
afterAll(() => removeFolder(folder))

test('shells, the linter and @commitlint/lint agree on made up messages, for every preset and variant', async () => {
  const seed = 7
  const random = randomFrom(seed)
  const messages = Array.from({ length: 150 }, () => encode(random.chance(2) ? invent(random) : mutate(invent(random), random), random))
  const shells = (await shellsHere()).filter(({ partial }) => !partial)
  const { found, accepted } = await differences({ messages, conventions: await conventions(true), shells, folder: join(folder, 'fuzz'), random, compared: 150 })
  expect({ seed, found }).toEqual({ seed, found: [] })
  // A proof that accepts nothing would be sound as well.
  expect(Object.values(accepted).reduce((sum, count) => sum + count)).toBeGreaterThan(50)
}, 120_000)

test('the example of every convention passes the linter, and every preset has a proof in sh', async () => {
  for (const [name, convention] of Object.entries(await conventions(true))) {
    const message = exampleMessage(convention.vocabulary, convention.locale, convention.scopes)
    expect([name, message, (await lintMessage(message, convention)).problems]).toEqual([name, message, []])
    expect(compileShell(convention).functions).toContain('conventions_good()')
  }
})

test('what is wrong, where, and what was meant', async () => {
  const convention = await conventionFrom('standard', { scopes: ['core', 'api'] })
  const message = 'feature(cor): add search.\n'
  const result = await lintMessage(message, convention)
  expect(explain(message, result, { words: (await loadLintMessages('en')).explain, paint: (_, text) => text })).toMatchInlineSnapshot(`
    "The commit message does not keep to the convention.

      1 │ feature(cor): add search.
        │ ^^^^^^^ ^^^             ^

      ✗ "feature" is not one of the types: feat, fix, perf, refactor, docs, test, build, ci, style, chore, revert. Did you mean feat?
      ✗ The subject has no full stop at its end.
      ✗ "cor" is not one of the scopes: core, api. Did you mean core?

      Corrected:
        feat(core): add search
    "
  `)
})

test('what a terminal would obey is shown, not done', async () => {
  const convention = await conventionFrom('standard')
  const message = 'feature: \x1b[2Jx\x07\u202e\u009b1m\n\nbody \x1b]0;title\x07\n'
  const result = await lintMessage(message, convention)
  const shown = explain(message, result, { words: (await loadLintMessages('en')).explain, paint: (_, text) => text })
  expect(shown).toContain('feature: \\u{1b}[2Jx\\u{7}\\u{202e}\\u{9b}1m')
  // eslint-disable-next-line no-control-regex -- it is what we look for
  expect(shown).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
})

test.each([
  ['feature (aip) : Add x.\nbody', 'feat(api): Add x\n\nbody\n'],
  ['기능：검색 추가', 'feat: 검색 추가\n'],
  ['bugfix!: y', 'fix!: y\n'],
])('%j is corrected to %j', async (message, text) => {
  expect(await correctMessage(message, await conventionFrom('standard', { scopes: ['core', 'api'] }))).toEqual({ text, complete: true })
})

test('a message as git stores it', () => {
  expect(cleanMessage('\n\nfeat: x \r\n\r\n\r\n\r\nbody\t\n# comment\n# ------------------------ >8 ------------------------\ndiff\n', { commentChar: '#' })).toBe('feat: x\n\nbody\n')
  expect(cleanMessage('feat: x\n# kept\n', { commentChar: undefined })).toBe('feat: x\n# kept\n')
  expect([commentCharOf(undefined, ''), commentCharOf(';', ''), commentCharOf('auto', '#x\n; help\n')]).toEqual(['#', ';', ';'])
})

const textOf = (...pieces: readonly string[]) => fc.array(fc.constantFrom(...pieces), { maxLength: 10 }).map((parts) => parts.join(''))

test('a message that needs no cleaning up is recognized', () => {
  fc.assert(fc.property(textOf('a', ' ', '\t', '\n', '\n\n', '\r', '\f', '\v', '#'), (text) => {
    // No line begins with this comment character, but it is looked for.
    expect(cleanMessage(text, { commentChar: undefined })).toBe(cleanMessage(text, { commentChar: '\0' }))
  }), { numRuns: 2_000 })
})

test('a message of one line is read as conventional-commits-parser reads it', async () => {
  for (const { vocabulary } of Object.values(await conventions(true))) {
    const parser = new CommitParser({ ...grammarOf(vocabulary), fieldPattern: null } as unknown as ParserOptions)
    fc.assert(fc.property(textOf('feat', '✨', '(', ')', '!', ':', ': ', ' ', 'x', 'gpg:', 'Fixes ', '#1', '@x', '한', '\u2028', '\r', '\n'), (text) => {
      const parsed = parseMessage(text, vocabulary, undefined)
      if (text.trim() === '') return
      const { type, scope, subject, header, body, footer, references } = parser.parse(text)
      const read = { ...type === undefined ? {} : { type, scope, subject }, header, body, footer, references }
      expect(parsed).toEqual(header === null && body === null && footer === null ? undefined : expect.objectContaining(read))
      expect(parsed && 'type' in parsed).toBe(parsed && type !== undefined)
    }), { numRuns: 100 })
  }
})

test('what is not checked is what @commitlint/is-ignored says', async () => {
  await fc.assert(fc.asyncProperty(textOf('Merge ', 'merge', 'branch ', 'tag ', 'Revert ', 'revert ', 'reapply ', 'Auto-merged ', 'into ', 'fixup!', 'chore: ', 'chore(x):', 'v', '1', '.', '2', '[skip ci]', '(ci skip)', ' ', 'x', '\n'), async (text) => {
    expect([text, await isIgnored(text, [])]).toEqual([text, isIgnoredByPackage(text.trimEnd())])
  }), { numRuns: 3_000 })
})

test('graphemes are those of UAX #29, with and without ICU\'s help', () => {
  const icu = (text: string) => Array.from(new Intl.Segmenter('und').segment(text), ({ segment }) => segment)
  const pieces = ['a', 'é', '한', 'か', '漢', '✨', '🚀', '！', '“', '→', '\u0301', '\u200d', '\ufe0f', '🏽', '🇰', '🇷', 'ᄒ', 'ᅡ', 'ำ', '1', '\u20e3', '\r', '\t', '\xad']
  fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
    expect(graphemes(parts.join(''))).toEqual(icu(parts.join('')))
  }), { numRuns: 2_000 })
})

test('every character that is taken to stand apart does', () => {
  const segmenter = new Intl.Segmenter('und')
  const joined: string[] = []
  for (let code = 0x20; code < 0x1fb00; code += 1) {
    const character = String.fromCodePoint(code)
    // Beside a letter and beside itself, where what combines would.
    const text = `a${character}${character}한`
    if (code < 0xd800 || code > 0xdfff) if (graphemes(text).length !== [...segmenter.segment(text)].length) joined.push(code.toString(16))
  }
  expect(joined).toEqual([])
})

test('what is broken is told, whatever the parser drops behind it', async () => {
  const long = `Co-authored-by: A Person <${'a'.repeat(100)}@example.com>`
  const { ok, problems } = await lintMessage(`feat: x\n\n${long}\n\n gpg: signed \n`, await conventionFrom('standard'))
  expect({ ok, problems }).toMatchObject({ ok: false, problems: [{ rule: 'footer-max-line-length', at: { line: 3 } }] })
})
