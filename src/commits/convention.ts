import type { Locale } from '../messages/index.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo } from '../repo/repo.ts'
import { scopeNames } from './scopes.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * All that deciding about a message needs, as JSON: what the owned file `.conventions/commits.json` holds, so that hooks need neither the
 * config nor the schema.
 */
export interface CommitConvention {
  readonly version: 1
  readonly locale: Locale
  readonly vocabulary: Vocabulary
  /** Names of the scopes; absent where any will do or a pattern says. */
  readonly scopes?: readonly string[]
}

export function conventionOf(vocabulary: Vocabulary, repo: Repo, facts: Facts, locale: Locale): CommitConvention {
  const scopes = scopeNames(vocabulary, repo, facts)
  return { version: 1, locale, vocabulary, ...scopes === undefined ? {} : { scopes } }
}
