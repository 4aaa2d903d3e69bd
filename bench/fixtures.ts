import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from '../scripts/lib/run.ts'

const git = (cwd: string, ...args: readonly string[]) =>
  mustRun('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd })

/** A new repository: one commit, a package.json of three fields, a remote. */
export async function makeFresh(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await git(folder, 'init', '-q', '-b', 'main')
  await git(folder, 'remote', 'add', 'origin', 'https://github.com/acme/widget.git')
  writeFileSync(join(folder, 'package.json'), '{"name":"widget","version":"0.0.0","type":"module"}\n')
  await git(folder, 'add', '-A')
  await git(folder, 'commit', '-q', '-m', 'chore: init')
}

/** Commits 10,000 small source files (or another multiple of 100), 100 in each folder, with whatever else is there. */
export async function addFiles(folder: string, count = 10_000): Promise<void> {
  for (let part = 0; part < count / 100; part += 1) {
    const sources = join(folder, 'src', `part${part}`)
    mkdirSync(sources, { recursive: true })
    for (let file = 0; file < 100; file += 1) writeFileSync(join(sources, `file${file}.js`), `export const value = ${part * 100 + file}\n`)
  }
  await git(folder, 'add', '-A')
  await git(folder, 'commit', '-q', '--no-verify', '-m', 'feat: add everything')
}

/**
 * Puts a folder of hooks into a repository, beside its own. Where a repository lies on the disk makes more of a difference than a hook does: so contestants
 * that differ by nothing but their hooks take turns in one, by `core.hooksPath`.
 *
 * @returns its absolute path
 */
export function hooksFolder(repository: string, name: string, fill: (path: string) => void): string {
  const path = join(repository, '.git', name)
  mkdirSync(path)
  fill(path)
  return path
}

/** What git and a shell cost together, whatever a hook does. */
export function emptyHooks(path: string, names: readonly string[], shell = '/bin/sh'): void {
  for (const name of names) writeFileSync(join(path, name), `#!${shell}\n`, { mode: 0o755 })
}

/** Has git take its hooks from a folder. */
export function useHooks(repository: string, folder: string): void {
  execFileSync('git', ['config', 'core.hooksPath', folder], { cwd: repository })
}

/** A copy of `from` (or an empty folder) at `to`, whatever was there. Returns `to`. */
export function renew(to: string, from?: string): string {
  rmSync(to, { recursive: true, force: true })
  if (from === undefined) mkdirSync(to, { recursive: true })
  else cpSync(from, to, { recursive: true })
  return to
}
