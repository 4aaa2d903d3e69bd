import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { judgeHeader } from '../../src/cli/lint/judge.ts'
import { toCommitlint } from '../../src/commits/commitlint.ts'
import { exampleMessage } from '../../src/commits/example.ts'
import { typeOf } from '../../src/commits/grammar.ts'
import { lintMessage } from '../../src/commits/lint.ts'
import { parseMessage } from '../../src/commits/parse.ts'
import { headerShape, typeEmoji, writeHeader } from '../../src/commits/shape.ts'
import { compileShell } from '../../src/commits/shell.ts'
import { commitTypes, type VocabularyInput } from '../../src/commits/vocabulary.ts'
import { conventionFrom, conventions } from '../../scripts/lib/fuzz/conventions.ts'
import { commitlintSays } from '../../scripts/lib/fuzz/oracle.ts'
import { acceptedBy, shellsHere, writeMessages } from '../../scripts/lib/fuzz/shells.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

const folder = temporaryFolder('agreement')
afterAll(() => removeFolder(folder))
const presets = Object.entries(await conventions(false))
const shells = (await shellsHere()).filter(({ partial }) => !partial)

describe.each(presets)('the compilations of %s agree', (name, convention) => {
  const { vocabulary, locale } = convention
  const body = 'Say why the change is needed.'
  const headers = commitTypes(vocabulary).map((type) => writeHeader(vocabulary, {
    type: type.name, emoji: typeEmoji(vocabulary, type), subject: locale === 'ko' ? '제목으로 검색' : 'search by title',
  }))
  const good = headers.map((header) => `${header}\n\n${body}\n`)
  const bad = ['', 'unknown: x\n', 'no shape\n', ...headers.map((header) => `${header}${'x'.repeat(120)}\n\n${body}\n`)].filter(Boolean)

  test('shells, the linter, commitlint and the title check, over a corpus', async () => {
    const corpus = [...good, exampleMessage(vocabulary, locale, convention.scopes), ...bad]
    const ours = await Promise.all(corpus.map(async (message) => (await lintMessage(message, convention)).problems.length === 0))
    expect(ours).toEqual([...good.map(() => true), true, ...bad.map(() => false)])
    const config = toCommitlint(convention)
    for (const [index, message] of corpus.entries()) {
      const { errors, warnings } = await commitlintSays(message, config, '#')
      expect([message, errors.length + warnings.length === 0]).toEqual([message, ours[index]])
      expect([message, (await judgeHeader(message.split('\n', 1)[0]!, convention)).problems.length === 0]).toEqual([message, ours[index]])
    }
    const messages = corpus.map((message) => Buffer.from(message))
    for (const shell of shells) {
      writeMessages(join(folder, name), messages)
      const accepted = await acceptedBy(shell, compileShell(convention), join(folder, name), messages.length)
      expect([shell.name, corpus.map((_, index) => accepted.has(index))]).toEqual([shell.name, ours])
    }
  }, 60_000)

  test('each type parses back to itself, with its place in the changelog and its bump', () => {
    for (const [index, type] of commitTypes(vocabulary).entries()) {
      const parsed = parseMessage(good[index]!, vocabulary, undefined)
      const meant = typeOf(vocabulary, parsed?.type)
      // Emoji that several types share are told apart by nobody.
      const shared = vocabulary.format === 'gitmoji' && commitTypes(vocabulary).filter(({ emoji }) => emoji === type.emoji).length > 1
      if (!shared) expect(meant).toEqual(type)
      expect(['major', 'minor', 'patch', 'none']).toContain(meant?.bump)
    }
  })

  test('the shape that the docs and the linter tell is that of the grammar', () => {
    expect(parseMessage(headerShape(vocabulary, 'en').replace(':emoji:', ':bug:'), vocabulary, undefined)?.subject).toContain('subject')
  })
})

