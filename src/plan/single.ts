import type { Repo, RepoPath } from '../repo/repo.ts'
import type { Plan } from './types.ts'

/** A plan that gives one file of the user's a new text. It stays theirs: the lock does not hear of it. Pure. */
export function singleWrite(repo: Repo, path: RepoPath, text: string, because: { readonly feature: string, readonly reason: string }): Plan {
  const there = repo.read(path)
  const before = there === undefined ? undefined : { text: there, executable: repo.stat(path)?.executable ?? false }
  const verdict = there === text ? 'keep' : before === undefined ? 'add' : 'merge'
  const after = { text, executable: before?.executable ?? false }
  return {
    writes: [{ path, verdict, drift: undefined, before, after, because: [because], losses: [], conflicts: [] }],
    steps: [], install: false, losses: [], conflicts: [],
  }
}
