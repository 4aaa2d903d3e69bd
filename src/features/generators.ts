import * as v from 'valibot'
import { repoPath } from '../commits/words.ts'
import { defineFeature, type Change } from '../feature.ts'
import { nameCases, shippedGenerators } from '../generators/words.ts'

// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
const labelKey = v.pipe(v.string(), v.maxLength(317), v.regex(/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/, 'labelKey'))
const labelValue = v.pipe(v.string(), v.regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/, 'labelValue'))

const generatorsSchema = v.strictObject({
  folders: v.optional(v.pipe(
    v.array(repoPath),
    v.description('Directories whose subdirectories are generators: a folder of templates, with `generator.yaml` for its prompts.'),
  ), ['.conventions/generators']),
  plopfile: v.optional(v.pipe(
    v.union([v.literal(false), repoPath]),
    v.description('The plopfile whose generators are offered; false for none. Without it: the nearest `plopfile.{js,mjs,cjs,ts,mts,cts}` of where you are.'),
  )),
  shipped: v.optional(v.pipe(
    v.union([v.boolean(), v.array(v.picklist(shippedGenerators))]),
    v.description('Which generators of create-conventions are offered: all, none, or these.'),
  ), true),
  nameCase: v.optional(v.pipe(
    v.record(v.string(), v.picklist(nameCases)),
    v.description('By generator, the form of the names that it makes: `kebab`, `camel`, `pascal`, `snake`, `constant`, `dot` or `any`; `*` for all others.'),
  ), {}),
  labels: v.optional(v.pipe(
    v.record(labelKey, labelValue),
    v.description('Labels of Kubernetes that every generated object carries: the team, the cost centre, what your platform asks for.'),
  ), {}),
  polish: v.optional(v.pipe(
    v.boolean(),
    v.description('Whether new files are formatted and linted by what the repository uses (Prettier, ESLint, Biome) before they are shown.'),
  ), true),
})
export type GeneratorsOptions = v.InferOutput<typeof generatorsSchema>

/** What `conventions new` offers. The repository itself gets nothing from it: what a generator makes is the user's. */
export const generators = defineFeature({
  name: 'generators',
  summary: { en: 'What `conventions new` makes: plopfiles, folders of templates, and those shipped', ko: '`conventions new`가 만드는 것: plopfile, 템플릿 폴더, 기본 제공 생성기' },
  schema: generatorsSchema,
  plan: (): Change[] => [],
})

/** What is true where there is no config. */
export const defaultGenerators: GeneratorsOptions = v.parse(generatorsSchema, {})
