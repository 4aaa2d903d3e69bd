import { constants } from 'node:fs'
import { copyFile, mkdir, open, readFile, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { git, placeOf, type Context } from './context.ts'
import { errno, ifThere, lstatIfThere, replaceFile } from './disk.ts'
import { treeFiles } from './tracked.ts'
import type { Area, State } from './types.ts'

/*
 * What a command that is not ours (an install, a project's `prepare`) changes cannot be planned. So everything is witnessed before it runs: each name
 * of the tree; and for files that git does not ignore (and git's own hooks) how they stand and where their bytes are to be had again.
 * Changes are then read from size, inode and the three times (a program cannot set ctime), which needs no content to be read.
 */

/** Where the bytes are: a blob of git where it holds exactly these bytes, else a copy in the journal. */
export interface Witnessed {
  readonly area: Area
  readonly path: string
  readonly stamp: string
  readonly mode: number
  readonly blob?: string
  readonly copy?: number
  readonly link?: string
}

export interface Witness {
  /** The commit that was checked out; when it is another one at recovery, the user has gone on working. */
  readonly head: string
  /** Every name below the root, directories with `/` at the end; what git ignores included; nested repositories and node_modules not entered. */
  readonly names: readonly string[]
  readonly files: readonly Witnessed[]
}

/** Records everything into the journal directory and makes it last. */
export async function takeWitness(context: Context, dir: string): Promise<void> {
  const copies = join(dir, 'witness')
  await mkdir(copies)
  const files: Witnessed[] = []
  const places = [
    ...await treeFiles(context),
    ...(await namesBelow(join(context.commonDir, 'hooks'), 'hooks/')).map((path) => ({ area: 'git' as const, path, blob: undefined })),
  ]
  for (const { area, path, blob } of places) {
    const place = placeOf(context, area, path)
    const stat = await lstatIfThere(place)
    if (stat === undefined || !(stat.isFile() || stat.isSymbolicLink())) continue
    const base = { area, path, stamp: stampOf(stat), mode: Number(stat.mode) & 0o7777 }
    if (stat.isSymbolicLink()) files.push({ ...base, link: await readlink(place) })
    else if (blob !== undefined && blob.size === Number(stat.size)) files.push({ ...base, blob: blob.id })
    else {
      await copyToLast(place, join(copies, String(files.length)))
      files.push({ ...base, copy: files.length })
    }
  }
  const witness: Witness = { head: await headOf(context), names: await namesBelow(context.root, ''), files }
  await replaceFile(join(dir, 'witness.json'), JSON.stringify(witness), context.platform)
}

export async function readWitness(dir: string): Promise<Witness | undefined> {
  const text = await ifThere(readFile(join(dir, 'witness.json'), 'utf8'))
  return text === undefined ? undefined : JSON.parse(text) as Witness
}

export async function headOf(context: Context): Promise<string> {
  return (await git(context, ['rev-parse', '--verify', '--quiet', 'HEAD'], undefined, [0, 1, 128])).toString().trim()
}

export interface Difference {
  /** Names that appeared, directories with `/`, of what appeared together only the topmost. */
  readonly created: readonly string[]
  /** Witnessed files that are not as they were. */
  readonly changed: readonly Witnessed[]
  /** Directories that went. */
  readonly missing: readonly string[]
}

export async function compare(context: Context, witness: Witness): Promise<Difference> {
  const before = new Set(witness.names)
  const now = await namesBelow(context.root, '')
  const appeared = new Set(now.filter((name) => !before.has(name)))
  const changed: Witnessed[] = []
  for (const file of witness.files) {
    const stat = await lstatIfThere(placeOf(context, file.area, file.path))
    if (stat === undefined || stampOf(stat) !== file.stamp) changed.push(file)
  }
  const there = new Set(now)
  return {
    created: [...appeared].filter((name) => !appeared.has(parentOf(name))),
    changed,
    missing: witness.names.filter((name) => name.endsWith('/') && !there.has(name)),
  }
}

/** The state that was witnessed, bytes included. */
export async function fetchWitnessed(context: Context, dir: string, file: Witnessed): Promise<State> {
  if (file.link !== undefined) return { type: 'link', target: file.link }
  const bytes = file.blob === undefined
    ? await readFile(join(dir, 'witness', String(file.copy)))
    : await git(context, ['cat-file', 'blob', file.blob])
  return { type: 'file', bytes, mode: file.mode }
}

/** Everything below a directory, without entering `.git`, nested repositories and node_modules. */
export async function namesBelow(dir: string, prefix: string): Promise<string[]> {
  const found = await ifThere(readdir(dir, { withFileTypes: true })) ?? []
  if (prefix !== '' && found.some((entry) => entry.name === '.git')) return []
  const names: string[] = []
  for (const entry of found) {
    if (entry.name === '.git' && prefix === '') continue
    const name = `${prefix}${entry.name}`
    names.push(entry.isDirectory() ? `${name}/` : name)
    if (entry.isDirectory() && entry.name !== 'node_modules') names.push(...await namesBelow(join(dir, entry.name), `${name}/`))
  }
  return names
}

export function parentOf(name: string): string {
  return name.slice(0, name.replace(/\/$/, '').lastIndexOf('/') + 1)
}

function stampOf(stat: NonNullable<Awaited<ReturnType<typeof lstatIfThere>>>): string {
  return [stat.size, stat.mtimeNs, stat.ctimeNs, stat.mode, stat.ino].join(' ')
}

async function copyToLast(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  const handle = await open(to, 'r')
  try {
    await handle.sync()
  } catch (error) {
    // Windows syncs only what is open for writing.
    if (errno(error) !== 'EPERM') throw error
  } finally {
    await handle.close()
  }
}
