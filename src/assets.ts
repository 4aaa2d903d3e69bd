import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { once } from './repo/once.ts'

// Bundled files live in dist/, this one in src/: both are one level below the package's root.
const packageRoot = new URL('../', import.meta.url)

/** The text of a file that this package ships. `path` is relative to the package's root. Throws when it is not there: that is a bug. */
export function readAsset(path: string): string {
  return readFileSync(new URL(path, packageRoot), 'utf8')
}

/** What the pages of `--html` are made of. In a checkout that was not built, it is bundled now. */
export async function readPageAssets(): Promise<{ readonly script: string, readonly style: string }> {
  if (!import.meta.url.endsWith('.ts')) return { script: readAsset('dist/page.js'), style: readAsset('dist/page.css') }
  const { bundlePage } = await importAsset('scripts/lib/page.ts') as { bundlePage(): Promise<{ script: string, style: string }> }
  return bundlePage()
}

/** Names in a folder that this package ships, sorted. */
export function listAssets(path: string): string[] {
  return readdirSync(new URL(`${path}/`, packageRoot)).sort()
}

/** Paths of all files below a folder that this package ships, relative to it, with `/`, sorted. */
export function listAssetTree(path: string): string[] {
  return readdirSync(new URL(`${path}/`, packageRoot), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => relative(fileURLToPath(new URL(`${path}/`, packageRoot)), join(entry.parentPath, entry.name)).replaceAll('\\', '/')).sort()
}

/** The address of a module that this package ships as it is, for `import()`. */
export function assetUrl(path: string): string {
  return new URL(path, packageRoot).href
}

/** Imports a module that this package ships as it is: not part of the bundle, loaded when it is needed. */
export async function importAsset(path: string): Promise<object> {
  return (await import('./importModule.cjs')).default(assetUrl(path))
}

/** Version of this package. */
export const toolkitVersion: () => string = once(() => (JSON.parse(readAsset('package.json')) as { version: string }).version)

/** What tells this package from another build of it: the version, and when its code was written. In a checkout, the newest of its sources. */
export const toolkitId: () => string = once(() => {
  const code = import.meta.url.endsWith('.ts') ? ['src', 'presets/conventions'].flatMap((folder) => listAssetTree(folder).map((path) => new URL(`${folder}/${path}`, packageRoot))) : [new URL(import.meta.url)]
  return `${toolkitVersion()} ${Math.max(...code.map((file) => statSync(file).mtimeMs))}`
})

/** The standard convention as a config comes to it, as JSON: the build resolves it. Undefined in a checkout that was not built. */
export function builtStandard(): string | undefined {
  return import.meta.url.endsWith('.ts') ? undefined : readAsset('dist/standard.json')
}
