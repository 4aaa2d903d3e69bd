/**
 * How many UTF-16 code units have to be put in, taken out or replaced to make one word of the other (Levenshtein); Infinity where it is more than
 * `most`.
 */
export function distance(one: string, other: string, most = Infinity): number {
  if (Math.abs(one.length - other.length) > most) return Infinity
  let above = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const replaced = above[column - 1]! + (one.charCodeAt(row - 1) === other.charCodeAt(column - 1) ? 0 : 1)
      current.push(Math.min(current[column - 1]! + 1, above[column]! + 1, replaced))
    }
    // It never becomes less again.
    if (Math.min(...current) > most) return Infinity
    above = current
  }
  return above[other.length]! > most ? Infinity : above[other.length]!
}
