import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import importModule from '../importModule.cjs'

/**
 * Imports a package as a file in `root` would: from the user's node_modules, by the conditions of `import`. Nothing of the package is run
 * before somebody named it in the config. Throws what `import` throws.
 */
export async function importLocal(root: string, name: string): Promise<Record<string, unknown>> {
  const parentURL = pathToFileURL(join(root, 'package.json')).href
  const hooks = registerHooks({ resolve: (specifier, context, next) => next(specifier, specifier === name ? { ...context, parentURL } : context) })
  try {
    return await importModule(name)
  } finally {
    hooks.deregister()
  }
}
