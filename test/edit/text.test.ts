import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBlock, removeBlock, unwrapBlock, writeBlock } from '../../src/edit/block.ts'
import { unifiedDiff } from '../../src/edit/diff.ts'
import { addLines, missingLines, removeLines } from '../../src/edit/lines.ts'
import { nearest } from '../../src/edit/nearest.ts'
import { normal, styleOf, withStyle } from '../../src/edit/text.ts'
import { mergeThreeWay } from '../../src/edit/threeway.ts'
import { ConventionsError } from '../../src/errors.ts'

describe('blocks', () => {
  // Each: a path, and what its marker line looks like.
  test.each([
    ['.gitignore', '# conventions:begin x', ''], ['Makefile', '# conventions:begin x', ''], ['.husky/pre-commit', '# conventions:begin x', ''], ['a.yml', '# conventions:begin x', ''],
    ['a.md', '<!-- conventions:begin x', ' -->'], ['a.html', '<!-- conventions:begin x', ' -->'], ['a.ts', '// conventions:begin x', ''], ['Jenkinsfile', '// conventions:begin x', ''],
    ['a.css', '/* conventions:begin x', ' */'], ['a.sql', '-- conventions:begin x', ''], ['.vimrc', '" conventions:begin x', ''], ['Dockerfile.dev', '# conventions:begin x', ''],
  ])('%s', (path, open, close) => {
    const text = writeBlock(path, 'mine\n', 'x', 'one\ntwo')
    const lines = text.split('\n')
    expect(lines[2]?.startsWith(open) && lines[2].endsWith(close)).toBe(true)
    expect(readBlock(path, text, 'x')).toBe('one\ntwo')
    expect(removeBlock(path, text, 'x')).toBe('mine\n')
    expect(unwrapBlock(path, text, 'x')).toBe('mine\n\none\ntwo\n')
    expect(writeBlock(path, text, 'x', 'one\ntwo')).toBe(text)
  })

  test.each(['a.json', 'a.png', 'a.unknown'])('%s has no comments that we know', (path) => expect(() => writeBlock(path, '', 'x', '')).toThrow('blockUnsupported'))

  const [begin, end, other] = ['# conventions:begin x', '# conventions:end x', '# conventions:begin y\n# conventions:end y']
  test.each([
    ['noEnd', `a\n${begin}\n`, 2], ['noBegin', `${end}\n`, 1], ['noBegin', `${end}\n${begin}\n`, 1], ['twice', `${begin}\n${end}\n${begin}\n${end}\n`, 3],
    ['noBegin', `${begin}\n${end}\n${end}\n`, 3], ['nested', `${begin}\n${other}\n${end}\n`, 2],
  ])('damage: %s in %j', (damage, text, line) => {
    for (const use of [readBlock, removeBlock, unwrapBlock]) {
      try {
        use('x.sh', text, 'x')
        expect.unreachable()
      } catch (error) {
        expect(error).toBeInstanceOf(ConventionsError)
        expect(error).toMatchObject({ code: 'blockDamaged', details: { damage, line, path: 'x.sh', id: 'x' } })
      }
    }
  })

  test.each([
    ['#!/bin/sh\necho\n', '#!/bin/sh\n# conventions:begin'], ['---\na: 1\n---\ntext\n', '---\na: 1\n---\n# conventions:begin'], ['text\n', '# conventions:begin'],
  ])('at the start of %j', (text, head) => {
    const written = writeBlock('x.sh', text, 'x', 'one', { at: 'start' })
    expect(written.startsWith(head)).toBe(true)
    expect(removeBlock('x.sh', written, 'x')).toBe(text)
  })

  test('what is there keeps its bytes: any text, taken back exactly', () => {
    const text = fc.array(fc.constantFrom('a', '', '# b', '  c', '한글'), { maxLength: 6 })
    fc.assert(fc.property(text, fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean(), fc.constantFrom('start' as const, 'end' as const), (lines, eol, bom, final, at) => {
      const before = (bom ? '\uFEFF' : '') + lines.join(eol) + (final && lines.length > 0 ? eol : '')
      const written = writeBlock('x.sh', before, 'x', 'one\ntwo', { at })
      expect(readBlock('x.sh', written, 'x')).toBe('one\ntwo')
      expect(removeBlock('x.sh', written, 'x')).toBe(before)
    }), { numRuns: 500 })
  })
})

