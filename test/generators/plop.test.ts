import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { copyTree, gitEnv, put } from '../apply/lib/repository.ts'
import { conventions, repository, tree } from './harness.ts'

// What plop's documentation shows (https://plopjs.com/documentation/), in one plopfile.
const body = `
  plop.setHelper('loud', (text) => text.toUpperCase() + '!')
  plop.setPartial('head', '// {{name}} of {{pkg "name"}}')
  plop.setActionType('note', (answers, config) => { fs.appendFileSync(plop.getDestBasePath() + '/notes.txt', config.text + '\\n'); return 'noted' })
  plop.setGenerator('thing', {
    description: 'a thing',
    prompts: [
      { type: 'input', name: 'name', message: 'name', validate: (value) => value.length > 1 || 'too short' },
      { type: 'list', name: 'kind', message: 'kind', choices: ['one', 'two'] },
      { type: 'confirm', name: 'tested', message: 'tested?', default: false },
    ],
    actions: (data) => [
      'a comment',
      { type: 'add', path: 'src/{{kebabCase name}}/{{pascalCase name}}.js', template: '{{> head}}\\nexport const it = "{{loud name}}" // <{{kind}}>\\n' },
      { type: 'addMany', destination: 'docs/{{name}}', base: 'templates', templateFiles: 'templates/**' },
      { type: 'append', path: 'index.js', pattern: /\\/\\/ exports/, template: "export * from './src/{{kebabCase name}}'" },
      { type: 'modify', path: 'README.md', pattern: /(# .*)/, template: '$1 and {{name}}' },
      { type: 'add', path: 'index.js', skipIfExists: true, template: 'no' },
      ...data.tested ? [{ type: 'add', path: 'test.js', template: 'tested\\n' }] : [],
      { type: 'note', text: 'by an action' },
      async function copies() { process.chdir(plop.getPlopfilePath()); fs.copyFileSync('README.md', 'copied.md'); return 'copied' },
    ],
  })
  plop.setGenerator('half', { prompts: [], actions: [{ type: 'add', path: 'first.txt', template: 'x' }, { type: 'modify', path: 'missing.txt', pattern: /x/, template: 'y' }] })
  plop.setGenerator('throws', { prompts: [], actions: [{ type: 'add', path: 'first.txt', template: 'x' }, () => { fs.writeFileSync('second.txt', 'x'); throw new Error('on purpose') }] })
  plop.setGenerator('existing', { prompts: [], actions: [{ type: 'add', path: 'new.txt', template: 'x' }, { type: 'add', path: 'index.js', template: 'x' }] })
  plop.setGenerator('overwrites', { prompts: [], actions: [{ type: 'add', path: 'index.js', template: 'x', force: true }] })
  plop.setGenerator('leaves', { prompts: [], actions: [{ type: 'add', path: '../../outside.txt', template: 'x' }] })
  plop.setGenerator('absolute', { prompts: [], actions: [() => { fs.writeFileSync(process.env.OUTSIDE, 'x') }] })
  plop.setGenerator('inGit', { prompts: [], actions: [{ type: 'add', path: '.GIT/hooks/x', template: 'x' }] })
  plop.setGenerator('exits', { prompts: [], actions: [() => process.exit(0)] })
  plop.setGenerator('device', { prompts: [], actions: [{ type: 'add', path: 'src/nul.txt', template: 'x' }] })
`
const forms: Readonly<Record<string, string>> = {
  'plopfile.mjs': `import fs from 'node:fs'\nexport default function (plop) {${body}}`,
  'plopfile.cjs': `const fs = require('node:fs')\nmodule.exports = function (plop) {${body}}`,
  'plopfile.ts': `import fs from 'node:fs'\nimport { NodePlopAPI } from 'plop'\nimport { mark } from './neighbour'\nexport default function (plop: NodePlopAPI) {\n  mark satisfies string\n${body
    .replaceAll('(text) =>', '(text: string) =>').replace('(value) =>', '(value: string) =>').replace('(data) =>', '(data: any) =>').replace('(answers, config)', '(answers: any, config: any)')
    .replace('process.env.OUTSIDE', 'process.env["OUTSIDE"]!')}}`,
}
const files = {
  'package.json': '{ "name": "sample", "type": "module" }', 'index.js': '// exports\n', 'README.md': '# Title\n', 'neighbour.ts': `export const mark = 'x'\n`,
  'templates/{{name}}.md.hbs': '# {{titleCase name}}\n', 'templates/plain.txt': 'for {{name}}\n',
}
const withForm = (form: string) => repository({ ...files, [form]: forms[form]! })
const plop = new URL('../../node_modules/plop/bin/plop.js', import.meta.url).pathname

