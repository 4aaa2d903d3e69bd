import type { Repo, RepoPath } from './repo.ts'

/** A repository as it would be with a few more files at its root. Nothing is written. */
export function overlay(repo: Repo, files: Readonly<Record<RepoPath, string>>): Repo {
  const text = (path: RepoPath) => Object.hasOwn(files, path) ? files[path] : undefined
  return {
    ...repo,
    read: (path) => text(path) ?? repo.read(path),
    stat: (path) => {
      const own = text(path)
      return own === undefined ? repo.stat(path) : { type: 'file', executable: false, size: Buffer.byteLength(own) }
    },
    list: (path) => path === '' ? [...new Set([...repo.list(path), ...Object.keys(files)])].sort() : repo.list(path),
  }
}
