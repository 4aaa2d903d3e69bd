import { ConventionsError } from '../errors.ts'
import type { Parsed, Source } from './layer.ts'

/** Reads a fragment by its file's ending: .yaml, .yml or .json. The parser is loaded when it is needed. Throws what the parsers throw. */
export async function parseFragment(text: string, path: string, source: Source): Promise<Parsed> {
  const body = text.replace(/^\uFEFF/, '')
  // What git leaves behind would be read as YAML's own words, or as any syntax error.
  const marker = /^(?:<{7}|>{7}) /m.exec(body)
  if (marker) {
    const line = body.slice(0, marker.index).split('\n').length
    throw new ConventionsError('configMergeMarkers', { where: { ...source, line, column: 1 } })
  }
  return path.endsWith('.json')
    ? (await import('./parseJson.ts')).parseJson(body, source)
    : (await import('./parseYaml.ts')).parseYaml(body, source)
}
