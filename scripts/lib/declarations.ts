import { rollup } from 'rollup'
import { dts } from 'rollup-plugin-dts'
import { inRoot } from './root.ts'

/**
 * Writes `dist/types/index.d.ts` and `install.d.ts`: the public types, each file whole. Types of bundled packages (valibot's, through
 * the features' schemas) go in as far as they are used, because a user has not installed those packages.
 */
export async function writeDeclarations(): Promise<void> {
  const bundle = await rollup({
    input: { commitlint: inRoot('src/commitlint.ts'), index: inRoot('src/index.ts'), install: inRoot('src/install.ts') },
    external: /^node:/,
    plugins: [dts({ tsconfig: inRoot('tsconfig.build.json'), includeExternal: ['valibot'] })],
    onwarn(warning) {
      // `install` is run, not imported: it declares nothing.
      if (warning.code !== 'EMPTY_BUNDLE') throw new Error(warning.message)
    },
  })
  await bundle.write({ dir: inRoot('dist/types'), entryFileNames: '[name].d.ts', chunkFileNames: '[name].d.ts' })
}
