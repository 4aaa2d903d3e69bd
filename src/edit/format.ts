import { ConventionsError } from '../errors.ts'
import type { Json, KeyPath } from '../feature.ts'
import { positionAt } from './splice.ts'
import { behindBom } from './text.ts'
import { applied, type Atomic, keyName, type Obstacle, refine, sameValue } from './value.ts'

/** What an editor of one format gives; texts come without BOM. */
export interface Format {
  /** The data; `{}` for a document without any. Throws `keysSyntax`, `keysDuplicate`, `keysManyDocuments`. */
  read(path: string, text: string): unknown
  /** Offset of the innermost thing on the way to `at` that is there. */
  where(text: string, at: KeyPath): number
  /** Texts with the edit made, the nicest first; the first that reads as it should is taken. Throws `keysShared`, `keysInexpressible`. */
  edit(path: string, text: string, edit: Atomic): Iterable<string>
}

/** A key and what it is to be; undefined: gone. */
export interface KeyEdit {
  readonly at: KeyPath
  readonly value: Json | undefined
}

/** `writeKeys` for a file whose format is known. */
export function writeKeysAs(format: Format, path: string, text: string, edits: readonly KeyEdit[]): string {
  return behindBom(text, (body) => edits.reduce((current, { at, value }) => {
    const stop = (obstacle: Obstacle): Error => blocked(format, path, current, obstacle)
    const before = format.read(path, current)
    return refine(before, at, value, stop).reduce<{ text: string, value: unknown }>((state, atomic) => {
      const expected = applied(state.value, atomic)
      return { text: editOnce(format, path, state.text, atomic, expected), value: expected }
    }, { text: current, value: before }).text
  }, body))
}

/** The guard: never hand out a text that does not say what it should. */
function editOnce(format: Format, path: string, text: string, atomic: Atomic, expected: unknown): string {
  for (const candidate of format.edit(path, text, atomic)) {
    if (reads(format, path, candidate, expected)) return candidate
  }
  throw new Error(`${path}: the ${atomic.kind} of ${keyName(atomic.at)} did not give the expected document`)
}

function reads(format: Format, path: string, text: string, expected: unknown): boolean {
  try {
    return sameValue(format.read(path, text), expected)
  } catch (error) {
    if (error instanceof ConventionsError) return false
    throw error
  }
}

function blocked(format: Format, path: string, text: string, { at, found, length }: Obstacle): ConventionsError {
  const place = { path, ...positionAt(text, format.where(text, at)), key: keyName(at) }
  return length === undefined
    ? new ConventionsError('keysNotContainer', { ...place, found })
    : new ConventionsError('keysIndex', { ...place, length })
}
