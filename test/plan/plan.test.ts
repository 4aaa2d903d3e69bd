import { describe, expect, it } from 'vitest'
import type { Decisions } from '../../src/plan/types.ts'
import { applied, changed, planFor, settle, textOf, writeOf, type Files, type Wanted } from './harness.ts'

interface Case {
  readonly name: string
  /** What was there before us. */
  readonly before?: Files
  /** What the convention said first; applied, then edited. */
  readonly first?: readonly Wanted[]
  readonly edit?: (files: Files) => Files
  readonly then: readonly Wanted[]
  readonly decisions?: Decisions
  readonly path?: string
  readonly verdict: string
  readonly drift?: 'behind' | 'edited'
  /** null: absent */
  readonly text?: string | null
  readonly loses?: readonly string[]
  readonly disagrees?: readonly string[]
}

const file = (text: string): Wanted => ({ kind: 'file', path: 'a.md', text })
const seed = (text: string): Wanted => ({ kind: 'seed', path: 'a.md', text })
const block = (text: string, heading?: string): Wanted => ({ kind: 'block', path: 'a.md', id: 'demo', text, ...(heading === undefined ? {} : { heading }) })
const set = (at: string[], value: string | number | boolean): Wanted => ({ kind: 'keys', path: 'a.json', keys: [{ at, value, mode: 'set' }] })
const fallback = (at: string[], value: string | number): Wanted => ({ kind: 'keys', path: 'a.json', keys: [{ at, value, mode: 'default' }] })
const include = (at: string[], ...value: string[]): Wanted => ({ kind: 'keys', path: 'a.json', keys: [{ at, value, mode: 'include' }] })
const command = (value: string): Wanted => ({ kind: 'keys', path: 'package.json', keys: [{ at: ['scripts', 'prepare'], value, mode: 'command' }] })
const lines = (...wanted: string[]): Wanted => ({ kind: 'lines', path: '.gitignore', lines: wanted })
const write = (path: string, text: string) => (files: Files): Files => ({ ...files, [path]: text })
const drop = (path: string) => (files: Files): Files => Object.fromEntries(Object.entries(files).filter(([name]) => name !== path))

const wholeFiles: Case[] = [
  { name: 'is created', then: [file('x\n')], verdict: 'add', drift: 'behind', text: 'x\n' },
  { name: 'is kept where it equals the convention', before: { 'a.md': 'x\n' }, then: [file('x\n')], verdict: 'keep', text: 'x\n' },
  { name: 'is kept with CRLF and BOM', before: { 'a.md': '\ufeffx\r\ny\r\n' }, then: [file('x\ny\n')], verdict: 'keep' },
  { name: 'is rendered anew when the convention moved', first: [file('x\n')], then: [file('y\n')], verdict: 'replace', drift: 'behind', text: 'y\n' },
  {
    name: 'keeps CRLF and BOM when it is rendered anew', before: { 'a.md': '\ufeffx\r\n' }, first: [file('x\n')], then: [file('y\nz\n')],
    verdict: 'replace', drift: 'behind', text: '\ufeffy\r\nz\r\n',
  },
  { name: 'comes back when it was deleted', first: [file('x\n')], edit: drop('a.md'), then: [file('x\n')], verdict: 'add', drift: 'edited', text: 'x\n' },
  { name: 'keeps an edit, and says so', first: [file('x\n')], edit: write('a.md', 'x\nmine\n'), then: [file('x\n')], verdict: 'keep', drift: 'edited', text: 'x\nmine\n' },
  {
    name: 'merges an edit with a convention that moved', first: [file('a\nb\nc\nd\n')], edit: write('a.md', 'a\nb\nc\nd\nmine\n'), then: [file('new\na\nb\nc\nd\n')],
    verdict: 'replace', drift: 'edited', text: 'new\na\nb\nc\nd\nmine\n',
  },
  {
    name: 'shows both sides of what does not merge', first: [file('x\n')], edit: write('a.md', 'mine\n'), then: [file('theirs\n')],
    verdict: 'conflict', drift: 'edited', text: 'mine\n', disagrees: ['a.md'],
  },
  {
    name: 'takes the convention by decision', first: [file('x\n')], edit: write('a.md', 'mine\n'), then: [file('theirs\n')], decisions: { restore: ['a.md'] },
    verdict: 'replace', drift: 'edited', text: 'theirs\n',
  },
  {
    name: 'is theirs by decision', first: [file('x\n')], edit: write('a.md', 'mine\n'), then: [file('theirs\n')], decisions: { keep: ['a.md'] },
    verdict: 'keep', text: 'mine\n',
  },
  { name: 'of theirs is a loss', before: { 'a.md': 'mine\n' }, then: [file('ours\n')], verdict: 'replace', drift: 'behind', loses: ['a.md'] },
  { name: 'of theirs goes when that was accepted', before: { 'a.md': 'mine\n' }, then: [file('ours\n')], decisions: { accept: ['a.md'] }, verdict: 'replace', drift: 'behind', text: 'ours\n' },
  { name: 'that holds all of theirs is no loss', before: { 'a.md': 'mine\n\n' }, then: [file('ours\nmine\n')], verdict: 'replace', drift: 'behind', text: 'ours\nmine\n' },
  { name: 'goes when no feature wants it', first: [file('x\n')], then: [], verdict: 'remove', drift: 'behind', text: null },
  { name: 'stays when it was there before us', before: { 'a.md': 'x\n' }, first: [file('x\n')], then: [], verdict: 'keep', text: 'x\n' },
  { name: 'stays when it was edited', first: [file('x\n')], edit: write('a.md', 'mine\n'), then: [], verdict: 'keep', text: 'mine\n' },
]

