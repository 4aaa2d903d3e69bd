import type { Locale } from '../messages/index.ts'
import { writeEmoji } from './gitmoji.ts'
import type { CommitType } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'

const placeholders: Readonly<Record<Locale, { type: string, scope: string, subject: string, ticket: string }>> = {
  en: { type: 'type', scope: 'scope', subject: 'subject', ticket: 'TICKET' },
  ko: { type: '타입', scope: '스코프', subject: '제목', ticket: '티켓' },
}

/** What stands in a first line. */
export interface Header {
  readonly type: string
  readonly emoji?: string | undefined
  readonly scope?: string | undefined
  readonly ticket?: string | undefined
  readonly subject: string
  /** Marks a breaking change by `!`. */
  readonly breaking?: boolean | undefined
}

/** How the emoji of a type is written: the style of the config, else as the format needs it. */
export function emojiStyle({ emoji, format }: Pick<Vocabulary, 'emoji' | 'format'>): 'none' | 'text' | 'unicode' {
  return emoji ?? (format === 'gitmoji' ? 'text' : 'none')
}

/** The emoji of a type as the vocabulary writes it; undefined where it writes none. */
export function typeEmoji(vocabulary: Pick<Vocabulary, 'emoji' | 'format'>, type: CommitType): string | undefined {
  const style = emojiStyle(vocabulary)
  return style === 'none' || type.emoji === undefined ? undefined : writeEmoji(type.emoji, style)
}

/**
 * The first line of a message: `feat(core): ABC-12 add …`, with emoji `feat(core): ✨ add …`, as gitmoji `:sparkles: (core): add …`
 * (the specification of gitmoji.dev; there is no colon without a scope).
 */
export function writeHeader({ format, ticket: rule }: Pick<Vocabulary, 'format' | 'ticket'>, header: Header): string {
  const { type, emoji, ticket, subject } = header
  const place = rule === false ? undefined : rule.place
  const scope = place === 'scope' ? ticket ?? header.scope : header.scope
  const told = place === 'subject' && ticket !== undefined ? `${ticket} ${subject}` : subject
  if (format === 'gitmoji') return [emoji, scope === undefined ? undefined : `(${scope}):`, told].filter(Boolean).join(' ')
  return `${type}${scope === undefined ? '' : `(${scope})`}${header.breaking ? '!' : ''}: ${emoji === undefined ? '' : `${emoji} `}${told}`
}

/** The shape of the first line in words of the locale: `type(scope): subject`. */
export function headerShape(vocabulary: Vocabulary, locale: Locale): string {
  const { type, scope, subject, ticket } = placeholders[locale]
  const emoji = { none: undefined, text: ':emoji:', unicode: '✨' }[emojiStyle(vocabulary)]
  const scoped = !(Array.isArray(vocabulary.scopes) && vocabulary.scopes.length === 0)
  return writeHeader(vocabulary, { type, scope: scoped ? scope : undefined, subject, ticket, emoji })
}
