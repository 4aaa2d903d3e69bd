import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { configDocs } from '../../src/config/docs.ts'
import { configJsonSchema, type JsonSchema } from '../../src/config/jsonSchema.ts'
import { shipped, shippedPresets } from '../../src/config/presets.ts'
import { features } from '../../src/features/index.ts'

const schema = configJsonSchema()
const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).addVocabulary(['allowComments', 'allowTrailingCommas']).compile(schema)

test.each(shippedPresets())('the preset %s is valid', async (name) => {
  validate((await shipped(name)).data)
  expect(validate.errors).toBeNull()
})

test.each<[string, unknown]>([
  ['nothing', {}],
  ['a preset', { $schema: './schema.json', extends: 'standard' }],
  ['presets', { extends: ['standard', './x.yaml', 'git+https://h/r#v1'], locale: 'ko', host: 'gitlab' }],
  ['a part of a type', { commits: { types: { feat: { bump: 'major' }, 기능: { title: { ko: '기능' } }, chore: false } } }],
  ['a part of a shape', { commits: { scopes: { folders: ['apps'] } } }],
  ['sections', { pullRequests: { sections: [{ title: 'What' }] }, ownership: { owners: { '*': ['@acme/team'] } }, editor: false }],
])('valid: %s', (_, config) => {
  validate(config)
  expect(validate.errors).toBeNull()
})

test.each<[string, unknown]>([
  ['an unknown section', { comits: {} }],
  ['an unknown key', { commits: { typs: {} } }],
  ['an unknown key deep down', { commits: { types: { feat: { bum: 'minor' } } } }],
  ['a wrong word', { commits: { types: { feat: { bump: 'mayor' } } } }],
  ['a type name that will not do', { commits: { types: { 'a b': {} } } }],
  ['true for a section', { docs: true }],
  ['a number too small', { commits: { header: { maxLength: 1 } } }],
  ['an item without its title', { pullRequests: { sections: [{ hint: 'x' }] } }],
  ['a wrong locale', { locale: 'kr' }],
  ['features in data', { features: ['sonar'] }],
])('refused: %s', (_, config) => {
  expect(validate(config)).toBe(false)
})

test('editors are told what each key means and what it is by default', () => {
  const silent = undescribed(schema, '')
  expect(silent).toEqual([])
  expect(schema.properties?.['locale']?.default).toBe('en')
  expect(schema.properties?.['commits']?.description).toContain(features[1].summary.en)
})

/** Paths of keys without a description. The texts of one locale need none. */
function undescribed({ properties = {}, anyOf = [], items, additionalProperties }: JsonSchema, at: string): string[] {
  return [
    ...Object.entries(properties).flatMap(([key, value]) => [
      ...(value.description === undefined && !['en', 'ko'].includes(key) ? [`${at}.${key}`] : []), ...undescribed(value, `${at}.${key}`),
    ]),
    ...anyOf.flatMap((option) => undescribed(option, at)),
    ...(items ? undescribed(items, `${at}[]`) : []),
    ...(typeof additionalProperties === 'object' ? undescribed(additionalProperties, `${at}.*`) : []),
  ]
}

test('the docs have a table for each feature and a row for each key', () => {
  const docs = configDocs()
  for (const { name } of features) expect(docs).toContain(`## ${name}\n`)
  expect(docs).toContain('| `types.<name>.bump` | `"major"` \\| `"minor"` \\| `"patch"` \\| `"none"` |')
  expect(docs).toContain('| `header.maxLength` | integer | `100` | The longest first line. |')
  expect(docs).toContain('| `sections[].title` | text \\| text per locale |')
  for (const line of docs.split('\n').filter((row) => row.startsWith('|'))) expect(line.split(/(?<!\\)\|/)).toHaveLength(6)
})
