import { writeEmoji } from '../commits/gitmoji.ts'
import { commitTypes, type CommitType } from '../commits/types.ts'
import type { Vocabulary } from '../commits/vocabulary.ts'
import { once } from '../repo/once.ts'

/** The parts of a first line. */
export interface HeaderParts {
  /** As it is written; see `typeOf`. */
  readonly type: string
  readonly scope: string | undefined
  readonly breaking: boolean
  readonly subject: string
}

/** The grammar of first lines, for us and as options of conventional-commits-parser: groups are type, scope, subject. */
export interface Grammar {
  readonly pattern: RegExp
  readonly breakingPattern: RegExp
  split(header: string): HeaderParts | undefined
  /** The vocabulary's type that a header names; undefined for one that it does not know. */
  typeOf(name: string): CommitType | undefined
}

const conventional = (mark: string): RegExp => new RegExp(`^(?:(?::[a-z0-9_+-]+:|\\p{Extended_Pictographic}[\\u200d\\ufe0f\\p{Extended_Pictographic}]*) ?)?([\\p{L}\\p{N}_-]*)(?:\\((.*)\\))?${mark}: (.*)$`, 'u')
// What stands before the subject in almost all headers, without a look at Unicode.
const plain = /^([a-z][a-z0-9]*)(?:\(([^()]*)\))?(!?)$/
const lineBreak = /[\n\r\u2028\u2029]/
const gitmoji = (): RegExp => /^(:[a-z0-9_+-]+:|\p{Extended_Pictographic}(?:\u200d|\ufe0f|\p{Extended_Pictographic}|\p{Emoji_Modifier})*)(?: ?\((.*)\))?:? +(.*)$/u

/** How first lines of the vocabulary are taken apart. Histories are older than conventions: with gitmoji, conventional headers are read too. */
export function grammarOf(vocabulary: Vocabulary): Grammar {
  const types = commitTypes(vocabulary)
  const names = new Map(types.map((type) => [type.name.toLowerCase(), type]))
  const emojis = new Map(types.flatMap((type) => type.emoji === undefined ? [] : [[bare(type.emoji), type] as const]))
  const known = new Map<string, CommitType | undefined>()
  // A history says the same few things before its subjects, again and again.
  const heads = new Map<string, Omit<HeaderParts, 'subject'> | false>()
  const headOf = (text: string) => {
    const found = heads.get(text)
    if (found !== undefined) return found
    const [, type, scope, mark] = plain.exec(text) ?? []
    const head = type !== undefined && { type, scope: scope || undefined, breaking: mark === '!' }
    heads.set(text, head)
    return head
  }
  const usesEmoji = vocabulary.format === 'gitmoji'
  // Classes of Unicode take long to make, and most histories need none.
  const patterns = once(() => [...usesEmoji ? [gitmoji()] : [], conventional('!?')])
  return {
    get pattern() { return patterns()[0]! },
    get breakingPattern() { return conventional('!') },
    split(header) {
      const end = usesEmoji ? -1 : header.indexOf(': ')
      const head = end >= 0 && headOf(header.slice(0, end))
      if (head && !lineBreak.test(header)) return { type: head.type, scope: head.scope, breaking: head.breaking, subject: header.slice(end + 2) }
      for (const pattern of patterns()) {
        const match = pattern.exec(header)
        const [, type = '', scope, subject = ''] = match ?? []
        if (type !== '') return { type, scope: scope || undefined, subject, breaking: header.slice(0, header.length - subject.length).trimEnd().endsWith('!:') }
      }
      return undefined
    },
    typeOf(name) {
      // Old histories are full of types that nobody knows; to look for an emoji in one takes long.
      const type = known.get(name)
      if (type !== undefined || known.has(name)) return type
      const found = names.get(name.toLowerCase()) ?? emojis.get(bare(name))
      known.set(name, found)
      return found
    },
  }
}

function bare(emoji: string): string {
  return writeEmoji(emoji, 'unicode').replaceAll('\ufe0f', '')
}
