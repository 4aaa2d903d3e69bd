import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { Repo } from '../repo/repo.ts'

/** Whether an apply that was under way may have been killed: then `recover` has to look. Every command asks, so it loads nothing and costs one look. */
export function mayBeInterrupted(repo: Repo): boolean {
  return isThere(repo, 'running')
}

/** The same for the linting of a commit, and `recoverStaged`. */
export function mayBeHalfLinted(repo: Repo): boolean {
  return isThere(repo, 'staged')
}

function isThere({ git: { dir } }: Repo, name: string): boolean {
  return dir !== undefined && lstatSync(join(dir, 'conventions', name), { throwIfNoEntry: false }) !== undefined
}
