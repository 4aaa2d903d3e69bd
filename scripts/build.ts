import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { inRoot, root } from './lib/root.ts'
import { noticesOf } from './lib/notices.ts'
import { writeDeclarations } from './lib/declarations.ts'

const out = new URL('dist/', root)

/**
 * Bundles `src/` and what it imports into `dist/`. Every file lies directly in `dist/`, one level below the package's root like
 * `src/` itself: `assets.ts` relies on it. What is imported lazily stays a file of its own.
 */
async function bundle(): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: inRoot('.'),
    entryPoints: ['src/bin.ts', 'src/index.ts', 'src/install.ts', 'src/startHook.ts', 'src/hook.ts', 'src/commitlint.ts'],
    outdir: 'dist',
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // The ESM builds (yaml hides its own from Node): esbuild can tree-shake them, and a bundled CommonJS one could not `require` what belongs to Node.
    mainFields: ['module', 'main'],
    alias: { yaml: inRoot('node_modules/yaml/browser/dist/index.js') },
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  writeFileSync(new URL('THIRD-PARTY-NOTICES.txt', out), noticesOf(Object.keys(metafile.inputs)))
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
await bundle()
for (const name of ['create-conventions.cjs', 'launcher.cjs', 'start.cjs']) cpSync(new URL(`src/${name}`, root), new URL(name, out))
await writeDeclarations()
