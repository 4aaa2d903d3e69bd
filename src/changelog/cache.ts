import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { VersionTag } from '../history/types.ts'
import { findWorkTree } from '../repo/git.ts'

/** What is kept of a whole changelog, in the git directory: sections of released versions do not change by themselves. */
export interface Kept {
  /** Everything that the sections are made of (tag objects, config, version of the toolkit), as an array in JSON. */
  readonly key: string
  /** The commit whose history they tell. */
  readonly head: string
  /** The tags of the sections, newest release first. */
  readonly tags: readonly VersionTag[]
  /** What is not released is compared with it. */
  readonly previous: VersionTag | undefined
  readonly sections: readonly { readonly version: string, readonly text: string }[]
}

/** The first two lines of the file are a sum of what follows it, and this; behind them are the key and the texts. */
type Head = Omit<Kept, 'key' | 'sections'> & { readonly lengths: readonly (readonly [version: string, length: number])[] }

const sum = (bytes: Uint8Array): string => `${bytes.length} ${crc32(bytes)}\n`

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
    const bytes = readFileSync(fileOf(gitDir))
    const start = bytes.indexOf('\n') + 1
    if (bytes.toString('latin1', 0, start) !== sum(bytes.subarray(start))) return undefined
    const text = bytes.toString('utf8', start)
    const end = text.indexOf('\n')
    // No array of JSON is the beginning of another one.
    if (!text.startsWith(key, end + 1)) return undefined
    const { lengths, ...kept } = JSON.parse(text.slice(0, end)) as Head
    let at = end + 1 + key.length
    return { ...kept, key, sections: lengths.map(([version, length]) => ({ version, text: text.slice(at, at += length) })) }
  } catch {
    return undefined
  }
}

/** Keeps it, or not: a git directory that cannot be written to is no reason to tell no changelog. */
export function keep(gitDir: string, { key, sections, ...kept }: Kept): void {
  const file = fileOf(gitDir)
  const head: Head = { ...kept, lengths: sections.map(({ version, text }) => [version, text.length]) }
  const body = Buffer.from(`${JSON.stringify(head)}\n${key}${sections.map(({ text }) => text).join('')}`)
  try {
    mkdirSync(join(file, '..'), { recursive: true })
    const descriptor = openSync(`${file}.new`, 'w')
    try {
      writeFileSync(descriptor, sum(body))
      writeFileSync(descriptor, body)
    } finally {
      closeSync(descriptor)
    }
    renameSync(`${file}.new`, file)
  } catch {
    // The next run reads the history again.
  }
}

const fileOf = (gitDir: string): string => join(gitDir, 'conventions', 'changelog')
