import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { builtins } from './lib/builtins.ts'
import { bundleHook, bundling } from './lib/bundle.ts'
import { inRoot, root } from './lib/root.ts'
import { noticesOf } from './lib/notices.ts'
import { writeDeclarations } from './lib/declarations.ts'

const out = new URL('dist/', root)

/**
 * Bundles `src/` and what it imports into `dist/`. Every file lies directly in `dist/`, one level below the package's root like
 * `src/` itself: `assets.ts` relies on it. What is imported lazily stays a file of its own.
 */
async function bundle(): Promise<string[]> {
  const { metafile } = await build({
    ...bundling,
    entryPoints: ['src/bin.ts', 'src/index.ts', 'src/install.ts', 'src/commitlint.ts', 'src/commits/commitlintPackages.ts'],
    outdir: 'dist',
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    plugins: [builtins],
  })
  return Object.keys(metafile.inputs)
}

/** The process that runs plopfiles: node-plop and inquirer, which nothing else loads; CommonJS inside, which asks for Node's modules by `require`. */
async function bundlePlopHost(): Promise<string[]> {
  const { metafile } = await build({
    ...bundling,
    entryPoints: { 'plop-host': 'src/generators/plop/host.ts' },
    outdir: 'dist',
    format: 'esm',
    alias: { 'iconv-lite': inRoot('src/generators/plop/iconv.ts') },
    banner: { js: 'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);' },
    minify: true,
  })
  return Object.keys(metafile.inputs)
}

/** The process that lints candidates: it loads what is installed in the cache, and of ours little. */
async function bundleLintHost(): Promise<string[]> {
  const { metafile } = await build({ ...bundling, entryPoints: { 'lint-host': 'src/compare/lint/host.ts' }, outdir: 'dist', format: 'esm' })
  return Object.keys(metafile.inputs)
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
writeFileSync(new URL('THIRD-PARTY-NOTICES.txt', out), noticesOf([...new Set([...await bundle(), ...await bundlePlopHost(), ...await bundleLintHost(), ...await bundleHook('dist')])]))
for (const name of ['create-conventions.cjs', 'launcher.cjs', 'start.cjs', 'startHook.cjs']) cpSync(new URL(`src/${name}`, root), new URL(name, out))
await writeDeclarations()
