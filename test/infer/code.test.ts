import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leftOutByPath, leftOutByText, sampleOf } from '../../src/infer/files.ts'
import { makeTally, wilson } from '../../src/infer/tally.ts'
import type { SettingName } from '../../src/infer/types.ts'

/** What one file is found to do: the value, or undefined where it says nothing. */
function found(text: string, name: SettingName, path = 'src/a.ts'): string | undefined {
  const tally = makeTally()
  tally.add(path, text, undefined)
  return tally.settings().find((setting) => setting.name === name)?.value
}

test.each<[SettingName, string, string | undefined, string?]>([
  ['quotes', 'a(\'x\')', 'single'],
  ['quotes', 'a("x")', 'double'],
  ['quotes', 'a("it\'s")', undefined],
  ['quotes', '// "x"\n/* \'y\' */ a(`z`)', undefined],
  ['jsxQuotes', 'const a = <b c="d" />', 'double', 'a.jsx'],
  ['semicolons', 'const a = 1\nconst b = 2\n', 'no'],
  ['semicolons', 'const a = 1;\n', 'yes'],
  ['semicolons', 'const a = b\n  .c()\n  .d();\n', 'yes'],
  ['semicolons', 'const a = {\n  b: 1,\n}\nreturn\n', 'no'],
  ['semicolons', 'export function a() {}\nexport class B {}\n', undefined],
  ['semicolons', 'export { a } from \'b\'\n', 'no'],
  ['semicolons', 'for (let i = 0; i < 3; i++) {}', undefined],
  ['semicolons', 'const a = (b) =>\n  c(b)\n', 'no'],
  ['semicolons', 'const a: Array<\n  string\n> = []\n', 'no'],
  ['semicolons', 'const a = b\n  ? c\n  : d\n', 'no'],
  ['semicolons', 'const a = b as unknown as\n  C;\n', 'yes'],
  ['indent', 'if (a) {\n  b()\n}\n', '2'],
  ['indent', 'if (a) {\n\tb()\n}\n', 'tab'],
  ['indent', 'if (a) {\n    b()\n}\n', '4'],
  ['indent', 'const a = `\n        b\n`', undefined],
  ['indent', '/*\n      a\n*/\nb()\n', undefined],
  ['trailingCommas', 'const a = [\n  b,\n  c,\n]\nd(\n  e,\n  f,\n)', 'all'],
  ['trailingCommas', 'const a = [\n  b,\n  c,\n]\nd(\n  e,\n  f\n)', 'es5'],
  ['trailingCommas', 'const a = [\n  b,\n  c\n]', 'none'],
  ['trailingCommas', 'const {\n  a,\n  ...rest\n} = b', undefined],
  ['trailingCommas', 'if (\n  a(b, c)\n) {\n  d, e\n}', undefined],
  ['arrowParentheses', 'a((b) => b)', 'always'],
  ['arrowParentheses', 'a(b => b)', 'avoid'],
  ['arrowParentheses', 'a((b, c) => b)', undefined],
  ['arrowParentheses', 'a((b: C) => b)', undefined],
  ['arrowParentheses', 'const a = (): B => b', undefined],
  ['bracketSpacing', 'const a = { b: 1 }', 'yes'],
  ['bracketSpacing', 'import {a} from \'b\'', 'no'],
  ['functionSpace', 'function a () {}', 'yes'],
  ['importExtensions', 'import a from \'./a.ts\'', '.ts'],
  ['importExtensions', 'import a from \'../a.service\'', 'none'],
  ['importExtensions', 'import a from \'b/c.js\'', undefined],
  ['nodeProtocol', 'import fs from \'node:fs\'', 'yes'],
  ['nodeProtocol', 'import fs from \'fs/promises\'', 'no'],
  ['typeImports', 'import type { A } from \'a\'', 'separate'],
  ['typeImports', 'import { b, type A } from \'a\'', 'inline'],
  ['typeImports', 'import type from \'a\'', undefined],
  ['importOrder', 'import a from \'a\'\nimport b from \'../b\'\nimport c from \'./c\'', 'groups'],
  ['importOrder', 'import type { D } from \'./d\'\nimport a from \'a\'\nimport c from \'./c\'', 'groups'],
  ['importOrder', 'import a from \'a\'\nimport type { D } from \'./d\'\nimport b from \'b\'\nimport c from \'./c\'', 'none'],
  ['importOrder', 'import c from \'./c\'\nimport z from \'z\'\nimport a from \'a\'', 'none'],
  ['exportStyle', 'export const a = 1', 'named'],
  ['exportStyle', 'export default 1', 'default'],
  ['exportStyle', 'export default {}', undefined, 'vite.config.ts'],
  ['functionStyle', 'const a = async () => 1', 'arrow'],
  ['functionStyle', 'function a() {}', 'declaration'],
  ['typeDefinitions', 'type A = { b: 1 }', 'type'],
  ['typeDefinitions', 'type A = { b: 1 } | C', undefined],
  ['typeDefinitions', 'interface A { b: 1 }', 'interface'],
  ['arrayTypes', 'let a: string[]', 'T[]'],
  ['arrayTypes', 'let a: Array<string>', 'Array<T>'],
  ['interfacePrefix', 'interface IUser { a: 1 }', 'yes'],
  ['variableNames', 'const user_name = 1', 'snake_case'],
  ['variableNames', 'const user = 1, MAX_SIZE = 2', undefined],
  ['fileNames', '', 'kebab-case', 'src/user-name.ts'],
  ['componentFileNames', '', 'PascalCase', 'src/UserName.tsx'],
  ['testPlace', '', '__tests__', 'src/__tests__/a.js'],
  ['testPlace', '', 'beside', 'src/a.spec.ts'],
  ['testSuffix', '', '.spec', 'src/a.spec.ts'],
  ['semicolons', '<template><p>it\'s</p></template>\n<script setup lang="ts">\nconst a = 1;\n</script>', 'yes', 'a.vue'],
])('%s of %j is %s', (name, text, value, path) => {
  expect(found(text, name, path)).toBe(value)
})

