import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { Repo } from '../repo/repo.ts'

/** Where a message that was not committed is kept: as it was written, and put right where it could be. Also written by the hook. */
const places = (gitDir: string) => {
  const folder = join(gitDir, 'conventions', 'rejected')
  return { folder, written: join(folder, 'COMMIT_EDITMSG'), corrected: join(folder, 'corrected') }
}

function gitDirectory({ git: { dir } }: Repo): string {
  if (dir === undefined) throw new ConventionsError('notARepository', undefined)
  return dir
}

/** The message that was rejected last, put right where it could be. Throws `nothingRejected`. */
export async function rejectedMessage(repo: Repo): Promise<string> {
  const { written, corrected } = places(gitDirectory(repo))
  for (const path of [corrected, written]) {
    const text = await readFile(path, 'utf8').catch(() => '')
    if (text.trim() !== '') return text
  }
  throw new ConventionsError('nothingRejected', undefined)
}

/** Keeps a message that was not committed; `corrected` is what a second try begins with. */
export async function keepMessage(repo: Repo, message: string, corrected?: string): Promise<void> {
  const { folder, written, corrected: better } = places(gitDirectory(repo))
  await mkdir(folder, { recursive: true })
  await rm(better, { force: true })
  await writeFile(written, ended(message))
  if (corrected !== undefined) await writeFile(better, ended(corrected))
}

export interface CommitOptions {
  /** Whether the message is opened in the editor first. */
  readonly edit: boolean
  /** Options that are git's. */
  readonly git: readonly string[]
  /** Git's own output goes to stderr: stdout is one JSON document. */
  readonly quietStdout: boolean
}

/**
 * `git commit` with a message, hooks and all. Whatever stops it (a hook, the editor, git itself), the message is kept; once it is committed,
 * what was kept goes.
 *
 * @returns whether there is a commit now
 */
export async function commitMessage(repo: Repo, io: Io, message: string, { edit, git, quietStdout }: CommitOptions): Promise<boolean> {
  const { folder, written } = places(gitDirectory(repo))
  const before = await readFile(written, 'utf8').catch(() => undefined)
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'next')
  await writeFile(file, ended(message))
  const args = ['commit', ...edit ? ['--edit'] : [], '--file', file, ...git]
  const ok = await run(args, io, quietStdout)
  if (ok) {
    await rm(folder, { recursive: true, force: true })
    return true
  }
  // The hook keeps what it rejects, as the editor left it. What failed before or without it is kept here.
  const after = await readFile(written, 'utf8').catch(() => undefined)
  if (after === undefined || (after === before && after !== message)) await keepMessage(repo, message)
  await rm(file, { force: true })
  return false
}

function run(args: readonly string[], io: Io, quietStdout: boolean): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // In the directory of the person: paths among the options begin there. The terminal is git's: editor, hooks and a passphrase for signing may ask. Ctrl-C reaches it by itself.
    const child = spawn('git', args, { cwd: io.cwd, env: { ...io.env }, stdio: ['inherit', quietStdout ? 2 : 'inherit', 'inherit'], windowsHide: true })
    child.once('error', (cause) => reject(new ConventionsError('gitMissing', undefined, { cause })))
    child.once('close', (code) => resolve(code === 0))
  })
}

const ended = (message: string): string => message.endsWith('\n') ? message : `${message}\n`
