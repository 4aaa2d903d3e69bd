import { expect, test } from 'vitest'
import { parseFragment } from '../../src/config/parse.ts'
import { codesOf } from './helpers.ts'

const source = { kind: 'config', name: 'x' } as const

test.each([
  ['words of YAML 1.1 are text', 'a: no\nb: on\nc: 0o17\nd: 1_000', { a: 'no', b: 'on', c: 15, d: '1_000' }],
  ['whatever the directive says', '%YAML 1.1\n---\na: no', { a: 'no' }],
  ['keys are text', '1: a\ntrue: b\nnull: c', { 1: 'a', true: 'b', null: 'c' }],
  ['anchors, aliases and merges', 'a: &x { b: 1, c: 2 }\nd: *x\ne: { <<: *x, c: 3 }', { a: { b: 1, c: 2 }, d: { b: 1, c: 2 }, e: { b: 1, c: 3 } }],
  ['a byte order mark and CRLF', '\uFEFFa: 1\r\nb: |\r\n  x\r\n', { a: 1, b: 'x\n' }],
  ['an empty file', '', {}],
  ['a file of comments', '# nothing\n', {}],
])('%s', async (_, text, data) => {
  expect((await parseFragment(text, 'x.yaml', source)).data).toEqual(data)
})

test.each([
  ['a key that is there twice', 'a: 1\na: 2', ['configDuplicateKey']],
  ['a tab', 'a:\n\tb: 1', ['configTab']],
  ['a key that is a list', '? [a]\n: 1', ['configKeyType']],
  ['an unknown tag', 'a: !!js/function x', ['configSyntax']],
  ['an alias without an anchor', 'a: *x', ['configSyntax']],
  ['a second document', 'a: 1\n---\nb: 1', ['configSyntax']],
  ['not a number', 'a: .nan', ['configNotData']],
  ['infinity', 'a: .inf', ['configNotData']],
  ['an explosion of aliases', `a: &a [${'x,'.repeat(9)}x]\n${[...'bcdefgh'].map((key, at) => `${key}: &${key} [${`*${'abcdefg'.charAt(at)},`.repeat(9)}x]`).join('\n')}`, ['configSyntax']],
  ['too deep', `a: ${'['.repeat(80)}${']'.repeat(80)}`, ['configNotData']],
  ['a scalar', 'hello', ['configNotObject']],
])('refused: %s', async (_, text, codes) => {
  const found = await codesOf(parseFragment(text, 'x.yaml', source))
  expect([...new Set(found)]).toEqual(codes)
})

test.each([
  ['an open brace', '{ "a": 1', ['configSyntax']],
  ['a key that is there twice', '{ "a": { "b": 1, "b": 2 }, "a": 1 }', ['configDuplicateKey', 'configDuplicateKey']],
  ['nothing', '', ['configSyntax']],
  ['a list', '[]', ['configNotObject']],
])('refused in JSON: %s', async (_, text, codes) => {
  expect([...new Set(await codesOf(parseFragment(text, 'x.json', source)))]).toEqual([...new Set(codes)])
})

test('a key __proto__ stays data', async () => {
  for (const [text, path] of [['{ "__proto__": { "a": 1 } }', 'x.json'], ['__proto__: { a: 1 }', 'x.yaml']] as const) {
    const { data } = await parseFragment(text, path, source)
    expect(Object.keys(data)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype)
  }
})
