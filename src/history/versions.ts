import type { Tag, VersionTag } from './types.ts'

/** A version's parts. Numbers are safe integers. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly prerelease: readonly (string | number)[]
}

// The grammar of SemVer 2.0.0 (semver.org, "Is there a suggested regular expression"). The package `semver` compiles forty when it is loaded.
const grammar = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*))?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/

/** Undefined where it is no version of SemVer 2.0.0, or one that npm does not take: more than 256 characters, or a part beyond 2^53. */
export function parseVersion(text: string): Version | undefined {
  const [whole, major, minor, patch, prerelease] = text.length > 256 ? [] : grammar.exec(text) ?? []
  const numbers = [Number(major), Number(minor), Number(patch)] as const
  if (whole === undefined || !numbers.every(Number.isSafeInteger)) return undefined
  return { major: numbers[0], minor: numbers[1], patch: numbers[2], prerelease: prerelease?.split('.').map((part) => /^\d+$/.test(part) && Number(part) < Number.MAX_SAFE_INTEGER ? Number(part) : part) ?? [] }
}

/** Compares two versions by precedence (SemVer 2.0.0, 11): negative where the first is the lower one. Throws where one is none: that is a bug. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [parseVersion(a), parseVersion(b)]
  if (one === undefined || other === undefined) throw new TypeError(`${one === undefined ? a : b} is no version`)
  return compare(one, other)
}

function compare(a: Version, b: Version): number {
  const order = a.major - b.major || a.minor - b.minor || a.patch - b.patch
  if (order !== 0) return order
  if (a.prerelease.length === 0 || b.prerelease.length === 0) return b.prerelease.length - a.prerelease.length
  const at = a.prerelease.findIndex((part, index) => part !== b.prerelease[index])
  const [left, right] = at < 0 ? [] : [a.prerelease[at], b.prerelease[at]]
  if (left === undefined || right === undefined) return a.prerelease.length - b.prerelease.length
  // Numbers come before words.
  const numbers = [left, right].map((part) => /^\d+$/.test(String(part)))
  if (numbers[0] !== numbers[1]) return numbers[0] ? -1 : 1
  return numbers[0] ? Number(left) - Number(right) : left < right ? -1 : 1
}

/** The version that a tag names behind its prefix: strict SemVer, `v` before it or not where the prefix is ''. Undefined for any other tag. */
export function versionOf(name: string, prefix: string): string | undefined {
  if (!name.startsWith(prefix)) return undefined
  const rest = name.slice(prefix.length)
  const text = prefix === '' ? rest.replace(/^v/, '') : rest
  return parseVersion(text) !== undefined ? text : undefined
}

/** `1.2.3-beta.1` is one; build metadata alone makes none. */
export function isPrerelease(version: string): boolean {
  return (parseVersion(version)?.prerelease.length ?? 0) > 0
}

/** `1.2.3-beta.1` → `1.2.3`. */
export function stableOf(version: string): string {
  const { major, minor, patch } = parseVersion(version) ?? { major: 0, minor: 0, patch: 0 }
  return `${major}.${minor}.${patch}`
}

/** The first part of `-beta.1`, `beta`; undefined where there is none, or only a number. */
export function channelOf(version: string): string | undefined {
  const first = parseVersion(version)?.prerelease[0]
  return typeof first === 'string' ? first : undefined
}

/** What `versionTags` is told. */
export interface Naming {
  readonly prefix?: string
  readonly collect?: boolean
}

/**
 * The tags that name versions, lowest first. Of several on one commit the highest stays. `collect`: a prerelease whose release is there too
 * (`2.0.0-beta.1` where there is `2.0.0`) is left out, so that its commits are those of the release.
 */
export function versionTags(tags: readonly Tag[], { prefix = '', collect = false }: Naming = {}): VersionTag[] {
  const named = parsedTags(tags, prefix)
  const released = new Set(named.map(plainVersion))
  return [...new Map(inOrder(counting(named, collect, released)).map(({ tag }) => [tag.commit, tag])).values()]
}

/** The same while commits are met, newest first. */
export interface VersionReader {
  /** The tag that counts, of those on a commit. */
  on(tags: readonly Tag[]): VersionTag | undefined
  /** Whether that was right: behind no prerelease came the release that collects it. */
  readonly right: boolean
}

export function versionReader({ prefix = '', collect = false }: Naming): VersionReader {
  const released = new Set<string>()
  const counted: Parsed[] = []
  return {
    on(tags) {
      const named = parsedTags(tags, prefix)
      for (const one of named) released.add(plainVersion(one))
      const found = inOrder(counting(named, collect, released)).at(-1)
      if (found) counted.push(found)
      return found?.tag
    },
    get right() { return !collect || !counted.some((one) => isCollected(one, released)) },
  }
}

interface Parsed {
  readonly tag: VersionTag
  readonly parsed: Version
}

/** Each is parsed once: there may be ten thousand. */
function parsedTags(tags: readonly Tag[], prefix: string): Parsed[] {
  return tags.flatMap((tag) => {
    const version = versionOf(tag.name, prefix)
    const parsed = version === undefined ? undefined : parseVersion(version)
    return version === undefined || parsed === undefined ? [] : [{ tag: { ...tag, version }, parsed }]
  })
}

/** Without what it was built of. */
const plainVersion = ({ tag: { version } }: Parsed): string => version.replace(/\+.*$/, '')

const isCollected = ({ parsed: { prerelease, major, minor, patch } }: Parsed, released: ReadonlySet<string>): boolean => prerelease.length > 0 && released.has(`${major}.${minor}.${patch}`)

const counting = (named: readonly Parsed[], collect: boolean, released: ReadonlySet<string>): Parsed[] => named.filter((one) => !collect || !isCollected(one, released))

const inOrder = (named: Parsed[]): Parsed[] => named.sort((a, b) => compare(a.parsed, b.parsed) || (a.tag.name < b.tag.name ? -1 : 1))
