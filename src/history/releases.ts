import { compareVersions } from './versions.ts'
import type { Release, VersionTag } from './types.ts'

/** What is needed of a commit to find the release that it belongs to. */
export interface Node {
  readonly hash: string
  readonly parents: readonly string[]
  readonly time: number
}

/**
 * Assigns each commit to the first release that contains it, whatever lines of development there are: a fix that was merged from 1.x is
 * part of the release of 1.x, and of that one only. What no tag contains is not released yet.
 *
 * @param commits in any order; that order is kept within each release. Parents that are not among them are older than what is looked at.
 * @param tags those on other commits are ignored
 * @returns the unreleased commits first, then the releases, newest first (by the time of their commits; a descendant is never behind
 *   its ancestor)
 */
export function toReleases<T extends Node>(commits: readonly T[], tags: readonly VersionTag[]): Release<T>[] {
  const index = indexOf(commits)
  const tagAt = new Map(tags.flatMap((tag) => {
    const at = index.get(tag.commit)
    return at === undefined ? [] : [[at, tag] as const]
  }))
  const owner = new Int32Array(commits.length).fill(-1)
  const order = inOrder(commits, index, tagAt, owner)
  const parts = order.map((): T[] => [])
  const open: T[] = []
  commits.forEach((commit, at) => (owner[at]! < 0 ? open : parts[owner[at]!]!).push(commit))
  const releases = order.map(({ at, before }, place): Release<T> => ({
    tag: tagAt.get(at), previous: newest(before.map((one) => tagAt.get(order[one]!.at)!)), time: commits[at]!.time, commits: parts[place]!,
  }))
  const heads = new Set(order.map((_, place) => place))
  for (const { before } of order) for (const one of before) heads.delete(one)
  const last = newest([...heads].map((one) => tagAt.get(order[one]!.at)!))
  return [{ tag: undefined, previous: last, time: undefined, commits: open }, ...releases.reverse()]
}

/** Assigns commits to releases while they are read, newest first. */
export interface ReleaseReader<T> {
  /** `tag`: that which makes a release of it. */
  take(commit: Node, tag: VersionTag | undefined, item: T): void
  /** What `toReleases` would say of the items; undefined where the history is out of order, and only that can tell. */
  releases(): Release<T>[] | undefined
}

interface Open<T> {
  readonly tag: VersionTag | undefined
  readonly time: number | undefined
  readonly commits: T[]
  /** Releases that were met at the border of this one. */
  readonly before: Set<Open<T>>
}

/**
 * A commit that comes behind all that contain it belongs to the last release among those, if it is not tagged itself: releases come newest first. What is held of the
 * history are the commits that are still to come.
 */
export function releaseReader<T>(): ReleaseReader<T> {
  const none: Open<T> = { tag: undefined, time: undefined, commits: [], before: new Set() }
  const found = [none]
  // By the hash of a commit to come: the releases of those that name it as parent, by their place.
  const coming = new Map<string, number | number[]>()
  let ordered = true
  const open = (tag: VersionTag, { time }: Node): number => {
    const last = found.at(-1)!
    if (last.tag !== undefined && (last.time! < time || (last.time === time && compareVersions(last.tag.version, tag.version) <= 0))) ordered = false
    return found.push({ tag, time, commits: [], before: new Set() }) - 1
  }
  return {
    take(commit, tag, item) {
      const children = coming.get(commit.hash)
      coming.delete(commit.hash)
      const place = tag !== undefined ? open(tag, commit) : typeof children === 'object' ? Math.max(...children) : children ?? 0
      const release = found[place]!
      release.commits.push(item)
      if (typeof children === 'object') for (const child of children) meet(found[child]!, release)
      else if (children !== undefined) meet(found[children]!, release)
      for (const parent of commit.parents) {
        const others = coming.get(parent)
        if (others === undefined) coming.set(parent, place)
        else if (typeof others === 'object') others.push(place)
        else if (others !== place) coming.set(parent, [others, place])
      }
    },
    releases() {
      // A parent that is still to come was there before its child, or was not read.
      if (!ordered || coming.size > 0) return undefined
      const tagged = found.slice(1)
      const behind = new Set(tagged.flatMap(({ before }) => [...before]))
      const heads = tagged.filter((one) => !behind.has(one))
      return found.map(({ before, ...release }) => ({ ...release, previous: newest([...release.tag === undefined ? heads : before].map(({ tag }) => tag!)) }))
    },
  }
}

function meet<T>(release: Open<T>, ancestor: Open<T>): void {
  if (release !== ancestor) release.before.add(ancestor)
}

/** The place of each commit by its hash. */
function indexOf(commits: readonly Node[]): Map<string, number> {
  const index = new Map<string, number>()
  for (let at = 0; at < commits.length; at += 1) index.set(commits[at]!.hash, at)
  return index
}

interface Walked {
  /** Index of the tagged commit. */
  readonly at: number
  /** Releases that were met at the border of what is new: places in the order. */
  readonly before: readonly number[]
}

/** Walks from each tag, older ones first, over what no older one contains; `owner` gets the place of the release. */
function inOrder(commits: readonly Node[], index: ReadonlyMap<string, number>, tagAt: ReadonlyMap<number, VersionTag>, owner: Int32Array): Walked[] {
  const order: Walked[] = []
  const visit = (at: number): void => {
    for (;;) {
      if (owner[at]! >= 0) return
      const { fresh, before, inside } = walk(at)
      // Clocks lie: a tag inside is an ancestor, whatever its time says, and comes first.
      if (inside.length === 0) {
        for (const one of fresh) owner[one] = order.length
        order.push({ at, before: [...before] })
        return
      }
      for (const one of inside) visit(one)
    }
  }
  const seen = new Int32Array(commits.length)
  let turn = 0
  const walk = (at: number) => {
    const fresh = [at]
    turn += 1
    seen[at] = turn
    const before = new Set<number>()
    const inside: number[] = []
    for (let next = 0; next < fresh.length; next += 1) {
      for (const parent of commits[fresh[next]!]!.parents) {
        const one = index.get(parent)
        if (one === undefined || seen[one] === turn) continue
        if (owner[one]! >= 0) {
          before.add(owner[one]!)
          continue
        }
        seen[one] = turn
        fresh.push(one)
        if (tagAt.has(one)) inside.push(one)
      }
    }
    return { fresh, before, inside }
  }
  for (const at of [...tagAt.keys()].sort((a, b) => commits[a]!.time - commits[b]!.time || compareVersions(tagAt.get(a)!.version, tagAt.get(b)!.version))) visit(at)
  return order
}

function newest(tags: readonly VersionTag[]): VersionTag | undefined {
  return tags.toSorted((a, b) => compareVersions(a.version, b.version) || (a.name < b.name ? -1 : 1)).at(-1)
}
