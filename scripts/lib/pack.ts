import { join } from 'node:path'
import { inRoot } from './root.ts'
import { mustRun } from './run.ts'

/** Builds this package and packs it as `npm publish` would; returns the tarball's absolute path. */
export async function packInto(folder: string): Promise<string> {
  await mustRun(process.execPath, [inRoot('scripts/build.ts')])
  const [packed] = JSON.parse(await mustRun('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder])) as { filename: string }[]
  if (packed === undefined) throw new Error('npm pack made nothing')
  return join(folder, packed.filename)
}
