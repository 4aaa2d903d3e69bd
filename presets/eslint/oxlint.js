// @ts-check
import { answeredByTypeScript, replacedInTypeScript } from './rules/typescript.js'

/** Of our rules those that oxlint 1.94 has too (`oxlint --rules`) and that find the same there, by ESLint's names. */
export const oxlintRules = new Set([
  'constructor-super', 'for-direction', 'getter-return', 'no-async-promise-executor', 'no-case-declarations', 'no-class-assign', 'no-compare-neg-zero',
  'no-cond-assign', 'no-const-assign', 'no-constant-binary-expression', 'no-constant-condition', 'no-control-regex', 'no-debugger', 'no-delete-var',
  'no-dupe-class-members', 'no-dupe-else-if', 'no-dupe-keys', 'no-duplicate-case', 'no-empty', 'no-empty-character-class', 'no-empty-pattern',
  'no-empty-static-block', 'no-ex-assign', 'no-extra-boolean-cast', 'no-fallthrough', 'no-func-assign', 'no-global-assign', 'no-import-assign',
  'no-invalid-regexp', 'no-irregular-whitespace', 'no-loss-of-precision', 'no-misleading-character-class', 'no-new-native-nonconstructor',
  'no-nonoctal-decimal-escape', 'no-obj-calls', 'no-prototype-builtins', 'no-regex-spaces', 'no-self-assign', 'no-setter-return',
  'no-shadow-restricted-names', 'no-sparse-arrays', 'no-this-before-super', 'no-unassigned-vars', 'no-unexpected-multiline', 'no-unreachable',
  'no-unsafe-finally', 'no-unsafe-negation', 'no-unsafe-optional-chaining', 'no-unused-labels', 'no-unused-private-class-members', 'no-unused-vars',
  'no-useless-backreference', 'no-useless-catch', 'no-useless-escape', 'no-with', 'preserve-caught-error', 'require-yield', 'use-isnan', 'valid-typeof',
  'array-callback-return', 'no-constructor-return', 'no-promise-executor-return', 'no-self-compare', 'no-template-curly-in-string',
  'no-unmodified-loop-condition', 'eqeqeq', 'no-var', 'prefer-const', 'no-eval', 'no-implied-eval', 'no-new-func', 'no-script-url', 'no-throw-literal',
  'no-return-assign', 'no-sequences', 'no-loop-func', 'default-case-last', 'no-lone-blocks', 'no-useless-concat', 'no-useless-rename',
  'object-shorthand', 'prefer-rest-params', 'prefer-spread', 'no-console', 'radix', '@typescript-eslint/ban-ts-comment',
  '@typescript-eslint/no-duplicate-enum-values', '@typescript-eslint/no-empty-object-type', '@typescript-eslint/no-explicit-any',
  '@typescript-eslint/no-extra-non-null-assertion', '@typescript-eslint/no-misused-new', '@typescript-eslint/no-namespace',
  '@typescript-eslint/no-non-null-asserted-optional-chain', '@typescript-eslint/no-non-null-asserted-nullish-coalescing',
  '@typescript-eslint/no-require-imports', '@typescript-eslint/no-this-alias', '@typescript-eslint/no-unnecessary-type-constraint',
  '@typescript-eslint/no-unsafe-declaration-merging', '@typescript-eslint/no-unsafe-function-type', '@typescript-eslint/no-wrapper-object-types',
  '@typescript-eslint/prefer-as-const', '@typescript-eslint/prefer-namespace-keyword', '@typescript-eslint/triple-slash-reference',
  '@typescript-eslint/consistent-type-imports', '@typescript-eslint/no-dynamic-delete', '@typescript-eslint/no-extraneous-class',
  '@typescript-eslint/no-invalid-void-type', '@typescript-eslint/no-non-null-assertion', '@typescript-eslint/prefer-literal-enum-member',
  '@typescript-eslint/unified-signatures', '@typescript-eslint/adjacent-overload-signatures', '@typescript-eslint/no-confusing-non-null-assertion',
  'n/no-exports-assign', 'n/no-new-require', 'no-alert',
  'no-restricted-globals', 'import-x/no-self-import', 'import-x/no-absolute-path', 'import-x/no-webpack-loader-syntax',
  'import-x/no-mutable-exports', 'import-x/no-empty-named-blocks', 'import-x/first', 'import-x/newline-after-import', 'react-hooks/rules-of-hooks',
  'react-hooks/exhaustive-deps', 'vue/no-side-effects-in-computed-properties', 'vue/no-async-in-computed-properties', 'vue/return-in-computed-property',
  'vue/no-dupe-keys', 'vue/no-reserved-keys', 'vue/no-reserved-props', 'vue/no-reserved-component-names', 'vue/no-shared-component-data',
  'vue/no-lifecycle-after-await', 'vue/no-watch-after-await', 'vue/no-expose-after-await', 'vue/no-export-in-script-setup',
  'vue/prefer-import-from-vue', 'vue/require-prop-type-constructor', 'vue/require-render-return', 'vue/return-in-emits-validator',
  'vue/no-deprecated-destroyed-lifecycle', 'vue/no-deprecated-events-api', 'vue/no-deprecated-delete-set', 'vue/no-deprecated-data-object-declaration',
  'vue/valid-define-emits', 'vue/valid-define-props', 'vue/no-required-prop-with-default', 'vitest/no-focused-tests',
  'vitest/no-standalone-expect', 'vitest/valid-describe-callback', 'vitest/valid-expect', 'vitest/valid-expect-in-promise',
  'vitest/no-interpolation-in-snapshots', 'vitest/no-mocks-import', 'vitest/no-import-node-test', 'vitest/no-disabled-tests',
  'vitest/no-commented-out-tests', 'vitest/no-conditional-expect', 'vitest/expect-expect', 'jest/no-focused-tests',
  'jest/no-standalone-expect', 'jest/valid-describe-callback', 'jest/valid-expect', 'jest/valid-expect-in-promise',
  'jest/no-interpolation-in-snapshots', 'jest/no-mocks-import', 'jest/no-export', 'jest/no-done-callback', 'jest/no-jasmine-globals',
  'jest/no-deprecated-functions', 'jest/no-test-prefixes', 'jest/no-disabled-tests', 'jest/no-commented-out-tests', 'jest/no-conditional-expect',
  'jest/expect-expect',
])

/** Rules that TypeScript files have no use for, or have from typescript-eslint. */
export const offInTypeScript = [...answeredByTypeScript, ...replacedInTypeScript]

/** The name that oxlint has for a rule of ESLint. @param {string} name */
export function oxlintName(name) {
  return name.replace(/^@typescript-eslint\//, 'typescript/').replace(/^import-x\//, 'import/').replace(/^react-hooks\//, 'react/').replace(/^n\//, 'node/')
}

/** ESLint's name of a rule that oxlint reports as `plugin(rule)`. @param {string} code */
export function eslintName(code) {
  const [, plugin = 'eslint', rule = code] = /^([\w-]+)\(([\w-]+)\)$/.exec(code) ?? []
  const names = { 'eslint': '', 'typescript-eslint': '@typescript-eslint/', 'typescript': '@typescript-eslint/', 'import': 'import-x/', 'react-hooks': 'react-hooks/', 'eslint-plugin-import': 'import-x/', 'eslint-plugin-node': 'n/', 'node': 'n/' }
  const short = plugin.replace(/^eslint-plugin-/, '')
  return `${names[/** @type {keyof typeof names} */ (plugin)] ?? names[/** @type {keyof typeof names} */ (short)] ?? `${short}/`}${rule}`
}
