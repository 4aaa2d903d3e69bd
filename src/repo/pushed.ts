import { git } from './git.ts'
import type { RepoPath } from './repo.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The hash of the commit that is checked out; undefined before the first one. */
export function headCommit(root: string, env: Env): string | undefined {
  const { status, stdout } = git(root, env, ['rev-parse', '--verify', '--quiet', 'HEAD'], [0, 1, 128])
  return status === 0 ? stdout.trim() : undefined
}

/** The files that the commits of a push touch: those of `commit` that no remote has, nor `before`, which is what the remote has under that name. */
export function touchedBy(root: string, env: Env, commit: string, before: string | undefined): RepoPath[] {
  const { stdout } = git(root, env, [
    'log', '-z', '--name-only', '--no-renames', '--format=', '--ignore-missing', commit, ...before === undefined ? [] : [`^${before}`], '--not', '--remotes', '--',
  ])
  return [...new Set(stdout.split(/[\0\n]/).filter(Boolean))]
}
