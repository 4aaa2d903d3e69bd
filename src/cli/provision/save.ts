import { openRepository, type Opened } from '../../engine.ts'
import type { Io } from '../../io.ts'
import type { Plan } from '../../plan/types.ts'
import type { RepoPath } from '../../repo/repo.ts'
import type { ConfigEdit } from './edit.ts'

/** Writes an edited config as an apply, which `undo` takes back, and opens the repository anew. A config that does not hold is refused before. */
export async function saveConfig({ path, before, after }: NonNullable<ConfigEdit>, opened: Opened, io: Io): Promise<Opened> {
  await write(path, before, after, opened, io)
  return openRepository(io)
}

/** Writes a file that someone asked for by its path, as an apply, which `undo` takes back. */
export async function saveFile(path: RepoPath, text: string, opened: Opened, io: Io): Promise<void> {
  const before = opened.repo.read(path)
  if (before !== text) await write(path, before, text, opened, io)
}

async function write(path: RepoPath, before: string | undefined, after: string, { repo, facts }: Opened, io: Io): Promise<void> {
  const { applyPlan } = await import('../../apply/apply.ts')
  const file = (text: string) => ({ text, executable: repo.stat(path)?.executable ?? false })
  const plan: Plan = {
    writes: [{
      path, verdict: before === undefined ? 'add' : 'merge', drift: 'behind', before: before === undefined ? undefined : file(before), after: file(after), because: [], losses: [], conflicts: [],
    }],
    steps: [], install: false, losses: [], conflicts: [],
  }
  await applyPlan(plan, { repo, facts, io, install: false, allowDirty: true, decisionsMade: true, progress: () => undefined })
}
