import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, onTestFinished, test, vi } from 'vitest'
import tseslint from 'typescript-eslint'
import { conventions, legacy, type Config, type Options } from '../../presets/eslint/index.js'
import { linkModules } from '../e2e/lib/modules.ts'

// Our presets with entries of a repository's own behind them, as they were found in public repositories.

/** What ESLint says of each file, as `path:line rule`, or the message where it is about no rule. */
async function lint(files: Readonly<Record<string, string>>, options: Options, ...theirs: readonly Config[]): Promise<string[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'create-conventions-theirs-')))
  onTestFinished(() => { rmSync(root, { recursive: true, force: true }) })
  for (const [path, text] of Object.entries({ 'package.json': '{"name":"a"}\n', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  linkModules(root)
  const config = conventions({ root, ...options }, ...theirs)
  const results = await new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config }).lintFiles(['.'])
  return results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => `${filePath.slice(root.length + 1)}:${line} ${ruleId ?? message}`))
}

const floating = 'async function run(): Promise<void> {}\n\nrun()\n'
const typed = { blocks: ['javascript', 'typescript'], types: true } as const
const tsconfig = '{"compilerOptions":{"strict":true},"include":["src"]}\n'

// typescript-eslint reads projects another way in CI ("single run"), and says another sentence there.
test.each(['', 'true'])('a `project` of theirs, and none for config files: all files have type information, none is refused (CI=%s)', { timeout: 60_000 }, async (ci) => {
  vi.stubEnv('CI', ci)
  onTestFinished(() => { vi.unstubAllEnvs() })
  const theirs = [
    ...tseslint.configs.recommended as Config[], { languageOptions: { parserOptions: { project: true } } }, { files: ['*.config.*'], languageOptions: { parserOptions: { project: null } } },
  ]
  const found = await lint({ 'tsconfig.json': tsconfig, 'src/a.ts': floating, 'vite.config.ts': floating, 'other/b.ts': floating }, typed, ...theirs)
  expect(found.sort()).toEqual(['other/b.ts:3 @typescript-eslint/no-floating-promises', 'src/a.ts:3 @typescript-eslint/no-floating-promises', 'vite.config.ts:3 @typescript-eslint/no-floating-promises'])
})

test('a `project` of theirs in the hook, where ours asks for no types: a new file is read all the same', { timeout: 60_000 }, async () => {
  vi.stubEnv('CONVENTIONS_LINT', 'fast')
  onTestFinished(() => { vi.unstubAllEnvs() })
  const theirs = [...tseslint.configs.recommended as Config[], { languageOptions: { parserOptions: { project: './tsconfig.json' } } }, { rules: { '@typescript-eslint/no-floating-promises': 'error' as const } }]
  const found = await lint({ 'tsconfig.json': tsconfig, 'src/a.ts': floating, 'new.ts': floating }, typed, ...theirs)
  expect(found.sort()).toEqual(['new.ts:3 @typescript-eslint/no-floating-promises', 'src/a.ts:3 @typescript-eslint/no-floating-promises'])
})

// What typescript-eslint does by itself on the command line, and with `--fix` or in an editor.
test.each(['true', 'false'])('a tsconfig that extends what a build has yet to make: the same is found in a single run and otherwise (%s)', { timeout: 60_000 }, async (single) => {
  vi.stubEnv('TSESTREE_SINGLE_RUN', single)
  onTestFinished(() => { vi.unstubAllEnvs() })
  // Without strictness `this` would be anything.
  const code = `${floating}export const box = { count: 1, add() { this.count += 1 } }\n`
  const found = await lint({ 'tsconfig.json': tsconfig, 'src/b.ts': code, 'play/tsconfig.json': '{"extends":"./.nuxt/tsconfig.json","compilerOptions":{"strict":false}}\n', 'play/a.ts': code }, typed)
  expect(found.sort()).toEqual(['play/a.ts:3 @typescript-eslint/no-floating-promises', 'src/b.ts:3 @typescript-eslint/no-floating-promises'])
})

