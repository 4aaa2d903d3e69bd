import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { bundleHook } from '../../../scripts/lib/bundle.ts'
import { bundleCli } from '../../../scripts/lib/cli.ts'
import { inRoot } from '../../../scripts/lib/root.ts'
import { temporaryFolder } from '../../../scripts/lib/temporary.ts'

let bundled: Promise<string> | undefined

/** Puts what runs at hook time where an install would: the bundles, and the assets that they read. */
export async function toolkitInto(folder: string): Promise<void> {
  bundled ??= bundle()
  cpSync(await bundled, join(folder, 'dist'), { recursive: true })
  cpSync(inRoot('package.json'), join(folder, 'package.json'))
  for (const name of ['presets', 'templates']) symlinkSync(inRoot(name), join(folder, name))
}

async function bundle(): Promise<string> {
  const dist = temporaryFolder('hook-bundle')
  mkdirSync(dist, { recursive: true })
  await bundleHook(dist)
  await bundleCli(dist)
  return dist
}
