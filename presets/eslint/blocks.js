// @ts-check
import { catalogue } from './rules/index.js'
import { answeredByTypeScript, replacedInTypeScript, replacedWithTypes } from './rules/typescript.js'
import { scriptOrModule, typedParser, typesOption } from './parser.js'
import { conventionsPlugin } from './plugin.js'

/**
 * @typedef {import('./index.js').Block} Block
 * @typedef {import('./index.js').Config} Config
 * @typedef {import('./index.js').Options} Options
 * @typedef {keyof typeof catalogue} Table
 * @typedef {{ root: string, options: Options, need: (name: string) => any, within: (owner: string, name: string) => any, load: (name: string) => Promise<any>, some: (name: string, prefix: string, rules: readonly string[]) => any, typed: boolean, modules: boolean, mocha: boolean, blocks: readonly Block[] }} Kit what a block is made with; load: of a package that can only be imported; within: a package as another one has it, undefined where it has not; some: in the hook, a plugin with these rules alone, else undefined; modules: whether `.js` files are ES modules; mocha: whether its globals are there
 */

export const scripts = ['**/*.{js,mjs,cjs,jsx}']
export const typescripts = ['**/*.{ts,mts,cts,tsx}']
export const components = { vue: ['**/*.vue'], svelte: ['**/*.svelte', '**/*.svelte.{js,ts}'] }
export const tests = ['**/*.{test,spec}.?([cm])[jt]s?(x)', '**/__tests__/**/*.?([cm])[jt]s?(x)']
/** What other languages of ESLint lint: entries about JavaScript stay away from it. */
export const dataFiles = ['**/*.{json,jsonc,json5,yml,yaml,md}']
/** JSON that is read with comments in it. */
const commented = ['**/{tsconfig,jsconfig}*.json', '**/.vscode/*.json', '**/*.jsonc', '**/.devcontainer/*.json', '**/devcontainer.json']
const lockFiles = ['**/package-lock.json', '**/npm-shrinkwrap.json', '**/composer.lock', '**/.conventions/lock.json', '**/eslint-suppressions.json']

/** The rules of a table that are on for a team: by its level, and as warnings where the team keeps an earlier edition. @param {Table} name @param {Options} options @returns {import('eslint').Linter.RulesRecord} */
export function rulesOf(name, { level = 'recommended', edition, letters = 'any' }) {
  const on = Object.entries(catalogue[name]).filter(([, rule]) => level === 'strict' || rule.level === 'recommended')
  return Object.fromEntries(on.flatMap(([rule, { options, since }]) => /** @type {[string, ['error' | 'warn', ...unknown[]]][]} */ (rowOf(rule, options, since))))

  /** @param {string} rule @param {readonly unknown[]} options @param {number} since @returns {unknown[]} */
  function rowOf(rule, options, since) {
    if (rule === 'conventions/identifiers') return letters === 'any' ? [] : [[rule, ['error', letters]]]
    return [[rule, [since > (edition ?? since) ? 'warn' : 'error', ...options]]]
  }
}

/** Files that hold code. @param {readonly Block[]} blocks @returns {string[]} */
export function codeFiles(blocks) {
  return [
    ...scripts, ...blocks.includes('typescript') ? typescripts : [],
    .../** @type {const} */ (['vue', 'svelte']).flatMap((block) => blocks.includes(block) ? components[block] : []),
  ]
}

/** @type {(rules: readonly string[]) => Record<string, 'off'>} */
const off = (rules) => Object.fromEntries(rules.map((rule) => [rule, 'off']))

