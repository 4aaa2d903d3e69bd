import * as v from 'valibot'
import type { InferInput, InferOutput } from 'valibot'
import { isRuleSetting, ruleNames } from './ruleNames.ts'
import { standardTypes } from './standard.ts'
import { commitTypes } from './types.ts'
import { localizedSchema, regexSource, repoPath } from './words.ts'

/** A commit type, scope or gitmoji: no separators of the header grammar, so that every header parses back. */
const typeName = v.pipe(v.string(), v.maxLength(30), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, 'typeName'))
const scopeName = v.pipe(v.string(), v.maxLength(60), v.regex(/^[\p{L}\p{N}@.][\p{L}\p{N}_@./-]*$/u, 'scopeName'))
const emoji = v.pipe(v.string(), v.maxLength(40), v.regex(/^(:[a-z0-9_+-]+:|(?=.*[^\x20-\x7e])[^\s\p{L}\p{N}:()`<>]+)$/u, 'emoji'))
const trailerKey = v.pipe(v.string(), v.maxLength(60), v.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'trailerKey'))
const breakingFooter = v.pipe(v.string(), v.maxLength(60), v.regex(/^[A-Za-z][A-Za-z0-9 -]*$/, 'trailerKey'))
const limit = v.pipe(v.number(), v.integer(), v.minValue(20), v.maxValue(10_000))
const lineLength = v.union([v.literal(false), limit])
const allOrTypes = v.union([v.boolean(), v.array(typeName)])

/** What is absent comes from the standard type of that name, if there is one (see `commitTypes`). */
const typeSchema = v.strictObject({
  title: v.optional(v.pipe(localizedSchema, v.description('What the type is for, in a few words.'))),
  description: v.optional(v.pipe(localizedSchema, v.description('When to choose it, in one sentence.'))),
  section: v.optional(v.pipe(
    v.union([v.literal(false), localizedSchema]),
    v.description('Its heading in the changelog; false keeps it out.'),
  )),
  bump: v.optional(v.pipe(
    v.picklist(['major', 'minor', 'patch', 'none']),
    v.description('What a commit of this type does to the version.'),
  )),
  emoji: v.optional(v.pipe(emoji, v.description('A gitmoji code such as `:sparkles:`, or the emoji itself.'))),
})

const ticketSchema = v.strictObject({
  pattern: v.optional(v.pipe(regexSource, v.description('What a ticket id looks like, as a regular expression.')), '[A-Z][A-Z0-9]+-[0-9]+'),
  required: v.optional(v.pipe(allOrTypes, v.description('Whether every commit names a ticket, or only those of the listed types.')), false),
  place: v.optional(v.pipe(
    v.picklist(['footer', 'subject', 'scope']),
    v.description('Where it stands: `Refs: ABC-12` at the end, `ABC-12 subject`, or as the scope.'),
  ), 'footer'),
  key: v.optional(v.pipe(trailerKey, v.description('The footer\'s key.')), 'Refs'),
  url: v.optional(v.pipe(
    v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^\s<>"`]*\{ticket\}[^\s<>"`]*$/, 'ticketUrl'),
    v.description('Address of a ticket, with `{ticket}` for its id.'),
  )),
})

const scopesSchema = v.union([
  v.pipe(v.array(scopeName), v.description('The names themselves; an empty list: commits have no scope.')),
  v.strictObject({ pattern: v.pipe(regexSource, v.description('What a scope looks like, as a regular expression.')) }),
  v.strictObject({
    from: v.pipe(
      v.picklist(['workspaces', 'folders', 'codeowners']),
      v.description('Names of the workspace packages, of the folders in `folders`, or of the paths in CODEOWNERS.'),
    ),
    folders: v.optional(v.pipe(v.array(repoPath), v.description('With `from: folders`: folders whose subfolders are scopes.')), ['packages', 'apps']),
  }),
])

