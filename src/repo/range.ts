type Version = readonly [number, number, number]
/** From (inclusive) to (exclusive). */
type Interval = readonly [Version, Version]

const end: Version = [Infinity, 0, 0]
const all: Interval = [[0, 0, 0], end]

/**
 * Whether a released version is in a range as npm writes them (node-semver 7: comparators, `^`, `~`, `x`, hyphens, `||`); undefined for
 * what is no range of versions, such as `lts/*`.
 */
export function satisfies(version: string, range: string): boolean | undefined {
  const found = parseVersion(version)
  const alternatives = range.split('||').map(parseAlternative)
  if (!found || alternatives.includes(undefined)) return undefined
  return alternatives.some((intervals) => intervals?.every(([from, to]) => compare(found, from) >= 0 && compare(found, to) < 0))
}

/**
 * A range as text that a shell can read: `<from>:<to>`, the end not included, one for each alternative, separated by spaces; '' for a range that
 * every version is in. Undefined for what is no range of versions.
 */
export function intervalsOf(range: string): string | undefined {
  const alternatives = range.split('||').map(parseAlternative)
  if (alternatives.includes(undefined)) return undefined
  const texts = alternatives.map((intervals = []) => {
    const from = intervals.map(([start]) => start).reduce((a, b) => compare(a, b) >= 0 ? a : b)
    const to = intervals.map(([, stop]) => stop).reduce((a, b) => compare(a, b) <= 0 ? a : b)
    return `${from.join('.')}:${to.map((part) => part === Infinity ? 999_999_999 : part).join('.')}`
  })
  return texts.includes('0.0.0:999999999.0.0') ? '' : texts.join(' ')
}

function parseAlternative(text: string): Interval[] | undefined {
  const hyphen = /^\s*\S+\s+-\s+\S+\s*$/.test(text)
  const parts = hyphen ? text.trim().split(/\s+-\s+/).map((part, index) => `${index === 0 ? '>=' : '<='}${part}`) : text.trim().replaceAll(/([<>=^~])\s+/g, '$1').split(/\s+/)
  const intervals = parts.map(parseComparator)
  return intervals.includes(undefined) ? undefined : intervals as Interval[]
}

function parseComparator(text: string): Interval | undefined {
  const match = /^([<>]=?|=|\^|~>?)?v?(?:(\d+|[xX*])(?:\.(\d+|[xX*])(?:\.(\d+|[xX*])(?:[-+][\w.+-]*)?)?)?)?$/.exec(text)
  if (!match) return undefined
  const [, operator = '=', ...parts] = match
  const numbers = parts.map((part) => part === undefined || /[xX*]/.test(part) ? undefined : Number(part))
  const [major, minor, patch] = numbers
  const from: Version = [major ?? 0, minor ?? 0, patch ?? 0]
  // The first version behind all that the text, read as `1.2.x`, stands for.
  const next: Version = major === undefined ? end : minor === undefined ? [major + 1, 0, 0] : patch === undefined ? [major, minor + 1, 0] : [major, minor, patch + 1]
  switch (operator) {
    case '>=': return [from, end]
    case '<': return [all[0], from]
    case '>': return [next, end]
    case '<=': return [all[0], next]
    case '^': return [from, major === undefined ? end : caret(major, minor, patch)]
    case '~': case '~>': return [from, major === undefined ? end : minor === undefined ? [major + 1, 0, 0] : [major, minor + 1, 0]]
    default: return [from, next]
  }
}

function caret(major: number, minor: number | undefined, patch: number | undefined): Version {
  if (major > 0 || minor === undefined) return [major + 1, 0, 0]
  if (minor > 0 || patch === undefined) return [0, minor + 1, 0]
  return [0, 0, patch + 1]
}

function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text)
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
