/** How often something was met. */
export interface Share {
  readonly name: string
  readonly count: number
}

export function bump(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

/** Most first; what was met as often, by name. */
export function ranksOf(counts: ReadonlyMap<string, number>): Share[] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name, count]) => ({ name, count }))
}
