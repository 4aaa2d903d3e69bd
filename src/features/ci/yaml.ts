import { blockLines } from '../../edit/yaml-emit.ts'
import type { Json } from '../../feature.ts'

/** What a file of ours begins with; by it a file is told from one of the user's with the same name. */
export const madeBy = 'create-conventions'

/** A YAML document of our own, LF, with a comment above it. Lists are indented, texts of several lines are literal blocks. */
export function yamlFile(comment: string, data: Json): string {
  const lines = blockLines(data, 0, { eol: '\n', unit: 2, indentLists: true, literals: true }) ?? []
  // A blank line above each key of the top level keeps the parts apart.
  return `# ${comment}\n${lines.map((line) => /^[^\s-]/.test(line) ? `\n${line}` : line).join('\n')}\n`.replace('\n\n', '\n')
}

/** An object without what is undefined, so that optional keys can be written in place. */
export function keys(entries: Readonly<Record<string, Json | undefined>>): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, Json] => entry[1] !== undefined))
}
