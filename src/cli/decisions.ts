import { isAbsolute, relative, resolve, sep } from 'node:path'
import { nearest } from '../edit/nearest.ts'
import { ConventionsError } from '../errors.ts'
import type { Decisions, Plan } from '../plan/types.ts'
import type { RepoPath } from '../repo/repo.ts'
import type { decisionOptions, OptionValues } from './options.ts'

/**
 * Options into decisions. Paths may be relative to the working directory or, as they are printed, to the root.
 *
 * @param plan the plan without decisions: what can be decided about
 * @throws ConventionsError `notInPlan` for an id or a path that nothing of the plan has: a slip of the pen must not decide nothing
 */
export function readDecisions(given: OptionValues<typeof decisionOptions>, plan: Plan, root: string, cwd: string): Decisions {
  const paths = plan.writes.map(({ path }) => path)
  const ids = plan.losses.map(({ id }) => id)
  const inPlan = (option: string, value: string) => findPath(value, paths, root, cwd) ?? refuse(option, value, paths)
  return {
    acceptLosses: given.acceptLosses,
    accept: given.accept.map((id) => ids.includes(id) ? id : refuse('--accept', id, ids)),
    restore: given.restore.map((path) => inPlan('--restore', path)),
    keep: given.keep.map((path) => inPlan('--keep', path)),
  }
}

/** Which of the paths a person means. */
export function findPath(given: string, paths: readonly RepoPath[], root: string, cwd: string): RepoPath | undefined {
  const fromHere = relative(root, resolve(cwd, given)).split(sep).join('/')
  return paths.includes(fromHere) ? fromHere : isAbsolute(given) ? undefined : paths.find((path) => path === given.replace(/^\.\//, ''))
}

function refuse(option: string, value: string, known: readonly string[]): never {
  throw new ConventionsError('notInPlan', { option, value, nearest: nearest(value, known) })
}
