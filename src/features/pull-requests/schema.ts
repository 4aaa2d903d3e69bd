import * as v from 'valibot'
import { localizedSchema, regexSource, repoPath } from '../../commits/words.ts'

const sectionSchema = v.strictObject({
  title: v.pipe(localizedSchema, v.description('The heading.')),
  hint: v.optional(v.pipe(localizedSchema, v.description('What to write there; shown while writing only.'))),
  optional: v.optional(v.pipe(v.boolean(), v.description('Says that the section may be deleted.')), false),
})
const sections = v.array(sectionSchema)
const checklist = v.array(localizedSchema)
const templateName = v.pipe(v.string(), v.maxLength(60), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, 'templateName'))

export const pullRequestsSchema = v.strictObject({
  sections: v.optional(v.pipe(sections, v.description('The sections of the template. Without them: what, why, how to check.'))),
  checklist: v.optional(v.pipe(checklist, v.description('What the author ticks off; an empty list leaves it out. Without it: three items that always hold.'))),
  templates: v.optional(v.pipe(
    v.record(templateName, v.strictObject({
      title: v.optional(v.pipe(localizedSchema, v.description('A heading above the sections.'))),
      sections: v.pipe(sections, v.description('Its sections.')),
      checklist: v.optional(v.pipe(checklist, v.description('Its checklist.')), []),
    })),
    v.description('Further templates to choose from, by name.'),
  ), {}),
  title: v.optional(v.pipe(
    v.union([v.literal('commits'), v.literal(false), v.strictObject({
      pattern: v.pipe(regexSource, v.description('What a title looks like, as a regular expression.')),
      example: v.optional(v.pipe(localizedSchema, v.description('A title that fits.'))),
    })]),
    v.description('What the title looks like: as the first line of a commit, or as a pattern. Stated in the template; false: not.'),
  ), 'commits'),
  path: v.optional(v.pipe(repoPath, v.description('Where the template is. Without it: where there is one already, else where the host looks first.'))),
  keep: v.optional(v.pipe(v.boolean(), v.description('The template at `path` is the team\'s own and stays as it is.')), false),
})

export type PullRequests = v.InferOutput<typeof pullRequestsSchema>
export type Section = v.InferOutput<typeof sectionSchema>
