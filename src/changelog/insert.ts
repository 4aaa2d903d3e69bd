import { compareVersions, versionOf } from '../history/versions.ts'

/** A rendered section. */
export interface Written {
  readonly version: string
  /** LF, with one final newline. */
  readonly text: string
}

export interface Inserted {
  readonly text: string
  /** Versions that went in, newest first. */
  readonly versions: readonly string[]
}

interface Mark {
  readonly version: string
  readonly from: number
}

const title = /^ {0,3}#{1,3} +(?:\[|<small>)?(?:@?[\w.@/-]+@)?(v?\d+\.\d+\.\d+[\w.+-]*)/
const setext = /^\[?(v?\d+\.\d+\.\d+[\w.+-]*)\b.*$/
const anchor = /^<a (?:name|id)="[^"]*"><\/a>\s*$/
const unreleased = /^ {0,3}#{1,3} +\[?(unreleased|미출시|미배포)\b\]?/i
const definition = /^ {0,3}\[[^\]]+\]: +\S/

/**
 * Puts sections into a changelog, each above the first version that is lower; everything else stays byte by byte. A version that is there
 * already is left out, however it was edited. Without `fill`, so is one below the newest version there: a team that began its changelog
 * with 3.0 does not want what was before.
 *
 * @param before the file; undefined: there is none, and `heading` becomes its first line
 */
export function insertSections(before: string | undefined, sections: readonly Written[], { heading, fill }: { readonly heading: string, readonly fill: boolean }): Inserted {
  const there = new Set(versionsIn(before ?? ''))
  const newest = [...there].sort(compareVersions).at(-1)
  const wanted = sections.filter(({ version }) => !there.has(version) && (fill || newest === undefined || compareVersions(version, newest) > 0 || !isOlderLine(version, there)))
  const eol = before?.includes('\r\n') ? '\r\n' : '\n'
  const start = wanted.length === 0 ? before ?? `# ${heading}\n` : withoutUnreleased(before ?? `# ${heading}\n`)
  // Lowest first: each then finds its place above what is lower.
  const text = wanted.toSorted((a, b) => compareVersions(a.version, b.version)).reduce((current, section) => place(current, section, eol), start)
  return { text, versions: wanted.map(({ version }) => version) }
}

// Around what is not released: it is made anew each time, and goes once there is a release to tell it.
const opening = '<!-- conventions:unreleased (made by `conventions changelog --unreleased --write`; the next release takes its place) -->'
const closing = '<!-- conventions:unreleased:end -->'

/** Puts what is not released above every version, in the place of what was put there before. `section`: LF, one final newline; undefined: nothing is. */
export function insertUnreleased(before: string | undefined, section: string | undefined, heading: string): string {
  const rest = withoutUnreleased(before ?? `# ${heading}\n`)
  const eol = rest.includes('\r\n') ? '\r\n' : '\n'
  return section === undefined ? rest : putAt(rest, marks(rest)[0]?.from ?? endOf(rest), `${opening}\n${section}\n${closing}\n`, eol)
}

function withoutUnreleased(text: string): string {
  const lines = [...linesOf(text)]
  const first = lines.findIndex(({ line }) => line === opening)
  const last = lines.findIndex(({ line }, index) => index > first && line === closing)
  if (first < 0 || last < 0) return text
  const head = text.slice(0, lines[first]!.from)
  const tail = text.slice(lines[last + 1]?.from ?? text.length).replace(/^\r?\n/, '')
  return tail === '' ? head.replace(/(\r?\n)(\r?\n)$/, '$1') : head + tail
}

/** The versions that have a heading, from top to bottom. */
export function versionsIn(text: string): string[] {
  return marks(text).map(({ version }) => version)
}

/** How the headings there give their dates. */
export function datesIn(text: string): 'parentheses' | 'dash' {
  return /^## \[?v?\d+\.\d+\.\d+[^\n]*\]?[^\n]* - \d{4}-\d\d-\d\d/m.test(text) ? 'dash' : 'parentheses'
}

/** Whether the file has no version of the same major line below this one: then this is from before the file was begun. */
function isOlderLine(version: string, there: ReadonlySet<string>): boolean {
  const major = version.split('.')[0]
  return ![...there].some((one) => one.split('.')[0] === major && compareVersions(one, version) < 0)
}

function place(text: string, { version, text: section }: Written, eol: string): string {
  const all = marks(text)
  const below = all.find((mark) => compareVersions(mark.version, version) < 0)
  return putAt(text, below?.from ?? endOf(text), section, eol)
}

function putAt(text: string, at: number, section: string, eol: string): string {
  const head = text.slice(0, at)
  const tail = text.slice(at)
  const gap = head === '' || /(\r?\n)\s*\r?\n$/.test(head) ? '' : head.endsWith('\n') ? eol : eol + eol
  return `${head}${gap}${section.replaceAll('\n', eol)}${tail === '' ? '' : eol}${tail}`
}

/** Where a section goes that no version is below: above the link definitions at the end. */
function endOf(text: string): number {
  const lines = [...linesOf(text)]
  let at = text.length
  for (const { from, line } of lines.reverse()) {
    if (definition.test(line)) at = from
    else if (line.trim() !== '') break
  }
  return at
}

function marks(text: string): Mark[] {
  const found: Mark[] = []
  let fence: string | undefined
  let last: { readonly from: number, readonly line: string } | undefined
  for (const { from, line } of linesOf(text)) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined) fence = fence === undefined ? mark : mark.startsWith(fence) ? undefined : fence
    if (fence === undefined && !unreleased.test(line)) {
      const underlined = /^(=+|-+)\s*$/.test(line) ? setext.exec(last?.line ?? '')?.[1] : undefined
      const name = underlined ?? title.exec(line)?.[1]
      const version = name === undefined ? undefined : versionOf(name, '')
      const start = underlined !== undefined || (last !== undefined && anchor.test(last.line)) ? last!.from : from
      if (version !== undefined) found.push({ version, from: start })
    }
    if (line.trim() !== '') last = { from, line }
  }
  return found
}

function* linesOf(text: string): Generator<{ readonly from: number, readonly line: string }> {
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    const next = end < 0 ? text.length : end + 1
    yield { from, line: text.slice(from, next).replace(/\r?\n$/, '') }
    from = next
  }
}
