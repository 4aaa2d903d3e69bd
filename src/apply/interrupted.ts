import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { Repo } from '../repo/repo.ts'

/** Whether something that was under way may have been killed: then `recover` has to look. Every command asks, so it loads nothing and costs one look. */
export function mayBeInterrupted({ git: { dir } }: Repo): boolean {
  return dir !== undefined && lstatSync(join(dir, 'conventions', 'running'), { throwIfNoEntry: false }) !== undefined
}

/** The same for the linting of a commit: then `recoverStaged` has to look. */
export function mayHoldStaged({ git: { dir } }: Repo): boolean {
  return dir !== undefined && lstatSync(join(dir, 'conventions', 'staged'), { throwIfNoEntry: false }) !== undefined
}
