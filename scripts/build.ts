import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { build } from 'esbuild'
import { rolldown } from 'rolldown'
import { configInMemory, resolveConfig } from '../src/config/resolve.ts'
import { memoryRepo } from '../src/repo/memory.ts'
import { builtins } from './lib/builtins.ts'
import { bundleHook, bundling } from './lib/bundle.ts'
import { bundlePage } from './lib/page.ts'
import { inRoot, root } from './lib/root.ts'
import { facades } from './lib/facades.ts'
import { noticesOf } from './lib/notices.ts'
import { writeDeclarations } from './lib/declarations.ts'

const out = new URL('dist/', root)

/**
 * Bundles `src/` and what it imports into `dist/`. Every file lies directly in `dist/`, one level below the package's root like
 * `src/` itself: `assets.ts` relies on it. What is imported lazily stays a file of its own.
 */
async function bundle(): Promise<string[]> {
  const graph = await rolldown({
    cwd: inRoot('.'),
    input: ['src/bin.ts', 'src/index.ts', 'src/install.ts', 'src/commitlint.ts', 'src/commits/commitlintPackages.ts'],
    platform: 'node',
    resolve: { mainFields: [...bundling.mainFields], alias: bundling.alias },
    transform: { target: bundling.target },
    // Of two importers one may be lazy; what has to be loaded together is said below.
    checks: { ineffectiveDynamicImport: false },
    plugins: [builtins, facades],
  })
  const { output } = await graph.write({
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    comments: { legal: false },
    codeSplitting: { groups: together },
  })
  await graph.close()
  return output.flatMap((file) => file.type === 'chunk' ? file.moduleIds.map((id) => relative(inRoot('.'), id)) : [])
}

/**
 * Modules that are loaded together, with what they import, become one file: to find, read and link a hundred small ones takes a quarter of the time of a
 * short command. What every command needs, what asks git, reads a repository, tells its history, lints a commit,
 * what is needed to plan, and to write.
 */
const together = [
  { name: 'start', test: /\/src\/(main|history\/read)\.ts$|^\0builtin:node:(fs|path|url|util)$|^\0rolldown\/runtime/, priority: 3 },
  { name: 'en', test: /\/src\/messages\/en\/index\.ts$/, priority: 2.8 },
  { name: 'ko', test: /\/src\/messages\/ko\/index\.ts$/, priority: 2.8 },
  { name: 'base', test: /\/src\/(repo\/(disk|factsWith)|edit\/(json|format|quote)|cli\/(page|json|print))\.ts$/, priority: 2.6 },
  { name: 'history', test: /\/src\/cli\/(changelog|releasing)\.ts$/, priority: 2.5 },
  { name: 'staged', test: /\/src\/cli\/lint\/staged\.ts$/, priority: 2 },
  { name: 'engine', test: /\/src\/(commands\/check|repo\/disk|config\/parseYaml)\.ts$/, priority: 1 },
  { name: 'apply', test: /\/src\/(commands\/init|apply\/(apply|trial))\.ts$/ },
]

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
writeFileSync(new URL('THIRD-PARTY-NOTICES.txt', out), noticesOf([...new Set([...await bundle(), ...await bundlePlopHost(), ...await bundleLintHost(), ...await bundleReleaseHost(), ...await bundleHook('dist'), ...await bundlePages()])]))
for (const name of ['create-conventions.cjs', 'launcher.cjs', 'start.cjs']) cpSync(new URL(`src/${name}`, root), new URL(name, out))
await writeDeclarations()
const { config } = await resolveConfig(configInMemory({ extends: 'standard' }), { repo: memoryRepo({}) })
writeFileSync(new URL('standard.json', out), JSON.stringify(config))
