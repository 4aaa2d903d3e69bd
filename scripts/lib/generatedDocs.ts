import { eslintDocs } from './eslintDocs.ts'
import { configDocs } from '../../src/config/docs.ts'
import { configJsonSchema } from '../../src/config/jsonSchema.ts'
import { toJsonSchema } from '@valibot/to-json-schema'
import { doctorSchema, reportSchema } from '../../src/provision/report.ts'

const heading = `# The config file

Every key of \`conventions.config.{yaml,json,ts,js}\`. Generated from the schemas by \`npm run docs\`: change those, not this file.

`

/** Every generated file of this repository by its path, as it should be. */
export function generatedDocs(): Record<string, string> {
  return {
    'schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    'schemas/doctor.json': `${JSON.stringify(toJsonSchema(doctorSchema, { target: 'draft-07' }), null, 2)}\n`,
    'schemas/provision.json': `${JSON.stringify(toJsonSchema(reportSchema, { target: 'draft-07' }), null, 2)}\n`,
    'docs/config.md': `${heading}${configDocs()}`,
    'docs/eslint.md': eslintDocs(),
  }
}
