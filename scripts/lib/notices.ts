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
    const { name, version, license, author } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest
    const file = readdirSync(path).find((entry) => /^licen[cs]e(\.(md|txt))?$/i.test(entry))
    const text = file === undefined ? mit(license, author) : readFileSync(join(path, file), 'utf8').replaceAll('\r\n', '\n').trim()
    if (text === undefined) throw new Error(`${folder} is bundled and has no licence file`)
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  return [
    'create-conventions contains code of the packages below, bundled into its files.\n',
    ...notices,
  ].join(`\n${'-'.repeat(80)}\n\n`)
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly author?: string | { readonly name: string }
}

/** The text of a package (change-case, title-case) that declares the MIT licence and its author in package.json alone. */
function mit(license: string, author: Manifest['author']): string | undefined {
  const holder = typeof author === 'string' ? author : author?.name
  if (license !== 'MIT' || !holder) return undefined
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the
Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the
Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A
PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION
OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}
