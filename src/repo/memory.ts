import { ConventionsError } from '../errors.ts'
import type { Entry, Git, Repo, RepoPath } from './repo.ts'

export type MemoryFile = string | { readonly text: string, readonly executable: boolean }

/** What a memory repository answers about git; whatever is left out is as in a fresh repository with one commit on `main`. */
export interface MemoryGit {
  readonly present?: boolean
  readonly branch?: string | undefined
  readonly hasCommits?: boolean
  readonly remotes?: Readonly<Record<string, string>>
  readonly config?: Readonly<Record<string, string>>
  /** Names of hooks in `.git/hooks`. */
  readonly hooks?: readonly string[]
  readonly keepsCrlf?: boolean
  readonly dirty?: readonly RepoPath[]
}

/** A repository that is a table of files, for tests and for plans over a tree that does not exist yet. Nothing in it is executable unless said so. */
export function memoryRepo(files: Readonly<Record<RepoPath, MemoryFile>>, git: MemoryGit = {}): Repo {
  const paths = Object.keys(files).sort()
  const at = (path: RepoPath): MemoryFile | undefined => Object.hasOwn(files, path) ? files[path] : undefined
  const isDirectory = (path: RepoPath): boolean => path === '' || paths.some((file) => file.startsWith(`${path}/`))
  return {
    root: '/memory',
    read(path) {
      const file = at(path)
      if (file !== undefined) return typeof file === 'string' ? file : file.text
      if (isDirectory(path)) throw new ConventionsError('notFile', { path })
      return undefined
    },
    stat(path): Entry | undefined {
      const file = at(path)
      if (file === undefined) return isDirectory(path) ? { type: 'directory', executable: true, size: 0 } : undefined
      const { text, executable } = typeof file === 'string' ? { text: file, executable: false } : file
      return { type: 'file', executable, size: Buffer.byteLength(text) }
    },
    list(path) {
      const prefix = path === '' ? '' : `${path}/`
      const inside = paths.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length).split('/', 1)[0] ?? '')
      return [...new Set(inside)]
    },
    git: memoryGit(git),
  }
}

function memoryGit(git: MemoryGit): Git {
  const present = git.present ?? true
  return {
    present,
    dir: present ? '/memory/.git' : undefined,
    commonDir: present ? '/memory/.git' : undefined,
    branch: () => 'branch' in git ? git.branch : 'main',
    hasCommits: () => git.hasCommits ?? true,
    remotes: () => git.remotes ?? {},
    config: (key) => git.config?.[key],
    hooks: () => ({ dir: git.config?.['core.hooksPath'] ?? '/memory/.git/hooks', names: git.hooks ?? [] }),
    keepsCrlf: () => git.keepsCrlf ?? false,
    dirty: (asked) => asked.filter((path) => git.dirty?.includes(path)),
  }
}
