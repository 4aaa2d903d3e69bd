import type { ResolvedConfig } from '../config/schema.ts'
import { ConventionsError } from '../errors.ts'
import { readCommits, readTags, readTouching, type Log, type Where } from '../history/read.ts'
import { toReleases } from '../history/releases.ts'
import type { RawCommit } from '../history/records.ts'
import type { Node } from '../history/releases.ts'
import type { Release, Tag, VersionTag } from '../history/types.ts'
import { versionTags } from '../history/versions.ts'
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
  readonly tags?: readonly Tag[] | Promise<readonly Tag[]>
}

/** The releases of a repository with the entries of their commits, newest first, what is not released before them. */
export async function collectReleases(where: Where, config: ResolvedConfig, options: ChangelogOptions, wanted: Wanted = {}): Promise<Release<ReadCommit>[]> {
  return collect(where, wanted, wanted.collect ?? options.prereleases === 'collect', entriesOf(config, options, wanted))
}

/** How commits become entries. */
export function entriesOf(config: ResolvedConfig, options: ChangelogOptions, { all = false, people = true }: Pick<Wanted, 'all' | 'people'>): (commit: RawCommit) => ReadCommit {
  return entryReader({ vocabulary: vocabularyOf(config), split: options.splitSquash, all, people })
}

/** The same with whatever is made of each commit. */
export async function collect<T extends Node>(where: Where, wanted: Wanted, prereleases: boolean, read: (commit: RawCommit) => T): Promise<Release<T>[]> {
  const { from, to = 'HEAD', unreleased = false, paths = [], prefix = '' } = wanted
  const named = (tags: readonly Tag[]) => versionTags(tags, { prefix, collect: prereleases })
  // Which tags a revision contains takes git a walk of its own. It is spared where the whole history is read anyway.
  const whole = !unreleased && from === undefined
  const asked = wanted.tags !== undefined ? Promise.resolve(wanted.tags) : readTags(where, whole ? {} : { merged: to })
  const not = unreleased ? named(await asked).map(({ commit }) => commit) : from === undefined ? [] : [from]
  const commits: T[] = []
  // While git still prints, there is time for what has to be done anyway.
  const index = new Map<string, number>()
  const take = (commit: RawCommit): void => {
    const one = read(commit)
    index.set(one.hash, commits.push(one) - 1)
  }
  // All at once: git prints commits while it looks for tags.
  const [tags, touching] = await Promise.all([
    asked,
    paths.length === 0 ? undefined : readTouching(where, { to, not, paths }),
    !unreleased && wanted.log !== undefined && wanted.log.from === from ? wanted.log.each(take) : readCommits(where, { to, not }, take),
  ])
  const versions = named(whole ? tags.filter(({ commit }) => index.has(commit)) : tags)
  const releases = toReleases(commits, versions, index)
  const last = versions.at(-1)
  const told = releases.map((release) => withPrevious(touching === undefined ? release : { ...release, commits: release.commits.filter(({ hash }) => touching.has(hash)) }, unreleased, last))
  return unreleased ? told.slice(0, 1) : told
}

/** Of what is not released, the last release is not among the commits that were read. */
function withPrevious<T>(release: Release<T>, unreleased: boolean, last: VersionTag | undefined): Release<T> {
  return unreleased && release.tag === undefined ? { ...release, previous: last } : release
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
