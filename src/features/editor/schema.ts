import * as v from 'valibot'

const line = v.pipe(v.string(), v.minLength(1), v.maxLength(300), v.regex(/^[^\p{Cc}]+$/u, 'oneLine'))
const columns = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000))
const indentSize = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16))

export const editorSchema = v.strictObject({
  editorconfig: v.optional(v.pipe(
    v.boolean(), v.description('Whether `.editorconfig` is made from this section; false leaves the repository\'s own alone.'),
  ), true),
  indent: v.optional(v.pipe(
    v.union([v.literal('tab'), indentSize]),
    v.description('`tab`, or the number of spaces. Without it: as each language has it, else 2.'),
  )),
  tabWidth: v.optional(v.pipe(indentSize, v.description('How wide a tab is shown.'))),
  width: v.optional(v.pipe(v.union([v.literal(false), columns]), v.description('The longest line, in columns; false: not stated.')), false),
  eol: v.optional(v.pipe(v.picklist(['lf', 'crlf', 'native']), v.description('How lines end; native: as the machine does.')), 'lf'),
  finalNewline: v.optional(v.pipe(v.boolean(), v.description('Whether files end with a newline.')), true),
  trimTrailing: v.optional(v.pipe(v.boolean(), v.description('Whether spaces at the end of lines go (never in Markdown).')), true),
  vscode: v.optional(v.pipe(v.boolean(), v.description('Whether `.vscode` gets the same settings, where nothing is set yet.')), true),
  gitignore: v.optional(v.pipe(
    v.union([v.boolean(), v.array(line)]), v.description('Lines of `.gitignore`; true: the few that the languages found call for.'),
  ), true),
  gitattributes: v.optional(v.pipe(
    v.union([v.boolean(), v.array(line)]), v.description('Lines of `.gitattributes`; true: line endings normalised in the repository.'),
  ), true),
})

export type Editor = v.InferOutput<typeof editorSchema>
