import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from './root.ts'

/**
 * Names, versions and licence texts of the packages that were bundled.
 * @param inputs paths of bundled files, relative to the root (keys of esbuild's metafile)
 * @throws Error when a bundled package comes without a licence text: it must not be published then.
 */
export function noticesOf(inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []))
  const notices = [...folders].sort().map((folder) => {
    const path = inRoot(folder)
    const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { name: string, version: string, license: string }
    const file = readdirSync(path).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry))
    if (file === undefined) throw new Error(`${folder} is bundled and has no licence file`)
    return `${name} ${version} (${license})\n\n${readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim()}\n`
  })
  return [
    'create-conventions contains code of the packages below, bundled into its files.\n',
    ...notices,
  ].join(`\n${'-'.repeat(80)}\n\n`)
}
