import { describe, expect, it, test } from 'vitest'
import type { Config } from '../../src/config/schema.ts'
import { openWithConfig } from '../../src/engine.ts'
import type { Change } from '../../src/feature.ts'
import { ignorePatterns } from '../../src/features/lint/theirs.ts'
import { idleBlocks, lintedOnPush } from '../../src/features/lint/hook.ts'
import { memoryRepo } from '../../src/repo/memory.ts'
import { ask, detect, mistakes, paths, textAt } from './harness.ts'

const manifest = (more: object = {}): string => JSON.stringify({ name: 'a', type: 'module', ...more })
const dependencies = (changes: readonly Change[]): Record<string, string> => Object.fromEntries(changes.flatMap((change) => change.kind === 'dependency' ? [[change.name, change.range]] : []))
const settings = (changes: readonly Change[]): Record<string, unknown> => JSON.parse(textAt(changes, '.conventions/eslint.json')) as Record<string, unknown>

describe('what is written', () => {
  it('where nothing lints yet: a config that is theirs from then on, what it needs, a script, and the ratchet', () => {
    const { changes } = ask('lint', {}, { files: { 'package.json': manifest({ devDependencies: { typescript: '^6.0.0', vitest: '^5.0.0' } }), 'tsconfig.json': '{}' } })
    expect(paths(changes)).toEqual(['.conventions/eslint.json', 'eslint.config.js', 'package.json', '.vscode/settings.json', '.vscode/extensions.json'])
    expect(textAt(changes, 'eslint.config.js')).toContain('export default conventions()')
    expect(settings(changes)['blocks']).toEqual(['javascript', 'typescript', 'node', 'imports', 'unicode', 'vitest', 'json', 'yaml', 'markdown', 'packageJson'])
    expect(dependencies(changes)).toMatchObject({ 'eslint': '~10.15.0', 'typescript-eslint': '~8.73.0', '@vitest/eslint-plugin': '~1.6.28', 'globals': '^17.14.0' })
    expect(changes.filter(({ kind }) => kind === 'step')).toMatchObject([{ id: 'lint-suppress' }])
  })

  it.each([
    ['no type: module', { 'package.json': '{"name":"a"}' }, 'eslint.config.mjs', 'conventions()'],
    ['a flat config of theirs', { 'package.json': manifest(), 'eslint.config.js': 'export default []' }, 'eslint.conventions.config.mjs', 'import theirs from \'./eslint.config.js\''],
    ['.eslintrc.json', { 'package.json': '{"name":"a"}', '.eslintrc.json': '{"extends":"airbnb"}' }, 'eslint.config.mjs', 'compat.config({ extends: [\'./.eslintrc.json\'] })'],
    ['package.json', { 'package.json': '{"name":"a","eslintConfig":{}}' }, 'eslint.config.mjs', 'compat.config(manifest.eslintConfig)'],
  ])('with %s: %s', (_, files, path, holds) => {
    const { changes } = ask('lint', {}, { files })
    expect(textAt(changes, path)).toContain(holds)
    expect(paths(changes)).not.toContain('.eslintrc.json')
  })

  describe('for editors', () => {
    const typescript = { 'package.json': manifest({ devDependencies: { typescript: '^6.0.0' } }) }
    const keysAt = (changes: readonly Change[], path: string): Record<string, unknown> => Object.fromEntries(changes.flatMap((change) => change.kind === 'keys' && change.path === path ? change.keys : []).map(({ at, value }) => [at.join(' '), value]))
    const inCode = { 'editor.codeActionsOnSave source.fixAll.eslint': 'explicit', 'eslint.validate': ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'json', 'jsonc', 'json5', 'yaml', 'dockercompose', 'github-actions-workflow', 'markdown'] }
    const quiet = { 'eslint.bulkSuppression.enable': true, 'eslint.bulkSuppression.severity': 'hint' }
    const languages = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact']

    it.each([['prettier', 'esbenp.prettier-vscode'], ['oxfmt', 'oxc.oxc-vscode'], ['biome', 'biomejs.biome']] as const)('VS Code, %s: the languages that are linted, old problems as hints, the formatter of each language', (format, extension) => {
      expect(keysAt(ask('lint', { format }, { files: typescript }).changes, '.vscode/settings.json')).toEqual({
        ...inCode, ...quiet, 'editor.defaultFormatter': extension, 'editor.formatOnSave': true, ...Object.fromEntries([...languages, 'json', 'jsonc'].map((language) => [`[${language}] editor.defaultFormatter`, extension])),
      })
    })

    it('VS Code with a formatter that the team has chosen: languages keep it', () => {
      const keys = keysAt(ask('lint', { format: 'prettier' }, { files: { ...typescript, '.vscode/settings.json': '{\n  // ours\n  "editor.defaultFormatter": "a.b"\n}\n' } }).changes, '.vscode/settings.json')
      expect(Object.keys(keys).filter((key) => key.startsWith('['))).toEqual([])
    })

    it('VS Code where ESLint lays out: no other formatter does', () => {
      expect(keysAt(ask('lint', { format: 'eslint-stylistic' }, { files: typescript }).changes, '.vscode/settings.json'))
        .toEqual({ ...inCode, ...quiet, ...Object.fromEntries(languages.map((language) => [`[${language}] editor.formatOnSave`, false])) })
    })

    it.each([
      ['our ESLint', {}, {}, true], ['theirs, new enough', { eslint: '^10.1.0' }, {}, true], ['theirs, which may know no suppressions in an editor', { eslint: '^10.0.0' }, {}, false],
      ['a base that needs ESLint 9', {}, { base: 'airbnb-extended' as const }, false], ['.eslintrc', { eslint: '^8.0.0' }, {}, false], ['nothing suppressed', {}, { suppress: false }, false],
    ])('suppressions in VS Code and Zed with %s', (what, devDependencies, options, shown) => {
      const files = { 'package.json': manifest({ devDependencies }), '.zed/settings.json': '{}', ...what === '.eslintrc' ? { '.eslintrc.json': '{}' } : {} }
      const { changes } = ask('lint', options, { files })
      expect(['eslint.bulkSuppression.enable' in keysAt(changes, '.vscode/settings.json'), 'lsp eslint settings bulkSuppression' in keysAt(changes, '.zed/settings.json')]).toEqual([shown, shown])
    })

    it.each([
      ['prettier', [{ code_action: 'source.fixAll.eslint' }, 'prettier']], ['oxfmt', [{ code_action: 'source.fixAll.eslint' }, { language_server: { name: 'oxfmt' } }]],
      ['biome', [{ code_action: 'source.fixAll.eslint' }, { language_server: { name: 'biome' } }]], ['eslint-stylistic', [{ code_action: 'source.fixAll.eslint' }]],
    ] as const)('Zed, %s: ESLint first, for the languages of the code', (format, formatter) => {
      const keys = keysAt(ask('lint', { format }, { files: { ...typescript, '.zed/settings.json': '{}' } }).changes, '.zed/settings.json')
      expect(keys).toEqual({ ...Object.fromEntries(['JavaScript', 'TypeScript', 'TSX'].flatMap((language) => [[`languages ${language} format_on_save`, 'on'], [`languages ${language} formatter`, formatter]])), 'lsp eslint settings bulkSuppression': { enable: true, severity: 'hint' } })
    })

    it.each([['prettier', '.idea/prettier.xml', '<option name="myRunOnSave" value="true" />'], ['biome', '.idea/biome.xml', '<option name="formatOnSave" value="true" />'], ['oxfmt', undefined, '']] as const)('JetBrains, %s', (format, path, holds) => {
      const { changes } = ask('lint', { format }, { files: { ...typescript, '.idea/.gitignore': '' } })
      expect(paths(changes).filter((each) => each.startsWith('.idea/'))).toEqual(['.idea/jsLinters/eslint.xml', ...path === undefined ? [] : [path]])
      expect(textAt(changes, '.idea/jsLinters/eslint.xml')).toContain('<files-pattern value="**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,json,jsonc,json5,yml,yaml}" />\n    <option name="fix-on-save" value="true" />')
      if (path !== undefined) expect(textAt(changes, path)).toContain(holds)
    })

    it.each([['around a config of theirs', { 'eslint.config.js': 'export default []' }, {}, 'eslint.conventions.config.mjs'], ['elsewhere', {}, { config: 'tools/<eslint>.js' }, 'tools/<eslint>.js']])('a config %s is named, whatever folder a file is in', (_, more, options, config) => {
      const { changes } = ask('lint', options, { files: { ...typescript, ...more, '.zed/settings.json': '{}', '.idea/.gitignore': '' } })
      expect(keysAt(changes, '.vscode/settings.json')).toMatchObject({ 'eslint.options overrideConfigFile': config, 'eslint.workingDirectories': ['.'] })
      expect(keysAt(changes, '.zed/settings.json')).toMatchObject({ 'lsp eslint settings options overrideConfigFile': config })
      expect(textAt(changes, '.idea/jsLinters/eslint.xml')).toContain(`<custom-configuration-file used="true" path="$PROJECT_DIR$/${config.replace('<', '&lt;').replace('>', '&gt;')}" />`)
    })
  })

  it('a config that has our presets already stays as it is', () => {
    const { changes } = ask('lint', {}, { files: { 'package.json': manifest(), 'eslint.config.ts': 'import { conventions } from \'create-conventions/eslint\'' } })
    expect(paths(changes).filter((path) => path.startsWith('eslint.') && path !== 'eslint.config.ts')).toEqual([])
    expect(settings(changes)['config']).toBe('eslint.config.ts')
  })

  it.each<[string, Record<string, string>]>([
    ['nothing', {}], ['a flat config of theirs', { 'eslint.config.js': 'export default []\n' }], ['one that uses ours', { 'eslint.config.js': 'import { conventions } from \'create-conventions/eslint\'\nexport default conventions()\n' }],
    ['.eslintrc.json and .eslintignore', { '.eslintrc.json': '{"extends":"airbnb"}\n', '.eslintignore': 'coverage\n' }],
  ])('with %s, a second plan finds nothing to do', async (_, files) => {
    const before = { 'package.json': `${manifest({ devDependencies: { eslint: '8.47.0' } })}\n`, ...files }
    const config = { lint: {}, toolkit: {} } as Config
    const { writes } = (await openWithConfig(memoryRepo(before), config, {})).plan()
    const after = Object.fromEntries([...Object.entries(before), ...writes.flatMap(({ path, after }): [string, string][] => after ? [[path, after.text]] : [])])
    expect(Object.keys(after).length).toBeGreaterThan(Object.keys(before).length)
    const again = (await openWithConfig(memoryRepo(after), config, {})).plan().writes.filter(({ path, after: then }) => then?.text !== after[path])
    expect(again.map(({ path }) => path)).toEqual([])
  })

  it('an ESLint without flat configs is replaced, by name; a script of theirs stays', () => {
    const { changes } = ask('lint', {}, { files: { 'package.json': manifest({ scripts: { lint: 'eslint src' }, devDependencies: { eslint: '^8.57.0' } }), '.eslintrc.js': 'module.exports = {}' } })
    const keys = changes.flatMap((change) => change.kind === 'keys' && change.path === 'package.json' ? change.keys : [])
    expect(keys).toMatchObject([{ at: ['devDependencies', 'eslint'], value: '^9.39.0', mode: 'set' }, { at: ['overrides', 'eslint'], value: '$eslint' }, { at: ['scripts', 'lint:conventions'], mode: 'default' }])
    expect(dependencies(changes)).not.toHaveProperty('eslint')
    expect(dependencies(changes)).not.toHaveProperty('@typescript-eslint/utils')
    const typed = { 'package.json': manifest({ devDependencies: { 'eslint': '^7.0.0', '@typescript-eslint/parser': '^5.61.0' } }), '.eslintrc.js': '' }
    expect(dependencies(ask('lint', {}, { files: typed }).changes)).toMatchObject({ '@typescript-eslint/utils': '~8.73.0' })
  })

  it.each([['^2.29.1', true], ['^2.31.0', true], ['^2.32.0', false]])('eslint-plugin-import %s beside an .eslintrc is raised to one that knows ESLint 9: %s', (range, raised) => {
    const devDependencies = { 'eslint': '8', 'eslint-plugin-import': range }
    const keys = (files: Record<string, string>) => ask('lint', {}, { files: { 'package.json': manifest({ devDependencies }), ...files } }).changes
      .flatMap((change) => change.kind === 'keys' && change.path === 'package.json' ? change.keys : [])
    const edit = { at: ['devDependencies', 'eslint-plugin-import'], value: '^2.31.0', mode: 'set' }
    expect(keys({ '.eslintrc.cjs': '' }).some((key) => JSON.stringify(key) === JSON.stringify(edit))).toBe(raised)
    expect(keys({}).flatMap(({ at }) => at)).not.toContain('eslint-plugin-import')
  })

  it('the formatter of the repository, one of them; a new one gets the style of the editor', () => {
    const prettier = ask('lint', {}, { files: { 'package.json': manifest(), '.prettierrc': 'semi: false\nsingleQuote: true\n' } }).changes
    expect(settings(prettier)).toMatchObject({ format: 'prettier', style: { semi: false, quotes: 'single' } })
    expect(dependencies(prettier)).toHaveProperty('eslint-config-prettier')
    expect(paths(prettier)).not.toContain('.prettierrc.json')
    const fresh = ask('lint', { format: 'prettier', style: { semi: false } }, { files: { 'package.json': manifest() }, others: { editor: { indent: 4, width: 100 } } }).changes
    expect(JSON.parse(textAt(fresh, '.prettierrc.json'))).toEqual({ tabWidth: 4, printWidth: 100, semi: false })
    expect(dependencies(ask('lint', { format: 'eslint-stylistic' }, { files: { 'package.json': manifest() } }).changes)).toHaveProperty('@stylistic/eslint-plugin')
  })

  it.each([
    ['^5.9.0', '^9.39.0', '1.6.27'], ['>=5', undefined, '1.6.27'], ['~6.0.3', '^10.0.0', '~1.6.28'], [undefined, undefined, '~1.6.28'], ['catalog:', undefined, '~1.6.28'],
  ])('TypeScript %s and ESLint %s: versions that npm installs beside it', (typescript, eslint, range) => {
    const files = { 'package.json': manifest({ devDependencies: { typescript, eslint, vitest: '^3.0.0' } }) }
    expect(dependencies(ask('lint', {}, { files }).changes)).toMatchObject({ '@vitest/eslint-plugin': range })
  })

  it('a plugin of Node that takes a TypeScript older than 5', () => {
    const files = { 'package.json': manifest({ devDependencies: { typescript: '~4.9.5' } }) }
    expect(dependencies(ask('lint', { blocks: ['node'] }, { files }).changes)).toMatchObject({ 'eslint-plugin-n': '~17.24.0' })
  })

  it('CI asks what a push asks, and GitLab gets a report of it', () => {
    const { contributed: { jobs } } = ask('lint', {}, { files: { 'package.json': manifest() } })
    expect(jobs).toMatchObject([{
      id: 'lint', report: { kind: 'codequality', path: 'gl-code-quality-lint.json' },
      steps: [{ conventions: ['lint', 'ratchet', '--check'], gitlab: { args: ['--format', 'gitlab'], to: 'gl-code-quality-lint.json' } }],
    }])
    expect(ask('lint', { ci: false }, { files: { 'package.json': manifest() } }).contributed.jobs).toEqual([])
  })

  it('Markdown is linted on push, not on commit, where nothing lays it out', () => {
    const staged = (options: object) => ask('lint', options, { files: { 'package.json': manifest() } }).contributed.hooks?.find(({ hook }) => hook === 'pre-commit')?.sh
    expect(staged({})).toContain("'*.js' ")
    expect(staged({})).not.toContain("'*.md' ")
    expect(staged({ format: 'prettier' })).toContain("'*.md' ")
    expect(['README.md', 'package.json', 'eslint.config.js', 'tsconfig.build.json', 'src/a.js', 'a.png', 'LICENSE'].map((path) => lintedOnPush(path, ['javascript', 'markdown'])))
      .toEqual([true, true, true, true, true, false, false])
    expect(lintedOnPush('README.md', ['javascript'])).toBe(false)
  })

  it('the rules of ESLint 9 where that is what there is', () => {
    const at = (eslint: string | undefined) => dependencies(ask('lint', { base: 'typescript-eslint' }, { files: { 'package.json': manifest({ devDependencies: { eslint } }) } }).changes)['@eslint/js']
    expect([at('^9.39.0'), at('^10.0.0'), at(undefined)]).toEqual(['^9.39.0', '~10.0.1', '~10.0.1'])
  })

  it.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a raised ESLint', '^8.57.0', { lint: 'tsc && eslint src --ignore-path .gitignore --env=node', test: 'vitest --env jsdom', fix: 'npm run lint -- --fix' }, ['--env, --ignore-path in the script lint']],
    ['flags that stay', '^8.57.0', { lint: 'eslint . --ext .ts --max-warnings=0', other: 'my-eslint --rulesdir x; jest --env node' }, []],
    ['ESLint 9, whose .eslintrc nobody reads', '^9.0.0', { lint: 'eslint --rulesdir x' }, []],
  ])('flags of scripts that end with %s are named', (_, eslint, commands, told) => {
    const files = { 'package.json': manifest({ devDependencies: { eslint }, scripts: commands }), '.eslintrc.json': '{}' }
    const found = detect('lint', files).inexpressible.map(({ what }) => what)
    expect(found).toHaveLength(told.length)
    told.forEach((start, at) => { expect(found[at]).toContain(start) })
  })

  it('TypeScript 7 is said, and not linted', () => {
    const files = { 'package.json': manifest({ devDependencies: { typescript: '^7.0.2' } }) }
    expect(settings(ask('lint', {}, { files }).changes)['blocks']).not.toContain('typescript')
    expect(detect('lint', files).inexpressible).toMatchObject([{ path: 'package.json', what: expect.stringContaining('TypeScript 7') as string }])
  })

  it('a repository without package.json gets no package.json, only the hook for its own tools', () => {
    const { changes, contributed } = ask('lint', { tools: { '*.kt': ['ktlint'] } }, { files: { 'build.gradle.kts': '' } })
    expect(paths(changes)).toEqual(['.conventions/eslint.json'])
    expect(settings(changes)).toMatchObject({ blocks: [], tools: { '*.kt': ['ktlint'] } })
    expect(contributed.hooks?.[0]?.sh).toContain(` '*.kt' `)
    expect(contributed.jobs).toBeUndefined()
  })

  it('a base takes the place of our rules', () => {
    const { changes } = ask('lint', { base: 'neostandard' }, { files: { 'package.json': manifest() } })
    expect(dependencies(changes)).toEqual({ neostandard: '~0.13.0' })
    expect(changes).toContainEqual(expect.objectContaining({ keys: [{ at: ['devDependencies', 'eslint'], value: '^9.39.0', mode: 'set' }] }))
  })
})

