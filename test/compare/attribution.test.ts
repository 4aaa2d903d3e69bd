import { join } from 'node:path'
import js from '@eslint/js'
import stylistic from '@stylistic/eslint-plugin'
import * as eslint10 from 'eslint'
import * as eslint9 from 'eslint9'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { describe, expect, test } from 'vitest'
import { conventions } from '../../presets/eslint/index.js'
import { inRoot } from '../../scripts/lib/root.ts'
import { activeRules, baseConfig, tailConfig, type Engine, type FileConfig, type Problem, type Rule, type ScopeManager } from '../../src/compare/lint/engine.ts'
import { makeSuperset } from '../../src/compare/lint/superset.ts'
import { directory, put } from '../cli/lib/cli.ts'

const rule = (create: Rule['create'], meta: object = {}): Rule => ({ meta: { type: 'problem', schema: false, ...meta } as NonNullable<Rule['meta']>, create })
const version = (name: string, version: string, rules: Readonly<Record<string, Rule>>) => ({ meta: { name, version }, rules })
const says = (message: string): Rule => rule((context) => ({ 'Program:exit': (node: never) => context.report({ node, message }) }))

/** Marks every variable that is called `used…`, as rules for JSX and templates do. */
const marking = rule((context) => ({ VariableDeclarator: (node: { id: { name: string } }) => { if (node.id.name.startsWith('used')) context.sourceCode.markVariableAsUsed(node.id.name, node) } }))
/** The same past ESLint's own function, as typescript-eslint's `no-unused-vars` does. */
const writing = rule((context) => ({
  Program() {
    for (const { variables } of (context.sourceCode.scopeManager as ScopeManager).scopes) for (const variable of variables) if (String(variable['name']).startsWith('used')) variable['eslintUsed'] = true
  },
}))
/** Works something out once for each tree. */
const worked = new WeakMap<object, number>()
const caching = rule((context) => ({
  'Program:exit': (node: never) => {
    if (!worked.has(node)) worked.set(node, (context.sourceCode.scopeManager as ScopeManager).scopes[0]!.through.length)
    context.report({ node, message: `${worked.get(node) ?? ''} names from elsewhere` })
  },
}))
const settled = rule((context) => ({ 'Program:exit': (node: never) => context.report({ node, message: `settings ${JSON.stringify(context.settings)}` }) }))
const language = rule((context) => ({ 'Program:exit': (node: never) => context.report({ node, message: `globals ${Object.keys((context.languageOptions as { globals?: object }).globals ?? {}).includes('process')}` }) }))
const throwing = rule((context) => ({ Identifier(node: { name: string }) { if (node.name === 'explode') throw new Error('it threw'); context.report({ node, message: 'seen' }) } }))
const named = rule((context) => ({ 'Program:exit': (node: never) => context.report({ node, message: `I am ${(context as unknown as { id: string }).id}` }) }))

/** Every way that ESLint lets a rule report, with and without fixes, suggestions and words of its own. */
const reporting = rule((context) => ({
  'Program:exit': (node: { loc: { start: object }, body: unknown[] }) => {
    context.report(node, 'old {{ what }}', { what: 'form' }, (fixer: { insertTextAfter(at: unknown, text: string): unknown }) => fixer.insertTextAfter(node, '/**/'))
    context.report(node, node.loc.start, 'old {{ what }} with a place', { what: 'form' })
    context.report({ node, messageId: 'named', data: { what: 'words' } })
    context.report({ loc: { line: 1, column: 0 }, messageId: 'empty' })
    context.report({ node, messageId: 'named', suggest: [{ messageId: 'named', data: { what: 'suggestion' }, fix: (fixer: { remove(at: unknown): unknown }) => fixer.remove(node) }] })
  },
}), { fixable: 'code', hasSuggestions: true, messages: { named: 'named {{ what }}', empty: '' } })
const reportingBadly = ([
  ['id', { messageId: 'other' }, { messages: { named: 'x' } }], ['both', { messageId: 'named', message: 'x' }, { messages: { named: 'x' } }], ['none', {}, {}], ['wordless', { messageId: 'named' }, {}],
  ['nowhere', { message: 'x', node: undefined }, {}], ['unfixable', { message: 'x', fix: (fixer: { insertTextAfterRange(range: number[], text: string): unknown }) => fixer.insertTextAfterRange([0, 0], 'y') }, {}],
  ['unsuggested', { message: 'x', suggest: [{ desc: 'y', fix: (fixer: { insertTextAfterRange(range: number[], text: string): unknown }) => fixer.insertTextAfterRange([0, 0], 'y') }] }, {}],
] as const).map(([name, descriptor, meta]) => [name, rule((context) => ({ 'Program:exit': (node: never) => context.report({ node, ...descriptor }) }), meta)] as const)
const ofGlobals = (use: (variable: Record<string, unknown>, context: Parameters<Rule['create']>[0], node: never) => void): Rule => rule((context) => ({
  'Program:exit': (node: never) => {
    for (const variable of (context.sourceCode.scopeManager as ScopeManager).scopes[0]!.variables) if (variable.defs.length === 0 && variable['name'] === 'Buffer' && variable.references.length > 0) use(variable, context, node)
  },
}))
/** Says of what the file does not declare that it is used, which hardly any rule does. */
const markingGlobals = ofGlobals((variable) => void (variable['eslintUsed'] = true))
const readingGlobals = ofGlobals((variable, context, node) => context.report({ node, message: `used: ${String(variable['eslintUsed'])}` }))

