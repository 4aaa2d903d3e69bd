import type { Plan } from '../plan/types.ts'
import { contextOf, placeOf } from './context.ts'
import { lstatIfThere, readState } from './disk.ts'
import { emptiedBy } from './emptied.ts'
import { install, requirePackageManager } from './install.ts'
import { nextId } from './journal.ts'
import { plannedWrites, readMoves, refuseDirty, refuseReadOnly } from './preflight.ts'
import { recover } from './recover.ts'
import { record, transaction, write } from './session.ts'
import { settle } from './settle.ts'
import { anyDue, runSteps } from './steps.ts'
import type { Applied, ApplyOptions, AppliedStep } from './types.ts'

/**
 * Carries a plan out: writes, then the package manager when the plan adds dependencies, then the steps. At any failure, and at SIGINT or SIGTERM, everything
 * is as it was before, what the commands changed included, except for content that git ignores. A plan with nothing to do leaves no trace.
 *
 * @throws ConventionsError before anything is written: `applyNeedsGit`, `undecided`, `pathUnsafe`, `pathOutside`, `samePlace`, `dirtyFiles`, `notWritable`,
 *   `toolMissing`, `applyRunning`, `applyElsewhere`, `gitDirReadOnly`; after everything was taken back: `changedMeanwhile`, `applyFailed`,
 *   `installFailed`, `stepFailed`, `interrupted`; `restoreFailed` when taking back failed: the next command tries again
 */
export async function applyPlan(plan: Plan, options: ApplyOptions): Promise<Applied> {
  const { repo, io, facts, progress } = options
  const context = await contextOf(repo, io)
  await recover({ repo, io })
  const planned = plannedWrites(plan, context, options)
  const packageManager = plan.install && options.install ? facts.packageManager : undefined
  if (planned.length === 0 && packageManager === undefined && !await anyDue(context, plan.steps, options)) {
    return { written: [], steps: plan.steps.map(({ id }) => ({ id, outcome: 'skipped' })), installed: false, undoId: undefined }
  }
  await refuseDirty(context, planned, options)
  await refuseReadOnly(context, planned)
  if (packageManager) await requirePackageManager(context, packageManager)

  let steps: readonly AppliedStep[] = []
  let undoId = ''
  await transaction(context, 'apply', async (session) => {
    const moves = await readMoves(context, planned)
    const hadModules = packageManager !== undefined && await lstatIfThere(placeOf(context, 'tree', 'node_modules')) !== undefined
    const config = { area: 'git', path: 'config', from: await readState(placeOf(context, 'git', 'config')) } as const
    await record(session, moves, packageManager || plan.steps.length > 0 ? [config] : [], { reinstall: hadModules, gone: await emptiedBy(context, moves) })
    await write(session, moves, (path, done) => progress({ type: 'write', path, done, total: moves.length }))
    if (packageManager) await install(session, packageManager, hadModules, options)
    steps = await runSteps(session, plan.steps, options, planned.length > 0 || packageManager !== undefined)
    await settle(session)
    return undoId = await nextId(context)
  }, () => progress({ type: 'restore' }))
  return { written: planned.map(({ write: { path } }) => path), steps, installed: packageManager !== undefined, undoId }
}
