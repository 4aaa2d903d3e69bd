import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConventionsError } from '../../src/errors.ts'
import { produce, readManifest, type Folder } from '../../src/generators/folder.ts'
import { inCase, isName } from '../../src/generators/names.ts'
import { render } from '../../src/generators/render.ts'
import { memoryRepo } from '../../src/repo/memory.ts'
import { isRepoPath } from '../../src/repo/path.ts'
import { conventions, repository, tree } from './harness.ts'

const folderOf = (files: Readonly<Record<string, string>>): Folder => ({
  path: 'gen', files: () => Object.keys(files), read: (file) => ({ text: files[file]!, executable: false }),
})
const made = async (files: Readonly<Record<string, string>>, data: Record<string, unknown>, existing: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries((await produce(folderOf(files), data, memoryRepo(existing), 'en')).map(({ path, after }) => [path, after?.text]))
const codeOf = (running: Promise<unknown>): Promise<string> => running.then(() => 'none', (error: unknown) => error instanceof ConventionsError ? (error as ConventionsError).code : String(error))

describe('a folder of templates', () => {
  test('paths, conditions, locales; what is no template is copied as it is', async () => {
    expect(await made({
      'generator.yaml': '', 'plain {{x}}.txt': '${{ kept }}', 'src/{{kebabCase name}}.ts.hbs': 'const x = {{json name}}\n',
      'a.hbs': '---\nto: "{{name}}/a"\nwhen: { kind: [one, two] }\n---\nA', 'b.hbs': '---\nwhen: { kind: three }\n---\nB', 'c.hbs': '---\nlocale: ko\n---\nC',
    }, { name: 'My "Thing"', kind: 'two', x: 1 })).toEqual({ 'plain 1.txt': '${{ kept }}', 'src/my-thing.ts': 'const x = "My \\"Thing\\""\n', 'My "Thing"/a': 'A' })
  })

  test.for([
    ['{ before: "// end" }', 'one\r\nNEW\r\n// end\r\n'], ['{ after: one }', 'one\r\nNEW\r\n// end\r\n'], ['{ at: start }', 'NEW\r\none\r\n// end\r\n'], ['{ at: end }', 'one\r\n// end\r\nNEW\r\n'],
  ])('injects with %s, in the line endings of the file, once', async ([inject, expected]) => {
    const files = { 'a.hbs': `---\nto: index\ninject: ${inject!}\n---\nNEW\n` }
    expect(await made(files, {}, { index: 'one\r\n// end\r\n' })).toEqual({ index: expected })
    expect(await made(files, {}, { index: expected! })).toEqual({ index: expected })
  })

  test.for([
    [{ 'a.hbs': '---\nto: x\ninject: { before: nope }\n---\nA' }, 'markerMissing'], [{ 'a.hbs': '---\nto: y\ninject: { at: end }\n---\nA' }, 'injectMissing'],
    [{ 'a.hbs': '{{unknown}}' }, 'templateInvalid'], [{ 'a.hbs': '{{#if}' }, 'templateInvalid'], [{ 'a.hbs': '---\nwhere: x\n---\nA' }, 'generatorInvalid'],
    [{ 'a.hbs': '---\nto: z\n---\nA', 'b.hbs': '---\nto: z\n---\nA' }, 'madeTwice'], [{ 'a.hbs': '---\nto: ../z\n---\nA' }, 'pathUnsafe'],
    [{ 'a.hbs': '---\nto: /z\n---\nA' }, 'pathUnsafe'], [{ 'a.hbs': '---\nto: .git/config\n---\nA' }, 'pathUnsafe'], [{ 'a.hbs': '---\nto: src/con.ts\n---\nA' }, 'pathUnsafe'],
    [{ 'a.hbs': '---\nto: a\n---\nA', 'b.hbs': '---\nto: a/b\n---\nA' }, 'madeTwice'],
  ] as const)('refuses %j: %s', async ([files, code]) => {
    expect(await codeOf(made(files as Record<string, string>, {}, { x: 'there\n' }))).toBe(code)
  })

  test('a value is never a template, whatever it holds', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(render('[{{value}}]', { value }, 'x')).toBe(`[${value}]`)
      expect(JSON.parse(render('{{json value}}', { value }, 'x'))).toBe(value)
    }))
  })

  test('a name stays inside of a directory in every form', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }).filter(isName), fc.constantFrom('kebab', 'camel', 'pascal', 'snake', 'constant', 'dot'), (name, form) => {
      const shaped = inCase(name, form as 'kebab')
      fc.pre(shaped !== '')
      expect(isRepoPath(`src/x-${shaped}/index.ts`)).toBe(true)
    }))
    expect(inCase('주문 서비스', 'kebab')).toBe('주문-서비스')
  })

  test('a manifest with a mistake says where', () => {
    expect(() => readManifest(folderOf({ 'generator.yaml': 'prompts: [{ nam: x }]' }))).toThrow(/generatorInvalid.*prompts\.0/)
  })
})

