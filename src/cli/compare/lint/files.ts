import { isCode, largest, leftOutByPath, leftOutByText, sampleOf, type LeftOut } from '../../../infer/files.ts'
import type { Io } from '../../../io.ts'
import { quietly } from '../../../repo/quietly.ts'
import type { Repo, RepoPath } from '../../../repo/repo.ts'
import { trackedFiles } from '../../../repo/tracked.ts'

export interface ChosenFiles {
  /** All that could be looked at. */
  readonly all: readonly RepoPath[]
  readonly chosen: readonly RepoPath[]
  /** How much of all was drawn: 0–1. */
  readonly share: number
  readonly leftOut: Readonly<Partial<Record<LeftOut, readonly RepoPath[]>>>
}

/** The files to lint: `most` of them, spread over all; where there are no more than `few`, all. */
export function chooseFiles(repo: Repo, io: Io, most: number, few: number): ChosenFiles {
  const leftOut: Partial<Record<LeftOut, RepoPath[]>> = {}
  const fine = (path: RepoPath, why: LeftOut | undefined): boolean => {
    if (why) (leftOut[why] ??= []).push(path)
    return why === undefined
  }
  const all = trackedFiles(repo.root, io.env).filter(isCode).filter((path) => fine(path, leftOutByPath(path) ?? sizeOf(repo, path)))
  const drawn = sampleOf(all, all.length <= few ? few : most, (path) => path)
  return { all, chosen: drawn.filter((path) => fine(path, textOf(repo, path))), share: drawn.length / Math.max(1, all.length), leftOut }
}

function sizeOf(repo: Repo, path: RepoPath): LeftOut | undefined {
  const entry = quietly(() => repo.stat(path))
  return entry?.type !== 'file' ? 'unreadable' : entry.size > largest ? 'large' : undefined
}

function textOf(repo: Repo, path: RepoPath): LeftOut | undefined {
  const text = quietly(() => repo.read(path))
  return text === undefined ? 'unreadable' : leftOutByText(text)
}
