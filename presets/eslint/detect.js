// @ts-check

/** @typedef {import('./index.js').Block} Block */

/**
 * What a block needs to know of a repository: the names of all packages that its package.json files name, and whether a path is there.
 *
 * @typedef {{ dependencies: ReadonlySet<string>, exists(path: string): boolean }} Look
 */

/** Names of packages that tell a block. */
const signs = /** @type {const} */ ({
  react: ['react', 'preact', 'next'],
  vue: ['vue', 'nuxt'],
  svelte: ['svelte', '@sveltejs/kit'],
  vitest: ['vitest'],
  jest: ['jest', 'ts-jest', '@jest/core'],
  storybook: ['storybook', '@storybook/react', '@storybook/vue3', '@storybook/svelte'],
})
const bundlers = ['vite', 'webpack', 'parcel', 'rollup-plugin-serve', 'esbuild-serve', '@angular/core', 'lit', 'jquery', 'solid-js', 'preact', 'htmx.org']

/**
 * The blocks that apply to a repository, in the order in which they stand in the config.
 *
 * @param {Look} look
 * @param {{ data?: boolean }} [options] data: JSON, YAML, Markdown and package.json too
 * @returns {Block[]}
 */
export function detectBlocks({ dependencies, exists }, { data = true } = {}) {
  const has = (/** @type {readonly string[]} */ names) => names.some((name) => dependencies.has(name))
  const page = has(signs.react) || has(signs.vue) || has(signs.svelte) || has(bundlers)
  return [
    'javascript',
    ...has(['typescript']) || exists('tsconfig.json') ? [/** @type {const} */ ('typescript')] : [],
    ...page ? [/** @type {const} */ ('browser')] : [],
    // Every repository has scripts and config files that Node runs.
    'node', 'imports', 'unicode',
    .../** @type {const} */ (['react', 'vue', 'svelte', 'vitest', 'jest', 'storybook']).filter((block) => has(signs[block])),
    ...data ? /** @type {const} */ (['json', 'yaml', 'markdown', 'packageJson']) : [],
  ]
}
