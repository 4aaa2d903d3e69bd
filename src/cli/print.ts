import type { Io } from '../io.ts'

/** Lines of the result. */
export function print({ stdout }: Pick<Io, 'stdout'>, lines: readonly string[]): void {
  if (lines.length > 0) stdout.write(`${lines.join('\n')}\n`)
}
