import { constants, lstatSync, readlinkSync, type BigIntStats } from 'node:fs'
import { cp, lstat, mkdir, open, readFile, readlink, rename, rm, rmdir, symlink, unlink } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { createHash } from 'node:crypto'
import { ConventionsError } from '../errors.ts'
import { checkRepoPath } from '../repo/path.ts'
import type { RepoPath } from '../repo/repo.ts'
import type { State } from './types.ts'

/** Modes of files that were not there before: the umask decides, like for any new file. */
export const newFile = -1
export const newExecutable = -2

/** Name of the error that the operating system gave, when it was one. */
export function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Passes the result on; undefined when nothing is there. */
export async function ifThere<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errno(error) ?? '')) return undefined
    throw error
  }
}

export function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function lstatIfThere(path: string): Promise<BigIntStats | undefined> {
  return ifThere(lstat(path, { bigint: true }))
}

export async function readState(path: string): Promise<State> {
  const stat = await lstatIfThere(path)
  if (stat === undefined) return { type: 'absent' }
  if (stat.isSymbolicLink()) return { type: 'link', target: await readlink(path) }
  if (!stat.isFile()) return { type: 'other' }
  return { type: 'file', bytes: await readFile(path), mode: Number(stat.mode) & 0o7777 }
}

/**
 * The place that a path of the repository leads to, with every link on the way resolved, as a path of the repository. With `follow` a link
 * at the path itself is resolved too, also one to a file that is not there yet. Throws `pathUnsafe`, `pathOutside`.
 */
export function realPlace(root: string, path: RepoPath, follow: boolean): RepoPath {
  checkRepoPath(path)
  const place = resolveLinks(root, path, follow)
  checkRepoPath(place)
  return place
}

/** `realPlace` for paths that were found on the disk, whose names we do not judge. Throws `pathOutside`. */
function resolveLinks(root: string, path: RepoPath, follow: boolean): RepoPath {
  const rest = path.split('/')
  const real: string[] = []
  for (let hops = 0; rest.length > 0;) {
    const part = rest.shift() ?? ''
    if (part === '' || part === '.') continue
    if (part === '..' && real.pop() === undefined) throw new ConventionsError('pathOutside', { path })
    if (part === '..') continue
    const target = follow || rest.length > 0 ? linkTarget(join(root, ...real, part)) : undefined
    if (target === undefined) {
      real.push(part)
      continue
    }
    const inside = isAbsolute(target) ? relative(root, target) : target
    if (++hops > 40 || isAbsolute(inside)) throw new ConventionsError('pathOutside', { path })
    if (isAbsolute(target)) real.length = 0
    rest.unshift(...inside.split(sep === '/' ? '/' : /[\\/]/))
  }
  return real.join('/')
}

/** Whether a path of the repository is reached without going through any link. */
export function isReal(root: string, path: RepoPath): boolean {
  try {
    return resolveLinks(root, path, false) === path
  } catch (error) {
    if (error instanceof ConventionsError) return false
    throw error
  }
}

/** Synchronous: asked for each part of each path, it would else take longer than all that is written. */
function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined
  } catch (error) {
    // Gone, or another thing, since.
    if (['EINVAL', 'ENOENT', 'ENOTDIR'].includes(errno(error) ?? '')) return undefined
    throw error
  }
}

/** Makes what happened to the names in a directory last through a power loss. Windows has no such call. */
export async function syncDirectory(path: string, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') return
  const handle = await open(path, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a file that must not be there, to the platter. `mode` undefined, `newFile` or `newExecutable`: as the umask has it. */
export async function writeNew(path: string, bytes: Buffer | string, mode: number = newFile): Promise<void> {
  const handle = await open(path, 'wx', mode === newExecutable ? 0o777 : 0o666)
  try {
    await handle.writeFile(bytes)
    if (mode >= 0) await handle.chmod(mode)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Puts a file with these bytes in the place of what is there, whole or not at all. */
export async function replaceFile(path: string, bytes: Buffer | string, platform: NodeJS.Platform): Promise<void> {
  const temp = `${path}.tmp`
  await rm(temp, { force: true })
  await writeNew(temp, bytes)
  await rename(temp, path)
  await syncDirectory(dirname(path), platform)
}

/** Makes a new thing of that state; nothing may be there. */
export async function make(path: string, state: State): Promise<void> {
  if (state.type === 'file') await writeNew(path, state.bytes, state.mode)
  else if (state.type === 'link') await symlink(state.target, path)
}

export async function unlinkIfThere(path: string): Promise<void> {
  await ifThere(unlink(path))
}

/** Removes a directory when it is empty. True when it is gone. */
export async function removeEmpty(path: string): Promise<boolean> {
  try {
    await rmdir(path)
    return true
  } catch (error) {
    if (errno(error) === 'ENOENT') return true
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes(errno(error) ?? '')) return false
    throw error
  }
}

/** Moves a file or a whole directory, also to another disk. */
export async function moveAway(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await rename(from, to)
  } catch (error) {
    if (errno(error) !== 'EXDEV') throw error
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    await rm(from, { recursive: true, force: true })
  }
}
