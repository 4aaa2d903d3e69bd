import { ask, readCommits, type Where } from '../../../history/read.ts'
import { isCode, leftOutByPath } from '../../../infer/files.ts'

/** A file as it was before a commit that fixed something, and the lines (from 1) that the fix took away. */
export interface Past {
  readonly path: string
  readonly text: string
  readonly lines: readonly number[]
}

/** Enough to tell candidates apart, and a few seconds of linting. */
const mostFiles = 40
const newest = 3000
/** A fix that rewrites more than this of a file is no longer a hint at a line. */
const mostLines = 30
const largest = 200_000

/** Files that later fixes changed, as they were before; from the newest commits whose first line says `fix`. */
export async function readFixes(where: Where): Promise<Past[]> {
  const fixes: { id: string, parent: string }[] = []
  await readCommits(where, { most: newest }, ({ hash: id, parents, message }) => {
    const [parent] = parents
    if (parents.length === 1 && parent !== undefined && /^\P{L}*(bug)?fix(e[sd])?\b(?!.*\b(typo|lint|format|test|docs?)\b)/iu.test(message.split('\n', 1)[0]!)) fixes.push({ id, parent })
  })
  const found: Past[] = []
  for (const { id, parent } of fixes) {
    if (found.length >= mostFiles) break
    for (const { path, lines } of changesOf(await ask(where, ['diff', '--unified=0', '--no-renames', '--no-color', '--no-ext-diff', '--diff-filter=M', parent, id, '--', '*.js', '*.ts', '*.jsx', '*.tsx', '*.mjs', '*.cjs', '*.mts', '*.cts']))) {
      if (lines.length === 0 || lines.length > mostLines || !isCode(path) || leftOutByPath(path) !== undefined || found.length >= mostFiles || /(^|[./_-])(tests?|spec|__tests__)([./_-]|$)/.test(path)) continue
      const text = await ask(where, ['show', `${parent}:${path}`])
      if (text.length <= largest) found.push({ path, text, lines })
    }
  }
  return found
}

/** The lines that a diff without context takes away, by file. */
function changesOf(diff: string): { path: string, lines: number[] }[] {
  const files: { path: string, lines: number[] }[] = []
  for (const line of diff.split('\n')) {
    const path = /^--- a\/(.+)$/.exec(line)?.[1]
    if (path !== undefined) files.push({ path, lines: [] })
    const [, from, count = '1'] = /^@@ -(\d+)(?:,(\d+))? \+/.exec(line) ?? []
    if (from !== undefined) files.at(-1)?.lines.push(...Array.from({ length: Number(count) }, (_, at) => Number(from) + at))
  }
  return files
}
