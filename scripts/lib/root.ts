import { fileURLToPath } from 'node:url'

/** The root of this repository, as a folder URL. */
export const root = new URL('../../', import.meta.url)

/** The absolute path of something in this repository. */
export function inRoot(path: string): string {
  return fileURLToPath(new URL(path, root))
}
