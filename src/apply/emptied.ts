import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path/posix'
import type { RepoPath } from '../repo/repo.ts'
import { placeOf, type Context } from './context.ts'
import { isReal, lstatIfThere } from './disk.ts'
import type { Move } from './types.ts'

/**
 * Directories that the moves leave empty, which git would not keep either; parents before what is in them. One with a mode of its own
 * stays: whoever makes it again (undo, a rollback) makes it with the mode that new directories have.
 */
export async function emptiedBy(context: Context, moves: readonly Move[]): Promise<RepoPath[]> {
  const usual = (await lstatIfThere(context.home))?.mode
  const paths = (arriving: boolean) => moves.filter(({ area, to }) => area === 'tree' && (to.type !== 'absent') === arriving).map(({ path }) => path)
  const arriving = paths(true)
  const gone = new Set(paths(false))
  const emptied: RepoPath[] = []
  const candidates = [...new Set([...gone].map(dirname))].filter((path) => path !== '.')
  for (let path = candidates.pop(); path !== undefined; path = candidates.pop()) {
    const at = path
    const dir = placeOf(context, 'tree', at)
    if (gone.has(path) || arriving.some((file) => file.startsWith(`${path}/`)) || !isReal(context.root, path)) continue
    if ((await lstatIfThere(dir))?.mode !== usual || (await readdir(dir)).some((name) => !gone.has(`${at}/${name}`))) continue
    gone.add(path)
    emptied.push(path)
    if (dirname(path) !== '.') candidates.push(dirname(path))
  }
  return emptied.sort()
}