const seeds: Case[] = [
  { name: 'is created', then: [seed('x\n')], verdict: 'add', drift: 'behind', text: 'x\n' },
  { name: 'never touches what is there', before: { 'a.md': 'mine\n' }, then: [seed('x\n')], verdict: 'keep', text: 'mine\n' },
  { name: 'is theirs afterwards', first: [seed('x\n')], edit: write('a.md', 'mine\n'), then: [seed('y\n')], verdict: 'keep', text: 'mine\n' },
  { name: 'stays away when they deleted it', first: [seed('x\n')], edit: drop('a.md'), then: [seed('x\n')], verdict: 'keep', text: null },
  { name: 'stays when no feature wants it', first: [seed('x\n')], then: [], verdict: 'keep', text: 'x\n' },
]

const blocks: Case[] = [
  { name: 'goes into a file of theirs', before: { 'a.md': '# Mine\n' }, then: [block('ours')], verdict: 'merge', drift: 'behind' },
  { name: 'comes back when it was deleted', before: { 'a.md': '# Mine\n' }, first: [block('ours')], edit: write('a.md', '# Mine\n'), then: [block('ours')], verdict: 'merge', drift: 'edited' },
  { name: 'goes from a file of theirs', before: { 'a.md': '# Mine\n' }, first: [block('ours')], then: [], verdict: 'merge', drift: 'behind', text: '# Mine\n' },
  { name: 'goes with the file that we made for it', first: [block('ours', '# Title\n')], then: [], verdict: 'remove', drift: 'behind', text: null },
  {
    name: 'leaves the file that we made for it when they wrote in it', first: [block('ours', '# Title\n')],
    edit: (files) => ({ ...files, 'a.md': `${textOf(files, 'a.md') ?? ''}\nmine\n` }), then: [], verdict: 'merge', drift: 'behind',
  },
  {
    name: 'keeps an edit inside', before: { 'a.md': '# Mine\n' }, first: [block('ours')],
    edit: (files) => ({ ...files, 'a.md': textOf(files, 'a.md')!.replace('ours', 'ours\nand mine') }), then: [block('ours')], verdict: 'keep', drift: 'edited',
  },
  {
    name: 'shows both sides of what does not merge', before: { 'a.md': '# Mine\n' }, first: [block('ours')],
    edit: (files) => ({ ...files, 'a.md': textOf(files, 'a.md')!.replace('ours', 'mine') }), then: [block('theirs')],
    verdict: 'conflict', drift: 'edited', disagrees: ['a.md#demo'],
  },
]

