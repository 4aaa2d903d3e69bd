'use strict'
/**
 * `import()`, by a file that Node itself loads: in those that `compiled.cjs` loads it works only with a warning that it is experimental.
 *
 * @param {string} specifier
 * @returns {Promise<Record<string, unknown>>}
 */
module.exports = (specifier) => import(specifier)
