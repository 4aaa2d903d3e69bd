import { diff3MergeRegions, diffIndices, type IUnstableRegion } from 'node-diff3'
import { behindBom, joinLines, type Line, linesOf, normal, styleOf, withoutBom } from './text.ts'

/** A part that both sides changed, differently. Texts in LF, each line with its end; '' where a side has no line. */
export interface MergeConflict {
  readonly base: string
  readonly yours: string
  readonly convention: string
  /** Where it begins in yours, from 1. */
  readonly line: number
}

export type Merged = { readonly text: string } | { readonly conflicts: readonly MergeConflict[] }

/**
 * Merges line by line, as `git merge-file` does: a change of one side is taken, the same change of both sides once, different
 * changes that overlap or touch are a conflict. The result has yours' BOM, line ends and final newline or its absence.
 */
export function mergeThreeWay(base: string, yours: string, convention: string): Merged {
  const [a, o, b] = [yours, base, convention].map((text) => linesOf(normal(text)).map((line) => line.text)) as [string[], string[], string[]]
  const original = linesOf(withoutBom(yours))
  const { eol, finalNewline } = styleOf(yours)
  const conflicts: MergeConflict[] = []
  const result: Line[] = []
  const kept = placesIn(o, a)
  for (const region of diff3MergeRegions(a, o, b)) {
    if (region.stable && region.buffer === 'b') result.push(...region.bufferContent.map((text): Line => ({ text, eol })))
    else if (region.stable) {
      // A line of the base that both sides kept is one of yours, with the line end that it has there.
      const start = region.buffer === 'a' ? region.bufferStart : kept(region.bufferStart)
      result.push(...original.slice(start, start + region.bufferLength))
    } else if (sameLines(region.aContent, region.bContent)) {
      result.push(...original.slice(region.aStart, region.aStart + region.aLength))
    } else conflicts.push(conflictOf(region))
  }
  return conflicts.length > 0 ? { conflicts } : { text: behindBom(yours, () => joinLines(ended(result, eol, finalNewline))) }
}

/** Where an unchanged line of the base is in yours. */
function placesIn(base: string[], yours: string[]): (index: number) => number {
  const hunks = diffIndices(base, yours)
  return (index) => hunks.reduce((at, { buffer1: [start, removed], buffer2: [, added] }) => start + removed <= index ? at + added - removed : at, index)
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index])
}

function conflictOf(region: IUnstableRegion<string>): MergeConflict {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
  return { base: text(region.oContent), yours: text(region.aContent), convention: text(region.bContent), line: region.aStart + 1 }
}

/** Every line with an end, but the last where yours has none. */
function ended(lines: readonly Line[], eol: '\n' | '\r\n', finalNewline: boolean): Line[] {
  return lines.map((line, index) => ({ ...line, eol: index === lines.length - 1 && !finalNewline ? '' : line.eol || eol }))
}
