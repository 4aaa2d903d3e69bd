import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleHook, bundling } from '../../../scripts/lib/bundle.ts'

/** Puts the hook-time bundle where an install would. */
export async function toolkitInto(folder: string): Promise<void> {
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"name":"create-conventions","type":"module"}\n')
  await bundleHook(join(folder, 'dist'))
  await build({
    ...bundling, entryPoints: ['src/bin.ts', 'src/commits/commitlintPackages.ts'], outdir: join(folder, 'dist'), entryNames: '[name]', format: 'esm',
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  })
}
