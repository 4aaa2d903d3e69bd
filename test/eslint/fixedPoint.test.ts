import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findFixedPoint } from '../../scripts/lib/fixedPoint.ts'
import { inRoot } from '../../scripts/lib/root.ts'
import { sameProgram } from '../../scripts/lib/sameProgram.ts'

// On public repositories: `node scripts/fixedPoint.ts <clone>…`. Here on our own sources, and on what layouts are known to fight about.

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'create-conventions-fixed-point-')))
  onTestFinished(() => { rmSync(path, { recursive: true, force: true }) })
  return path
}

function work(): string {
  const path = folder()
  symlinkSync(inRoot('node_modules'), join(path, 'node_modules'))
  return path
}

const knots: Readonly<Record<string, string>> = {
  'knots.ts': 'import {b} from "./b"\nimport a from "node:fs"\nexport const pick = (c: boolean, d: (() => void) | undefined) => c ? (d ? a : b) : d ? () => { d() } : async () => { for await (const x of [b]) { void x } }\n'
    + 'export class K<T,> { private readonly "q": T = <T>{} as T;;  @dec() m<const U>(u: U) { return -(-1) + +`${u}` } }\nfunction dec() { return (_: unknown, __: unknown) => {} }\n'
    + 'export type M = { [key in "a" | "b"]?: key extends "a" ? (x: number) => void : new () => K<string> } | null\nexport type N<S> =\n  // why\n  S extends unknown\n    ? { a: S } &\n        { b: S } &\n        { c: S }\n    : never\nlabel: for (;;) { if (pick) break label; else continue }\n',
  'view.jsx': 'export const View = ({items}) => <ul className=\'x\'>{items.map(i => <li key={i}>  {i} and <b>bold</b>{" "}\n text that goes on for so long that every formatter has to break the line somewhere</li>)}</ul>\n',
  'b.json': '{"a":[1,\n2],"b":{"c":null}}\n', 'c.yaml': 'a:   1\nb: [x,   y]\nc:\n    - "q"\n    - z\n',
}

test.each(['prettier', 'eslint-stylistic'] as const)('%s: fixed and laid out a second time, nothing changes any more', { timeout: 240_000 }, async (format) => {
  const own = await findFixedPoint(inRoot('src/edit'), work(), format, 12)
  expect(own).toMatchObject({ files: 12, broken: [], moving: [], changed: [] })
  const from = folder()
  mkdirSync(join(from, 'broken'))
  for (const [path, text] of Object.entries({ ...knots, 'broken/a.js': 'let = =\n' })) writeFileSync(join(from, path), text)
  expect(await findFixedPoint(from, work(), format)).toMatchObject({ files: 4, broken: ['broken/a.js'], moving: [], changed: [] })
})

test.each<[string, string, string, boolean]>([
  ['a.js', 'a = "b"', 'a = (\'b\');\n', true], ['a.ts', 'type A = { a: 1; b(): void }', 'type A = {\n  a: 1,\n  b(): void,\n}', true], ['a.js', '({ "a": 1 })', '({ a: 1 })', true],
  ['a.tsx', '<a>  b{" "}\n</a>', '<a>b </a>', true], ['a.tsx', '<a b={\'c\'} />', '<a b="c" />', true], ['a.tsx', '<a b={c} />', '<a b="c" />', false], ['a.js', '/a/gi;;', '/a/ig', true], ['a.js', 'if (a) b()', 'if (a) { b() }', false], ['a.js', 'a == b', 'a === b', false],
  ['a.js', '({ [a]: 1 })', '({ a: 1 })', false], ['a.js', 'a\n;[b]', 'a[b]', false],
])('%s: %j and %j are the same program: %s', (path, a, b, same) => {
  expect(sameProgram(a, b, path)).toBe(same)
})
