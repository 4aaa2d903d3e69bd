// @ts-check
import { json, markdown, packageJson, yaml } from './data.js'
import { react, storybook, svelte, vue } from './frameworks.js'
import { javascript } from './javascript.js'
import { browser, imports, node, unicode } from './platforms.js'
import { jest, vitest } from './tests.js'
import { typed, typescript } from './typescript.js'

/** The rules of each block, by its name. */
export const catalogue = {
  javascript, typescript, typed, node, browser, imports, unicode, react, vue, svelte, vitest, jest, storybook, json, yaml, markdown, packageJson,
}

/** The edition of the catalogue that this version ships: one more with each version that adds rules. */
export const edition = 1
