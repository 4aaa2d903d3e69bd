import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grammarOf } from '../../src/changelog/header.ts'
import { entryReader, mentioned, parserOf, referencesOf } from '../../src/changelog/entry.ts'
import { vocabularyOf } from '../../src/changelog/collect.ts'
import { configInMemory, resolveConfig } from '../../src/config/resolve.ts'
import { memoryRepo } from '../../src/repo/memory.ts'

const { config } = await resolveConfig(configInMemory({ extends: 'standard' }), { repo: memoryRepo({}), lock: {}, fetch: () => Promise.reject(new Error('nothing is fetched')) })
const vocabulary = vocabularyOf(config)
const parser = parserOf(vocabulary, grammarOf(vocabulary))

// What is sorted out before the parser is asked may change no reference.
test('references are those that conventional-commits-parser finds in the whole message', () => {
  const word = fc.constantFrom(
    'Closes', 'fixes', 'Resolved', 'refs', 'see', 'prefix', '#1', '#12', '!7', '(#12)', 'acme/other#5', 'other#6', 'https://github.com/a/b/issues/3', 'gh-3', '#general', '#1:', '-hash-', '- x -', 'gpg: no',
    'fix:', 'Closes:', 'Reviewed-by: a', 'word', '한글', 'a\u2028b', '>', '*',
  )
  const line = fc.oneof(fc.array(word, { maxLength: 5 }).map((words) => words.join(' ')), fc.constantFrom('close #4', 'Fixes #12', 'fixed #7', 'resolve #4', 'closes #1 ', 'closing #1', 'fix  #1', 'fix #1.', 'fix #1a', ' fix #1', 'fix #1, close #2', 'Fixes #1, fixes #1, #3', 'fix #4, ', 'close #4, see #5', 'fix #1,close #2', 'fix #12 ,close #1', 'fix #3  '))
  // The parser drops lines of GnuPG, which git may print before a message; a first line of ours is one whatever it says.
  const header = fc.tuple(fc.constantFrom('fix: ', 'feat(x): ', '', 'close ', 'fix a '), line, fc.constantFrom('', ' (#12)', ' (!7)', ' (#12) ', ' (fixes #12)', ' (refs #3)', ' (Closed #4) (#12)', ' (#4) (#12)', ' (see #12) (#12)', ' (fixes !4) (!12)', '(fixes #4)', ' (fix  #4)', ' (prefix #4) (!5)')).map((parts) => parts.join('').trim()).filter((text) => text !== '' && !text.startsWith('gpg:'))
  fc.assert(fc.property(header, fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), (first, body, eol) => {
    const message = [first, '', ...body].join(eol).trim()
    expect(mentioned(first, `${message}\n`, () => message, () => parser)).toEqual(referencesOf(parser.parse(message).references, first))
  }), { numRuns: 3000 })
})

test('an issue that is mentioned before it is closed is closed', () => {
  const read = entryReader({ vocabulary, split: false })
  const message = 'fix: a\n\nThis is about #4.\n\nCloses #4\n'
  const commit = { hash: 'a', parents: [], time: 0, author: 'a', email: 'b', message, header: 'fix: a', bytes: message }
  const { entries } = read(commit, commit)
  expect(entries[0]!.references).toEqual([{ kind: 'issue', id: '4', closes: true, repository: undefined }])
})
