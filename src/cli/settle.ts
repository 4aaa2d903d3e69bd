import { noting } from '../config/kept.ts'
import { openRepository, openWithConfig, type Settled } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import type { Messages } from '../messages/index.ts'
import { diskRepo } from '../repo/disk.ts'
import type { Input } from './command.ts'
import { putRight } from './open.ts'

/** Opens a repository and keeps what its config came to: see `openSettled`. */
export async function settle(input: Pick<Input, 'io' | 'text' | 'speak'>, without: 'standard' | 'refuse'): Promise<{ opened: Settled, text: Messages }> {
  const { io } = input
  const noted = noting(diskRepo(io.cwd, io.env))
  await putRight(noted.repo, io, input.text)
  try {
    const opened = await openRepository(io, noted.repo)
    noted.keep(opened.resolved)
    return { opened, text: await input.speak(opened.resolved.config.locale) }
  } catch (error) {
    if (without === 'refuse' || !(error instanceof ConventionsError && error.code === 'configMissing')) throw error
    const opened = await openWithConfig(noted.repo, { extends: 'standard' }, io.env)
    noted.keep(opened.resolved)
    return { opened, text: input.text }
  }
}
