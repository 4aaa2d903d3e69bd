import { cpSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { rolldown } from 'rolldown'
import { ascii } from './ascii.ts'
import { builtins } from './builtins.ts'
import { bundling, writeStart } from './bundle.ts'
import { plainExports } from './plainExports.ts'
import { inRoot } from './root.ts'

/**
 * Bundles `src/` and what it imports into a folder, with what starts it. Every file lies directly there, one level below the package's root like
 * `src/` itself: `assets.ts` relies on it. What is imported lazily stays a file of its own. CommonJS, because V8 lets keep what it compiled of that
 * (`compiled.cjs`); what others import are modules around it. Returns the paths of what is in it.
 */
export async function bundleCli(folder: string): Promise<string[]> {
  const written = resolve(inRoot('.'), folder)
  const graph = await rolldown({
    cwd: inRoot('.'),
    input: ['src/bin.ts', 'src/index.ts', 'src/apply/clone.ts', 'src/commitlintHere.ts', 'src/commits/commitlintPackages.ts'],
    platform: 'node',
    resolve: { mainFields: [...bundling.mainFields], alias: bundling.alias },
    transform: { target: bundling.target },
    // Of two importers one may be lazy; what has to be loaded together is said below.
    checks: { ineffectiveDynamicImport: false },
    plugins: [builtins, plainExports, ascii, { name: 'import-module', resolveId: { filter: { id: /importModule\.cjs$/ }, handler: () => ({ id: './importModule.cjs', external: true }) } }],
  })
  const { output } = await graph.write({
    dir: written,
    format: 'cjs',
    strict: true,
    // What V8 compiled earlier cannot import by itself: `importModule.cjs` does.
    dynamicImportInCjs: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    comments: { legal: false },
    codeSplitting: { groups: together },
  })
  await graph.close()
  const chunks = output.filter((file) => file.type === 'chunk')
  writeStart(written, 'start.cjs', chunks.map(({ fileName, code }) => `${fileName}\0${code}\0`).join(''))
  for (const name of ['create-conventions.cjs', 'launcher.cjs', 'importModule.cjs', 'tiering.cjs']) cpSync(inRoot(`src/${name}`), join(written, name))
  await writeModules(written, new Map(chunks.filter(({ isEntry }) => isEntry).map(({ facadeModuleId, fileName, exports }) => [relative(inRoot('src'), facadeModuleId!), { fileName, exports }])))
  return chunks.flatMap(({ moduleIds }) => moduleIds.map((id) => relative(inRoot('.'), id)))
}

/**
 * Writes the modules that package.json exports. What they import of `src/` is bundled already.
 *
 * @param bundled by the path in `src/`: the file, and the names that it exports
 */
async function writeModules(folder: string, bundled: ReadonlyMap<string, { readonly fileName: string, readonly exports: readonly string[] }>): Promise<void> {
  const around: Plugin = {
    name: 'around',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\.\/.*\.ts$/ }, ({ path }) => path.startsWith('./src/') ? undefined : { path: path.slice(2), namespace: 'around' })
      onResolve({ filter: /\.cjs$/ }, ({ path }) => ({ path, external: true }))
      onLoad({ filter: /./, namespace: 'around' }, ({ path }) => {
        const { fileName, exports } = bundled.get(path)!
        return { contents: `import all from './${fileName}'\nexport const { ${exports.join(', ')} } = all\n` }
      })
    },
  }
  await build({ ...bundling, plugins: [around], entryPoints: { index: './index.ts', install: './src/install.ts', commitlint: './src/commitlint.ts' }, outdir: folder, format: 'esm' })
}

/**
 * Modules that are loaded together, with what they import, become one file: to find, read and link a hundred small ones takes a quarter of the time of a
 * short command. What every command needs, what asks git, reads a repository, tells its history, lints a commit,
 * what is needed to plan, and to write.
 */
const together = [
  { name: 'start', test: /\/src\/(main|history\/read)\.ts$|^\0builtin:node:(fs|path|url|util)$/, priority: 3 },
  { name: 'en', test: /\/src\/messages\/en\/index\.ts$/, priority: 2.8 },
  { name: 'ko', test: /\/src\/messages\/ko\/index\.ts$/, priority: 2.8 },
  { name: 'base', test: /\/src\/(repo\/(disk|factsWith)|edit\/(json|format|quote)|cli\/(page|json|print))\.ts$/, priority: 2.6 },
  { name: 'history', test: /\/src\/cli\/(changelog|releasing)\.ts$/, priority: 2.5 },
  { name: 'staged', test: /\/src\/cli\/lint\/staged\.ts$/, priority: 2 },
  { name: 'engine', test: /\/src\/(commands\/check|repo\/disk|config\/parseYaml)\.ts$/, priority: 1 },
  { name: 'apply', test: /\/src\/(commands\/init|apply\/(apply|trial))\.ts$/ },
]
