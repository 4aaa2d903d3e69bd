import { join } from 'node:path'
import { mayBeHalfLinted, mayBeInterrupted } from '../apply/interrupted.ts'
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
  if (mayBeInterrupted(repo)) {
    const { recover } = await import('../apply/recover.ts')
    const recovered = await recover({ repo, io })
    if (recovered) io.stderr.write(`${text.cli.recovered(recovered.restored.length, recovered.setAside)}\n`)
  }
  // A program that the linting of a commit started belongs to it.
  if (repo.git.dir === undefined || io.env['CONVENTIONS_LINT'] === 'fast' || !mayBeHalfLinted(repo)) return
  const { recoverStaged } = await import('../apply/staged/keep.ts')
  const staged = await recoverStaged({ root: repo.root, home: join(repo.git.dir, 'conventions'), io })
  if (staged && staged.restored > 0) io.stderr.write(`${text.code.staged.restored(staged.restored, staged.aside)}\n`)
}
