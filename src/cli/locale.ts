import type { Io } from '../io.ts'
import { chooseLocale, type Locale } from '../messages/index.ts'

/** The team's locale where its config can be read, else the machine's: for commands that work without a config too. */
export async function findLocale(io: Io): Promise<Locale> {
  const { tryOpen } = await import('./diagnose.ts')
  const { opened } = await tryOpen(io)
  return opened?.resolved.config.locale ?? chooseLocale(undefined, undefined, io.env)
}
