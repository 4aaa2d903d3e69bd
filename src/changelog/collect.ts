import type { ResolvedConfig } from '../config/schema.ts'
import { ConventionsError } from '../errors.ts'
import { readCommits, readTags, readTouching, type Log, type Where } from '../history/read.ts'
import { releaseReader, toReleases, type Node } from '../history/releases.ts'
import type { RawCommit } from '../history/records.ts'
import type { Release, Tag } from '../history/types.ts'
import { versionReader, versionTags, type Naming } from '../history/versions.ts'
import type { Repo } from '../repo/repo.ts'
import { entryReader, type ReadCommit } from './entry.ts'
import type { ChangelogOptions } from './schema.ts'

/** What of the history a changelog is made of. */
export interface Wanted {
  /** Exclusive; undefined: from the beginning. */
  readonly from?: string | undefined
  /** Inclusive. Default HEAD. */
  readonly to?: string | undefined
  /** Only what no version tag contains. */
  readonly unreleased?: boolean
  /** Folders; a commit that touches none of them is left out. */
  readonly paths?: readonly string[]
  /** Tags of versions begin with it: `pkg@`. */
  readonly prefix?: string
  /** Overrides the config's `prereleases`. */
  readonly collect?: boolean
  /** Entries of types that are kept out of the changelog too. */
  readonly all?: boolean
  /** Whether to say who contributed. Default true. */
  readonly people?: boolean
  /** The history up to HEAD, whole or since a commit, where git was asked for it already. It is read where it holds exactly what is wanted. */
  readonly log?: Log | undefined
  /** Every tag, or every one that `to` contains, likewise. */
  readonly tags?: readonly Tag[]
}

/** The releases of a repository with the entries of their commits, newest first, what is not released before them. */
export async function collectReleases(where: Where, config: ResolvedConfig, options: ChangelogOptions, wanted: Wanted = {}): Promise<Release<ReadCommit>[]> {
  return collect(where, wanted, wanted.collect ?? options.prereleases === 'collect', entriesOf(config, options, wanted))
}

/** How commits become entries. */
export function entriesOf(config: ResolvedConfig, options: ChangelogOptions, { all = false, people = true }: Pick<Wanted, 'all' | 'people'>): ReturnType<typeof entryReader> {
  return entryReader({ vocabulary: vocabularyOf(config), split: options.splitSquash, all, people })
}

/** The same with whatever is made of each commit. */
export async function collect<T extends Told>(where: Where, wanted: Wanted, prereleases: boolean, read: (commit: RawCommit, node: Node) => T): Promise<Release<T>[]> {
  const { from, to = 'HEAD', unreleased = false, paths = [], prefix = '' } = wanted
  const naming: Naming = { prefix, collect: prereleases }
  // Which tags a revision contains takes git a walk of its own. It is spared where the whole history is read anyway.
  const whole = !unreleased && from === undefined
  const asked = wanted.tags !== undefined ? Promise.resolve(wanted.tags) : readTags(where, whole ? {} : { merged: to })
  const not = unreleased ? versionTags(await asked, naming).map(({ commit }) => commit) : from === undefined ? [] : [from]
  const each: Reading<T> = (take) => {
    const taking = (commit: RawCommit): void => {
      const node: Node = { hash: commit.hash, parents: commit.parents, time: commit.time }
      take(node, read(commit, node))
    }
    return !unreleased && wanted.log !== undefined && wanted.log.from === from ? wanted.log.each(taking) : readCommits(where, { to, not }, taking)
  }
  // At once: git prints commits while it looks for what touches paths and, of a part of the history, for tags.
  const [releases, touching] = await Promise.all([
    whole ? wholeHistory(each, asked, naming) : history(each, asked, naming),
    paths.length === 0 ? undefined : readTouching(where, { to, not, paths }),
  ])
  const told = touching === undefined ? releases : releases.map((release) => ({ ...release, commits: release.commits.filter(({ hash }) => touching.has(hash)) }))
  if (!unreleased) return told
  // The last release is not among the commits that were read.
  const previous = versionTags(await asked, naming).at(-1)
  return told.slice(0, 1).map((release) => ({ ...release, previous }))
}

/** What is told of a commit. */
interface Told { readonly hash: string }
type Reading<T> = (take: (node: Node, told: T) => void) => Promise<void>

/** The releases of all that a revision contains. Almost always each commit comes before its parents, and its release is known at once. */
async function wholeHistory<T extends Told>(each: Reading<T>, asked: Promise<readonly Tag[]>, naming: Naming): Promise<Release<T>[]> {
  const tagged = Map.groupBy(await asked, ({ commit }) => commit)
  const contained: Tag[] = []
  const versions = versionReader(naming)
  const reader = releaseReader<T>()
  await each((node, told) => {
    const tags = tagged.get(node.hash)
    if (tags) contained.push(...tags)
    reader.take(node, tags && versions.on(tags), told)
  })
  return (versions.right ? reader.releases() : undefined) ?? history(each, contained, naming)
}

/** The releases of commits in any order. */
async function history<T extends Told>(each: Reading<T>, asked: readonly Tag[] | Promise<readonly Tag[]>, naming: Naming): Promise<Release<T>[]> {
  const commits: (Node & { readonly told: T })[] = []
  const [tags] = await Promise.all([asked, each((node, told) => { commits.push({ ...node, told }) })])
  return toReleases(commits, versionTags(tags, naming)).map((release) => ({ ...release, commits: release.commits.map(({ told }) => told) }))
}

export function vocabularyOf({ commits }: ResolvedConfig) {
  if (commits === false) throw new ConventionsError('vocabularyOff', undefined)
  return commits
}

/** @throws ConventionsError `historyNeedsGit`, `historyEmpty` */
export function requireHistory(repo: Repo): void {
  if (!repo.git.present) throw new ConventionsError('historyNeedsGit', { path: repo.root })
  if (!repo.git.hasCommits()) throw new ConventionsError('historyEmpty', undefined)
}
