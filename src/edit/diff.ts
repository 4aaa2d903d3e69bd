import { structuredPatch } from 'diff'

interface Hunk {
  readonly oldStart: number
  readonly oldLines: number
  readonly newStart: number
  readonly newLines: number
  /** With their sign; `\ No newline at end of file` where it belongs. */
  readonly lines: readonly string[]
}

/** Beyond this many changed lines the parts between equal start and end are shown as replaced: finding less would take seconds. */
const MAX_EDITS = 2000

/**
 * The difference as `git diff` prints it and `git apply` takes it; '' where there is none. `undefined`: no such file. Bytes are kept:
 * a CR stands at the end of its line, a path that needs it is quoted as git does (core.quotePath off).
 */
export function unifiedDiff(
  path: string, before: string | undefined, after: string | undefined, { context = 3 }: { readonly context?: number | undefined } = {},
): string {
  if (before === after) return ''
  const [from, to] = [quoted(`a/${path}`), quoted(`b/${path}`)]
  const hunks = hunksOf(before ?? '', after ?? '', context)
  if (hunks.length === 0) {
    // An empty file has no hunk: only git's own header can say that it comes or goes.
    return `diff --git ${from} ${to}\n${before === undefined ? 'new' : 'deleted'} file mode 100644\n`
  }
  // A tab ends a name with spaces, as in git's own output.
  const name = (file: string): string => file + (/\s/.test(path) && !file.startsWith('"') ? '\t' : '')
  const header = [`--- ${before === undefined ? '/dev/null' : name(from)}`, `+++ ${after === undefined ? '/dev/null' : name(to)}`]
  return [...header, ...hunks.flatMap((hunk) => [rangeLine(hunk), ...hunk.lines])].join('\n') + '\n'
}

function hunksOf(before: string, after: string, context: number): readonly Hunk[] {
  const patch = structuredPatch('', '', before, after, '', '', { context, maxEditLength: MAX_EDITS })
  if (patch === undefined) return replacement(before, after, context)
  // A range without lines names the line before it, which the library leaves to whoever prints it.
  return patch.hunks.map((hunk) => ({
    ...hunk, oldStart: hunk.oldStart - Number(hunk.oldLines === 0), newStart: hunk.newStart - Number(hunk.newLines === 0),
  }))
}

function rangeLine({ oldStart, oldLines, newStart, newLines }: Hunk): string {
  const range = (start: number, lines: number): string => lines === 1 ? String(start) : `${start},${lines}`
  return `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@`
}

/** One hunk that replaces everything between the lines that both begin and end with. */
function replacement(before: string, after: string, context: number): Hunk[] {
  const [a, b] = [withEnds(before), withEnds(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const above = a.slice(Math.max(0, start - context), start)
  const below = a.slice(a.length - end, a.length - end + context)
  const [removed, added] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const signed = (sign: string, lines: readonly string[]): string[] => lines.flatMap((line) =>
    line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'])
  const first = start - above.length
  const [oldLines, newLines] = [removed, added].map((lines) => above.length + lines.length + below.length) as [number, number]
  return [{
    oldStart: oldLines === 0 ? first : first + 1, oldLines, newStart: newLines === 0 ? first : first + 1, newLines,
    lines: [...signed(' ', above), ...signed('-', removed), ...signed('+', added), ...signed(' ', below)],
  }]
}

function withEnds(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function quoted(path: string): string {
  const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\' }
  // eslint-disable-next-line no-control-regex -- git quotes control characters
  const inner = path.replace(/[\u0000-\u001F\u007F"\\]/g, (character) =>
    escapes[character] ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)
  return inner === path ? path : `"${inner}"`
}
