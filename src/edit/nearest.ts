import { distance } from './distance.ts'

/**
 * The candidate that `word` was plausibly meant to be, upper and lower case alike: one that it begins with or that begins with it
 * (from three characters on), or one at an edit distance of at most max(2, length / 3). Undefined when none is near.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase()
  const limit = Math.max(2, Math.floor(typed.length / 3))
  const ranked = candidates.flatMap((candidate) => {
    const name = candidate.toLowerCase()
    const shorter = Math.min(typed.length, name.length)
    const prefix = shorter >= 3 && (typed.startsWith(name) || name.startsWith(typed))
    const edits = prefix ? Math.abs(typed.length - name.length) : distance(typed, name, limit)
    // As many edits as there are characters means that nothing is alike.
    return prefix || (edits <= limit && edits < Math.max(shorter, 1)) || edits === 0 ? [{ candidate, edits }] : []
  })
  return ranked.toSorted((a, b) => a.edits - b.edits)[0]?.candidate
}
