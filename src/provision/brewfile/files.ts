import { readBlock, removeBlock } from '../../edit/block.ts'
import { ConventionsError } from '../../errors.ts'
import type { Item } from '../types.ts'
import { comment } from './render.ts'
import { parseBrewfile } from './parse.ts'

export type BrewfilePath = 'Brewfile' | 'Brewfile.optional'
/** The id of our block. */
export const brewfileBlock = 'provision'

/** The part of a Brewfile that is the team's own. */
export function ownPart(path: BrewfilePath, text: string): string {
  try {
    return readBlock(path, text, brewfileBlock) === undefined ? text : removeBlock(path, text, brewfileBlock)
  } catch (error) {
    // Damaged markers: the planner says so.
    if (error instanceof ConventionsError) return text
    throw error
  }
}

/**
 * The lines of our block: pure data, without what the team's own part has already, under whatever options. '' where nothing is left to say.
 */
export function brewfileBlockText(items: readonly Item[], head: string | undefined, own: string): string {
  const theirs = new Set(parseBrewfile(own).flatMap((one) => one.kind === 'entry' ? [keyOf(one.type, one.names[0] ?? '')] : []))
  const missing = (line: string) => parseBrewfile(line).every((one) => one.kind === 'entry' && !theirs.has(keyOf(one.type, one.names[0] ?? '')))
  const written = new Set<string>()
  const lines = items.flatMap((item) => {
    const entries = item.entries.filter((line) => missing(line) && !written.has(line))
    for (const line of entries) written.add(line)
    return entries.length === 0 ? [] : [...item.reason === undefined ? [] : [comment(item.reason)], ...entries]
  })
  return [...head === undefined || lines.length === 0 || !missing(head) ? [] : [head], ...lines].join('\n')
}

/** Items with the entries that the team's own part has for them, options and all; but no programs. */
export function asOwn(items: readonly Item[], own: string): Item[] {
  const theirs = new Map(parseBrewfile(own).flatMap((one) => one.kind === 'entry' && !one.options.has('postinstall') ? [[keyOf(one.type, one.names[0] ?? ''), one.text] as const] : []))
  const entryOf = (line: string) => parseBrewfile(line).flatMap((one) => one.kind === 'entry' ? theirs.get(keyOf(one.type, one.names[0] ?? '')) ?? [] : [])[0] ?? line
  return theirs.size === 0 ? [...items] : items.map((item) => ({ ...item, entries: item.kind === 'extension' ? item.entries : item.entries.map(entryOf) }))
}

function keyOf(type: string, name: string): string {
  return `${type} ${type === 'mas' ? name : name.toLowerCase().replace('/homebrew-', '/')}`
}