const keys: Case[] = [
  { name: 'are set in a new file', path: 'a.json', then: [set(['a'], 1)], verdict: 'add', drift: 'behind', text: '{\n  "a": 1\n}\n' },
  { name: 'that are right already are left alone', path: 'a.json', before: { 'a.json': '{"a":1}' }, then: [set(['a'], 1)], verdict: 'keep', text: '{"a":1}' },
  { name: 'of theirs are a loss', path: 'a.json', before: { 'a.json': '{"a":2}' }, then: [set(['a'], 1)], verdict: 'merge', drift: 'behind', loses: ['a.json#a'] },
  { name: 'of theirs win over a default', path: 'a.json', before: { 'a.json': '{"a":2}' }, then: [fallback(['a'], 1)], verdict: 'keep', text: '{"a":2}' },
  { name: 'follow the convention', path: 'a.json', before: { 'a.json': '{}' }, first: [set(['a'], 1)], then: [set(['a'], 2)], verdict: 'merge', drift: 'behind' },
  { name: 'keep an edit', path: 'a.json', first: [set(['a'], 1)], edit: write('a.json', '{"a":7}'), then: [set(['a'], 1)], verdict: 'keep', drift: 'edited', text: '{"a":7}' },
  {
    name: 'that both changed are a conflict', path: 'a.json', first: [set(['a'], 1)], edit: write('a.json', '{"a":7}'), then: [set(['a'], 2)],
    verdict: 'conflict', drift: 'edited', text: '{"a":7}', disagrees: ['a.json#a'],
  },
  {
    name: 'go when no feature wants them, with a parent that held nothing else', path: 'a.json', before: { 'a.json': '{\n  "mine": 1\n}\n' },
    first: [set(['b', 'c'], 1)], then: [], verdict: 'merge', drift: 'behind', text: '{\n  "mine": 1\n}\n',
  },
  {
    name: 'are added to a list, after what is there', path: 'a.json', before: { 'a.json': '{"r":["mine","x"]}' }, then: [include(['r'], 'x', 'y')],
    verdict: 'merge', drift: 'behind', text: '{"r":["mine","x","y"]}',
  },
  {
    name: 'are taken from a list, but for what was there before us', path: 'a.json', before: { 'a.json': '{"r":["mine","x"]}' }, first: [include(['r'], 'x', 'y')], then: [],
    verdict: 'merge', drift: 'behind', text: '{"r":["mine","x"]}',
  },
  {
    name: 'join a script', path: 'package.json', before: { 'package.json': '{"scripts":{"prepare":"husky"}}' }, then: [command('us')],
    verdict: 'merge', drift: 'behind', text: '{"scripts":{"prepare":"husky && us"}}',
  },
  {
    name: 'change their part of a script only', path: 'package.json', before: { 'package.json': '{"scripts":{"prepare":"husky"}}' }, first: [command('us')], then: [command('we')],
    verdict: 'merge', drift: 'behind', text: '{"scripts":{"prepare":"husky && we"}}',
  },
  {
    name: 'leave a script as it was', path: 'package.json', before: { 'package.json': '{"scripts":{"prepare":"husky"}}' }, first: [command('us')], then: [],
    verdict: 'merge', drift: 'behind', text: '{"scripts":{"prepare":"husky"}}',
  },
]

