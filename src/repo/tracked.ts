import { git } from './git.ts'
import type { RepoPath } from './repo.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The files that git tracks, sorted: what is ignored is not among them. Throws `gitMissing`, `gitFailed`. */
export function trackedFiles(root: string, env: Env): RepoPath[] {
  return git(root, env, ['ls-files', '-z']).stdout.split('\0').filter((path) => path !== '')
}
