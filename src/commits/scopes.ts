import type { Facts } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Where CODEOWNERS may be, in the order in which hosts look: GitHub, GitLab, Bitbucket. */
export const codeownersPaths: readonly RepoPath[] = [
  '.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS', '.bitbucket/CODEOWNERS',
]

/** The scopes by name, sorted where they are read from the repository; undefined where any will do or a pattern says. */
export function scopeNames(vocabulary: Pick<Vocabulary, 'scopes'>, repo: Repo, facts: Facts): string[] | undefined {
  const { scopes } = vocabulary
  if (scopes === undefined || 'pattern' in scopes) return undefined
  if (Array.isArray(scopes)) return [...scopes]
  switch (scopes.from) {
    case 'workspaces': return names(facts.workspaces)
    case 'folders': return names(scopes.folders.flatMap((folder) => folders(repo, folder)))
    case 'codeowners': return names(codeownersPaths.flatMap((path) => ownedFolders(repo, path)))
  }
}

function folders(repo: Repo, folder: RepoPath): RepoPath[] {
  const inside = folder.replace(/\/+$/, '')
  return repo.list(inside).map((name) => `${inside}/${name}`).filter((path) => repo.stat(path)?.type === 'directory')
}

/** The folders that CODEOWNERS names: its patterns without their wildcards. */
function ownedFolders(repo: Repo, path: RepoPath): RepoPath[] {
  if (repo.stat(path)?.type !== 'file') return []
  return (repo.read(path) ?? '').split(/\r?\n/)
    .map((line) => /^(?![#[^!])(?:\\.|\S)+/.exec(line.trim())?.[0] ?? '')
    .map((pattern) => pattern.replace(/\*.*$/, '').replaceAll('\\', ''))
    .filter((pattern) => pattern.endsWith('/'))
}

/** Last parts of paths that can be scopes, each once. */
function names(paths: readonly RepoPath[]): string[] {
  const last = paths.map((path) => path.replace(/\/+$/, '').split('/').at(-1) ?? '')
  return [...new Set(last.filter((name) => /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,59}$/u.test(name)))].sort()
}
