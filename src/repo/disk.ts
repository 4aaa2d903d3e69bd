import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { diskGit, findWorkTree } from './git.ts'
import { checkRepoPath } from './path.ts'
import type { Entry, Repo, RepoPath } from './repo.ts'

/**
 * The repository that holds `cwd`; where there is no git, `cwd` itself.
 *
 * @throws ConventionsError `noDirectory` when `cwd` is no directory, and those of `findWorkTree`
 */
export function diskRepo(cwd: string, env: Readonly<Record<string, string | undefined>>): Repo {
  if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) throw new ConventionsError('noDirectory', { path: cwd })
  const workTree = findWorkTree(cwd)
  const root = workTree?.root ?? resolve(cwd)
  // Links are compared as the system resolves them: the root itself may be reached through one (/tmp on macOS).
  const realRoot = realpathSync.native(root)
  return {
    root,
    read: (path) => readText(root, realRoot, path),
    stat: (path) => entryAt(root, path),
    list: (path) => listAt(root, realRoot, path),
    git: diskGit(root, workTree, env),
  }
}

function readText(root: string, realRoot: string, path: RepoPath): string | undefined {
  checkRepoPath(path)
  const found = lookInside(root, realRoot, path)
  if (found === undefined) return undefined
  if (!statSync(found).isFile()) throw new ConventionsError('notFile', { path })
  const bytes = readFileSync(found)
  try {
    // `ignoreBOM` keeps the byte order mark in the text.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!text.includes('\0')) return text
  } catch {
    // said below
  }
  throw new ConventionsError('notText', { path })
}

function entryAt(root: string, path: RepoPath): Entry | undefined {
  checkRepoPath(path)
  const stats = missingIsUndefined(() => lstatSync(join(root, path)))
  if (stats === undefined) return undefined
  const type = stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'symlink' : 'other'
  const { mode, size } = type === 'symlink' ? statSync(join(root, path), { throwIfNoEntry: false }) ?? stats : stats
  return { type, executable: (mode & 0o111) !== 0, size }
}

function listAt(root: string, realRoot: string, path: RepoPath): string[] {
  if (path !== '') checkRepoPath(path)
  const found = path === '' ? root : lookInside(root, realRoot, path)
  if (found === undefined || !statSync(found).isDirectory()) return []
  return readdirSync(found).sort()
}

/** The real path of what is there; undefined when nothing is. Throws `pathOutside` where a link leads out of the repository or into `.git`. */
function lookInside(root: string, realRoot: string, path: RepoPath): string | undefined {
  const real = missingIsUndefined(() => realpathSync.native(join(root, path)))
  if (real === undefined) return undefined
  const inside = relative(realRoot, real)
  const parts = inside.split(sep)
  if (parts[0] === '..' || resolve(realRoot, inside) !== real || parts[0]?.toLowerCase() === '.git') {
    throw new ConventionsError('pathOutside', { path })
  }
  return real
}

function missingIsUndefined<T>(look: () => T): T | undefined {
  try {
    return look()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}
