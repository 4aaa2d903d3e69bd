import { ConventionsError } from '../errors.ts'
import { writeKeysAs, type Format, type KeyEdit } from './format.ts'
import { json } from './json.ts'
import { withoutBom } from './text.ts'
import { toml } from './toml.ts'
import { yaml } from './yaml.ts'

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
export function writeKeys(path: string, text: string, edits: readonly KeyEdit[]): string {
  return writeKeysAs(supported(path), path, text, edits)
}

function supported(path: string): Format {
  const format = formatOf(path)
  if (format === undefined) throw new ConventionsError('keysUnsupported', { path })
  return format
}
