import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'
import { configInMemory, resolveConfig } from '../src/config/resolve.ts'
import { memoryRepo } from '../src/repo/memory.ts'
import { bundleHook, bundling } from './lib/bundle.ts'
import { bundleCli } from './lib/cli.ts'
import { bundlePage } from './lib/page.ts'
import { inRoot, root } from './lib/root.ts'
import { noticesOf } from './lib/notices.ts'
import { writeDeclarations } from './lib/declarations.ts'

const out = new URL('dist/', root)

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

/** The process that runs plugins of release-it: it loads what is installed in the repository, and of ours little. */
async function bundleReleaseHost(): Promise<string[]> {
  const { metafile } = await build({ ...bundling, entryPoints: { 'release-host': 'src/release/plugins/host.ts' }, outdir: 'dist', format: 'esm' })
  return Object.keys(metafile.inputs)
}

/** What `--html` writes into its pages. */
async function bundlePages(): Promise<readonly string[]> {
  const { script, style, inputs } = await bundlePage()
  writeFileSync(new URL('page.js', out), script)
  writeFileSync(new URL('page.css', out), style)
  return inputs
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
writeFileSync(new URL('THIRD-PARTY-NOTICES.txt', out), noticesOf([...new Set([...await bundleCli('dist'), ...await bundlePlopHost(), ...await bundleLintHost(), ...await bundleReleaseHost(), ...await bundleHook('dist'), ...await bundlePages()])]))
await writeDeclarations()
const { config } = await resolveConfig(configInMemory({ extends: 'standard' }), { repo: memoryRepo({}) })
writeFileSync(new URL('standard.json', out), JSON.stringify(config))
