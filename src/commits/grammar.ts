import { writeEmoji } from './gitmoji.ts'
import { emojiStyle, typeEmoji } from './shape.ts'
import { commitTypes, typeNames, type CommitType } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What a parsed message looks like to a rule: the fields of conventional-commits-parser 7 that commitlint 21 hands to its rules. */
export interface Parsed {
  readonly type?: string | null
  readonly scope?: string | null
  readonly subject?: string | null
  readonly header: string | null
  readonly body: string | null
  readonly footer: string | null
  readonly references: readonly unknown[]
  /** The message as it was given. */
  readonly raw: string
}

/** Options of conventional-commits-parser 7 that read the first line as the vocabulary writes it (see `writeHeader`). */
export interface Grammar {
  readonly headerPattern: RegExp
  readonly headerCorrespondence: string[]
  readonly noteKeywords: string[] | null
}

/** As conventional-changelog-conventionalcommits 10 has it; with letters of all languages where a type has them. */
const asciiHeader = /^(\w*)(?:\((.*)\))?!?: (.*)$/
// Made where they are needed: what holds classes of Unicode takes long to make.
const unicodeHeader = () => /^([\p{L}\p{N}_-]*)(?:\((.*)\))?!?: (.*)$/u
const gitmojiHeader = () => /^(\S+)(?: \(([^()]*)\):)? (.*)$/u

export function grammarOf(vocabulary: Vocabulary): Grammar {
  const { format, breaking: { footers } } = vocabulary
  return {
    headerPattern: format === 'gitmoji' ? gitmojiHeader() : hasAsciiTypes(vocabulary) ? asciiHeader : unicodeHeader(),
    headerCorrespondence: ['type', 'scope', 'subject'],
    noteKeywords: footers.length === 0 ? null : [...footers],
  }
}

/** Whether `\w*` reads all types, as the stock rules about `!` expect. */
export function hasAsciiTypes(vocabulary: Pick<Vocabulary, 'types'>): boolean {
  const found = ascii.get(vocabulary.types) ?? !/[^\w ]/.test(typeNames(vocabulary).join(' '))
  ascii.set(vocabulary.types, found)
  return found
}

// No name holds a space. To ask an expression once more V8 compiles it once more, which a hook would notice.
const ascii = new WeakMap<Vocabulary['types'], boolean>()

/** How an emoji may be typed: with and without the variation selector, which keyboards add as they like. */
export function emojiSpellings(emoji: string): string[] {
  const bare = emoji.replaceAll('\uFE0F', '')
  return [...new Set([emoji, bare, `${bare}\uFE0F`])].filter((spelling) => !(spelling.startsWith(':') && spelling.endsWith('\uFE0F')))
}

/** What may stand where the type stands: names, or emoji in the format gitmoji. */
export function typeSpellings(vocabulary: Vocabulary): string[] {
  if (vocabulary.format !== 'gitmoji') return typeNames(vocabulary)
  return commitTypes(vocabulary).flatMap((type) => emojiSpellings(typeEmoji(vocabulary, type) ?? ''))
}

/** The type that a first line names; undefined where the vocabulary has none such. */
export function typeOf(vocabulary: Vocabulary, spelling: string | null | undefined): CommitType | undefined {
  if (!spelling) return undefined
  return commitTypes(vocabulary).find((type) => vocabulary.format === 'gitmoji'
    ? emojiSpellings(typeEmoji(vocabulary, type) ?? '').includes(spelling)
    : type.name === spelling)
}

/** The emoji that a subject has to begin with; undefined where none is written there. */
export function subjectEmoji(vocabulary: Vocabulary, type: CommitType | undefined): string | undefined {
  if (vocabulary.format === 'gitmoji' || type?.emoji === undefined) return undefined
  const style = emojiStyle(vocabulary)
  return style === 'none' ? undefined : writeEmoji(type.emoji, style)
}

/** A subject apart from the emoji and the ticket that the vocabulary puts before it. */
export interface Subject {
  readonly emoji?: string
  readonly ticket?: string
  readonly rest: string
}

export function splitSubject(vocabulary: Vocabulary, parsed: Pick<Parsed, 'type' | 'subject'>): Subject {
  const subject = parsed.subject ?? ''
  const expected = subjectEmoji(vocabulary, typeOf(vocabulary, parsed.type))
  const emoji = expected === undefined ? undefined : emojiSpellings(expected).find((spelling) => startsWithWord(subject, spelling))
  const behind = emoji === undefined ? subject : subject.slice(emoji.length + 1)
  const ticket = inSubject(vocabulary) ? ticketPattern(vocabulary, '^', '(?= |$)').exec(behind)?.[0] : undefined
  return {
    ...emoji === undefined ? {} : { emoji },
    ...ticket === undefined ? {} : { ticket },
    rest: ticket === undefined ? behind : behind.slice(ticket.length + 1),
  }
}

/** Whether emoji or ticket stand between the colon and the subject proper, so that stock rules do not see where it begins. */
export function isSubjectPrefixed(vocabulary: Vocabulary): boolean {
  return inSubject(vocabulary) || (vocabulary.format === 'conventional' && emojiStyle(vocabulary) !== 'none')
}

/** The ticket's pattern between two others; matches nothing where there are no tickets. */
export function ticketPattern({ ticket }: Pick<Vocabulary, 'ticket'>, before: string, after: string): RegExp {
  return ticket === false ? /(?!)/ : new RegExp(`${before}(?:${ticket.pattern})${after}`, 'u')
}

function inSubject({ ticket }: Vocabulary): boolean {
  return ticket !== false && ticket.place === 'subject'
}

function startsWithWord(text: string, word: string): boolean {
  return text === word || text.startsWith(`${word} `)
}
