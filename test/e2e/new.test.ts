import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { gitEnv } from '../apply/lib/repository.ts'
import { conventions, repository, tree } from '../generators/harness.ts'
import { atTerminal, hasTerminal, keys } from './lib/terminal.ts'

// `conventions new` with someone who answers, and with a team's own formatter and linter.

const plopfile = `import Input from 'inquirer/lib/prompts/input.js'
class Loud extends Input { filterInput(value) { return super.filterInput(value).toUpperCase() } }
export default function (plop) {
  plop.setPrompt('loud', Loud)
  plop.setGenerator('thing', {
    description: 'a thing',
    prompts: [
      { type: 'input', name: 'name', message: 'What is its name?', validate: (value) => value.length > 1 || 'too short' },
      { type: 'list', name: 'kind', message: 'Which kind?', choices: ['one', 'two', 'three'] },
      { type: 'confirm', name: 'tested', message: 'With a test?', default: false },
      { type: 'loud', name: 'shout', message: 'What does it shout?' },
    ],
    actions: ({ tested }) => [
      { type: 'add', path: 'src/{{kebabCase name}}.txt', template: '{{name}} {{kind}} {{shout}}\\n' },
      ...tested ? [{ type: 'add', path: 'src/{{kebabCase name}}.test.txt', template: 'tested\\n' }] : [],
    ],
  })
}
`
/** With this project's packages, which its plopfile and its tools come from. */
function withPackages(files: Readonly<Record<string, string>>): string {
  const root = repository({ 'package.json': '{ "name": "sample", "type": "module" }', '.gitignore': 'node_modules\n', ...files })
  symlinkSync(inRoot('node_modules'), join(root, 'node_modules'))
  return root
}
const env = { ...Object.fromEntries(Object.entries(process.env).filter(([name, value]) => value !== undefined && name !== 'CI')) as Record<string, string>, ...gitEnv, LC_ALL: 'C.UTF-8', SOURCE_DATE_EPOCH: '1700000000' }
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8')
const { enter, down, ctrlC } = keys

describe.skipIf(!hasTerminal)(`at a terminal${hasTerminal ? '' : ' (SKIPPED: no pseudo terminal, which needs Python)'}`, () => {
  const answers: readonly (readonly [string, string])[] = [
    ['name?', `a${enter}`], ['too short', `b c${enter}`], ['kind?', down + enter], ['a test?', `y${enter}`], ['shout?', `hey${enter}`], ['Write 2 files?', enter],
  ]

  test('a plopfile\'s prompts are asked, its own kinds of prompt too', { timeout: 120_000 }, () => {
    const root = withPackages({ 'plopfile.mjs': plopfile })
    const { code, screen } = atTerminal({ root, env }, ['new', 'thing'], answers)
    expect({ code, screen }).toMatchObject({ code: 0 })
    expect(read(root, 'src/ab-c.txt')).toBe('ab c two HEY\n')
    expect(existsSync(join(root, 'src/ab-c.test.txt'))).toBe(true)
  })

  test.for([1, 2, 3, 4, 5, 6])('interrupted at question %i of a plopfile: exit 130, and the tree as before', { timeout: 120_000 }, (at) => {
    const root = withPackages({ 'plopfile.mjs': plopfile })
    const before = tree(root)
    const steps = answers.slice(0, at - 1).concat([[answers[at - 1]![0], ctrlC]])
    const { code, screen } = atTerminal({ root, env }, ['new', 'thing'], steps)
    expect({ code, screen }).toMatchObject({ code: 130 })
    expect(tree(root)).toBe(before)
    expect(existsSync(join(root, '.git/conventions/running'))).toBe(false)
  })

  test('a shipped generator is chosen from the list, and asks; a wrong answer is asked again', { timeout: 120_000 }, () => {
    const root = repository({ 'package.json': '{}' })
    const { code, screen } = atTerminal({ root, env }, ['new', 'adr'], [
      ['What is decided?', `No${enter}`], ['3 to 120 characters', `${keys.backspace.repeat(2)}Use PostgreSQL${enter}`], ['status', down + enter], ['Where are decision records?', enter], ['Write 1 file?', enter],
    ])
    expect({ code, screen }).toMatchObject({ code: 0 })
    expect(read(root, 'docs/adr/0001-use-postgre-sql.md')).toMatch(/# 0001\. Use PostgreSQL[\s\S]*accepted/)
  })

  test.for([0, 1, 2, 3])('interrupted at question %i of a shipped generator: exit 130, and the tree as before', { timeout: 120_000 }, (at) => {
    const root = repository({ 'package.json': '{}' })
    const before = tree(root)
    const all: readonly (readonly [string, string])[] = [['What is decided?', `Use it${enter}`], ['status', enter], ['Where are decision records?', enter], ['Write 1 file?', enter]]
    const { code, screen } = atTerminal({ root, env }, ['new', 'adr'], all.slice(0, at).concat([[all[at]![0], ctrlC]]))
    expect({ code, screen }).toMatchObject({ code: 130 })
    expect(tree(root)).toBe(before)
  })
})

describe('formatted and linted by the team\'s own tools before it is written', () => {
  const style = {
    '.prettierrc': '{ "semi": true, "singleQuote": false, "tabWidth": 4 }\n',
    'eslint.config.js': 'export default [{ rules: { "prefer-const": "error", "no-alert": "error" } }]\n',
    '.conventions/generators/widget/generator.yaml': 'description: A widget\nprompts: [{ name: name, type: name }, { name: call, default: log }]\n',
    '.conventions/generators/widget/widget.js.hbs': '---\nto: "src/{{name}}.js"\n---\nlet value = \'{{name}}\'\nexport function show() { {{call}}(value) }\n',
  }

  test('what is new comes out in their style; what was there is not touched', { timeout: 120_000 }, async () => {
    const root = withPackages({ ...style, 'src/old.js': 'let old = \'x\'\n' })
    const done = await conventions(root, 'new', 'widget', 'Big One', '--yes')
    expect(done, done.stderr).toMatchObject({ code: 0 })
    expect(read(root, 'src/big-one.js')).toBe('const value = "big-one";\nexport function show() {\n    log(value);\n}\n')
    expect(read(root, 'src/old.js')).toBe('let old = \'x\'\n')
  })

  test('the plan shows what will be written, and --no-polish leaves it as the template has it', { timeout: 120_000 }, async () => {
    const root = withPackages(style)
    const { stdout } = await conventions(root, 'new', 'widget', 'x1', '--dry-run', '--json')
    expect(stdout).toContain('const value = \\"x1\\";')
    expect(await conventions(root, 'new', 'widget', 'x1', '--yes', '--no-polish')).toMatchObject({ code: 0 })
    expect(read(root, 'src/x1.js')).toBe('let value = \'x1\'\nexport function show() { log(value) }\n')
  })

  test('what the linter cannot mend stops it, with what it said, and nothing is written', { timeout: 120_000 }, async () => {
    const root = withPackages(style)
    const before = tree(root)
    expect(await conventions(root, 'new', 'widget', 'x1', 'alert', '--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('no-alert') as string })
    expect(tree(root)).toBe(before)
  })
})
