import tseslint from 'typescript-eslint'
import { conventions } from './presets/eslint/index.js'

// Modules that reach the outside world. Each room below may use some; every other one is a room of pure functions.
const disk = { group: ['node:fs', 'node:fs/*', 'fs', 'fs/*'], message: 'Only repo/, apply/, assets.ts, config/{load,importConfig,fetch,kept}.ts, release/{journal,summary}.ts, changelog/cache.ts generators/{sandbox,plop} and compare/lint read or write files: see ARCHITECTURE.md.' }
const programs = { group: ['node:child_process', 'child_process'], message: 'Only repo/{git,log,probe}.ts, apply/, config/fetch.ts, history/read.ts, generators/plop and compare/lint/pool.ts start programs: see ARCHITECTURE.md.' }
const machine = { group: ['node:process', 'process'], message: 'Only bin.ts touches the process; cwd, env and output come in as Io.' }

/** `no-restricted-imports` for files that may use neither the disk nor programs, but for what is left out here. */
const imports = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: [...patterns, machine] }] })

// The presets as every user has them; what this repository asks beyond them comes after.
export default conventions(
  {
    root: import.meta.dirname, level: 'recommended', types: true, letters: 'any',
    blocks: ['javascript', 'typescript', 'node', 'imports', 'unicode', 'vitest', 'json', 'yaml', 'markdown', 'packageJson'],
    ignores: ['.pack/', 'sample/', 'test/golden/*/**', 'test/eslint/golden/**', 'test/**/fixtures/', 'templates/', 'AGENTS.md', 'CONTRIBUTING.md'],
    rules: {
      // Types look at both sides of what they narrow: a value that is compared anew in each round comes from outside.
      'no-unmodified-loop-condition': 'off',
    },
    // What it quotes and tests is text with `${…}` and `javascript:` in it.
    folders: Object.fromEntries(['test', 'src', 'presets', 'scripts'].map((folder) => [folder, { 'no-template-curly-in-string': 'off', 'no-script-url': 'off' }])),
  },
  { name: 'own/directives', linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strictTypeChecked.map((entry) => ({ ...entry, files: ['**/*.{ts,tsx}'] })),
  {
    name: 'own/types',
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A number or a boolean in a sentence is fine; an object is not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: false }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Under noUncheckedIndexedAccess: what a loop's bounds or a regular expression guarantee.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What comes from a config, a lock or a package.json is looked at twice, whatever its type promises.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Data of any shape (Json, parsed files) is narrowed by hand and then asserted or stringified; the rules cannot follow.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      // Interfaces here are plain objects of functions; nothing uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Objects of data are edited key by key.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // `[...text]` is by code points, which is what is meant.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'eqeqeq': ['error', 'always'],
      'no-control-regex': 'error',
      'max-lines': ['warn', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': ['error', { name: 'process', message: machine.message }],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
      ...imports(disk, programs),
    },
  },
  // A room of sentences is one function.
  { files: ['src/messages/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['src/bin.ts'], rules: { 'no-restricted-globals': 'off', 'no-restricted-imports': ['error', { patterns: [disk, programs] }] } },
  // What git hooks start: reads the message and git's settings, and keeps a corrected message beside the rejected one.
  { files: ['src/commitlint.ts'], rules: { 'no-restricted-globals': 'off' } },
  // Rows of a table hold what is expected of them; the test that runs them is below.
  { files: ['test/e2e/**/*.ts'], rules: { 'vitest/no-standalone-expect': 'off' } },
  { files: ['src/hook.ts'], rules: { 'no-restricted-globals': 'off', 'no-restricted-imports': 'off' } },
  // A process of its own, as bin.ts is.
  { files: ['src/{generators/plop,compare/lint,release/plugins}/host.ts'], rules: { 'no-restricted-globals': 'off', ...imports() } },
  { files: ['src/assets.ts', 'src/generators/sandbox.ts', 'src/release/{journal,summary}.ts', 'src/changelog/cache.ts', 'src/compare/lint/store.ts', 'src/cli/compare/lint/{choose,key,measure}.ts', 'src/config/{load,kept,importConfig}.ts', 'src/repo/**/*.ts'], rules: imports(programs) },
  { files: ['src/repo/git.ts', 'src/repo/log.ts', 'src/history/{read,look,spool}.ts', 'src/repo/probe.ts', 'src/config/fetch.ts', 'src/generators/plop/run.ts', 'src/compare/lint/pool.ts', 'src/release/plugins/session.ts', 'src/apply/**/*.ts'], rules: imports() },
  {
    files: ['src/launcher.cjs', 'src/create-conventions.cjs', 'src/startHook.cjs'],
    languageOptions: { ecmaVersion: 5, sourceType: 'script' },
    // Any Node, however old, has to read them.
    rules: { 'no-var': 'off', 'n/no-deprecated-api': 'off', 'preserve-caught-error': 'off', 'object-shorthand': 'off' },
  },
)
