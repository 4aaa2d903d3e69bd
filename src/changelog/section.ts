import { localized } from '../commits/localized.ts'
import type { CommitType, Vocabulary } from '../commits/vocabulary.ts'
import type { Release } from '../history/types.ts'
import type { Locale } from '../messages/index.ts'
import type { Entry, Person, ReadCommit } from './entry.ts'
import type { Contributor, Group, Section } from './types.ts'

export interface Sectioning {
  readonly vocabulary: Vocabulary
  /** Those of the vocabulary. */
  readonly types: readonly CommitType[]
  readonly locale: Locale
  /** Whether commits that do not follow the convention are listed. */
  readonly others: boolean
  /** Addresses of authors of earlier releases, in lower case; undefined: nobody is called a first-time contributor. */
  readonly known?: ReadonlySet<string>
}

/** Sorts a release's commits into what is told about them. */
export function toSection(release: Release<ReadCommit>, sectioning: Sectioning): Section {
  const { tag, previous, time } = release
  const entries = withoutReverted(release.commits.flatMap(({ entries }) => entries)).filter((entry) => !releases(entry, release))
  return {
    version: tag?.version, tag: tag?.name, previous: previous?.name, date: time === undefined ? undefined : dayOf(time),
    breaking: entries.flatMap((entry) => entry.breaking.map((text) => ({ entry, text }))),
    groups: groupsOf(entries, sectioning),
    others: sectioning.others ? entries.filter(({ type }) => type === undefined) : [],
    contributors: contributorsOf(entries.flatMap(({ people }) => people), sectioning.known),
  }
}

/** The day in UTC, as conventional-changelog writes it. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

/** Whether there is nothing to tell. */
export function isEmpty({ breaking, groups, others }: Section): boolean {
  return breaking.length + groups.length + others.length === 0
}

/** The commit that made the release says so itself: `chore(release): 1.2.0`. */
function releases({ hash, header }: Entry, { tag }: Release<ReadCommit>): boolean {
  return tag !== undefined && hash === tag.commit && header.includes(tag.version)
}

/**
 * Without commits that were taken back in the same release, and without what took them back. Newest first, so that a revert that was
 * reverted itself counts for nothing.
 */
export function withoutReverted(entries: readonly Entry[]): readonly Entry[] {
  if (entries.every(({ reverts }) => reverts === undefined)) return entries
  const gone = new Set<Entry>()
  for (const entry of entries) {
    if (entry.reverts === undefined || gone.has(entry)) continue
    const { reverts } = entry
    const target = entries.filter((one) => one !== entry && one.hash.startsWith(reverts))
    if (target.length === 0) continue
    gone.add(entry)
    for (const one of target) gone.add(one)
  }
  return entries.filter((entry) => !gone.has(entry))
}

function groupsOf(entries: readonly Entry[], { types, locale }: Sectioning): Group[] {
  const byType = Map.groupBy(entries, ({ type }) => type)
  const groups = new Map<string, Group>()
  for (const type of types) {
    const title = sectionTitle(type, locale)
    const found = byType.get(type.name)
    if (title === undefined || found === undefined) continue
    // Types may share a heading.
    const before = groups.get(title)
    groups.set(title, { type: before?.type ?? type.name, title, entries: [...before?.entries ?? [], ...found] })
  }
  return [...groups.values()]
}

function sectionTitle({ section }: CommitType, locale: Locale): string | undefined {
  return section === false ? undefined : localized(section, locale)
}

/** Each person once, by address, in the order of names; bots are no contributors. */
function contributorsOf(people: readonly Person[], known: ReadonlySet<string> | undefined): Contributor[] {
  const found = new Map<string, Person>()
  for (const person of people) {
    const key = person.email.toLowerCase()
    if (!found.has(key) && !/\[bot\]/i.test(`${person.name} ${person.email}`) && person.name !== '') found.set(key, person)
  }
  return [...found.values()].map((person) => ({ ...person, first: known && !known.has(person.email.toLowerCase()) }))
    .sort((a, b) => a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1)
}
