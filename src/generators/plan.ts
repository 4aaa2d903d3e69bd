import type { Messages } from '../messages/index.ts'
import type { Loss, Plan, Write } from '../plan/types.ts'
import { checkRepoPath } from '../repo/path.ts'
import type { RepoPath } from '../repo/repo.ts'
import type { Made, Production } from './types.ts'

export interface PlanOptions {
  readonly generator: string
  /** Paths that may be written over or removed; 'all': whatever is listed. */
  readonly force: readonly RepoPath[] | 'all'
  readonly text: Messages
  /** Whether a package manager is there to run. */
  readonly canInstall: boolean
}

/** What a generator made → a plan, which is shown and applied like every other. What is made is the user's: the lock knows nothing of it. Throws `pathUnsafe`. */
export function planProduction({ made, install }: Production, options: PlanOptions): Plan {
  const writes = made.filter(({ before, after }) => before?.text !== after?.text || before?.executable !== after?.executable)
    .map((one) => writeOf(one, options)).sort((a, b) => a.path < b.path ? -1 : 1)
  return {
    writes, steps: [], install: install && options.canInstall && writes.length > 0,
    losses: writes.flatMap(({ losses }) => losses.filter(({ accepted }) => !accepted)), conflicts: [],
  }
}

function writeOf({ path, before, after, overwritten }: Made, { generator, force, text: { generators } }: PlanOptions): Write {
  checkRepoPath(path)
  const accepted = force === 'all' || force.includes(path)
  const what = after === undefined ? generators.removes(path) : overwritten ? generators.overwrites(path) : undefined
  const losses: Loss[] = what === undefined || before === undefined ? [] : [{ id: path, path, what, feature: 'generators', accepted }]
  const verdict = before === undefined ? 'add' : after === undefined ? 'remove' : overwritten ? 'replace' : 'merge'
  return { path, verdict, drift: undefined, before, after, because: [{ feature: 'generators', reason: generators.reason(generator) }], losses, conflicts: [] }
}