test('the line width is what the breaks explain: neither lines that cannot be broken nor texts count', () => {
  // `call(aaaa, aaaa, …)` of a width that is a multiple of six.
  const args = (columns: number): string[] => Array.from({ length: (columns - 6) / 6 }, () => 'aaaa')
  const lines = (wide: number, broken: number): string => Array.from({ length: 12 }, () => [
    `calls(${args(wide).join(', ')})`, `calls(\n${args(broken).map((one) => `  ${one},\n`).join('')})`, `const text = '${'x'.repeat(200)}'`,
  ].join('\n')).join('\n')
  expect(found(lines(78, 84), 'width')).toBe('80')
  expect(found(lines(96, 102), 'width')).toBe('100')
  expect(found(lines(126, 132), 'width')).toBe('125')
  expect(found('a()\n', 'width')).toBeUndefined()
})

const file = (semicolons: boolean): string => `const a = 1${semicolons ? ';' : ''}\n`

test('agreed, contested by an author, mixed, and too few', () => {
  const verdict = (files: readonly (readonly [boolean, string])[]): unknown => {
    const tally = makeTally()
    files.forEach(([semicolons, author], at) => tally.add(`src/${at}.js`, file(semicolons), { author, year: '2025' }))
    const setting = tally.settings().find(({ name }) => name === 'semicolons')!
    return [setting.verdict, setting.value, setting.authors.map(({ name, value }) => `${name}:${value}`)]
  }
  const of = (count: number, semicolons: boolean, author: string) => Array.from({ length: count }, () => [semicolons, author] as const)
  expect(verdict(of(40, false, 'A'))).toEqual(['agreed', 'no', ['A:no']])
  expect(verdict([...of(90, false, 'A'), ...of(8, true, 'B')])).toEqual(['contested', 'no', ['A:no', 'B:yes']])
  expect(verdict([...of(12, false, 'A'), ...of(8, true, 'A')])).toEqual(['mixed', 'no', ['A:no']])
  expect(verdict(of(3, false, 'A'))).toEqual(['few', 'no', []])
})

test('examples of both sides, with their places', () => {
  const tally = makeTally()
  tally.add('src/a.js', 'b()\nconst a = 1\n', undefined)
  tally.add('src/b.js', 'const a = 2;\n', undefined)
  const sides = tally.settings().find(({ name }) => name === 'semicolons')!.sides
  expect(sides.flatMap(({ value, examples }) => examples.map((example) => [value, example]))).toEqual([
    ['no', { path: 'src/a.js', line: 2, text: 'const a = 1' }], ['yes', { path: 'src/b.js', line: 1, text: 'const a = 2;' }],
  ])
})

test('nothing makes it throw: broken files, other languages, any text', () => {
  const pieces = fc.array(fc.constantFrom('{', '}', '(', ')', '[', ']', '`', '${', '\'', '"', '/', '<', '>', '=>', ';', ',', '\n', ' ', 'import', 'export', 'const', 'function', 'a', '// x', '/*', '*/', '...', '\u2028', '\r\n'), { maxLength: 60 }).map((all) => all.join(''))
  fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), fc.constantFrom('a.ts', 'a.tsx', 'a.js', 'a.vue', 'a.svelte'), (text, path) => {
    const tally = makeTally()
    tally.add(path, path.endsWith('vue') ? `<script>${text}</script>` : text, { author: 'A', year: '2025' })
    for (const { share, confidence } of tally.settings()) expect(share >= 0 && share <= 1 && confidence >= 0 && confidence <= 1).toBe(true)
  }), { numRuns: 500 })
})

test.each([
  ['node_modules/a.js', 'vendored'], ['dist/a.js', 'generated'], ['src/a.min.js', 'generated'], ['types/a.d.ts', 'generated'], ['test/fixtures/a.js', 'fixture'], ['src/a.js', undefined],
])('%s is left out as %s', (path, why) => expect(leftOutByPath(path)).toBe(why))

test('what a generator wrote, and what is minified, is told by the text', () => {
  expect(leftOutByText('// Code generated by x. DO NOT EDIT.\n')).toBe('generated')
  expect(leftOutByText('a'.repeat(10_000))).toBe('minified')
  expect(leftOutByText('const a = 1\n'.repeat(1000))).toBeUndefined()
})

test('a sample is the same at every run, and of the size that was asked for', () => {
  const all = Array.from({ length: 1000 }, (_, at) => `src/${at}.ts`)
  const some = sampleOf(all, 100, (path) => path)
  expect(some).toHaveLength(100)
  expect(sampleOf(all.toReversed(), 100, (path) => path).toSorted()).toEqual(some.toSorted())
  expect(sampleOf(all, Infinity, (path) => path)).toEqual(all)
})

test('the interval is that of Wilson', () => {
  // Brown, Cai, DasGupta 2001: 10 of 20 gives 0.299.
  expect(wilson(10, 20)).toBeCloseTo(0.2993, 3)
  expect(wilson(0, 0)).toBe(0)
})
