import { ConventionsError } from '../errors.ts'
import { contextOf } from './context.ts'
import { errno } from './disk.ts'
import { mayBeInterrupted } from './interrupted.ts'
import { claim, release, runningPath } from './lock.ts'
import { rollback } from './rollback.ts'
import type { Recovered, RecoverOptions } from './types.ts'

/**
 * Gives back what was there before an apply or undo that was killed. Every command begins with it; where there is nothing to do it costs one look.
 *
 * @returns what was restored; undefined when there was nothing
 * @throws ConventionsError `applyRunning` or `applyElsewhere` while the other process, or the install it started, may be at work; `recoverFailed`
 */
export async function recover({ repo, io }: RecoverOptions): Promise<Recovered | undefined> {
  if (!mayBeInterrupted(repo)) return undefined
  const context = await contextOf(repo, io)
  try {
    if (!await claim(context.home)) return undefined
    const recovered = await rollback(context)
    await release(context.home, context.platform)
    return recovered
  } catch (error) {
    if (errno(error) === undefined || error instanceof ConventionsError) throw error
    throw new ConventionsError('recoverFailed', { reason: (error as Error).message, path: runningPath(context.home) }, { cause: error })
  }
}
