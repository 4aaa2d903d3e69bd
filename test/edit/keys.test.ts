import { describe, expect, test } from 'vitest'
import type { Json, KeyPath } from '../../src/feature.ts'
import { parseKeys, writeKeys } from '../../src/edit/keys.ts'
import { ConventionsError } from '../../src/errors.ts'

type Case = readonly [what: string, path: string, before: string, at: KeyPath, value: Json | undefined, after: string]

// Each: a file, what is set (undefined: deleted) where, and every byte of what comes out.
const cases: readonly Case[] = [
  ['an empty file', 'a.json', '', ['a'], 1, '{\n  "a": 1\n}\n'],
  ['an empty object', 'a.json', '{}\n', ['a', 'b'], true, '{\n  "a": {\n    "b": true\n  }\n}\n'],
  ['four spaces', 'a.json', '{\n    "a": 1\n}\n', ['b'], 2, '{\n    "a": 1,\n    "b": 2\n}\n'],
  ['tabs, no final newline', 'a.json', '{\n\t"a": 1\n}', ['b'], [1], '{\n\t"a": 1,\n\t"b": [\n\t\t1\n\t]\n}'],
  ['CRLF and BOM', 'a.json', '\uFEFF{\r\n  "a": 1\r\n}\r\n', ['b'], 2, '\uFEFF{\r\n  "a": 1,\r\n  "b": 2\r\n}\r\n'],
  ['one line', 'a.json', '{ "a": 1 }', ['b'], 2, '{ "a": 1, "b": 2 }'],
  ['a value', 'a.json', '{\n  "a": 1, // one\n  "b": 2\n}\n', ['a'], 3, '{\n  "a": 3, // one\n  "b": 2\n}\n'],
  ['comments and trailing commas', 'a.jsonc', '{\n  // first\n  "a": 1, /* in */\n  // last\n}\n', ['a'], undefined, '{\n  // first\n  /* in */\n  // last\n}\n'],
  ['the last key', 'a.json', '{\n  "a": 1,\n  "b": 2\n}\n', ['b'], undefined, '{\n  "a": 1\n}\n'],
  ['the only key', 'a.json', '{\n  "a": 1\n}\n', ['a'], undefined, '{}\n'],
  ['an item behind the last', 'a.json', '{ "a": [1, 2] }\n', ['a', 2], 3, '{ "a": [1, 2, 3] }\n'],
  ['an item', 'a.json', '{ "a": [1, 2, 3] }\n', ['a', 1], undefined, '{ "a": [1, 3] }\n'],
  ['a name that needs escapes', 'a.json', '{}', ['a"\n한'], '\u2028"', '{\n  "a\\"\\n한": "\u2028\\""\n}'],

  ['an empty file', 'a.yaml', '', ['a', 'b'], 'x', 'a:\n  b: x\n'],
  ['beside comments', 'a.yaml', '# head\na: 1 # one\n\n# tail\n', ['a'], 2, '# head\na: 2 # one\n\n# tail\n'],
  ['a new key', 'a.yml', 'a: 1\n', ['b'], ['x'], 'a: 1\nb:\n  - x\n'],
  ['four spaces', 'a.yml', 'a:\n    b: 1\n', ['a', 'c'], { d: 2 }, 'a:\n    b: 1\n    c:\n        d: 2\n'],
  ['lists without indent', 'a.yml', 'a:\n- 1\n', ['b'], [2], 'a:\n- 1\nb:\n- 2\n'],
  ['an item', 'a.yml', 'a:\n  - x # why\n  - y\n', ['a', 2], 'z', 'a:\n  - x # why\n  - y\n  - z\n'],
  ['flow', 'a.yml', 'a: { b: 1 }\n', ['a', 'c'], 2, 'a: { b: 1, c: 2 }\n'],
  ['quotes stay', 'a.yml', "a: 'x'\n", ['a'], 'y', "a: 'y'\n"],
  ['a text that YAML would misread', 'a.yml', 'a: b\n', ['a'], 'yes', 'a: "yes"\n'],
  ['CRLF, no final newline', 'a.yml', 'a: 1\r\nb: 2', ['c'], 3, 'a: 1\r\nb: 2\r\nc: 3'],
  ['a key deleted with its comment left', 'a.yml', 'a: 1\n# about b\nb: 2\nc: 3\n', ['a'], undefined, '# about b\nb: 2\nc: 3\n'],

  ['an empty file', 'a.toml', '', ['a', 'b'], 1, '[a]\nb = 1\n'],
  ['a table', 'a.toml', '# head\n[a]\nb = 1 # one\n\n[c]\nd = 2\n', ['a', 'e'], 'x', '# head\n[a]\nb = 1 # one\ne = "x"\n\n[c]\nd = 2\n'],
  ['a value', 'a.toml', '[a]\nb = 1 # one\n', ['a', 'b'], false, '[a]\nb = false # one\n'],
  ['an inline table', 'a.toml', 'a = { b = 1 }\n', ['a', 'c'], 2, 'a = { b = 1, c = 2 }\n'],
  ['an array', 'a.toml', 'a = ["x"]\r\n', ['a', 1], 'y', 'a = ["x", "y"]\r\n'],
  ['a key that needs quotes', 'a.toml', '', ['a b'], 1, '"a b" = 1\n'],
]

describe('keys', () => {
  test.each(cases)('%s of %s', (_, path, before, at, value, after) => {
    const written = writeKeys(path, before, [{ at, value }])
    expect(written).toBe(after)
    // What is written twice is written once.
    if (value !== undefined) expect(writeKeys(path, written, [{ at, value }])).toBe(written)
  })

  test.each([
    ['a.txt', '', ['a'], 'keysUnsupported'], ['a.json', '{ "a": ', ['a'], 'keysSyntax'], ['package.json', '{ /* no */ }', ['a'], 'keysSyntax'], ['a.yml', 'a: [', ['a'], 'keysSyntax'],
    ['a.toml', 'a = ', ['a'], 'keysSyntax'], ['a.json', '{ "a": 1, "a": 2 }', ['a'], 'keysDuplicate'], ['a.yml', 'a: 1\na: 2\n', ['a'], 'keysDuplicate'], ['a.yml', 'a: 1\n---\nb: 2\n', ['a'], 'keysManyDocuments'],
    ['a.yml', 'a: &x { b: 1 }\nc: *x\n', ['c', 'b'], 'keysShared'], ['a.json', '{ "a": 1 }', ['a', 'b'], 'keysNotContainer'], ['a.json', '{ "a": [] }', ['a', 3], 'keysIndex'], ['a.toml', '', ['a'], 'keysInexpressible'],
  ] as const)('%s %j %j: %s', (path, text, at, code) => {
    try {
      writeKeys(path, text, [{ at, value: code === 'keysInexpressible' ? null : 5 }])
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConventionsError)
      expect(error).toMatchObject({ code, details: { path } })
    }
  })

  test.each([
    ['a.json', '{ "a": [1, { "b": null }] }', { a: [1, { b: null }] }], ['a.jsonc', '// x\n{ "a": 1, }', { a: 1 }], ['a.json', ' \n', {}], ['a.yml', '# nothing\n', {}],
    ['a.yml', 'a: &x { b: 1 }\nc:\n  <<: *x\n', { a: { b: 1 }, c: { b: 1 } }], ['a.toml', 'a = 2026-01-01\n[[b]]\nc = 1\n', { a: '2026-01-01', b: [{ c: 1 }] }], ['Pipfile', '[a]\nb = "x"', { a: { b: 'x' } }],
  ])('%s %j is read', (path, text, data) => expect(parseKeys(path, text)).toEqual(data))
})