describe('lines', () => {
  test.each([
    ['', ['a'], 'a\n'], ['b\n', ['a'], 'b\na\n'], ['b', ['a'], 'b\na'], ['b\r\n', ['a'], 'b\r\na\r\n'], ['\uFEFFb\r\n', ['a', 'c'], '\uFEFFb\r\na\r\nc\r\n'],
  ] as const)('%j with %j', (text, lines, expected) => {
    expect(addLines(text, lines)).toBe(expected)
    expect(removeLines(expected, lines)).toBe(text)
    expect(missingLines(expected, lines)).toEqual([])
  })

  test('a line is there in whatever white space around it', () => expect(missingLines('a  \r\n\tb\n', ['a', 'b', 'c'])).toContain('c'))
})

describe('three ways', () => {
  test.each([
    ['only the convention', 'a\nb\nc\n', 'a\nb\nc\n', 'a\nB\nc\n', 'a\nB\nc\n'],
    ['only yours', 'a\nb\nc\n', 'a\nb\nC\n', 'a\nb\nc\n', 'a\nb\nC\n'],
    ['apart', 'a\nb\nc\nd\n', 'A\nb\nc\nd\n', 'a\nb\nc\nD\n', 'A\nb\nc\nD\n'],
    ['both the same', 'a\n', 'b\n', 'b\n', 'b\n'],
    ['CRLF stays', 'a\nb\nc\n', 'a\r\nb\r\nc\r\n', 'A\nb\nc\n', 'A\r\nb\r\nc\r\n'],
    ['no final newline stays', 'a\nb\nc\n', 'a\nb\nc', 'A\nb\nc\n', 'A\nb\nc'],
    ['BOM stays', 'a\nb\nc\n', '\uFEFFa\nb\nc\n', 'a\nb\nC\n', '\uFEFFa\nb\nC\n'],
  ])('%s', (_, base, yours, convention, text) => expect(mergeThreeWay(base, yours, convention)).toEqual({ text }))

  test('the same lines changed: a conflict with both sides, no text', () => {
    expect(mergeThreeWay('a\nb\nc\n', 'a\nmine\nc\n', 'a\nours\nc\n')).toEqual({ conflicts: [{ base: 'b\n', yours: 'mine\n', convention: 'ours\n', line: 2 }] })
  })
})

describe('diff', () => {
  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    [undefined, 'a\nb\n'], ['a\nb\n', undefined], ['a\n', 'a'], ['a', 'a\n'], ['a\r\n', 'a\n'], ['', 'x\n'], ['x\n', ''], [undefined, 'x'], [undefined, ''], ['', undefined],
    ['1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n'], ['a\nx\ny\n', 'a\nq\nx\ny\n'], ['- a\n-- b\n', '+ a\n++ b\n'],
  ]
  test.each(cases)('git applies %j → %j', (before, after) => {
    const dir = mkdtempSync(join(tmpdir(), 'conventions edit '))
    try {
      execFileSync('git', ['init', '-q'], { cwd: dir })
      for (const path of ['f.txt', 'a b.txt', '한글 "q".txt']) {
        if (before !== undefined) writeFileSync(join(dir, path), before)
        for (const context of [3, 0]) {
          if (before !== undefined) writeFileSync(join(dir, path), before)
          else rmSync(join(dir, path), { force: true })
          writeFileSync(join(dir, 'patch'), unifiedDiff(path, before, after, { context }))
          execFileSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', 'patch'], { cwd: dir, stdio: 'pipe' })
          if (after === undefined) expect(() => readFileSync(join(dir, path))).toThrow('ENOENT')
          else expect(readFileSync(join(dir, path), 'utf8')).toBe(after)
        }
      }
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  test('nothing differs, nothing is said', () => expect(unifiedDiff('x', 'a', 'a')).toBe(''))
})

describe('style', () => {
  test.each(['', 'a', 'a\n', 'a\r\nb\r\n', '\uFEFFa\r\nb', '\uFEFF'])('%j is written as it was', (text) => expect(withStyle(normal(text), styleOf(text))).toBe(text))
})

test.each([
  ['comits', 'commits'], ['COMMITS', 'commits'], ['commit', 'commits'], ['commitsx', 'commits'], ['zzz', undefined], ['dcs', 'docs'], ['x', undefined],
])('nearest to %s is %s', (word, expected) => expect(nearest(word, ['commits', 'docs', 'issues'])).toBe(expected))