const listLines: Case[] = [
  { name: 'are added', path: '.gitignore', before: { '.gitignore': '.env\n' }, then: [lines('.env', 'dist/')], verdict: 'merge', drift: 'behind', text: '.env\ndist/\n' },
  { name: 'come back', path: '.gitignore', first: [lines('dist/')], edit: write('.gitignore', ''), then: [lines('dist/')], verdict: 'merge', drift: 'edited', text: 'dist/\n' },
  {
    name: 'go when no feature wants them, but for those that were there before us', path: '.gitignore', before: { '.gitignore': '.env\n' },
    first: [lines('.env', 'dist/')], then: [], verdict: 'merge', drift: 'behind', text: '.env\n',
  },
  {
    name: 'are exchanged one by one', path: '.gitignore', before: { '.gitignore': '.env\n' }, first: [lines('.env', 'dist/')], then: [lines('.env', 'out/')],
    verdict: 'merge', drift: 'behind', text: '.env\nout/\n',
  },
]

const removals: Case[] = [
  { name: 'that was ours goes', first: [file('x\n')], then: [{ kind: 'remove', path: 'a.md' }], verdict: 'remove', drift: 'behind', text: null },
  { name: 'of theirs is a loss', before: { 'a.md': 'mine\n' }, then: [{ kind: 'remove', path: 'a.md' }], verdict: 'remove', drift: 'behind', loses: ['a.md'] },
  { name: 'that we wrote and they edited is a loss', first: [file('x\n')], edit: write('a.md', 'mine\n'), then: [{ kind: 'remove', path: 'a.md' }], verdict: 'remove', drift: 'behind', loses: ['a.md'] },
]

describe.each([['a file', wholeFiles], ['a seed', seeds], ['a block', blocks], ['keys', keys], ['lines', listLines], ['a removed file', removals]])('%s', (_, cases) => {
  it.each(cases)('$name', ({ before = {}, first, edit = (files) => files, then, decisions = {}, path = 'a.md', ...wanted }) => {
    const files = edit(first ? settle(before, first) : before)
    const plan = planFor(files, then, decisions)
    const write = writeOf(plan, path)
    expect(write.verdict).toBe(wanted.verdict)
    expect(write.drift).toBe(wanted.drift)
    expect(plan.losses.map(({ id }) => id)).toEqual(wanted.loses ?? [])
    expect(plan.conflicts.map(({ id }) => id)).toEqual(wanted.disagrees ?? [])
    if (wanted.text !== undefined) expect(write.after?.text ?? null).toBe(wanted.text)
    if (plan.losses.length > 0 || plan.conflicts.length > 0) return
    expect(changed(planFor(applied(files, plan), then, {}))).toEqual([])
  })
})

