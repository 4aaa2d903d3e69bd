import { mkdirSync, openSync, closeSync, fsyncSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Repo } from '../repo/repo.ts'
import type { Journal } from './types.ts'

/** The journal of a release that has not come to its end; undefined: there is none. Throws `releaseJournal` where it cannot be read. */
export function readJournal(repo: Repo): Journal | undefined {
  const file = fileOf(repo)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    const journal = JSON.parse(text) as Journal
    if (journal.version === 1) return journal
  } catch {
    // said below
  }
  throw new ConventionsError('releaseJournal', { path: file })
}

/** Replaces the journal; it is on the disk when this returns. */
export function writeJournal(repo: Repo, journal: Journal): void {
  const file = fileOf(repo)
  mkdirSync(join(file, '..'), { recursive: true })
  const temporary = `${file}.new`
  const descriptor = openSync(temporary, 'w', 0o600)
  try {
    writeSync(descriptor, JSON.stringify(journal))
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(temporary, file)
}

export function removeJournal(repo: Repo): void {
  rmSync(fileOf(repo), { force: true })
}

function fileOf({ git: { dir }, root }: Repo): string {
  if (dir === undefined) throw new ConventionsError('historyNeedsGit', { path: root })
  return join(dir, 'conventions', 'release.json')
}
