import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type OutputFile } from 'esbuild'
import { inRoot } from '../../../scripts/lib/root.ts'

let bundled: Promise<readonly OutputFile[]> | undefined

/** Puts what runs at hook time where an install would: the bundles, and the assets that they read. */
export async function toolkitInto(folder: string): Promise<void> {
  bundled ??= bundle()
  mkdirSync(join(folder, 'dist'), { recursive: true })
  for (const { path, contents } of await bundled) writeFileSync(join(folder, 'dist', basename(path)), contents)
  cpSync(inRoot('package.json'), join(folder, 'package.json'))
  for (const name of ['presets', 'templates']) symlinkSync(inRoot(name), join(folder, name))
}

async function bundle(): Promise<readonly OutputFile[]> {
  const { outputFiles } = await build({
    entryPoints: ['startHook', 'hook', 'bin'].map((name) => inRoot(`src/${name}.ts`)), outdir: 'dist', absWorkingDir: inRoot('.'), write: false,
    bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node22', logLevel: 'error',
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    alias: { yaml: inRoot('node_modules/yaml/browser/dist/index.js') }, mainFields: ['module', 'main'],
  })
  return outputFiles
}