describe('a plopfile', () => {
  test.for(['plopfile.mjs', 'plopfile.cjs'])('%s makes the files that plop makes, and undo takes them back', async (form) => {
    const root = withForm(form)
    const before = tree(root)
    const theirs = `${root} plop`
    copyTree(root, theirs)
    const words = ['thing', 'Foo bar', 'two', 'y']
    const ran = spawnSync(process.execPath, [plop, ...words], { cwd: theirs, encoding: 'utf8', env: { ...process.env, ...gitEnv } })
    expect(ran.status, ran.stderr).toBe(0)

    expect(await conventions(root, 'new', ...words, '--dry-run')).toMatchObject({ code: 0 })
    expect(tree(root)).toBe(before)
    const done = await conventions(root, 'new', ...words, '--yes')
    expect(done, done.stderr).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') as string })
    expect(tree(root)).toBe(tree(theirs))
    expect(readFileSync(join(root, 'src/foo-bar/FooBar.js'), 'utf8')).toContain('FOO BAR!')
    expect(await conventions(root, 'undo', '--yes')).toMatchObject({ code: 0 })
    expect(tree(root)).toBe(before)
  })

  test('in TypeScript, with neighbours without an ending and types imported like values', async () => {
    const root = withForm('plopfile.ts')
    const done = await conventions(root, 'new', 'thing', '--yes', '--', '--name', 'abc', '--kind=one')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    expect(readFileSync(join(root, 'notes.txt'), 'utf8')).toBe('by an action\n')
    expect(readdirSync(root)).not.toContain('test.js')
  })

  test('its plan as JSON, and nothing else on stdout', async () => {
    const { code, stdout } = await conventions(withForm('plopfile.mjs'), 'new', 'thing', 'abc', '--json', '--dry-run')
    const { plan } = JSON.parse(stdout) as { plan: { writes: { path: string, verdict: string }[] } }
    expect(code).toBe(0)
    expect(plan.writes.map(({ path, verdict }) => `${verdict} ${path}`)).toEqual([
      'merge README.md', 'add copied.md', 'add docs/abc/abc.md', 'add docs/abc/plain.txt', 'merge index.js', 'add notes.txt', 'add src/abc/Abc.js',
    ])
  })
})

describe('what goes wrong leaves the tree as it was, with exit 2', () => {
  test.for([
    ['half', /failed at `modify`: File does not exist/], ['throws', /failed at `function`: on purpose/], ['existing', /File already exists.*--force <path>/],
    ['leaves', /outside of the repository/], ['absolute', /outside of the repository|restricted/], ['inGit', /\.GIT\/hooks/], ['device', /nul\.txt/], ['exits', /ended the process/],
    ['thign', /Did you mean `thing`/], ['thing x', /too short/], ['thing', /"name" needs an answer/], ['thing ab one y more', /too many answers/],
    ['thing ab three', /kind/], ['thing -- --nmae x', /no answer "nmae"/],
  ] as const)('%s', async ([words, sentence]) => {
    const root = withForm('plopfile.mjs')
    const outside = join(root, '..', 'outside-absolute.txt')
    process.env['OUTSIDE'] = outside
    const before = tree(root)
    const around = () => readdirSync(join(root, '..')).join()
    const places = around()
    const { code, stderr } = await conventions(root, 'new', ...words.split(' '))
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(sentence) as string })
    expect(tree(root)).toBe(before)
    expect(around()).toBe(places)
  })

  test('no copy of the repository is left behind', async () => {
    const copies = () => readdirSync(tmpdir()).filter((name) => /^conventions-[0-9a-f]{8}-/.test(name)).length
    const root = withForm('plopfile.mjs')
    const before = copies()
    await conventions(root, 'new', 'half')
    expect(copies()).toBeLessThanOrEqual(before)
  })

  test('a plopfile that cannot be loaded', async () => {
    const root = repository({ 'plopfile.mjs': `throw new Error('no config')\n` })
    const before = tree(root)
    expect(await conventions(root, 'new', '--list')).toMatchObject({ code: 2, stderr: expect.stringContaining('plopfile.mjs could not be loaded: no config') as string })
    expect(tree(root)).toBe(before)
  })
})

describe('writing over a file', () => {
  test('is a loss, exit 1, until that file is named', async () => {
    const root = withForm('plopfile.mjs')
    const before = tree(root)
    expect(await conventions(root, 'new', 'overwrites', '--yes')).toMatchObject({ code: 1, stderr: expect.stringContaining('index.js') as string })
    expect(tree(root)).toBe(before)
    expect(await conventions(root, 'new', 'existing', '--force', 'index.js', '--yes')).toMatchObject({ code: 0 })
    expect(readFileSync(join(root, 'index.js'), 'utf8')).toBe('x')
    expect(await conventions(root, 'undo', '--yes')).toMatchObject({ code: 0 })
    expect(tree(root)).toBe(before)
  })

  test('--force for another file than those that are written over is refused', async () => {
    const root = withForm('plopfile.mjs')
    expect(await conventions(root, 'new', 'existing', '--force', 'README.md', '--force', 'index.js', '--yes')).toMatchObject({ code: 2 })
    expect(await conventions(root, 'new', 'overwrites', '--force', 'nowhere.js', '--yes')).toMatchObject({ code: 2 })
  })

  test('with edits that are not committed needs --allow-dirty as well', async () => {
    const root = withForm('plopfile.mjs')
    put(root, 'index.js', 'edited\n')
    expect(await conventions(root, 'new', 'overwrites', '--force', 'index.js', '--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('index.js') as string })
    expect(readFileSync(join(root, 'index.js'), 'utf8')).toBe('edited\n')
  })
})