describe('hostile names', () => {
  test.for(['../evil', '/etc/passwd', 'a/b', 'a\\b', '{{name}}', '${x}', '<b>', 'a\u0000b', 'a\nb', '`id`', '.', '..', ' ', '-rf', 'a|b', 'a"b', 'a\u202eb'])('%j is refused', async (name) => {
    const root = repository({ 'package.json': '{}' })
    const before = tree(root)
    expect(await conventions(root, 'new', 'module', '--yes', '--', `--name=${name}`)).toMatchObject({ code: 2 })
    expect(tree(root)).toBe(before)
  })

  test.for([['주문 서비스', '주문-서비스'], ['class', 'class'], ['2fast', '2fast'], ['User Profile', 'user-profile']])('%s becomes %s, with code that runs', async ([name, file]) => {
    const root = repository({ 'package.json': '{ "type": "module" }' })
    const done = await conventions(root, 'new', 'module', name!, '--yes')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    await expect(import(join(root, `src/${file!}/index.js`))).resolves.toBeTypeOf('object')
  })

  test.for(['con', 'nul', 'com1'])('%s, which Windows keeps, is refused as a directory', async (name) => {
    const root = repository({ 'package.json': '{}' })
    expect(await conventions(root, 'new', 'module', name, '--yes')).toMatchObject({ code: 2 })
  })

  test('markup in the title of a record is escaped', async () => {
    const root = repository({ 'package.json': '{}' })
    const title = 'Use <script> & `x` {{y}} --> "z"'
    expect(await conventions(root, 'new', 'adr', title, '--yes')).toMatchObject({ code: 0 })
    expect(readFileSync(join(root, 'docs/adr/0001-use-script-x-y-z.md'), 'utf8')).toContain('# 0001. Use \\<script\\> & \\`x\\` {{y}} --\\> "z"')
    expect(await conventions(root, 'new', 'adr', 'Another one', '--yes')).toMatchObject({ code: 0 })
    expect(readFileSync(join(root, 'docs/adr/0002-another-one.md'), 'utf8')).toContain('Date: 2023-11-14')
  })
})

describe('a generator of the team', () => {
  test('made by the generator for generators, it runs', async () => {
    const root = repository({ 'package.json': '{}' })
    expect(await conventions(root, 'new', 'generator', 'widget', 'Makes a widget', '--yes')).toMatchObject({ code: 0 })
    const { stdout } = await conventions(root, 'new', '--list')
    expect(stdout).toMatch(/Of the team\n +widget +Makes a widget/)
    const done = await conventions(root, 'new', 'widget', 'Big One', '--yes')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    expect(readFileSync(join(root, 'src/big-one/BigOne.txt'), 'utf8')).toBe('This is big-one, made by widget.\n')
  })

  test('the kind with a plopfile runs too', async () => {
    const root = repository({ 'package.json': '{}' })
    expect(await conventions(root, 'new', 'generator', 'widget', '--yes', '--', '--kind', 'plop')).toMatchObject({ code: 0 })
    const done = await conventions(root, 'new', 'widget', 'Big One', '--yes')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    expect(readFileSync(join(root, 'src/big-one/BigOne.txt'), 'utf8')).toBe('This is Big One, made by widget.\n')
  })

  test('a config decides what is offered', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: minimal\nlocale: ko\ngenerators: { shipped: [adr], nameCase: { module: snake } }\n' })
    const { stdout } = await conventions(root, 'new', '--list', '--json')
    expect((JSON.parse(stdout) as { generators: { name: string }[] }).generators.map(({ name }) => name)).toEqual(['adr'])
    expect(await conventions(root, 'new', 'rfc', 'x')).toMatchObject({ code: 2 })
    const off = repository({ 'conventions.config.yaml': 'extends: minimal\ngenerators: false\n' })
    expect(await conventions(off, 'new', '--list')).toMatchObject({ code: 2, stderr: expect.stringContaining('switched off') as string })
  })
})
