import { basename, join } from 'node:path'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { query } from '../run.ts'

/** A file that is staged, as the commit would hold it. */
export interface Staged {
  readonly path: RepoPath
  readonly mode: string
  readonly blob: string
  /** Whether the work tree holds something else. */
  readonly partial: boolean
}

/** Where a commit is being linted. Git gets the environment as the hook has it: the index may be one that git made for this commit. */
export interface Place {
  readonly root: string
  /** `<git dir>/conventions` */
  readonly home: string
  readonly io: Pick<Io, 'env' | 'platform' | 'signal'>
}

/**
 * Which index the commit is made from: the clone's own; one that git has just filled from the work tree (`commit -a`); one with single paths from there
 * (`commit <path>`), which the clone's does not follow.
 */
export function indexKind({ io: { env } }: Pick<Place, 'io'>): 'own' | 'all' | 'paths' {
  const name = basename(env['GIT_INDEX_FILE'] ?? 'index')
  return name === 'index' ? 'own' : /^next-index-/.test(name) ? 'paths' : 'all'
}

/** Asks git; throws `gitFailed`. */
export async function gitIn({ root, io }: Place, args: readonly string[], input?: string, allowed: readonly number[] = [0]): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await query(['git', '-c', 'core.quotePath=false', ...args], {
    cwd: root, env: { ...io.env, LC_ALL: 'C' }, ...input === undefined ? {} : { input },
  })
  if (exitCode === null || !allowed.includes(exitCode)) throw new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: stderr })
  return stdout
}

const parts = (output: Buffer): string[] => output.toString().split('\0').slice(0, -1)

/** Regular files that are added or changed in the index; in a merge, those that differ from both sides. Links and submodules are not files of ours to fix. */
export async function stagedFiles(place: Place): Promise<Staged[]> {
  // Side by side: to start git takes longer than what it is asked.
  const [raw, ours, unstaged] = await Promise.all([
    againstHead(place), fromTheOther(place), gitIn(place, ['diff-files', '--name-only', '-z']).then((output) => new Set(parts(output))),
  ])
  const files: Staged[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [, mode = '', , blob = ''] = (raw[at] ?? '').slice(1).split(' ')
    const path = raw[at + 1] ?? ''
    if (mode.startsWith('100') && !path.includes('\n') && (ours?.has(path) ?? true)) files.push({ path, mode, blob, partial: unstaged.has(path) })
  }
  return files
}

/** What `diff-index --raw` says of the index beside HEAD, or of all of it before the first commit. */
async function againstHead(place: Place): Promise<string[]> {
  const ask = (tree: string) => gitIn(place, ['diff-index', '--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--diff-filter=AMT', tree, '--'])
  try {
    return parts(await ask('HEAD'))
  } catch (error) {
    if ((await gitIn(place, ['rev-parse', '--verify', '--quiet', 'HEAD'], undefined, [0, 1])).length > 0) throw error
    return parts(await ask((await gitIn(place, ['hash-object', '-t', 'tree', '--stdin'], '')).toString().trim()))
  }
}

/** In a merge, the files that differ from the side that is merged in. */
async function fromTheOther(place: Place): Promise<ReadonlySet<string> | undefined> {
  const merged = (await gitIn(place, ['rev-parse', '--verify', '--quiet', 'MERGE_HEAD'], undefined, [0, 1])).toString().trim()
  return merged === '' ? undefined : new Set(parts(await gitIn(place, ['diff-index', '--cached', '--name-only', '-z', '--no-renames', merged, '--'])))
}

/** The content of a staged file as the work tree would hold it. */
export function stagedBytes(place: Place, { path, blob }: Staged): Promise<Buffer> {
  return gitIn(place, ['cat-file', '--filters', `--path=${path}`, blob])
}

/** The names that git has for the content of files on disk, in order; with `-w` it is put into git's objects. */
export async function hashFiles(place: Place, paths: readonly RepoPath[], ...options: readonly '-w'[]): Promise<string[]> {
  if (paths.length === 0) return []
  return (await gitIn(place, ['hash-object', ...options, '--stdin-paths'], paths.map((path) => `${path}\n`).join(''))).toString().trim().split('\n')
}

/** Stages blobs, all or none: git writes the index anew and renames it. */
export async function stageBlobs(place: Place, files: readonly Pick<Staged, 'path' | 'mode' | 'blob'>[]): Promise<void> {
  if (files.length > 0) await gitIn(place, ['update-index', '-z', '--index-info'], files.map(({ path, mode, blob }) => `${mode} ${blob}\t${path}\0`).join(''))
}

/** The blobs of paths in the index that a clone keeps, by path. */
export async function indexBlobs(place: Place, paths: readonly RepoPath[]): Promise<ReadonlyMap<string, string>> {
  // More than a command line may hold: all of them.
  const lines = parts(await gitIn(place, ['--literal-pathspecs', 'ls-files', '-s', '-z', '--', ...paths.length > 500 ? [] : paths]))
  return new Map(lines.map((line) => [line.slice(line.indexOf('\t') + 1), line.split(' ')[1] ?? '']))
}

export const treePath = ({ root }: Pick<Place, 'root'>, path: RepoPath): string => join(root, ...path.split('/'))
