// @ts-expect-error the package has no types
import { read } from 'untyped'
export function right(given: unknown, run: () => string): string {
  const name = 'a' as const
  return typeof given === 'string' ? given : `${run()}${name}${read()}`
}
