import { mayBeHalfLinted, mayBeInterrupted } from '../apply/interrupted.ts'
import { requireHistory } from '../changelog/collect.ts'
import { keptConfig } from '../config/kept.ts'
import type { Settled } from '../engine.ts'
import { isShallow } from '../history/read.ts'
import { loadMessages, type Messages } from '../messages/index.ts'
import { diskRepo } from '../repo/disk.ts'
import { factsWith, pnpmFile } from '../repo/factsWith.ts'
import type { Repo } from '../repo/repo.ts'
import type { Input } from './command.ts'

interface Found {
  readonly opened: Settled
  readonly text: Messages
}
type Asking = Pick<Input, 'io' | 'text' | 'speak'>

/**
 * The repository of a command that tells about history; where there is no config yet, by the standard one, for looking is free. Says on
 * stderr that a clone is shallow. Throws `historyNeedsGit`, `historyEmpty`.
 */
export async function openHistory(input: Asking): Promise<Found> {
  const found = await openSettled(input, 'standard')
  requireHistory(found.opened.repo)
  if (isShallow(found.opened.repo)) input.io.stderr.write(`${found.text.changelog.shallow}\n`)
  return found
}

/**
 * A repository with its convention for a command that plans nothing. What the last such command resolved is taken where it still holds; the
 * engine, which knows every feature, is then not loaded.
 *
 * @param without what is done where there is no config
 */
export async function openSettled(input: Asking, without: 'standard' | 'refuse'): Promise<Found> {
  const repo = diskRepo(input.io.cwd, input.io.env)
  const kept = mayBeInterrupted(repo) || mayBeHalfLinted(repo) ? undefined : keptConfig(repo)
  if (kept === undefined || (!kept.own && without === 'refuse')) return (await import('./settle.ts')).settle(input, without)
  const { config } = kept
  const text = kept.own ? await input.speak(config.locale) : input.text
  return { opened: { repo, facts: await factsOf(repo), resolved: { config }, text: await loadMessages(config.locale) }, text }
}

async function factsOf(repo: Repo) {
  const parse = repo.stat(pnpmFile) === undefined ? undefined : (await import('yaml')).parse
  return factsWith(repo, (text) => parse?.(text) as unknown)
}
