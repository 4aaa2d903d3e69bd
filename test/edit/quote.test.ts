import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { markdownCode, markdownFence, markdownInline, sh, yamlQuoted, yamlScalar } from '../../src/edit/quote.ts'

const hostile = [
  '', ' ', 'a b', "it's", '"', '\\', '$HOME', '`id`', '$(id)', ';', '&&', '|', '*', '~', '!', '#x', '-rf', 'a\nb', '\ttab', '한글 🎉', '\\\'', "'''", 'é', '\u2028', '%s',
  'null', 'yes', 'No', '~', '1', '0x1f', '1e3', '1:30', '.inf', '2026-01-01', '<<', '=', 'a: b', 'a #b', '- a', '-', '--', '---', '...', '? a', '[a]', '{a}', 'a, b', '&a', '*a', '!a', '@a', '%a',
  'a:', ' a', 'a ', '\u0085', '\uFEFFx', '\u0007', 'on', '0o17', '+1', '1_000', "'q'", '"q"', '>', '|', ':a', 'a::b',
]

test('sh: a real shell gets exactly the text', () => {
  const script = hostile.map((text) => `printf '%s\\0' ${sh(text)}`).join('\n')
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(hostile)
  expect(() => sh('a\0b')).toThrow('quoteNul')
})

test.each(hostile)('YAML 1.1 and 1.2, in a block and in a flow: %j', (text) => {
  for (const version of ['1.1', '1.2'] as const) {
    expect(parse(`a: ${yamlScalar(text, 'block')}\nb: 1\n`, { version })).toEqual({ a: text, b: 1 })
    expect(parse(`- ${yamlScalar(text, 'block')}\n`, { version })).toEqual([text])
    expect(parse(`a: [${yamlScalar(text)}, { b: ${yamlScalar(text)} }]\n`, { version })).toEqual({ a: [text, { b: text }] })
    expect(parse(`${yamlScalar(text)}: 1\n`, { version })).toEqual({ [text]: 1 })
    expect(parse(yamlQuoted(text), { version })).toBe(text)
  }
})

test('YAML: any text, in every place', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const whole = text.isWellFormed() ? text : ''
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(`- ${yamlScalar(whole, 'block')}\n- [${yamlScalar(whole)}]\n`, { version })).toEqual([whole, [whole]])
    }
  }), { numRuns: 300 })
})

test.each([['feat', 'feat'], ['한국어 제목', '한국어 제목'], ['a, b', '"a, b"'], ['yes', '"yes"'], ['1.0', '"1.0"'], ['-x', '-x']])('YAML: %s is written %s', (text, written) => {
  expect(yamlScalar(text)).toBe(written)
})

describe('Markdown', () => {
  test.each([
    ['plain words', 'plain words'], ['a*b*', 'a\\*b\\*'], ['snake_case', 'snake_case'], ['_x_', '\\_x\\_'], ['`x`', '\\`x\\`'], ['<b>', '\\<b\\>'], ['[x](y)', '\\[x\\](y)'],
    ['# x', '\\# x'], ['#x', '#x'], ['- x', '\\- x'], ['+ x', '\\+ x'], ['1. x', '1\\. x'], ['1) x', '1\\) x'], ['---', '\\---'], ['===', '\\==='], ['a|b', 'a\\|b'], ['~x~', '\\~x\\~'],
    ['&amp;', '\\&amp;'], ['R&D', 'R&D'], ['two\nlines', 'two lines'], ['  a   b ', 'a b'], ['\\', '\\\\'],
  ])('%j in running text', (text, written) => expect(markdownInline(text)).toBe(written))

  test.each([
    ['x', '`x`'], ['', '`  `'], ['a`b', '``a`b``'], ['`a`', '`` `a` ``'], ['``', '``` `` ```'], [' a ', '`  a  `'], ['a\nb', '`a b`'],
  ])('%j as code', (text, written) => expect(markdownCode(text)).toBe(written))

  test('in a cell the pipe is escaped', () => expect(markdownCode('a|b', { cell: true })).toBe('`a\\|b`'))

  test('a fence is longer than what it holds', () => {
    expect(markdownFence('a', 'sh')).toBe('```sh\na\n```')
    expect(markdownFence('```\n````\n')).toBe('`````\n```\n````\n`````')
    expect(markdownFence('')).toBe('```\n```')
  })
})
