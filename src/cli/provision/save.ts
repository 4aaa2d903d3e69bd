import { openRepository, type Opened } from '../../engine.ts'
import type { Io } from '../../io.ts'
import type { Plan } from '../../plan/types.ts'
import type { ConfigEdit } from './edit.ts'

/** Writes an edited config as an apply, which `undo` takes back, and opens the repository anew. A config that does not hold is refused before. */
export async function saveConfig({ path, before, after }: NonNullable<ConfigEdit>, { repo, facts }: Opened, io: Io): Promise<Opened> {
  const { applyPlan } = await import('../../apply/apply.ts')
  const file = (text: string) => ({ text, executable: repo.stat(path)?.executable ?? false })
  const plan: Plan = {
    writes: [{ path, verdict: 'merge', drift: 'behind', before: file(before), after: file(after), because: [], losses: [], conflicts: [] }],
    steps: [], install: false, losses: [], conflicts: [],
  }
  await applyPlan(plan, { repo, facts, io, install: false, allowDirty: true, decisionsMade: true, progress: () => undefined })
  return openRepository(io)
}
