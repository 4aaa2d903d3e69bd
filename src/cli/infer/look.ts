import { ConventionsError } from '../../errors.ts'
import { readBranchRefs, readCommits, readOrigins, readTags } from '../../history/read.ts'
import { makeCommitTally, type CommitFindings } from '../../infer/commits.ts'
import { isCode, largest, leftOutByPath, leftOutByText, sampleOf, type LeftOut } from '../../infer/files.ts'
import { mergeStrategy, readBranches, readPlaces, readTagNames } from '../../infer/places.ts'
import { makeTally } from '../../infer/tally.ts'
import type { Setting } from '../../infer/types.ts'
import type { Io } from '../../io.ts'
import { quietly } from '../../repo/quietly.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { trackedFiles } from '../../repo/tracked.ts'

/** All that a repository can be found to do. */
export interface Found {
  readonly files: { readonly all: number, readonly read: number, readonly leftOut: Readonly<Partial<Record<LeftOut, readonly RepoPath[]>>> }
  readonly code: readonly Setting[]
  /** Undefined: there is no history. */
  readonly commits: CommitFindings | undefined
  readonly branches: ReturnType<typeof readBranches>
  readonly merges: ReturnType<typeof mergeStrategy>
  readonly tags: ReturnType<typeof readTagNames>
  readonly places: ReturnType<typeof readPlaces>
}

/**
 * Looks at a repository: `most` files of code (spread over it), and its whole history in two passes.
 *
 * @throws ConventionsError `historyNeedsGit`, and those of git
 */
export async function lookAtAll(repo: Repo, io: Io, most: number): Promise<Found> {
  if (!repo.git.present) throw new ConventionsError('historyNeedsGit', { path: repo.root })
  const where = { cwd: repo.root, env: io.env }
  const known = repo.git.hasCommits()
  const commits = known ? makeCommitTally() : undefined
  const code = lookAtCode(repo, io, most, known)
  if (commits) await readCommits(where, {}, (commit) => commits.add(commit))
  const found = commits?.findings()
  return {
    ...await code, commits: found,
    branches: readBranches(await readBranchRefs(where)), merges: found && mergeStrategy(found),
    tags: readTagNames((await readTags(where)).map(({ name }) => name)),
    places: readPlaces((folder) => repo.list(folder), (path) => quietly(() => repo.read(path))),
  }
}

/** Looks at `most` files of code, spread over all. `known`: there is a history, and it is asked for who added them. */
export async function lookAtCode(repo: Repo, io: Io, most: number, known: boolean): Promise<Pick<Found, 'files' | 'code'>> {
  const all = trackedFiles(repo.root, io.env).filter(isCode)
  const leftOut: Partial<Record<LeftOut, RepoPath[]>> = {}
  const leave = (why: LeftOut, path: RepoPath): void => void (leftOut[why] ??= []).push(path)
  const fine = all.filter((path) => {
    const why = leftOutByPath(path)
    if (why) leave(why, path)
    return why === undefined
  })
  const chosen = sampleOf(fine, most, (path) => path)
  const origins = known ? await readOrigins({ cwd: repo.root, env: io.env }, new Set(chosen)) : undefined
  const tally = makeTally()
  let read = 0
  for (const path of chosen) {
    const entry = repo.stat(path)
    const text = entry?.type !== 'file' ? undefined : entry.size > largest ? 'large' as const : quietly(() => repo.read(path))
    const why = text === undefined ? 'unreadable' : text === 'large' ? text : leftOutByText(text)
    if (why !== undefined) leave(why, path)
    else {
      const origin = origins?.get(path)
      tally.add(path, text ?? '', origin && { author: origin.author, year: new Date(origin.time * 1000).getUTCFullYear().toString() })
      read++
    }
  }
  return { files: { all: all.length, read, leftOut }, code: tally.settings() }
}
