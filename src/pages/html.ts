import { createHash } from 'node:crypto'
import { xml } from '../edit/quote.ts'
import type { PageData } from './data.ts'

export interface PageAssets {
  /** What runs in the page, as one classic script. */
  readonly script: string
  readonly style: string
}

/** What a page of ours begins with, by which one is known that may be written over. */
export const mark = '<!doctype html>\n<!-- made by create-conventions -->\n'

/**
 * A page that needs nothing but itself. Its policy lets run what is ours, by hash, and forbids everything else: no address is asked for anything.
 *
 * @param words `title` of the page, and what stands there where scripts do not run
 */
export function pageHtml(data: PageData, { script, style }: PageAssets, words: { readonly title: string, readonly noScript: string }): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`
  return `${mark}<html lang="${data.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${xml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${xml(words.title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript><p>${xml(words.noScript)}</p></noscript>
<div id="page"></div>
<script type="application/json" id="data">${embedded(data)}</script>
<script>${script}</script>
</body>
</html>
`
}

/** JSON that no parser of HTML reads as anything else: what could begin a tag or a comment is written as an escape. */
export function embedded(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
