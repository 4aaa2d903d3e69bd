import type { Feature } from '../feature.ts'
import { features as ours } from '../features/index.ts'
import { configJsonSchema, type JsonSchema } from './jsonSchema.ts'

/** Markdown about every key of the config, from the schemas: a table for the frame, and one per feature. */
export function configDocs(features: readonly Feature[] = ours): string {
  const { properties = {} } = configJsonSchema(features)
  const sections = new Set(features.map(({ name }) => name))
  const frame = Object.entries(properties).filter(([key]) => !sections.has(key)).flatMap(([key, schema]) => rows(key, schema))
  const tables = features.map(({ name, summary }) => {
    const section = (properties[name]?.anyOf ?? []).find(({ type }) => type === 'object')
    return `## ${name}\n\n${summary.en}. \`${name}: false\` switches it off.\n\n${table(inside('', section ?? {}))}`
  })
  return [`## Top level\n\n${table(frame)}`, ...tables].join('\n\n') + '\n'
}

type Row = readonly [key: string, type: string, fallback: string, meaning: string]

function table(lines: readonly Row[]): string {
  const cells = lines.map(([key, type, fallback, meaning]) => [code(key), type, fallback, meaning.replaceAll('|', '\\|')])
  return [['Key', 'Type', 'Default', 'Meaning'], ['---', '---', '---', '---'], ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function rows(key: string, schema: JsonSchema): Row[] {
  const own: Row = [key, types(schema), fallback(schema), schema.description ?? '']
  return [own, ...inside(`${key}.`, schema)]
}

/** Keys below a key: of an object, of a record's values (`types.<name>.title`), of a list's items (`sections[].title`). */
function inside(prefix: string, schema: JsonSchema): Row[] {
  const stem = prefix.slice(0, -1)
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => rows(prefix + key, value)),
    ...(schema.anyOf ?? []).filter((option) => !isLocalized(option)).flatMap((option) => inside(prefix, option)),
    ...(typeof schema.additionalProperties === 'object' ? inside(`${prefix}<name>.`, schema.additionalProperties) : []),
    ...(schema.items && !Array.isArray(schema.items) ? inside(`${stem}[].`, schema.items) : []),
  ].filter((row, index, all) => all.findIndex(([key]) => key === row[0]) === index)
}

/** A text per locale: one row says it. */
function isLocalized({ properties = {} }: JsonSchema): boolean {
  return Object.keys(properties).join() === 'en,ko'
}

function types(schema: JsonSchema): string {
  return [...new Set(namesOf(schema))].join(' \\| ')
}

function namesOf(schema: JsonSchema): string[] {
  if (schema.anyOf) return schema.anyOf.flatMap(namesOf)
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value)))
  if (schema.const !== undefined) return [code(JSON.stringify(schema.const))]
  if (schema.type === 'array') return [`list of ${schema.items?.type === 'object' ? 'objects' : types(schema.items ?? {})}`]
  if (schema.type === 'object') return [isLocalized(schema) ? 'text per locale' : 'object']
  return [schema.type === 'string' ? 'text' : schema.type ?? 'anything']
}

function fallback(schema: JsonSchema): string {
  const value = schema.default
  if (value === undefined) return ''
  const text = JSON.stringify(value)
  return text === '{}' || text.length > 60 ? '' : code(text)
}

function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``
}
