import { mayBeInterrupted } from '../apply/interrupted.ts'
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

/** Restores what an apply that was killed left behind, and says so. */
export async function putRight(repo: Repo, io: Io, text: Messages): Promise<void> {
  if (!mayBeInterrupted(repo)) return
  const { recover } = await import('../apply/recover.ts')
  const recovered = await recover({ repo, io })
  if (recovered) io.stderr.write(`${text.cli.recovered(recovered.restored.length, recovered.setAside)}\n`)
}
