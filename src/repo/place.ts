import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import { findWorkTree, git } from './git.ts'

/**
 * What is at a path that is to have a convention: a repository (its work tree holds the path) · nothing yet, in no repository, where one
 * (or ignored by the one around it) where one can be started · an empty place `within` a repository that was probably not meant ·
 * files without git · a file.
 */
export type Place =
  | { readonly kind: 'repository' | 'fresh' | 'files' | 'file' }
  | { readonly kind: 'within', readonly root: string }

/** Looks at an absolute path. Throws what `findWorkTree` and `git` throw. */
export function lookAt(path: string, env: Readonly<Record<string, string | undefined>>): Place {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats && !stats.isDirectory()) return { kind: 'file' }
  const empty = !stats || readdirSync(path).length === 0
  const root = findWorkTree(existing(path))?.root
  if (!empty) return { kind: root === undefined ? 'files' : 'repository' }
  if (root === undefined) return { kind: 'fresh' }
  // With a slash at the end git takes it for a directory, which it need not be yet.
  const inside = `${relative(root, path).split(sep).join('/')}/`
  const ignored = inside !== '/' && git(root, env, ['check-ignore', '--quiet', '--', inside], [0, 1]).status === 0
  return ignored ? { kind: 'fresh' } : { kind: 'within', root }
}

function existing(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existing(dirname(path))
}
