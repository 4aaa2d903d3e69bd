import * as v from 'valibot'
import { localizedSchema, regexSource } from '../commits/words.ts'
import { nameCases } from './words.ts'

/*
 * A generator without code: a folder of templates. `generator.yaml` in it describes it and lists its prompts; every other file is a template (`.hbs`, with
 * front matter where it needs some) or is taken as it is.
 */

const text = v.pipe(v.string(), v.maxLength(2_000))
const key = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9]*$/))
const value = v.union([text, v.boolean(), v.number()])

const prompt = v.strictObject({
  name: key,
  message: v.optional(localizedSchema),
  type: v.optional(v.picklist(['name', 'text', 'select', 'multiselect', 'confirm']), 'text'),
  choices: v.optional(v.array(v.union([text, v.strictObject({ value: text, label: v.optional(localizedSchema) })]))),
  default: v.optional(v.union([value, v.array(text), v.strictObject({ en: text, ko: text })])),
  /** The form of a `name`. */
  case: v.optional(v.picklist(nameCases)),
  /** What an answer has to match, whole. */
  pattern: v.optional(regexSource),
  /** What `pattern` asks for, in words. */
  hint: v.optional(localizedSchema),
  when: v.optional(v.record(key, v.union([value, v.array(value)]))),
})

export const manifestSchema = v.strictObject({
  description: v.optional(localizedSchema, ''),
  prompts: v.optional(v.array(prompt), []),
  /** A directory of numbered files: `number` is the next one, four digits. */
  sequence: v.optional(text),
  /** Said when it is done: what to do next. */
  after: v.optional(localizedSchema),
  /** Whether the package manager runs afterwards, where there is one. */
  install: v.optional(v.boolean(), false),
})
export type Manifest = v.InferOutput<typeof manifestSchema>
export type Prompt = v.InferOutput<typeof prompt>

export const frontMatterSchema = v.strictObject({
  /** Where it goes, a template; default: its own path in the folder without `.hbs`. */
  to: v.optional(text),
  when: v.optional(v.record(key, v.union([value, v.array(value)]))),
  /** Only for a team of this language; without it for all. */
  locale: v.optional(v.picklist(['en', 'ko'])),
  executable: v.optional(v.boolean(), false),
  /** Goes into a file that exists: beside the line that holds this text (a template), or at its end. What is in the file already is not put in again. */
  inject: v.optional(v.union([
    v.strictObject({ before: text }), v.strictObject({ after: text }), v.strictObject({ at: v.picklist(['start', 'end']) }),
  ])),
  /** fail: a file in the way stops the generator · keep: it stays as it is. */
  exists: v.optional(v.picklist(['fail', 'keep']), 'fail'),
})
export type FrontMatter = v.InferOutput<typeof frontMatterSchema>