/** A rule that the docs tell, with a message that breaks nothing else. */
const told: readonly (readonly [rule: string, commits: VocabularyInput, message: string])[] = [
  ['header-max-length', {}, `feat: ${'x'.repeat(95)}`],
  ['header-min-length', { header: { minLength: 20 } }, 'feat: x'],
  ['scope-empty', { scopes: [] }, 'feat(x): y'],
  ['scope-enum', { scopes: ['core'] }, 'feat(x): y'],
  ['conventions/scope-pattern', { scopes: { pattern: '[a-z]+' } }, 'feat(X): y'],
  ['scope-empty', { scopeRequired: true }, 'feat: y'],
  ['conventions/scope-required', { scopeRequired: ['feat'] }, 'feat: y'],
  ['subject-case', { subject: { case: 'lower' } }, 'feat: Y'],
  ['subject-case', { subject: { case: 'sentence' } }, 'feat: y'],
  ['subject-full-stop', {}, 'feat: y.'],
  ['body-empty', { body: { required: true } }, 'feat: y'],
  ['conventions/body-required', { body: { required: ['feat'] } }, 'feat: y'],
  ['body-max-line-length', {}, `feat: y\n\n${'x'.repeat(101)}`],
  ['footer-max-line-length', {}, `feat: y\n\nRefs: ${'x'.repeat(101)}`],
  ['conventions/ticket', { ticket: { required: true } }, 'feat: y'],
  ['conventions/ticket', { ticket: {} }, 'feat: y\n\nRefs: nothing'],
  ['conventions/ticket', { ticket: { required: true, place: 'subject' } }, 'feat: y'],
  ['conventions/ticket', { ticket: { place: 'scope' } }, 'feat(x): y'],
  ['subject-exclamation-mark', { breaking: { mark: false } }, 'feat!: y'],
  ['conventions/trailer-required', { trailers: { required: ['Signed-off-by'] } }, 'feat: y'],
  ['conventions/trailer-forbidden', { trailers: { forbidden: ['Generated-by'] } }, 'feat: y\n\nGenerated-by: x'],
  ['conventions/emoji', { emoji: 'unicode' }, 'feat: y'],
]

test.each(told)('%s is enforced by all: %j', async (rule, commits, message) => {
  const convention = await conventionFrom('standard', commits)
  expect((await lintMessage(message, convention)).problems.map((problem) => problem.rule)).toEqual([rule])
  expect((await commitlintSays(message, toCommitlint(convention), undefined)).errors).toEqual([rule])
  writeMessages(join(folder, 'told'), [Buffer.from(message)])
  for (const shell of shells) expect((await acceptedBy(shell, compileShell(convention), join(folder, 'told'), 1)).size).toBe(0)
})

test('scissors under another comment character are left to the linter: what follows may be cut off', async () => {
  const convention = await conventionFrom('standard', { body: { required: ['fix'] } })
  writeMessages(join(folder, 'scissors'), [Buffer.from('fix: x\n\n; ------------------------ >8 ------------------------\nbody\n')])
  for (const shell of shells) expect((await acceptedBy(shell, compileShell(convention), join(folder, 'scissors'), 1)).size).toBe(0)
})

const locales = spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout ?? ''
const wanted = ['C', 'C.UTF-8', 'ko_KR.EUC-KR']
const has = (name: string): boolean => locales.split('\n').some((one) => one.toLowerCase().replace(/[^a-z_.]/g, '') === name.toLowerCase().replace(/[^a-z_.]/g, ''))

describe.each(wanted)('under LC_ALL=%s', (locale) => {
  // "한글" as EUC-KR has it; and a syllable whose second byte would be a sign of the header in a careless reading.
  const euc = Buffer.from([0xc7, 0xd1, 0xb1, 0xdb])
  const messages = [
    Buffer.from('feat: add search\n'), Buffer.from('feat: 한글 제목\n\n왜 바꾸는지 적는다.\n'), Buffer.from(`feat: ${'한'.repeat(48)}\n`),
    Buffer.concat([Buffer.from('feat: '), euc, Buffer.from('\n')]), Buffer.concat([Buffer.from('feat: '), ...Array.from({ length: 30 }, () => euc), Buffer.from('\n')]),
    Buffer.concat([Buffer.from('feat'), euc, Buffer.from(': x\n')]),
  ]
  test.skipIf(!has(locale))(`shells accept nothing that commitlint rejects${has(locale) ? '' : ' (SKIPPED: the locale is not installed)'}`, async () => {
    const convention = await conventionFrom('standard')
    const config = toCommitlint(convention)
    const judged = await Promise.all(messages.map(async (bytes) => {
      const readings = ['utf-8', 'euc-kr'].map((encoding) => new TextDecoder(encoding).decode(bytes))
      return (await Promise.all(readings.map((text) => commitlintSays(text, config, '#')))).every(({ errors, warnings }) => errors.length + warnings.length === 0)
    }))
    writeMessages(join(folder, locale), messages)
    for (const shell of shells) {
      const accepted = await acceptedBy({ ...shell, env: { LC_ALL: locale, LANG: locale } }, compileShell(convention), join(folder, locale), messages.length)
      expect([shell.name, [...accepted].filter((index) => !judged[index])]).toEqual([shell.name, []])
      expect([shell.name, accepted.has(0), accepted.has(1)]).toEqual([shell.name, true, true])
    }
  })
})
