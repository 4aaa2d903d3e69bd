import { build } from 'esbuild'
import { inRoot } from './root.ts'

/** What a page of `--html` is made of, and the paths of what is in it. */
export interface BundledPage {
  readonly script: string
  readonly style: string
  readonly inputs: readonly string[]
}

/** Bundles what runs in the pages: one classic script and one style sheet, to be written into each page. */
export async function bundlePage(): Promise<BundledPage> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: inRoot('.'),
    entryPoints: { script: 'src/pages/browser/main.tsx', style: 'src/pages/browser/style.css' },
    outdir: 'dist',
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    // light-dark() and what the scripts use: browsers of 2024.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    tsconfig: 'src/pages/browser/tsconfig.json',
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const text = (ending: string): string => outputFiles.find(({ path }) => path.endsWith(ending))!.text.trim()
  return { script: text('.js'), style: text('.css'), inputs: Object.keys(metafile.inputs) }
}
