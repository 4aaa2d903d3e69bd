import type { Drift, Plan } from '../plan/types.ts'
import type { RepoPath } from '../repo/repo.ts'
import { changes } from './changes.ts'

/** A file that differs from the convention. */
export interface Finding {
  readonly path: RepoPath
  /** behind: the convention moved on, or was never applied · edited: someone changed what we wrote · conflict: both. */
  readonly kind: Drift | 'conflict'
  readonly because: readonly { readonly feature: string, readonly reason: string }[]
  /** The command that puts it right. */
  readonly fix: string
}

/** The files of a plan that differ from the convention, what was edited and stays included. Sorted by path. */
export function findDrift(plan: Plan): Finding[] {
  return plan.writes.filter((write) => changes(write) || write.drift !== undefined || write.verdict === 'conflict').map((write) => {
    const { path, verdict, drift, because } = write
    const kind = verdict === 'conflict' ? 'conflict' : drift ?? 'behind'
    return { path, kind, because, fix: changes(write) && kind !== 'conflict' ? 'conventions apply' : `conventions apply --restore ${shellWord(path)}` }
  })
}

/** A word as sh and PowerShell take it, to be copied. */
const shellWord = (path: string) => /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
