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
  concat: (...values: unknown[]) => values.slice(0, -1).join(''),
  add: (...values: unknown[]) => values.slice(0, -1).reduce<number>((sum, value) => sum + Number(value), 0),
  list: (...values: unknown[]) => values.slice(0, -1),
  packageName: (group: unknown, name: unknown) => packageOf(group, name).join('.'),
  packagePath: (group: unknown, name: unknown) => packageOf(group, name).join('/'),
  // `https://host/owner/name` → owner
  owner: (url: unknown) => String(url ?? '').split('/').at(-2) ?? '',
  // A name for code (ECMAScript, Kotlin and Go alike): it cannot begin with a digit, nor be a word of the language.
  identifier: (value: unknown) => identifier(String(value ?? '')),
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

const reserved = new Set((
  'abstract as async await boolean break byte case catch char class const continue debugger default defer delete do double else enum eval export extends false final '
  + 'finally float for fun func function go goto if implements import in instanceof int interface is let long map module native new nil null object of package private protected '
  + 'public range return select short static struct super switch synchronized this throw throws transient true try type typealias typeof undefined val var void volatile when while with yield arguments'
).split(' '))

function identifier(text: string): string {
  const letters = text.replace(/[^\p{L}\p{N}_]/gu, '')
  return /^\p{L}/u.test(letters) && !reserved.has(letters) ? letters : `_${letters}`
}

/** Segments of a package of Kotlin or Java: small letters and digits, no words of the language. */
function packageOf(group: unknown, name: unknown): string[] {
  const own = String(name ?? '').toLowerCase().replace(/[^a-z0-9]/g, '')
  return [...String(group ?? '').split('.').filter(Boolean), own].map((part) => reserved.has(part) ? `${part}_` : part)
}