describe('a plan', () => {
  it('leaves a file alone from the moment it was kept by decision', () => {
    const files = settle({ 'a.md': 'mine\n' }, [file('x\n')], { keep: ['a.md'] })
    expect(writeOf(planFor(files, [file('y\n')]), 'a.md')).toMatchObject({ verdict: 'keep', drift: undefined })
    expect(textOf(settle(files, [file('y\n')]), 'a.md')).toBe('mine\n')
  })

  it('shares a list between features: each keeps, and takes back, its own', () => {
    const [first, second] = [{ ...include(['r'], 'x'), by: 'one' }, { ...include(['r'], 'y'), by: 'two' }]
    const both = settle({ 'a.json': '{"r":["mine"]}' }, [first, second])
    expect(textOf(both, 'a.json')).toBe('{"r":["mine","x","y"]}')
    expect(textOf(settle(both, [second]), 'a.json')).toBe('{"r":["mine","y"]}')
  })

  it('never takes a key for ours that was there before us', () => {
    const files = settle({ 'a.json': '{"a":1}' }, [set(['a'], 1)])
    expect(textOf(settle(files, []), 'a.json')).toBe('{"a":1}')
  })

  it('takes what equals the convention over again when the lock is gone', () => {
    const files = settle({}, [file('x\n'), set(['a'], 1), lines('l')])
    const plan = planFor(drop('.conventions/lock.json')(files), [file('x\n'), set(['a'], 1), lines('l')])
    expect(changed(plan)).toEqual(['.conventions/lock.json'])
    expect(plan.losses).toEqual([])
  })

  it('is not behind because of a later version of the toolkit alone', () => {
    const files = settle({}, [file('x\n')])
    expect(changed(planFor(files, [file('x\n')], {}, '9.9.9'))).toEqual([])
  })

  it('writes no lock where there is nothing to remember', () => {
    expect(planFor({ 'a.md': 'x' }, []).writes).toEqual([])
  })

  it('a dependency goes into the catalog that a pnpm workspace keeps its versions in', () => {
    const wanted: readonly Wanted[] = [{ kind: 'dependency', name: 'tool', range: '^1.0.0' }, { kind: 'dependency', name: 'local', range: 'file:../local' }]
    const workspace = 'packages: [a]\ncatalogs:\n  dev:\n    one: ^1.0.0 # why\n'
    const files = settle({ 'package.json': '{"devDependencies":{"one":"catalog:dev","two":"catalog:dev","three":"catalog:"}}', 'pnpm-workspace.yaml': workspace }, wanted)
    expect(JSON.parse(String(files['package.json']))).toMatchObject({ devDependencies: { tool: 'catalog:dev', local: 'file:../local' } })
    expect(files['pnpm-workspace.yaml']).toBe(`${workspace}    tool: ^1.0.0\n`)
    const plain = settle({ 'package.json': '{"devDependencies":{"one":"1","two":"catalog:dev","three":"3"}}', 'pnpm-workspace.yaml': workspace }, wanted)
    expect([JSON.parse(String(plain['package.json'])), plain['pnpm-workspace.yaml']]).toMatchObject([{ devDependencies: { tool: '^1.0.0' } }, workspace])
    const unnamed = settle({ 'package.json': '{"devDependencies":{"one":"catalog:"}}', 'pnpm-workspace.yaml': 'catalog:\n  one: ^1.0.0\n' }, wanted)
    expect(unnamed['pnpm-workspace.yaml']).toBe('catalog:\n  one: ^1.0.0\n  tool: ^1.0.0\n')
    expect(settle(files, [])['pnpm-workspace.yaml']).toBe(workspace)
  })

  it('adds a dependency where there is a package.json that has it nowhere, and installs', () => {
    const dependency: Wanted = { kind: 'dependency', name: 'tool', range: '^1.0.0' }
    const plan = planFor({ 'package.json': '{\n\t"name": "w"\n}' }, [dependency])
    expect(plan.install).toBe(true)
    expect(writeOf(plan, 'package.json').after?.text).toBe('{\n\t"name": "w",\n\t"devDependencies": {\n\t\t"tool": "^1.0.0"\n\t}\n}')
    expect(planFor({ 'package.json': '{"dependencies":{"tool":"0.9"}}' }, [dependency])).toMatchObject({ install: false, writes: [] })
    expect(planFor({}, [dependency])).toMatchObject({ install: false, writes: [] })
    const files = settle({ 'package.json': '{}' }, [dependency])
    expect(planFor(files, [{ ...dependency, range: '^2.0.0' }]).install).toBe(true)
    expect(planFor(files, [])).toMatchObject({ install: true })
  })

  it('lets a script be executable, and puts that back', () => {
    const script: Wanted = { kind: 'file', path: 'x.sh', text: 'true\n', executable: true }
    const files = settle({}, [script])
    const plan = planFor({ ...files, 'x.sh': 'true\n' }, [script])
    expect(writeOf(plan, 'x.sh')).toMatchObject({ drift: 'edited', after: { executable: true } })
  })

  it.each<[string, Wanted[]]>([
    ['two files', [file('x'), file('y')]],
    ['a file and a block', [file('x'), block('y')]],
    ['two blocks of one id', [block('x'), block('y')]],
    ['one key with two values', [set(['a'], 1), set(['a'], 2)]],
  ])('refuses %s', (_, wanted) => {
    expect(() => planFor({}, wanted)).toThrow('featuresClash')
  })

  it.each(['../x', '/etc/passwd', '.git/hooks/pre-commit'])('refuses the path %s', (path) => {
    expect(() => planFor({}, [{ kind: 'file', path, text: 'x' }])).toThrow('pathUnsafe')
  })
})