/** Candidates that share rules, disagree on options, globals, settings and versions, and bring rules that mark, throw and know their own name. */
const candidates: Readonly<Record<string, readonly object[]>> = {
  nothing: [{ plugins: { '@typescript-eslint': tseslint.plugin }, languageOptions: { globals: { x: 'writable', Buffer: 'off' } }, rules: { '@typescript-eslint/await-thenable': 'error' } }],
  bare: [js.configs.recommended],
  node: [js.configs.recommended, { languageOptions: { globals: globals.node }, rules: { 'no-redeclare': 'error', 'no-shadow': ['error', { builtinGlobals: true }] } }],
  typescript: tseslint.configs.recommended,
  strict: [js.configs.recommended, ...tseslint.configs.strict, ...tseslint.configs.stylistic, { languageOptions: { globals: { describe: 'readonly', window: 'writable' } } }],
  typed: [...tseslint.configs.recommendedTypeChecked, { languageOptions: { parserOptions: { projectService: true } } }],
  layout: [...tseslint.configs.recommended, stylistic.configs.customize({ semi: false, indent: 2 })],
  other: [stylistic.configs.customize({ semi: true, indent: 'tab', quotes: 'double' }), { rules: { 'no-unused-vars': 'warn', 'eqeqeq': ['error', 'smart'] } }],
  ours: conventions({ root: inRoot('.'), level: 'strict', types: false, format: 'none', blocks: ['javascript', 'typescript', 'node', 'imports', 'vitest'] }),
  one: [{ plugins: { p: version('plugin-p', '1.0.0', { say: says('one'), mark: marking, set: settled, lang: language, id: named }) }, settings: { a: 1 }, rules: { 'p/say': 'error', 'p/mark': 'error', 'p/set': 'error', 'p/lang': 'error', 'p/id': 'error', 'no-unused-vars': 'error' } }],
  two: [{ plugins: { q: version('plugin-p', '2.0.0', { say: says('two') }), p: version('plugin-p', '1.0.0', { say: says('one'), set: settled, lang: language, id: named }) }, settings: { a: 2 }, languageOptions: { globals: globals.node }, rules: { 'q/say': 'error', 'p/say': 'warn', 'p/set': 'error', 'p/lang': 'error', 'p/id': 'error', 'no-unused-vars': 'error' } }],
  writer: [{ plugins: { w: version('plugin-w', '1.0.0', { write: writing, cache: caching }) }, rules: { 'w/write': 'error', 'w/cache': 'error', 'no-unused-vars': 'error' } }],
  cacher: [{ plugins: { w: version('plugin-w', '1.0.0', { cache: caching }) }, languageOptions: { globals: { ...globals.node, a: 'readonly', x: 'readonly' } }, rules: { 'w/cache': 'error' } }],
  reporter: [{ plugins: { r: { rules: { ways: reporting, ...Object.fromEntries(reportingBadly) } } }, rules: { 'r/ways': 'error', ...Object.fromEntries(reportingBadly.map(([name]) => [`r/${name}`, 'warn'])) } }],
  globalReader: [{ plugins: { g: version('plugin-g', '1.0.0', { read: readingGlobals }) }, languageOptions: { globals: globals.node }, rules: { 'g/read': 'error' } }],
  globalMarker: [{ plugins: { g: version('plugin-g', '1.0.0', { mark: markingGlobals, read: readingGlobals }) }, languageOptions: { globals: globals.node }, rules: { 'g/mark': 'error', 'g/read': 'error' } }],
  thrower: [{ plugins: { t: { rules: { throws: throwing } } }, rules: { 't/throws': 'error', 'no-var': 'error' } }],
}

