import * as v from 'valibot'
import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import { localizedSchema, type Localized } from '../commits/words.ts'
import type { Feature } from '../feature.ts'
import type { features } from '../features/index.ts'
import type { Locale } from '../messages/index.ts'
import type { Host } from '../repo/facts.ts'

// The types go in a circle: a feature's context holds the config, the config is made of the features. TypeScript follows it as long as
// a feature's functions state what they return (`plan(context): Change[]`).
type ShippedFeature = (typeof features)[number]

/** What a section of the config may be in the file: settings, or false, which switches the feature off. */
export type Section<Schema extends GenericSchema> = false | DeepPartial<InferInput<Schema>>
/** Where presets are extended, an object states only what it changes. What is in a list is whole. */
type DeepPartial<T> = T extends readonly unknown[] ? T
  : T extends object ? { readonly [K in keyof T]?: DeepPartial<T[K]> | undefined }
    : T

interface Frame {
  /** Address of the JSON Schema, for editors. */
  readonly $schema?: string | undefined
  /** What this convention is, in one sentence: shown where presets are listed. */
  readonly description?: Localized | undefined
  /** Presets this one builds on, later ones over earlier ones. Without it: `standard`. */
  readonly extends?: string | readonly string[] | undefined
  /** The team's language: of what is written into files. */
  readonly locale?: Locale | undefined
  /** Where the repository is hosted, where its remote does not tell. */
  readonly host?: Host | undefined
}

/** What a user writes: a section per feature, each as far as it differs from the presets. */
export type Config = Frame & {
  readonly [F in ShippedFeature as F['name']]?: Section<F['schema']> | undefined
}

/** A config in code: the sections of the features it brings along are typed by their schemas. */
export type CodeConfig<Plugins extends readonly Feature[] = readonly Feature[]> = Config & {
  /** Features from elsewhere, imported. Each is switched on unless its section is false. */
  readonly features?: Plugins | undefined
} & (string extends Plugins[number]['name'] ? unknown : {
  readonly [F in Plugins[number] as F['name']]?: Section<F['schema']> | undefined
})

/** The config after presets and defaults. Each feature's section is its schema's output, or false where it is switched off. */
export type ResolvedConfig = {
  readonly locale: Locale
  /** Set where the remote does not tell. */
  readonly host: Host | undefined
} & {
  readonly [F in ShippedFeature as F['name']]: false | InferOutput<F['schema']>
}

/** Keys of the config that are no features. `features` brings in code and so exists in .ts and .js configs only. */
export const frameKeys = ['$schema', 'description', 'extends', 'locale', 'host', 'features'] as const

/** The feature names that the config may not have: keys of the frame, and what JavaScript treats specially. */
export const reservedNames: readonly string[] = [...frameKeys, '__proto__', 'constructor', 'prototype']

const presetSpec = v.pipe(v.string(), v.minLength(1), v.maxLength(500))

const frame = {
  $schema: v.optional(v.pipe(v.string(), v.description('Address of the JSON Schema, for editors.'))),
  description: v.optional(v.pipe(
    localizedSchema,
    v.description('What this convention is, in one sentence: shown where presets are listed.'),
  )),
  extends: v.optional(v.pipe(
    v.union([presetSpec, v.array(presetSpec)]),
    v.description('Presets this one builds on, later ones over earlier ones: names of shipped presets, npm packages, files (`./x.yaml`), `git+https://…#<tag or commit>`.'),
  )),
  locale: v.optional(v.pipe(v.picklist(['en', 'ko']), v.description('The team\'s language: of what is written into files.')), 'en'),
  host: v.optional(v.pipe(
    v.picklist(['github', 'gitlab', 'bitbucket', 'none']),
    v.description('Where the repository is hosted. Without it: what its remote says.'),
  )),
}

/** The whole config's schema: the frame, and a section per feature that is its schema or false. */
export function configSchema(features: readonly Feature[]) {
  const sections = features.map(({ name, schema }) => [name, v.optional(v.union([v.literal(false), schema]))] as const)
  return v.strictObject({ ...frame, ...Object.fromEntries(sections) })
}
