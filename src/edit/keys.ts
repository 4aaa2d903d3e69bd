import { ConventionsError } from '../errors.ts'
import type { Json, KeyPath } from '../feature.ts'
import { json } from './json.ts'
import { positionAt } from './splice.ts'
import { behindBom, withoutBom } from './text.ts'
import { toml } from './toml.ts'
import { applied, type Atomic, keyName, type Obstacle, refine, sameValue } from './value.ts'
import { yaml } from './yaml.ts'

/** What an editor of one format gives; texts come without BOM. */
export interface Format {
  /** The data; `{}` for a document without any. Throws `keysSyntax`, `keysDuplicate`, `keysManyDocuments`. */
  read(path: string, text: string): unknown
  /** Offset of the innermost thing on the way to `at` that is there. */
  where(text: string, at: KeyPath): number
  /** Texts with the edit made, the nicest first; the first that reads as it should is taken. Throws `keysShared`, `keysInexpressible`. */
  edit(path: string, text: string, edit: Atomic): Iterable<string>
}

const formats: readonly (readonly [RegExp, Format])[] = [
  [/\.(json|jsonc|code-workspace|webmanifest|babelrc|jshintrc|swcrc)$|(^|\/)\.(babelrc|jshintrc|swcrc|hintrc)$/i, json],
  [/\.ya?ml$|(^|\/)\.(clang-format|clang-tidy)$/i, yaml],
  [/\.toml$|(^|\/)(Pipfile|Cargo\.lock|poetry\.lock|uv\.lock)$/i, toml],
]

function formatOf(path: string): Format | undefined {
  return formats.find(([name]) => name.test(path))?.[1]
}

/**
 * The data of a JSON (comments and trailing commas allowed but in files such as package.json), YAML 1.2 (aliases and merge keys
 * followed) or TOML 1.1 document; `{}` for an empty one. Dates of TOML come as they are written.
 * Throws `keysUnsupported`, `keysSyntax`, `keysDuplicate`, `keysManyDocuments`.
 */
export function parseKeys(path: string, text: string): unknown {
  return supported(path).read(path, withoutBom(text))
}

/**
 * The text with keys set, created (missing parents too) or, for `undefined`, deleted, one edit after the other. A number in a
 * path is an index; the index behind the last item appends. A container is compared with what is there, and only what differs
 * is touched: what is not part of a changed key keeps every byte. The result is read again before it is handed out.
 * Throws what `parseKeys` throws, `keysShared`, `keysNotContainer`, `keysIndex`, `keysInexpressible`.
 */
export function writeKeys(path: string, text: string, edits: readonly { readonly at: KeyPath, readonly value: Json | undefined }[]): string {
  const format = supported(path)
  return behindBom(text, (body) => edits.reduce((current, { at, value }) => {
    const stop = (obstacle: Obstacle): Error => blocked(format, path, current, obstacle)
    const before = format.read(path, current)
    return refine(before, at, value, stop).reduce<{ text: string, value: unknown }>((state, atomic) => {
      const expected = applied(state.value, atomic)
      return { text: editOnce(format, path, state.text, atomic, expected), value: expected }
    }, { text: current, value: before }).text
  }, body))
}

function supported(path: string): Format {
  const format = formatOf(path)
  if (format === undefined) throw new ConventionsError('keysUnsupported', { path })
  return format
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
