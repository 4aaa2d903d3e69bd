import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { correctMessage } from '../../src/commits/correct.ts'
import { cleanMessage, commentCharOf } from '../../src/commits/clean.ts'
import { exampleMessage } from '../../src/commits/example.ts'
import { explain } from '../../src/commits/explain.ts'
import { lintMessage } from '../../src/commits/lint.ts'
import { compileShell } from '../../src/commits/shell.ts'
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
    expect(compileShell(convention)).toContain('conventions_good()')
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
