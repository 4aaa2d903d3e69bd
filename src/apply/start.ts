import { mkdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import { check, query } from './run.ts'

/**
 * Makes a directory (and its parents) into an empty git repository on the branch main.
 *
 * @param dir absolute path; absent, or an empty directory
 * @returns what takes it back: the git directory, and the directories that it made where they are empty
 * @throws ConventionsError `gitFailed`, `interrupted`
 */
export async function startRepository(dir: string, io: Io): Promise<() => Promise<void>> {
  check(io.signal)
  const made = await mkdir(dir, { recursive: true })
  const takeBack = async (): Promise<void> => {
    await rm(join(dir, '.git'), { recursive: true, force: true })
    if (made !== undefined) await removeEmpty(dir, dirname(made))
  }
  try {
    await git(dir, io, ['init', '--quiet'])
    // Not `init -b`: git before 2.28 does not know it.
    await git(dir, io, ['symbolic-ref', 'HEAD', 'refs/heads/main'])
  } catch (error) {
    await takeBack()
    throw error
  }
  return takeBack
}

async function git(cwd: string, { env }: Io, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await query(['git', ...args], { cwd, env })
  if (exitCode !== 0) throw new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: stderr })
}

/** Removes empty directories from `from` up to but not including `stop`. */
async function removeEmpty(from: string, stop: string): Promise<void> {
  for (let dir = from; dir !== stop && dir !== dirname(dir); dir = dirname(dir)) {
    try {
      await rmdir(dir)
    } catch {
      // Something is in it that is not ours.
      return
    }
  }
}
