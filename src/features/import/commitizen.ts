import type { VocabularyInput } from '../../commits/vocabulary.ts'
import { isMapping } from '../../edit/value.ts'
import type { Messages } from '../../messages/index.ts'
import { typesNamed, type Imported, type Types } from './commitlint.ts'

type Words = Messages['features']['inexpressible']

/** Adapters whose messages are Conventional Commits as we write them. */
const adapters = /(?:^|[\\/@])(?:cz-conventional-changelog|changelog|cz-git|cz_conventional_commits)$/
const grammar = { type: /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,29}$/u, scope: /^[\p{L}\p{N}@.][\p{L}\p{N}_@./-]{0,59}$/u }

/**
 * The settings of commitizen (`config.commitizen`, .czrc; cz-conventional-changelog 3 and cz-git 1 keep theirs beside `path`) in the words
 * of the vocabulary.
 */
export function importCommitizen(config: unknown, words: Words): Imported {
  if (!isMapping(config)) return { options: {}, inexpressible: [words.syntax] }
  const { path, name, types, scopes, maxHeaderLength, maxHeaderWidth, useEmoji, ...others } = config
  const adapter = path ?? name
  const inexpressible = typeof adapter === 'string' && !adapters.test(adapter) ? [words.adapter(adapter)] : []
  const options: { -readonly [K in keyof VocabularyInput]: VocabularyInput[K] } = {}
  const known = readTypes(types)
  if (known) options.types = known
  else if (types !== undefined) inexpressible.push(words.setting('types'))
  const named = readScopes(scopes)
  if (named && others['allowCustomScopes'] === false) options.scopes = named
  else if (scopes !== undefined && !isEmpty(scopes)) inexpressible.push(words.setting('scopes'))
  const most = maxHeaderLength ?? maxHeaderWidth
  if (typeof most === 'number' && Number.isInteger(most) && most >= 20 && most <= 10_000) options.header = { maxLength: most, width: 'code-units' }
  else if (most !== undefined) inexpressible.push(words.setting(maxHeaderLength === undefined ? 'maxHeaderWidth' : 'maxHeaderLength'))
  if (useEmoji === true) options.emoji = 'text'
  inexpressible.push(...Object.keys(others).filter((key) => key !== '$schema' && key !== 'allowCustomScopes').map(words.setting))
  return { options, inexpressible }
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** A list of `{ value, name, emoji }` (cz-git) or a table of `{ title, description, emoji }` (cz-conventional-changelog). */
function readTypes(types: unknown): Types | undefined {
  const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(types) ? types.map((type: unknown) => [isMapping(type) ? type['value'] : undefined, type])
    : isMapping(types) ? Object.entries(types) : []
  if (entries.length === 0) return undefined
  const known: Record<string, NonNullable<Types[string]>> = {}
  for (const [name, type] of entries) {
    if (typeof name !== 'string' || !grammar.type.test(name) || !isMapping(type)) return undefined
    const told = [type['description'], type['name'], type['title']].find((text) => typeof text === 'string')
    const title = typeof told === 'string' ? told.replace(new RegExp(`^${name}\\s*:\\s*`), '').replace(/\s+/g, ' ').trim() : ''
    const emoji = type['emoji']
    known[name] = {
      ...title === '' ? {} : { title },
      ...typeof emoji === 'string' && /^:[a-z0-9_+-]+:$/.test(emoji) ? { emoji } : {},
    }
  }
  return { ...typesNamed(Object.keys(known)), ...known }
}

function readScopes(scopes: unknown): string[] | undefined {
  if (!Array.isArray(scopes) || scopes.length === 0) return undefined
  const names = scopes.map((scope: unknown) => isMapping(scope) ? scope['value'] ?? scope['name'] : scope)
  return names.every((name): name is string => typeof name === 'string' && grammar.scope.test(name)) ? names : undefined
}