const files: Readonly<Record<string, string>> = {
  'plain.js': 'var a = 1;\nlet used = 2, unused = 3\nif (a == undefinedName) { process.exit(window) }\nfunction process2(process) { return process }\n',
  'plain.ts': 'import { x } from "./x"\nenum E { A }\ntype T = Array<string>\nlet y: any = x as T\nconst used1: E = E.A\nexport function f(name: string) { debugger; return name! }\ndescribe("x", () => {})\n',
  'directives.ts': '// eslint-disable-next-line no-var, @typescript-eslint/no-explicit-any\nvar a: any = 1\n/* eslint-disable no-unused-vars */\nvar b = 2; /* eslint-enable no-unused-vars */\nconst c: any = 3 // eslint-disable-line\n/* eslint-disable unknown/rule, @stylistic/semi, p/say */\nconst d = "x";;\n',
  'all.js': '/* eslint-disable */\nvar a = 1;\n/* eslint-enable */\nvar b = 2;\nif (b == a) {}\n',
  'configured.js': '/* eslint no-var: "error", eqeqeq: "off" */\n/* global process, mine:writable */\nvar process = mine;\nif (a == 1) {}\n',
  'globals.js': '/* global mine, $ */\n/* exported shown */\nvar shown = mine + other;\nconst used2 = $;\nfunction f(window) { undefined1; return Buffer }\n',
  'view.tsx': 'import React from "react"\nconst used3 = 1\nexport const View = ({ a, b }: { a: string, b: any }) => <div onClick={() => a}>{b}{missing}</div>\n',
  'broken.ts': 'const a = ;\nfunction {\n',
  'elsewhere.ts': 'process.exit(Buffer.byteLength(x))\n',
  'crlf.ts': 'const a = 1\r\nlet b = "x";\r\nexport { a, b }\r\n',
  'bom.js': '\uFEFFvar a = 1;\n',
  'explode.js': 'var x = 1;\nexplode(x)\n',
  'after.js': 'var fine = 1;\n',
  'braces.ts': 'const text = "{{ x }}" // eslint-disable-line no-console\nconst a: { [key: string]: any } = {}\nexport default a as any\n',
}

const told = (problems: readonly Problem[]): string[] => problems.map(({ ruleId, line, column, endLine, endColumn, message, severity, fix }) => JSON.stringify([line, column, ruleId, endLine, endColumn, message, severity, fix?.range, fix?.text])).sort()

describe.each([['10', eslint10], ['9', eslint9]])('under ESLint %s', (_, module) => {
  const engine = module as unknown as Engine

  test('each candidate gets what it would say alone: same places, words, severities and fixes', async () => {
    const cwd = directory()
    put(cwd, { ...files, 'package.json': '{ "type": "module" }', 'tsconfig.json': '{}' })
    const wholes = new Map(Object.entries(candidates).map(([name, entries]) => [name, [...baseConfig(tseslint.parser), ...entries, ...tailConfig()]]))
    const superset = makeSuperset(engine, cwd)
    let compared = 0
    for (const [path, text] of Object.entries(files)) {
      const configs = new Map<string, FileConfig>()
      for (const [name, overrideConfig] of wholes) {
        const config = await new engine.ESLint({ cwd, overrideConfigFile: true, overrideConfig }).calculateConfigForFile(join(cwd, path))
        if (config) configs.set(name, config)
      }
      const verdicts = await superset.lint(text, join(cwd, path), configs)
      for (const [name, config] of configs) {
        const verdict = verdicts.get(name)!
        const active = new Set(activeRules(config).map(([id]) => id))
        const alone = await new engine.ESLint({
          cwd, overrideConfigFile: true, overrideConfig: wholes.get(name)!, ruleFilter: ({ ruleId }) => active.has(ruleId) && !superset.quarantined.has(`${name} ${ruleId}`),
        }).lintText(text, { filePath: join(cwd, path), warnIgnored: false })
        const messages = alone[0]!.messages
        if (messages.some(({ fatal }) => fatal)) expect(verdict, `${name} ${path}`).toHaveProperty('fatal')
        else {
          expect('fatal' in verdict ? verdict.fatal : told(verdict.problems), `${name} ${path}`).toEqual(told(messages.filter(({ ruleId }) => ruleId !== null && active.has(ruleId))))
          compared += messages.length
        }
      }
    }
    expect(compared).toBeGreaterThan(300)
    expect([...superset.quarantined]).toEqual(expect.arrayContaining([['thrower t/throws', 'it threw']]))
    expect([...superset.quarantined.keys()].filter((name) => name.startsWith('reporter ')).sort()).toEqual(reportingBadly.map(([name]) => `reporter r/${name}`).sort())
  })
})

test('a rule that many switch on alike runs once, and one that looks at settings runs for each of them', async () => {
  const runs = { plain: 0, settings: 0 }
  const plugin = {
    rules: {
      plain: rule(() => { runs.plain++; return {} }),
      settings: rule((context) => { runs.settings++; return { Program: () => Object.keys(context.settings) } }),
    },
  }
  const cwd = directory()
  const engine = eslint10 as unknown as Engine
  const configs = new Map<string, FileConfig>()
  for (const name of ['a', 'b', 'c', 'd']) {
    const overrideConfig = [...baseConfig(tseslint.parser), { plugins: { p: plugin }, settings: { name }, rules: { 'p/plain': 'error', 'p/settings': 'error' } }]
    configs.set(name, (await new engine.ESLint({ cwd, overrideConfigFile: true, overrideConfig }).calculateConfigForFile(join(cwd, 'a.js')))!)
  }
  await makeSuperset(engine, cwd).lint('let a\n', join(cwd, 'a.js'), configs)
  expect(runs).toEqual({ plain: 1, settings: 4 })
})
