import { toJsonSchema, type ConversionConfig } from '@valibot/to-json-schema'
import type { Feature } from '../feature.ts'
import { features as ours } from '../features/index.ts'
import { configSchema } from './schema.ts'

/** A JSON Schema, as far as it is looked into here. */
export interface JsonSchema {
  readonly $schema?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
}

const conversion: ConversionConfig = {
  typeMode: 'input',
  target: 'draft-07',
  // Checks in code have no words in JSON Schema; loading the config makes them.
  errorMode: 'ignore',
  overrideAction({ valibotAction, jsonSchema }) {
    // JSON Schema's patterns are read with the flag u or without any: another flag would change what they mean.
    if (valibotAction.type !== 'regex') return undefined
    const { flags } = (valibotAction as unknown as { requirement: RegExp }).requirement
    if (flags === '' || flags === 'u') return undefined
    const { pattern: _, ...rest } = jsonSchema
    return rest
  },
}

/** The JSON Schema (draft-07) of a config, for editors: generated into `schema.json` of the package. */
export function configJsonSchema(features: readonly Feature[] = ours): JsonSchema {
  const { properties = {}, ...schema } = relaxed(toJsonSchema(configSchema(features), conversion) as JsonSchema)
  const summaries = new Map(features.map(({ name, summary }) => [name, summary.en]))
  const described = Object.entries(properties).map(([key, value]) => {
    const summary = summaries.get(key)
    return [key, summary === undefined ? value : { description: `${summary}. false switches it off.`, ...value }] as const
  })
  return {
    title: 'conventions.config',
    description: 'What a team agreed on, as create-conventions reads it.',
    ...schema,
    properties: Object.fromEntries(described),
    // VS Code's own keywords: the loader tolerates both.
    ...{ allowComments: true, allowTrailingCommas: true },
  }
}

/** A config states what differs from its presets, so nothing is required but in the items of a list, which is replaced as a whole. */
function relaxed(schema: JsonSchema): JsonSchema {
  const { required: _, ...rest } = schema
  const { properties, anyOf, additionalProperties } = rest
  return {
    ...rest,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, relaxed(value)])) }),
    ...(anyOf && { anyOf: anyOf.map(relaxed) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: relaxed(additionalProperties) }),
  }
}
