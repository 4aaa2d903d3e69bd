import { standardTypes } from './standard.ts'
import type { Vocabulary } from './vocabulary.ts'
import type { Localized } from './localized.ts'

// Apart from the schema, so that hooks need not load it.

/** A type with everything known about it. */
export interface CommitType {
  readonly name: string
  readonly title: Localized
  readonly description?: Localized | undefined
  /** Heading in the changelog; false: not in it. */
  readonly section: Localized | false
  readonly bump: 'major' | 'minor' | 'patch' | 'none'
  readonly emoji?: string | undefined
}

/** The types that are not switched off, in the order of the config; gaps filled from the standard type of the same name. */
export function commitTypes({ types }: Pick<Vocabulary, 'types'>): readonly CommitType[] {
  const found = known.get(types) ?? typesOf(types)
  known.set(types, found)
  return found
}

// Rules ask for each message of a history, of a vocabulary that nobody changes.
const known = new WeakMap<Vocabulary['types'], readonly CommitType[]>()

function typesOf(types: Vocabulary['types']): CommitType[] {
  return Object.entries(types).flatMap(([name, type]) => {
    if (type === false) return []
    const standard = Object.hasOwn(standardTypes, name) ? standardTypes[name] : undefined
    return [{
      name,
      title: type.title ?? standard?.title ?? name,
      description: type.description ?? standard?.description,
      section: type.section ?? standard?.section ?? false,
      bump: type.bump ?? standard?.bump ?? 'none',
      emoji: type.emoji ?? standard?.emoji,
    }]
  })
}

export function typeNames(vocabulary: Pick<Vocabulary, 'types'>): string[] {
  return commitTypes(vocabulary).map((type) => type.name)
}