const vocabularyObject = v.strictObject({
  types: v.optional(v.pipe(
    v.record(typeName, v.union([v.literal(false), typeSchema])),
    v.description('What kinds of commits there are, by name; false takes one away that a preset brings.'),
  ), standardTypes),
  format: v.optional(v.pipe(
    v.picklist(['conventional', 'gitmoji']),
    v.description('The first line: `type(scope)!: subject`, or `:emoji: (scope): subject`.'),
  ), 'conventional'),
  emoji: v.optional(v.pipe(
    v.picklist(['none', 'text', 'unicode']),
    v.description('Whether the type\'s emoji is written, and how: `:sparkles:` or ✨. Default none; text for the format gitmoji.'),
  )),
  scopes: v.optional(v.pipe(scopesSchema, v.description('Which scopes there are. Without it any scope will do.'))),
  scopeRequired: v.optional(v.pipe(allOrTypes, v.description('Whether every commit has a scope, or only those of the listed types.')), false),
  multipleScopes: v.optional(v.pipe(v.boolean(), v.description('Whether a commit may name several scopes, `feat(api,web): …`.')), false),
  ticket: v.optional(v.pipe(
    v.union([v.literal(false), ticketSchema]),
    v.description('How commits name the ticket they belong to; false: they need not.'),
  ), false),
  header: v.optional(v.pipe(v.strictObject({
    maxLength: v.optional(v.pipe(limit, v.description('The longest first line.')), 100),
    minLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description('The shortest first line.'))),
    width: v.optional(v.pipe(
      v.picklist(['columns', 'code-units']),
      v.description('What every length here counts: columns of a terminal (한 is 2), or UTF-16 code units as commitlint does.'),
    ), 'columns'),
  }), v.description('The first line.')), {}),
  subject: v.optional(v.pipe(v.strictObject({
    case: v.optional(v.pipe(
      v.picklist(['any', 'lower', 'sentence']),
      v.description('How the subject begins behind emoji and ticket: lower: not with a capital letter; sentence: with one.'),
    ), 'any'),
    fullStop: v.optional(v.pipe(v.boolean(), v.description('Whether the subject may end with a full stop.')), false),
  }), v.description('The first line behind type and scope.')), {}),
  body: v.optional(v.pipe(v.strictObject({
    maxLineLength: v.optional(v.pipe(lineLength, v.description('The longest line; lines with a URL are exempt. false: no limit.')), 100),
    required: v.optional(v.pipe(allOrTypes, v.description('Whether every commit has a body, or only those of the listed types.')), false),
  }), v.description('What follows after an empty line.')), {}),
  footer: v.optional(v.pipe(v.strictObject({
    maxLineLength: v.optional(v.pipe(lineLength, v.description('The longest line; lines with a URL are exempt. false: no limit.')), 100),
  }), v.description('The lines `Key: value` at the end.')), {}),
  trailers: v.optional(v.pipe(v.strictObject({
    required: v.optional(v.pipe(v.array(trailerKey), v.description('Such as `Signed-off-by`.')), []),
    forbidden: v.optional(v.pipe(v.array(trailerKey), v.description('Such as `Generated-by`.')), []),
  }), v.description('Trailers that every commit must have, or none may.')), {}),
  breaking: v.optional(v.pipe(v.strictObject({
    mark: v.optional(v.pipe(v.boolean(), v.description('Whether `!` before the colon marks a breaking change.')), true),
    footers: v.optional(v.pipe(v.array(breakingFooter), v.description('Footer keys that announce one.')), ['BREAKING CHANGE', 'BREAKING-CHANGE']),
  }), v.description('How a breaking change is marked.')), {}),
  ignore: v.optional(v.pipe(
    v.array(regexSource),
    v.description('Messages that are not checked, as regular expressions. Merges, reverts by git and fixup! commits never are.'),
  ), []),
  rules: v.optional(v.pipe(
    v.record(v.pipe(v.string(), v.values(ruleNames)), v.pipe(v.unknown(), v.check(isRuleSetting, 'ruleSetting'))),
    v.description('Rules of commitlint that have no word here, passed on as they are.'),
  ), {}),
  template: v.optional(v.pipe(
    v.union([v.boolean(), repoPath]),
    v.description('true: `.gitmessage` is made from this vocabulary; a path: your own file there is used; false: none.'),
  ), true),
})

/** The section `commits`: what a commit message of the team looks like. Everything that prints or checks messages is made from it. */
export const vocabularySchema = v.pipe(
  vocabularyObject,
  v.check(({ types }) => Object.values(types).some((type) => type !== false), 'someType'),
  v.check(({ format, emoji }) => format !== 'gitmoji' || emoji !== 'none', 'gitmojiEmoji'),
  v.check((vocabulary) => vocabulary.format !== 'gitmoji' || commitTypes(vocabulary).every((type) => type.emoji), 'gitmojiTypes'),
  v.check(({ scopes, scopeRequired }) => !(Array.isArray(scopes) && scopes.length === 0 && scopeRequired !== false), 'scopeNone'),
  v.check(({ trailers }) => !trailers.required.some((key) => trailers.forbidden.includes(key)), 'trailerBoth'),
  v.check(({ header: { minLength = 1, maxLength } }) => minLength <= maxLength, 'headerLengths'),
)

export type VocabularyInput = InferInput<typeof vocabularySchema>
export type Vocabulary = InferOutput<typeof vocabularyObject>

export { commitTypes, typeNames, type CommitType } from './types.ts'
