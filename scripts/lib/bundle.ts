import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build as esbuild, type BuildOptions, type Plugin } from 'esbuild'
import { inRoot } from './root.ts'

/** How everything that is published is bundled. */
export const bundling = {
  absWorkingDir: inRoot('.'),
  bundle: true,
  platform: 'node',
  target: 'node22',
  // The ESM builds (yaml hides its own from Node): esbuild can tree-shake them, and a bundled CommonJS one could not `require` what belongs to Node.
  mainFields: ['module', 'main'],
  alias: { yaml: inRoot('node_modules/yaml/browser/dist/index.js'), handlebars: inRoot('node_modules/handlebars/dist/handlebars.js') },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions

/** Node's own modules by `require`: where they are imported, esbuild copies all their properties, which takes a tenth of a hook's own time. */
const required: Plugin = {
  name: 'required',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:/ }, ({ path, namespace }) => namespace === 'required' ? { path, external: true } : { path, namespace: 'required', sideEffects: false })
    onLoad({ filter: /./, namespace: 'required' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(path) as object).filter((name) => name !== 'default')
      // What is not asked for goes.
      return { contents: [`const all = require('${path}')`, ...names.map((name) => `export const ${name} = /* @__PURE__ */ (() => all.${name})()`)].join('\n') }
    })
  },
}

/** What a hook loads only where the explanation of a message is not all: modules of their own beside it. */
const beside = /\/(bin|commitlintPackages)\.ts$/
const bundledAs = (path: string): string => `./${path.replace(/^.*\/(\w+)\.ts$/, '$1').replace(/^bin$/, 'start')}.cjs`

/**
 * Writes `hook.cjs` into a folder: one CommonJS file, which Node starts sooner than modules; beside it `startHook.cjs`, with the hash by which that
 * knows what was compiled of it, and `compiled.cjs`. Returns the paths of what is in it.
 */
export async function bundleHook(folder: string): Promise<string[]> {
  const { metafile } = await esbuild({
    ...bundling,
    entryPoints: ['src/hook.ts'],
    outfile: join(folder, 'hook.cjs'),
    format: 'cjs',
    minifyIdentifiers: true,
    // CommonJS too, and Node need not make ready to load modules.
    supported: { 'dynamic-import': false },
    plugins: [required, { name: 'beside', setup: ({ onResolve }) => onResolve({ filter: beside }, ({ path }) => ({ path: bundledAs(path), external: true })) }],
  })
  const written = resolve(inRoot('.'), folder)
  writeStart(written, 'startHook.cjs', readFileSync(join(written, 'hook.cjs'), 'utf8'))
  return Object.keys(metafile.inputs)
}

/** Writes the file that starts a bundle, with the hash of the bundle's text by which it knows what was compiled of that, and `compiled.cjs`, which runs it. */
export function writeStart(folder: string, name: string, text: string): void {
  const build = createHash('sha256').update(text).digest('hex').slice(0, 12)
  writeFileSync(join(folder, name), readFileSync(inRoot(`src/${name}`), 'utf8').replace('@build@', build))
  cpSync(inRoot('src/compiled.cjs'), join(folder, 'compiled.cjs'))
}
