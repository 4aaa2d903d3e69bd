import { openWithConfig, type Opened } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import { isShallow } from '../history/read.ts'
import type { Messages } from '../messages/index.ts'
import { diskRepo } from '../repo/disk.ts'
import { requireHistory } from '../changelog/collect.ts'
import type { Input } from './command.ts'
import { open } from './open.ts'

/**
 * The repository of a command that tells about history; where there is no config yet, by the standard one, for looking is free. Says on
 * stderr that a clone is shallow. Throws `historyNeedsGit`, `historyEmpty`.
 */
export async function openHistory(input: Pick<Input, 'io' | 'text' | 'speak'>): Promise<{ opened: Opened, text: Messages }> {
  const found = await openOrStandard(input)
  requireHistory(found.opened.repo)
  if (isShallow(found.opened.repo)) input.io.stderr.write(`${found.text.changelog.shallow}\n`)
  return found
}

async function openOrStandard(input: Pick<Input, 'io' | 'text' | 'speak'>): Promise<{ opened: Opened, text: Messages }> {
  try {
    return await open(input)
  } catch (error) {
    if (!(error instanceof ConventionsError && error.code === 'configMissing')) throw error
    return { opened: await openWithConfig(diskRepo(input.io.cwd, input.io.env), { extends: 'standard' }, input.io.env), text: input.text }
  }
}
