import type { Plan, Write } from '../plan/types.ts'

/** Whether applying the plan would write this file. */
export function changes({ before, after }: Write): boolean {
  return before?.text !== after?.text || before?.executable !== after?.executable
}

/** The files of a plan that would change, or wait for a decision. */
export function told(plan: Plan): Write[] {
  return plan.writes.filter((write) => changes(write) || write.verdict === 'conflict' || write.losses.some(({ accepted }) => !accepted))
}

/** The files that someone edited and that stay as they are. */
export function editedOnly(plan: Plan): Write[] {
  return plan.writes.filter((write) => write.drift === 'edited' && !changes(write) && write.verdict !== 'conflict')
}
