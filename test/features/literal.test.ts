import { expect, test } from 'vitest'
import { code, readLiteral } from '../../src/features/import/literal.ts'

test.each<[string, string, unknown]>([
  ['ESM', 'export default { a: [1, \'x\', "y", `z`, true, null,], \'b-c\': -2, 3: {} };', { a: [1, 'x', 'y', 'z', true, null], 'b-c': -2, 3: {} }],
  ['CommonJS', '#!/usr/bin/env node\n\'use strict\'\nmodule.exports = { a: 1_000, b: 0x1f, c: Infinity }\n', { a: 1000, b: 31, c: Infinity }],
  ['comments', '// a\n/* { */ export default { /* x */ a: \'// no\', // y }\n b: "/* no */" }', { a: '// no', b: '/* no */' }],
  ['a constant', 'const config = { a: 1 }\nexport default config', { a: 1 }],
  ['a typed constant', 'import type { UserConfig } from \'x\'\nconst c: UserConfig = { a: 1 } satisfies UserConfig\n\nmodule.exports = c;', { a: 1 }],
  ['as const', 'export default { a: [1] as const, b: \'x\' as \'x\' } as const', { a: [1], b: 'x' }],
  ['satisfies', 'export default {\n  a: 1,\n} satisfies Config<{ b: 1 }>\n', { a: 1 }],
  ['defineConfig', 'export default defineConfig({ a: 1 })', { a: 1 }],
  ['export =', 'export = { a: 1 }', { a: 1 }],
  ['severities', 'export default { a: RuleConfigSeverity.Error, b: RuleConfigSeverity.Warning, c: RuleConfigSeverity.Disabled }', { a: 2, b: 1, c: 0 }],
  ['escapes', String.raw`export default { a: '\x41\u0042\u{43}\n\'', b: "한\"글" }`, { a: 'ABC\n\'', b: '한"글' }],
  ['functions', 'export default { a: (m) => /a,\\]}/.test(m), b: function (x) { return "}" }, c() { return 1 }, async d() {}, e: 1 }', { a: code, b: code, c: code, 'async d() {}': code, e: 1 }],
  ['expressions', 'export default { a: 1 + 2, b: x, c: f(1, { d: 2 }), d: [y, 1], e: `a${b}`, f: a ? 1 : 2, g: \'a\' + \'b\' }',
    { a: code, b: code, c: code, d: [code, 1], e: code, f: code, g: code }],
  ['spreads and shorthands', 'export default { ...base, [key]: 1, plugins, a: 1 }', { '...base': code, '[key]: 1': code, 'plugins': code, 'a': 1 }],
  ['regular expressions', 'export default { a: /[/"]{2},/g, b: 1 }', { a: code, b: 1 }],
  ['a call', 'export default make({ a: 1 })', undefined],
  ['a function', 'export default () => ({ a: 1 })', undefined],
  ['an unknown name', 'export default config', undefined],
  ['no export', 'const a = { b: 1 }', undefined],
  ['unclosed', 'export default { a: [1, 2', undefined],
  ['an unclosed string', 'export default { a: \'x', undefined],
  ['nothing', '', undefined],
  ['a list', 'export default [1]', [1]],
])('%s', (_, source, expected) => {
  expect(readLiteral(source)).toEqual(expected)
})

test('a key named __proto__ is a key', () => {
  const read = readLiteral('export default { "__proto__": { a: 1 } }') as object
  expect(Object.keys(read)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
})
