import compare from 'semver/functions/compare.js'
import parse from 'semver/functions/parse.js'
import type { Tag, VersionTag } from './types.ts'

/** Compares two versions by precedence (SemVer 2.0.0, 11): negative where the first is the lower one. */
export const compareVersions = (a: string, b: string): number => compare(a, b)

/** The version that a tag names behind its prefix: strict SemVer, `v` before it or not where the prefix is ''. Undefined for any other tag. */
export function versionOf(name: string, prefix: string): string | undefined {
  if (!name.startsWith(prefix)) return undefined
  const rest = name.slice(prefix.length)
  const text = prefix === '' ? rest.replace(/^v/, '') : rest
  return /^\d/.test(text) && parse(text) ? text : undefined
}

/** `1.2.3-beta.1` is one; build metadata alone makes none. */
export function isPrerelease(version: string): boolean {
  return (parse(version)?.prerelease.length ?? 0) > 0
}

/** `1.2.3-beta.1` → `1.2.3`. */
export function stableOf(version: string): string {
  const { major, minor, patch } = parse(version) ?? { major: 0, minor: 0, patch: 0 }
  return `${major}.${minor}.${patch}`
}

/** The first part of `-beta.1`, `beta`; undefined where there is none, or only a number. */
export function channelOf(version: string): string | undefined {
  const first = parse(version)?.prerelease[0]
  return typeof first === 'string' ? first : undefined
}

/**
 * The tags that name versions, lowest first. Of several on one commit the highest stays. `collect`: a prerelease whose release is there too
 * (`2.0.0-beta.1` where there is `2.0.0`) is left out, so that its commits are those of the release.
 */
export function versionTags(tags: readonly Tag[], { prefix = '', collect = false }: { readonly prefix?: string, readonly collect?: boolean } = {}): VersionTag[] {
  // Each is parsed once: there may be ten thousand.
  const named = tags.flatMap((tag) => {
    const version = versionOf(tag.name, prefix)
    const parsed = version === undefined ? null : parse(version)
    return version === undefined || parsed === null ? [] : [{ tag: { ...tag, version }, parsed }]
  })
  const released = new Set(named.map(({ tag: { version } }) => version.replace(/\+.*$/, '')))
  const wanted = collect ? named.filter(({ parsed: { prerelease, major, minor, patch } }) => prerelease.length === 0 || !released.has(`${major}.${minor}.${patch}`)) : named
  const sorted = wanted.sort((a, b) => compare(a.parsed, b.parsed) || (a.tag.name < b.tag.name ? -1 : 1))
  return [...new Map(sorted.map(({ tag }) => [tag.commit, tag])).values()]
}
