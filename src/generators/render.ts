import Handlebars from 'handlebars'
import { markdownInline, yamlScalar } from '../edit/quote.ts'
import { ConventionsError } from '../errors.ts'
import { caseHelpers } from './names.ts'

export type Data = Readonly<Record<string, unknown>>

const engine = Handlebars.create()
engine.registerHelper({
  ...caseHelpers,
  eq: (a: unknown, b: unknown) => a === b,
  ne: (a: unknown, b: unknown) => a !== b,
  and: (...values: unknown[]) => values.slice(0, -1).every(Boolean),
  or: (...values: unknown[]) => values.slice(0, -1).some(Boolean),
  not: (value: unknown) => !value,
  includes: (list: unknown, item: unknown) => Array.isArray(list) && list.includes(item),
  // A value of another language's: JSON is read by YAML and by JavaScript alike.
  json: (value: unknown) => JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'),
  yaml: (value: unknown) => typeof value === 'string' ? yamlScalar(value) : JSON.stringify(value),
  md: (value: unknown) => markdownInline(String(value ?? '')),
  // For a comment or a sentence: one line, nothing that ends a comment.
  line: (value: unknown) => String(value ?? '').replaceAll(/\s+/g, ' ').replaceAll('*/', '* /').replaceAll('-->', '-- >').trim(),
})

/**
 * Fills a template. Values go in as they are (a value is never a template, and nothing is escaped for HTML); a name without a value is an error.
 *
 * @throws ConventionsError `templateInvalid`
 */
export function render(template: string, data: Data, path: string): string {
  try {
    return engine.compile(template, { noEscape: true, strict: true, preventIndent: true })(data)
  } catch (error) {
    throw new ConventionsError('templateInvalid', { path, problem: (error instanceof Error ? error.message : String(error)).split('\n').join(' ') }, { cause: error })
  }
}