/** How each block is made. @type {Readonly<Record<Block, (kit: Kit) => Config[]>>} */
export const makers = {
  javascript: ({ options, need, within, blocks, modules, mocha }) => {
    const globals = need('globals')
    const espree = within('eslint', 'espree')
    const scope = within('eslint', 'eslint-scope')
    const commonjs = { sourceType: /** @type {const} */ ('commonjs'), globals: { ...globals?.commonjs, __dirname: 'readonly', __filename: 'readonly' } }
    return [{
      name: 'conventions/javascript', files: codeFiles(blocks),
      languageOptions: { ecmaVersion: 'latest', globals: { ...globals?.es2025 }, parserOptions: { ecmaFeatures: { jsx: true } } },
      linterOptions: { reportUnusedDisableDirectives: 'warn' },
      rules: rulesOf('javascript', options),
    }, { name: 'conventions/commonjs', files: modules ? ['**/*.cjs'] : ['**/*.cjs', '**/*.js'], languageOptions: commonjs }, ...!modules && espree && scope ? [
      { name: 'conventions/script-or-module', files: ['**/*.js'], languageOptions: { parser: scriptOrModule(espree, scope) } },
    ] : [], ...mocha ? [
      { name: 'conventions/mocha', files: [...tests, '**/{test,tests,spec}/**/*.?([cm])[jt]s?(x)'], languageOptions: { globals: { ...globals?.mocha } } },
    ] : []]
  },

  typescript: ({ root, options, need, typed }) => {
    const tseslint = need('typescript-eslint')
    const ts = need('typescript')
    if (!tseslint || !ts) return []
    return [{
      name: 'conventions/typescript', files: typescripts,
      languageOptions: { parser: tseslint.parser, sourceType: 'module' },
      plugins: { '@typescript-eslint': tseslint.plugin },
      rules: { ...off([...answeredByTypeScript, ...replacedInTypeScript]), ...rulesOf('typescript', options) },
    }, ...typed ? [{
      name: 'conventions/typed', files: typescripts,
      languageOptions: { parser: typedParser(tseslint.parser, ts), parserOptions: { projectService: true, tsconfigRootDir: root, [typesOption]: true } },
      rules: { ...off(replacedWithTypes), ...rulesOf('typed', options) },
    }] : [], {
      name: 'conventions/declarations', files: ['**/*.d.{ts,mts,cts}'],
      rules: off(['@typescript-eslint/no-unused-vars', '@typescript-eslint/triple-slash-reference', 'no-var']),
    }]
  },

  node: ({ options, need, some, blocks, typed }) => {
    // Whole, it brings the 300 rules of another plugin.
    const plugin = some('eslint-plugin-n', 'n', Object.keys(catalogue.node).map((rule) => rule.slice(2))) ?? need('eslint-plugin-n')
    const globals = need('globals')
    // Beside a page only what is surely Node's own: scripts and config files.
    const files = blocks.includes('browser') ? ['**/*.config.*', '**/{scripts,server,tools,bin}/**/*.?([cm])[jt]s', '**/*.{cjs,mjs,cts,mts}'] : codeFiles(blocks)
    return plugin ? [{
      name: 'conventions/node', files, plugins: { n: plugin }, languageOptions: { globals: { ...globals?.nodeBuiltin, ...blocks.includes('browser') ? {} : { ...globals?.commonjs } } },
      rules: rulesOf('node', options),
    // It throws where a parser of TypeScript gives no types.
    }, { name: 'conventions/node/untyped', files: [...typed ? [] : typescripts, '**/*.{vue,svelte}'], rules: { 'n/no-sync': 'off' } }] : []
  },

  browser: ({ options, need, blocks }) => [{
    name: 'conventions/browser', files: codeFiles(blocks), ignores: ['**/*.config.*'],
    // `process` and `require` are there by the bundler.
    languageOptions: { globals: { ...need('globals')?.browser, process: 'readonly', require: 'readonly', module: 'writable' } }, rules: rulesOf('browser', options),
  }],

  imports: ({ options, need, blocks }) => {
    const plugin = need('eslint-plugin-import-x')
    return plugin ? [{ name: 'conventions/imports', files: codeFiles(blocks), plugins: { 'import-x': plugin }, rules: rulesOf('imports', options) }] : []
  },

  unicode: ({ options, blocks }) => [{
    name: 'conventions/unicode', files: codeFiles(blocks), plugins: { conventions: conventionsPlugin }, rules: rulesOf('unicode', options),
  }],

  react: ({ options, need }) => {
    const react = need('@eslint-react/eslint-plugin')
    const hooks = need('eslint-plugin-react-hooks')
    return react && hooks ? [{
      name: 'conventions/react', files: [...scripts, ...typescripts], plugins: { '@eslint-react': react, 'react-hooks': hooks, 'conventions': conventionsPlugin },
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, rules: rulesOf('react', options),
    }] : []
  },

  vue: ({ options, need, blocks }) => {
    const plugin = need('eslint-plugin-vue')
    const parser = need('vue-eslint-parser')
    const tseslint = blocks.includes('typescript') ? need('typescript-eslint') : undefined
    return plugin && parser ? [{
      name: 'conventions/vue', files: components.vue, plugins: { vue: plugin, ...tseslint ? { '@typescript-eslint': tseslint.plugin } : {} }, processor: plugin.processors?.['.vue'] ?? plugin.processors?.vue,
      languageOptions: { parser, sourceType: 'module', parserOptions: { parser: tseslint?.parser, extraFileExtensions: ['.vue'], ecmaFeatures: { jsx: true } } },
      rules: { ...tseslint ? { ...off([...answeredByTypeScript, ...replacedInTypeScript]), ...rulesOf('typescript', options) } : {}, ...rulesOf('vue', options) },
    }] : []
  },

  svelte: ({ options, need, blocks }) => {
    const plugin = need('eslint-plugin-svelte')
    const parser = need('svelte-eslint-parser')
    const tseslint = blocks.includes('typescript') ? need('typescript-eslint') : undefined
    return plugin && parser ? [{
      name: 'conventions/svelte', files: ['**/*.svelte'], plugins: { svelte: plugin }, processor: plugin.processors?.svelte ?? plugin.processors?.['.svelte'],
      languageOptions: { parser, parserOptions: { parser: tseslint?.parser, extraFileExtensions: ['.svelte'] } },
      // Runes and `$:` assign to what looks never read.
      rules: { ...off(['no-self-assign', 'no-undef', 'prefer-const', 'no-useless-assignment', 'no-unassigned-vars', ...tseslint ? ['no-unused-vars'] : []]), ...rulesOf('svelte', options) },
    }] : []
  },

  vitest: ({ options, need }) => {
    const plugin = need('@vitest/eslint-plugin')
    return plugin ? [{ name: 'conventions/vitest', files: tests, plugins: { vitest: plugin }, rules: rulesOf('vitest', options) }] : []
  },

  jest: ({ options, need }) => {
    const plugin = need('eslint-plugin-jest')
    const globals = need('globals')
    return plugin ? [{
      name: 'conventions/jest', files: tests, plugins: { jest: plugin }, languageOptions: { globals: { ...globals?.jest } }, rules: rulesOf('jest', options),
      // Without an installed Jest the plugin cannot ask for its version.
      settings: { jest: { version: 29 } },
    }] : []
  },

  storybook: ({ options, need }) => {
    const plugin = need('eslint-plugin-storybook')
    return plugin ? [{ name: 'conventions/storybook', files: ['**/*.{stories,story}.?([cm])[jt]s?(x)'], plugins: { storybook: plugin }, rules: rulesOf('storybook', options) }] : []
  },

  json: ({ options, need, blocks }) => {
    const plugin = need('@eslint/json')
    if (!plugin) return []
    const shared = { plugins: { json: plugin }, rules: rulesOf('json', options) }
    return [
      { name: 'conventions/json', files: ['**/*.json'], ignores: [...commented, ...lockFiles, ...blocks.includes('packageJson') ? ['**/package.json'] : []], language: 'json/json', ...shared },
      { name: 'conventions/jsonc', files: commented, language: 'json/jsonc', languageOptions: { allowTrailingCommas: true }, ...shared },
    ]
  },

  yaml: ({ options, need }) => {
    const plugin = need('eslint-plugin-yml')
    return plugin ? [{
      name: 'conventions/yaml', files: ['**/*.{yml,yaml}'], ignores: ['**/pnpm-lock.yaml', '**/yarn.lock'], language: 'yml/yaml', plugins: { yml: plugin }, rules: rulesOf('yaml', options),
    }] : []
  },

  markdown: ({ options, need }) => {
    const plugin = need('@eslint/markdown')
    // Its languages need what ESLint has from 10 on.
    return plugin && !String(need('eslint/package.json')?.version).startsWith('9.') ? [{ name: 'conventions/markdown', files: ['**/*.md'], ignores: ['**/CHANGELOG.md'], language: 'markdown/gfm', plugins: { markdown: plugin }, rules: rulesOf('markdown', options) }] : []
  },

  packageJson: ({ options, need }) => {
    const plugin = need('eslint-plugin-package-json')
    return plugin ? [{
      name: 'conventions/package-json', files: ['**/package.json'], plugins: { 'package-json': plugin },
      languageOptions: plugin.configs.recommended.languageOptions, rules: rulesOf('packageJson', options),
    }] : []
  },
}
