import { git, nulSeparated, type Context } from './context.ts'
import type { Area } from './types.ts'

export const lockFiles: readonly string[] = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb']

export interface Place { readonly area: Area, readonly path: string, readonly blob: { readonly id: string, readonly size: number } | undefined }

/** Tracked files, untracked ones that are not ignored, and lock files even when they are. */
export async function treeFiles(context: Context): Promise<Place[]> {
  // What is configured to make git look less closely is switched off: here a wrong "unchanged" would lose bytes.
  const careful = ['-c', 'core.fsmonitor=false', '-c', 'core.checkStat=default', '-c', 'core.trustctime=true', '-c', 'core.quotePath=false']
  const listed = nulSeparated(await git(context, [...careful, 'ls-files', '-z', '-v', '-s'])).map((line) => {
    const [, tag, mode, id, path] = /^(.) (\d+) (\w+) \d\t(.*)$/s.exec(line) ?? []
    return { tag: tag ?? '', mode: mode ?? '', id: id ?? '', path: path ?? '' }
  }).filter(({ mode, path }) => mode.startsWith('100') && path !== '' || mode === '120000')
  const edited = new Set(nulSeparated(await git(context, [...careful, 'diff-files', '--name-only', '-z'])))
  const converted = await convertedPaths(context, listed.map(({ path }) => path))
  const sizes = await sizesOf(context, listed.map(({ id }) => id))
  // Equal length of the blob and of the file, of a file that git calls unchanged and does not filter: nothing was converted, for CRLF changes the length.
  const tracked = new Map(listed.map(({ tag, mode, id, path }): [string, Place] => {
    const exact = tag === 'H' && mode.startsWith('100') && !edited.has(path) && !converted.has(path)
    return [path, { area: 'tree', path, blob: exact ? { id, size: sizes.get(id) ?? -1 } : undefined }]
  }))
  const others = nulSeparated(await git(context, [...careful, 'ls-files', '-z', '--others', '--exclude-standard', '--exclude=node_modules/']))
  for (const path of [...others.filter((name) => !name.endsWith('/')), ...lockFiles]) {
    if (!tracked.has(path)) tracked.set(path, { area: 'tree', path, blob: undefined })
  }
  return [...tracked.values()]
}

/** Paths whose bytes go through a filter on their way in and out (LFS, ident, another encoding). */
async function convertedPaths(context: Context, paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set()
  const input = paths.map((path) => `${path}\0`).join('')
  const answers = nulSeparated(await git(context, ['check-attr', '-z', '--stdin', 'filter', 'ident', 'working-tree-encoding'], input))
  return new Set(answers.filter((_, index) => index % 3 === 0 && !['unspecified', 'unset'].includes(answers[index + 2] ?? '')))
}

async function sizesOf(context: Context, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const lines = (await git(context, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], ids.map((id) => `${id}\n`).join(''))).toString().split('\n')
  return new Map(lines.map((line) => line.split(' ')).map(([id, size]) => [id ?? '', Number(size)]))
}
