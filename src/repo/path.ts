import { ConventionsError } from '../errors.ts'
import type { RepoPath } from './repo.ts'

// Windows keeps these names for devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i
// What the file systems of macOS and Windows take for `.git`: trailing dots and spaces, the 8.3 name, ignored code points
// (git's own list: is_ntfs_dotgit and is_hfs_dotgit, path.c and utf8.c).
const gitDirectory = /^(\.git[. ]*|git~[0-9]+)(:.*)?$/i
const ignoredByHfs = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu

/**
 * Refuses a path that could leave the repository or reach git's own files, on any platform. Paths come from the config, from
 * presets and from the lock: all of them are untrusted. (Links are checked where the disk is: `disk.ts` and `apply/`.)
 *
 * @throws ConventionsError `pathUnsafe`
 */
export function checkRepoPath(path: string): asserts path is RepoPath {
  if (!isRepoPath(path)) throw new ConventionsError('pathUnsafe', { path })
}

/** Whether `checkRepoPath` accepts the path. */
export function isRepoPath(path: string): path is RepoPath {
  if (path === '' || path.length > 1024 || path.startsWith('/') || path.includes('\\') || /^[a-z]:/i.test(path)) return false
  if (!/^[ -~]*$/.test(path) && /\p{Cc}/u.test(path)) return false
  return path.split('/').every(isSafeName)
}

function isSafeName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false
  const visible = name.replace(ignoredByHfs, '')
  return !gitDirectory.test(visible) && !devices.test(visible) && !/^[. ]+$/.test(visible)
}
