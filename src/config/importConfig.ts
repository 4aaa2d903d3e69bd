import { statSync } from 'node:fs'
import { createRequire, registerHooks, type ResolveFnOutput, type ResolveHookContext } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ConventionsError } from '../errors.ts'
import importModule from '../importModule.cjs'
import type { Source } from './layer.ts'
import type { Position } from './show.ts'

/**
 * Runs a .ts or .js config with Node itself and returns what it exports by default. A file that changed since is run anew (what it imports
 * is not).
 *
 * @param root absolute path of the repository; `text` is the file's content
 * @throws ConventionsError `configThrew`, `configModuleMissing`, `configModuleTypeScript`, `configNoDefault`, `configPromise`,
 *   `configFunction`, `configNotObject`
 */
export async function importConfig(root: string, text: string, source: Source): Promise<Record<string, unknown>> {
  const path = join(root, source.name)
  const url = `${pathToFileURL(path).href}?mtime=${statSync(path).mtimeMs}`
  // Node keeps CommonJS modules by path, whatever the query.
  Reflect.deleteProperty(createRequire(import.meta.url).cache, path)
  const hooks = registerHooks({ resolve: (specifier, context, next) => resolveInConfig(specifier, context, next, { url, text }) })
  try {
    return checked(await importModule(url), source)
  } catch (error) {
    throw error instanceof ConventionsError ? error : failure(error, source, path)
  } finally {
    hooks.deregister()
  }
}

function resolveInConfig(
  specifier: string, context: ResolveHookContext, next: (specifier: string, context?: Partial<ResolveHookContext>) => ResolveFnOutput,
  config: { readonly url: string, readonly text: string },
): ResolveFnOutput {
  // This package, wherever it runs from: it may be installed nowhere near the config (npx in a fresh clone).
  if (specifier === 'create-conventions' && import.meta.url.endsWith('.ts')) {
    return { url: new URL('../index.ts', import.meta.url).href, format: 'module-typescript', shortCircuit: true }
  }
  if (specifier === 'create-conventions' || specifier.startsWith('create-conventions/')) return next(specifier, { ...context, parentURL: import.meta.url })
  const resolved = next(specifier, context)
  if (resolved.url !== config.url || resolved.format === 'commonjs' || resolved.format === 'module') return resolved
  // Where package.json has no "type", Node finds out by itself, but with a warning on stderr.
  if (!/^\s*(?:import|export)\b/m.test(config.text)) return resolved
  return { ...resolved, format: new URL(config.url).pathname.endsWith('.ts') ? 'module-typescript' : 'module' }
}

function checked(exported: Record<string, unknown>, where: Source): Record<string, unknown> {
  const value = exported['default']
  if (value === undefined) throw new ConventionsError('configNoDefault', { where, exports: Object.keys(exported) })
  if (typeof value === 'function') throw new ConventionsError('configFunction', { where })
  if (typeof value === 'object' && value !== null && 'then' in value) throw new ConventionsError('configPromise', { where })
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new ConventionsError('configNotObject', { where, found: { type: value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value as 'string' } })
}

function failure(error: unknown, source: Source, path: string): ConventionsError {
  const where = { ...source, ...(error instanceof Error ? placeIn(error.stack ?? '', path) : undefined) }
  const problem = firstLine(error instanceof Error ? error.message : String(error))
  switch (error instanceof Error && 'code' in error ? error.code : undefined) {
    case 'ERR_MODULE_NOT_FOUND':
    case 'MODULE_NOT_FOUND': return new ConventionsError('configModuleMissing', { where, problem }, { cause: error })
    case 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING': return new ConventionsError('configModuleTypeScript', { where, problem }, { cause: error })
    default: return new ConventionsError('configThrew', { where, problem }, { cause: error })
  }
}

/** Line and column in the config, as a stack names them: `…/conventions.config.ts?mtime=1:3:7`. */
function placeIn(stack: string, path: string): Partial<Position> {
  const url = pathToFileURL(path).href
  const place = stack.split('\n').map((line) => [url, path].flatMap((name) => line.includes(name) ? [line.slice(line.indexOf(name) + name.length)] : [])[0])
    .map((rest) => /^(?:\?mtime=[\d.]+)?:(\d+)(?::(\d+))?/.exec(rest ?? '')).find((match) => match !== null)
  if (!place) return {}
  return { line: Number(place[1]), ...(place[2] && { column: Number(place[2]) }) }
}

function firstLine(text: string): string {
  return text.split('\n').map((line) => line.trim()).find((line) => line !== '') ?? ''
}
