import { unifiedDiff } from '../edit/diff.ts'
import type { Plan, Write } from '../plan/types.ts'

/** A plan as JSON: as it is, with a unified diff in the place of whole texts. */
export function planJson(plan: Plan) {
  const { writes, ...rest } = plan
  return { writes: writes.map(writeJsonOf), ...rest }
}

function writeJsonOf(write: Write) {
  const { before: _before, after, ...rest } = write
  return { ...rest, executable: after?.executable ?? false, diff: diffOf(write) }
}

/** The unified diff of a file of the plan; '' when its text stays. */
export function diffOf({ path, before, after }: Write): string {
  return unifiedDiff(path, before?.text, after?.text)
}