test.each<[name: string, files: Record<string, string>, options: object, said: boolean]>([
  ['TypeScript without a tsconfig.json', { 'a.ts': '' }, {}, true],
  ['with one', { 'a.ts': '', 'tsconfig.json': '{}' }, {}, false],
  ['the team decided', { 'a.ts': '' }, { types: false }, false],
  ['a known convention decides', { 'a.ts': '' }, { base: 'antfu' }, false],
  ['no TypeScript', { 'a.js': '' }, {}, false],
])('rules that need types are off, and that is said: %s', (_, files, options, said) => {
  const dependency = Object.keys(files)[0] === 'a.ts' ? { devDependencies: { typescript: '^6.0.0' } } : {}
  const { changes, contributed } = ask('lint', options, { files: { ...files, 'package.json': manifest(dependency) } })
  const reason = changes.find((change) => 'path' in change && change.path === '.conventions/eslint.json')?.reason
  expect(/no tsconfig\.json at the root/.test(reason ?? '')).toBe(said)
  expect(/no `tsconfig\.json` at the root/.test(contributed.docs?.[0]?.markdown ?? '')).toBe(said)
})

test('what is there is seen, and what stays with other linters is listed', () => {
  const found = detect('lint', { 'package.json': manifest({ devDependencies: { standard: '^17.0.0' } }), 'tslint.json': '{}', 'test/.eslintrc.yml': '', '.oxlintrc.json': '{}', 'eslint.config.mjs': '' })
  expect(found.options).toBeUndefined()
  expect(found.seen).toHaveLength(2)
  expect(found.inexpressible.map(({ path }) => path)).toEqual(['tslint.json', 'package.json', 'test/.eslintrc.yml'])
})

test.each([
  ['dist', ['**/dist', '**/dist/**']], ['dist/', ['**/dist/']], ['/out', ['out', 'out/**']], ['a/b', ['a/b', 'a/b/**']], ['*.min.js', ['**/*.min.js']], ['# note\n\n!keep.js', ['!**/keep.js']],
])('.eslintignore: %j', (line, expected) => {
  expect(ignorePatterns(line)).toEqual(expected)
})

test.each<[object, string]>([
  [{ rules: { 'no-x': ['fatal'] } }, 'severity'], [{ rules: { 'a b': 'off' } }, 'ruleName'], [{ config: '../eslint.config.js' }, 'repoPath'],
])('%j is refused: %s', (options, code) => {
  expect(mistakes('lint', options)).toContain(code)
})

test('blocks that no file of a commit belongs to', () => {
  expect(idleBlocks(['javascript', 'typescript', 'imports', 'vue', 'json', 'yaml', 'packageJson'], ['src/a.ts', 'b.yml'])).toEqual(['vue', 'json', 'packageJson'])
})