test.each([
  ['not this one', [{ type: 'object' as const, properties: { allow: {} }, additionalProperties: false }]], ['none', []], ['none that it speaks of', undefined],
])('a plugin of theirs whose rule knows options, but %s of ours: the rule stays, without it', async (_, schema) => {
  const create = ({ options, report }: { options: readonly unknown[], report: (problem: object) => void }) => ({ Program: (node: object) => { report({ node, message: JSON.stringify(options) }) } })
  const old = { rules: { 'no-require-imports': { meta: { ...schema && { schema } }, create } } } as unknown as NonNullable<Config['plugins']>[string]
  expect(await lint({ 'a.ts': 'export const a = 1\n' }, { blocks: ['typescript'], types: false }, { plugins: { '@typescript-eslint': old } })).toEqual(['a.ts:1 @typescript-eslint/no-require-imports'])
})

test.each([false, true])('a rule that asks for types where a parser could give them is on where it does (types: %s)', { timeout: 60_000 }, async (types) => {
  const text = 'import { readFileSync } from \'node:fs\'\n\nexport function read(): string {\n  return readFileSync(\'a\', \'utf8\')\n}\n'
  const files = { 'tsconfig.json': tsconfig, 'src/a.ts': text, 'src/b.mjs': text.replace(': string', '') }
  const found = await lint(files, { blocks: ['javascript', 'typescript', 'node'], level: 'strict', types })
  expect(found.filter((line) => line.endsWith('n/no-sync')).sort()).toEqual([...types ? ['src/a.ts:4 n/no-sync'] : [], 'src/b.mjs:4 n/no-sync'])
})

test('where an old parser of theirs reads TypeScript, no rule of ours asks for types', async () => {
  const parser = { createProgram: () => undefined, version: '5.62.0', parseForESLint: tseslint.parser.parseForESLint }
  const found = await lint({ 'tsconfig.json': tsconfig, 'src/a.ts': floating }, typed, { files: ['**/*.ts'], languageOptions: { parser: parser as NonNullable<Config['languageOptions']>['parser'] } } as Config)
  expect(found).toEqual([])
})

test('a rule that theirs switches on without options has none of ours', async () => {
  const own = { rules: { eqeqeq: 'error' as const } }
  const ours = conventions({ blocks: ['javascript'], level: 'strict' }).flatMap(({ rules }) => rules?.['eqeqeq'] ?? [])
  expect(ours).toEqual(['error', 'always', { null: 'ignore' }])
  const files = { 'a.js': 'export const isNull = (value) => value == null\n' }
  expect(await lint(files, { blocks: ['javascript'], level: 'strict' })).toEqual([])
  expect(await lint(files, { blocks: ['javascript'], level: 'strict' }, own)).toEqual(['a.js:1 eqeqeq'])
  expect(await lint(files, { blocks: ['javascript'], level: 'strict' }, { files: ['**/*.ts'], plugins: { 'own': { rules: {} } }, rules: { eqeqeq: 'off' } })).toEqual([])
})

test('rules of an old typescript-eslint get the options that ESLint no longer gives to what they are built on', async () => {
  const create = (context: { options: readonly unknown[], report: (problem: object) => void }) => ({ Program: (node: object) => { context.report({ node, message: JSON.stringify(context.options) }) } })
  const schema = [{ type: 'object' as const }]
  const old = { rules: { 'no-require-imports': { defaultOptions: [{ allow: [] }], meta: { schema }, create }, 'no-empty-function': { defaultOptions: [{ allow: ['x'] }], meta: { schema }, create } } } as unknown as NonNullable<Config['plugins']>[string]
  const [entry] = conventions({ blocks: ['typescript'], types: false }, { plugins: { '@typescript-eslint': old }, rules: { '@typescript-eslint/no-empty-function': 'warn' } }).slice(-1)
  expect(entry?.rules?.['@typescript-eslint/no-empty-function']).toEqual(['warn', { allow: ['x'] }])
  expect(await lint({ 'a.ts': '' }, { blocks: ['typescript'], types: false }, entry!)).toHaveLength(2)
})

