import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { insertSections, insertUnreleased, versionsIn } from '../../src/changelog/insert.ts'

const section = (version: string) => ({ version, text: `## ${version}\n\n- new ${version}\n` })
const insert = (before: string | undefined, versions: readonly string[], fill = false) => insertSections(before, versions.map(section), { heading: 'Changelog', fill })

const keep = '# Changelog\n\nAll notable changes.\n\n## [Unreleased]\n\n- by hand\n\n## [1.1.0] - 2019-02-15\n\n- edited by hand\n\n## [1.0.0] - 2017-06-20\n\n### Added\n\n[unreleased]: https://x/compare\n[1.0.0]: https://x/1\n'
const conventional = '# Changelog\n\n<a name="1.1.0"></a>\n# [1.1.0](https://x/compare/v1.0.0...v1.1.0) (2020-01-01)\n\n### Features\n\n* x\n\n## 1.0.0 (2019-01-01)\n'
const changesets = '# pkg\n\n## 1.1.0\n\n### Minor Changes\n\n- abc: thing\n\n## 1.0.0\n'
const express = '1.1.0 / 2020-01-01\n==================\n\n * thing\n\n1.0.0 / 2019-01-01\n==================\n\n * first\n'

describe('what is in a changelog stays as it is', () => {
  test.each([
    ['Keep a Changelog', keep, '## [1.1.0]'], ['conventional-changelog', conventional, '<a name="1.1.0">'], ['changesets', changesets, '## 1.1.0'], ['free form', express, '1.1.0 / 2020'],
  ])('%s: the new section goes above the newest', (_, before, mark) => {
    const { text, versions } = insert(before, ['1.2.0', '1.1.0', '1.0.0'])
    expect(versions).toEqual(['1.2.0'])
    const at = before.indexOf(mark)
    expect(text).toBe(`${before.slice(0, at)}## 1.2.0\n\n- new 1.2.0\n\n${before.slice(at)}`)
    expect(insert(text, ['1.2.0', '1.1.0', '1.0.0'])).toEqual({ text, versions: [] })
  })

  test.each<[string, string | undefined, string[], boolean, string[]]>([
    ['no file', undefined, ['1.1.0', '1.0.0'], false, ['1.1.0', '1.0.0']],
    ['no version in it', '# Changes\n\nSee the releases.\n', ['1.0.0'], false, ['1.0.0']],
    ['a hotfix goes into its line', changesets.replace('# pkg\n', '# pkg\n\n## 2.0.0\n'), ['1.1.1'], false, ['2.0.0', '1.1.1', '1.1.0', '1.0.0']],
    ['what is older than the file stays out', '## 3.0.0\n', ['2.0.0', '1.0.0'], false, ['3.0.0']],
    ['unless everything is wanted', '## 3.0.0\n', ['2.0.0', '1.0.0'], true, ['3.0.0', '2.0.0', '1.0.0']],
    ['a prerelease is below its release', '## 1.0.0\n', ['1.0.0-rc.1', '0.9.0'], true, ['1.0.0', '1.0.0-rc.1', '0.9.0']],
    ['a heading in a code block is none', '```\n## 9.0.0\n```\n', ['1.0.0'], false, ['1.0.0']],
    ['tags of packages', '## pkg@1.0.0\n', ['1.1.0'], false, ['1.1.0', '1.0.0']],
  ])('%s', (_, before, versions, fill, expected) => expect(versionsIn(insert(before, versions, fill).text)).toEqual(expected))

  test('line endings, and no final newline', () => {
    expect(insert('# C\r\n\r\n## 1.0.0', ['1.1.0']).text).toBe('# C\r\n\r\n## 1.1.0\r\n\r\n- new 1.1.0\r\n\r\n## 1.0.0')
    expect(insert('# C', ['1.0.0']).text).toBe('# C\n\n## 1.0.0\n\n- new 1.0.0\n')
    expect(insert(undefined, ['1.0.0']).text).toBe('# Changelog\n\n## 1.0.0\n\n- new 1.0.0\n')
  })

  test('whatever is in the file, it is there afterwards, in its order', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('## 1.0.0', '## [2.0.0] - 2020-01-01', '## Unreleased', '```', '[1.0.0]: x', '')), { maxLength: 12 }), fc.boolean(), (lines, fill) => {
      const before = lines.join('\n')
      const { text } = insert(before, ['3.0.0', '1.5.0', '0.1.0'], fill)
      const kept = text.split('\n').filter((line) => !/^(## (3\.0\.0|1\.5\.0|0\.1\.0)|- new .*|)$/.test(line))
      expect(kept).toEqual(lines.join('\n').split('\n').filter((line) => line !== '' && !/^(## (3\.0\.0|1\.5\.0|0\.1\.0)|- new .*)$/.test(line)))
      expect(insert(text, ['3.0.0', '1.5.0', '0.1.0'], fill).versions.filter((one) => versionsIn(text).includes(one))).toEqual([])
    }))
  })
})

describe('what is not released', () => {
  const unreleased = (text: string) => `## Unreleased\n\n- ${text}\n`

  test.each([['no file', undefined], ['Keep a Changelog', keep], ['conventional-changelog', conventional], ['changesets', changesets], ['free form', express], ['CRLF', changesets.replaceAll('\n', '\r\n')]])(
    '%s: stands above every version, is made anew, and goes with the next release; nothing else changes', (_, before) => {
      const plain = before ?? '# Changelog\n'
      const first = insertUnreleased(before, unreleased('one'), 'Changelog')
      const lines = first.split(/\r?\n/)
      expect(lines.indexOf('- one')).toBeLessThan(versionsIn(plain).length === 0 ? lines.length : lines.findIndex((line) => /^(<a name="1|#+ \[?1|1\.)/.test(line)))
      expect(versionsIn(first)).toEqual(versionsIn(plain))
      const second = insertUnreleased(first, unreleased('two'), 'Changelog')
      expect([second.includes('- one'), second.includes('- two')]).toEqual([false, true])
      expect(insertUnreleased(second, unreleased('two'), 'Changelog')).toBe(second)
      expect(insertUnreleased(second, undefined, 'Changelog')).toBe(plain)
      expect(insert(second, ['1.2.0']).text).toBe(insert(plain, ['1.2.0']).text)
      expect(insert(second, ['1.1.0'].filter((version) => versionsIn(plain).includes(version))).text).toBe(second)
    })
})
