import { join } from 'node:path'
import { mayBeInterrupted, mayHoldStaged } from '../apply/interrupted.ts'
import { openRepository, type Opened } from '../engine.ts'
import type { Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import type { Repo } from '../repo/repo.ts'
import type { Input } from './command.ts'

/** The repository of a command, with what an earlier run left behind put right, and sentences in the team's locale. */
export async function open(input: Pick<Input, 'io' | 'text' | 'speak'>): Promise<{ opened: Opened, text: Messages }> {
  const { diskRepo } = await import('../repo/disk.ts')
  await putRight(diskRepo(input.io.cwd, input.io.env), input.io, input.text)
  const opened = await openRepository(input.io)
  return { opened, text: await input.speak(opened.resolved.config.locale) }
}

/** Restores what an apply, or the linting of a commit, that was killed left behind, and says so. */
export async function putRight(repo: Repo, io: Io, text: Messages): Promise<void> {
  // First the tree as its owner had it: what an apply left is looked at in that.
  if (mayHoldStaged(repo)) await putStagedRight(repo, io, text)
  if (!mayBeInterrupted(repo)) return
  const { recover } = await import('../apply/recover.ts')
  const recovered = await recover({ repo, io })
  if (recovered) io.stderr.write(`${text.cli.recovered(recovered.restored.length, recovered.setAside)}\n`)
}

/** Throws `stagedRunning` while a commit is being linted right now: its files are for that run to put back. */
async function putStagedRight({ root, git: { dir } }: Repo, io: Io, { code: { staged: words } }: Messages): Promise<void> {
  const { recoverStaged } = await import('../apply/staged/keep.ts')
  const recovered = await recoverStaged({ root, home: join(dir!, 'conventions'), io })
  if (recovered && recovered.restored > 0) io.stderr.write(`${words.restored(recovered.restored, recovered.aside)}\n`)
}
