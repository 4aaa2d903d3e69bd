import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { inRoot } from '../../../scripts/lib/root.ts'

/** Puts the hook-time bundle where an install would. */
export async function toolkitInto(folder: string): Promise<void> {
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"name":"create-conventions","type":"module"}\n')
  await build({
    entryPoints: [inRoot('src/hook.ts')], outfile: join(folder, 'dist/hook.js'), absWorkingDir: inRoot('.'), bundle: true, format: 'esm', platform: 'node', target: 'node22', logLevel: 'error',
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    alias: { yaml: inRoot('node_modules/yaml/browser/dist/index.js') }, mainFields: ['module', 'main'],
  })
}