test('an .eslintrc means under ESLint 9 what it meant under 8', () => {
  const { rules } = legacy.recommended({ configs: { recommended: { rules: { 'no-debugger': 'error', 'no-empty-static-block': 'error' } } } })
  expect(Object.keys(rules).sort()).toEqual(['no-debugger', 'no-extra-semi', 'no-inner-declarations', 'no-mixed-spaces-and-tabs', 'no-new-symbol'])
  const rows = legacy.entries([
    { rules: { 'no-unused-vars': 'error', 'no-alert': 'error' } }, { rules: { 'no-unused-vars': ['warn', { args: 'none' }] } }, { rules: { 'no-unused-vars': 'warn' } },
    { rules: { 'no-unused-vars': ['error', 'local'] } }, { rules: { 'no-unused-vars': 'off' } }, { rules: { 'no-unused-vars': ['error', { caughtErrors: 'all' }] } }, { files: ['a'] },
  ]).map((entry) => entry.rules?.['no-unused-vars'])
  expect(legacy.entries([{ rules: { 'no-inner-declarations': ['error', 'both'] } }])[0]?.rules).toEqual({ 'no-inner-declarations': ['error', 'both', { blockScopedFunctions: 'disallow' }] })
  const [within] = legacy.entries([{ files: [(() => true) as unknown as string, 'a'] }])
  const [matches, name] = within?.files as unknown as [(path: string) => boolean, string]
  expect([name, matches('/a/logo.svg'), matches('/a/b.tsx')]).toEqual(['a', false, true])
  expect(rows).toEqual([
    ['error', { caughtErrors: 'none' }], ['warn', { caughtErrors: 'none', args: 'none' }], 'warn', ['error', { vars: 'local', caughtErrors: 'none' }], 'off', ['error', { caughtErrors: 'all' }], undefined,
  ])
})

test('`.js` files of a package without a type are what they hold: scripts, or modules', async () => {
  const found = await lint({
    'src/index.js': 'import fs from \'node:fs\'\n\nconst unused = 1\nexport default fs.constants\n', 'cli.js': 'const fs = require(\'node:fs\')\n\nmodule.exports = fs\nreturn\n', 'broken.js': 'let = =\n',
  }, { blocks: ['javascript'] })
  expect(found.sort()).toEqual(['broken.js:1 Parsing error: Unexpected token =', 'src/index.js:3 no-unused-vars'])
})

test('a language that theirs read by a parser of their own is theirs alone', async () => {
  const broken = { rules: { mine: { create: ({ sourceCode }: { sourceCode: { parserServices: { mine?: unknown } } }) => { if (sourceCode.parserServices.mine !== true) throw new Error('another parser'); return {} } } } }
  const program = { type: 'Program', body: [], comments: [], tokens: [], range: [0, 0], loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } } }
  const parser = { parseForESLint: () => ({ ast: program, services: { mine: true }, visitorKeys: { Program: [] } }) }
  const theirs = { files: ['**/*.json', '**/*.json5'], plugins: { jsonc: broken }, languageOptions: { parser }, rules: { 'jsonc/mine': 'error' } } as unknown as Config
  expect(await lint({ 'a.json': '{"a":1,"a":2}\n' }, { blocks: ['javascript', 'json', 'packageJson'] }, theirs)).toEqual([])
  expect(await lint({ 'a.json': '{"a":1,"a":2}\n' }, { blocks: ['javascript', 'json'] })).toEqual(['a.json:1 json/no-duplicate-keys'])
})

test('in the hook, what no staged file calls for is not loaded, unless an entry speaks of it; of a plugin only our rules', async () => {
  vi.stubEnv('CONVENTIONS_LINT', 'fast')
  vi.stubEnv('CONVENTIONS_LINT_IDLE', 'json,yaml')
  onTestFinished(() => { vi.unstubAllEnvs() })
  const names = (entries: readonly Config[]) => entries.flatMap(({ name }) => name ?? [])
  const config = conventions({ blocks: ['javascript', 'node', 'json', 'yaml'] }, { rules: { 'yml/indent': 'error' } })
  expect(names(config)).toContain('conventions/yaml')
  expect(names(config)).not.toContain('conventions/json')
  const rules = config.find(({ name }) => name === 'conventions/node')?.plugins?.['n']?.rules ?? {}
  expect(Object.keys(rules)).toContain('no-deprecated-api')
  expect(Object.keys(rules)).not.toContain('no-unsupported-features/es-syntax')
  const found = await lint({ 'a.cjs': 'require(\'node:fs\').exists(\'a\', () => 1)\n' }, { blocks: ['javascript', 'node'] })
  expect(found).toEqual(['a.cjs:1 n/no-deprecated-api'])
})
