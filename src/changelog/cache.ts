import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VersionTag } from '../history/types.ts'
import { hashOf } from '../plan/hash.ts'
import { findWorkTree } from '../repo/git.ts'

/** What is kept of a whole changelog, in the git directory: sections of released versions do not change by themselves. */
export interface Kept {
  /** Of everything that the sections are made of: tag objects, config, version of the toolkit. */
  readonly key: string
  /** The commit whose history they tell. */
  readonly head: string
  /** The tags of the sections, newest release first. */
  readonly tags: readonly VersionTag[]
  /** What is not released is compared with it. */
  readonly previous: VersionTag | undefined
  readonly sections: readonly { readonly version: string, readonly text: string }[]
}

/** Whether something is kept for the repository that holds a directory; whether it can be used is another question. */
export function isKept(cwd: string): boolean {
  try {
    const tree = findWorkTree(cwd)
    return tree !== undefined && existsSync(fileOf(tree.gitDir))
  } catch {
    return false
  }
}

/** What is kept under this key; undefined where there is nothing, or where what is there was made of something else or is damaged. */
export function readKept(gitDir: string, key: string): Kept | undefined {
  try {
    const text = readFileSync(fileOf(gitDir), 'utf8')
    const body = text.slice(text.indexOf('\n') + 1)
    if (text.slice(0, -body.length - 1) !== hashOf(body)) return undefined
    const kept = JSON.parse(body) as Kept
    return kept.key === key ? kept : undefined
  } catch {
    return undefined
  }
}

/** Keeps it, or not: a git directory that cannot be written to is no reason to tell no changelog. */
export function keep(gitDir: string, kept: Kept): void {
  const file = fileOf(gitDir)
  const body = JSON.stringify(kept)
  try {
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(`${file}.new`, `${hashOf(body)}\n${body}`)
    renameSync(`${file}.new`, file)
  } catch {
    // The next run reads the history again.
  }
}

const fileOf = (gitDir: string): string => join(gitDir, 'conventions', 'changelog')
