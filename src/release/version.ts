import type { Entry } from '../changelog/entry.ts'
import { commitTypes } from '../commits/types.ts'
import type { Vocabulary } from '../commits/vocabulary.ts'
import { ConventionsError } from '../errors.ts'
import { channelOf, compareVersions, isPrerelease, parseVersion, stableOf } from '../history/versions.ts'

export type Level = 'major' | 'minor' | 'patch' | 'none'
const levels: readonly Level[] = ['none', 'patch', 'minor', 'major']

/** What one commit does to the version. */
export interface Reason {
  readonly hash: string
  readonly header: string
  readonly level: Level
}

/** What commits of the vocabulary do to a version, newest first. */
export function reasonsOf(entries: readonly Entry[], vocabulary: Vocabulary): Reason[] {
  const bumps = new Map(commitTypes(vocabulary).map(({ name, bump }) => [name, bump]))
  return entries.map(({ hash, header, type, breaking }) => ({
    hash, header, level: breaking.length > 0 ? 'major' : (type === undefined ? 'none' : bumps.get(type) ?? 'none'),
  }))
}

export function highest(reasons: readonly Reason[]): Level {
  return levels[Math.max(0, ...reasons.map(({ level }) => levels.indexOf(level)))]!
}

/** Where a release goes: the newest line, a prerelease, or a maintenance line such as `1.x`. */
export type Line =
  | { readonly kind: 'latest' }
  | { readonly kind: 'prerelease', readonly preid: string }
  | { readonly kind: 'maintenance', readonly name: string, readonly major: number, readonly minor: number | undefined }

/** The line of a branch; undefined: nothing is released from it. */
export function lineOf(branch: string, branches: Readonly<Record<string, string>>, preid?: string): Line | undefined {
  const channel = Object.hasOwn(branches, branch) ? branches[branch] : undefined
  const [, major, minor] = /(?:^|\/)v?(\d+)(?:\.(\d+))?\.x$/.exec(branch) ?? []
  if (preid !== undefined && (channel !== undefined || major !== undefined)) return { kind: 'prerelease', preid }
  if (channel !== undefined) return channel === 'latest' ? { kind: 'latest' } : { kind: 'prerelease', preid: channel }
  return major === undefined ? undefined
    : { kind: 'maintenance', name: branch, major: Number(major), minor: minor === undefined ? undefined : Number(minor) }
}

export interface VersionQuestion {
  readonly line: Line
  /** Versions that the branch contains, in any order. */
  readonly released: readonly string[]
  /** What was committed since the last release that is no prerelease. */
  readonly level: Level
  /** Whether anything that calls for a release was committed since the last version of any kind. */
  readonly fresh: boolean
  /** The version that files say, where nothing was released yet. */
  readonly initial: string | undefined
  /** `major`, `minor`, `patch`, or a version. */
  readonly increment: string | undefined
}

/**
 * The next version; undefined where nothing calls for one. Below 1.0.0 a breaking change raises the minor version (SemVer 2.0.0, 4).
 *
 * @throws ConventionsError `releaseIncrement`, `releaseOutOfLine`, `releaseNotHigher`
 */
export function nextVersion(question: VersionQuestion): string | undefined {
  const { line, released, level, fresh, initial, increment } = question
  const sorted = released.toSorted(compareVersions)
  const stable = sorted.findLast((version) => !isPrerelease(version))
  const last = sorted.at(-1)
  if (increment !== undefined && !['major', 'minor', 'patch'].includes(increment)) {
    if (parseVersion(increment) === undefined) throw new ConventionsError('releaseIncrement', { value: increment })
    return checked(increment, line, last)
  }
  const asked = increment as Level | undefined ?? level
  const graduates = line.kind !== 'prerelease' && last !== undefined && isPrerelease(last)
  if (asked === 'none' || (increment === undefined && !fresh && !graduates)) return undefined
  const target = stable === undefined ? initialVersion(initial, last) : raise(stable, increment === undefined ? softened(stable, asked) : asked)
  return checked(line.kind === 'prerelease' ? prerelease(target, line.preid, sorted) : target, line, line.kind === 'prerelease' ? undefined : stable)
}

/** The level as it is for a version below 1.0.0. */
function softened(version: string, level: Level): Level {
  return level === 'major' && version.startsWith('0.') ? 'minor' : level
}

function raise(version: string, level: Level): string {
  const { major, minor, patch } = parseVersion(version)!
  if (level === 'major') return `${major + 1}.0.0`
  return level === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`
}

/** The first version: what files say, unless that is 0.0.0. After prereleases of a first version, that version. */
function initialVersion(initial: string | undefined, last: string | undefined): string {
  if (last !== undefined) return stableOf(last)
  return initial !== undefined && parseVersion(initial) && stableOf(initial) !== '0.0.0' ? stableOf(initial) : '0.1.0'
}

/** `target-beta.N`, one behind the highest there is. */
function prerelease(target: string, preid: string, sorted: readonly string[]): string {
  const before = sorted.filter((version) => stableOf(version) === target && channelOf(version) === preid).at(-1)
  const number = before === undefined ? 0 : Number(parseVersion(before)!.prerelease.at(-1))
  return `${target}-${preid}.${Number.isInteger(number) ? number + 1 : 1}`
}

function checked(version: string, line: Line, last: string | undefined): string {
  const { major, minor } = parseVersion(version)!
  if (line.kind === 'maintenance' && (major !== line.major || (line.minor !== undefined && minor !== line.minor))) {
    throw new ConventionsError('releaseOutOfLine', { version, branch: line.name })
  }
  if (last !== undefined && compareVersions(version, last) <= 0) throw new ConventionsError('releaseNotHigher', { version, last })
  return version
}
