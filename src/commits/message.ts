import { typeEmoji, writeHeader } from './shape.ts'
import { commitTypes, type Vocabulary } from './vocabulary.ts'
import { textLength } from './width.ts'

/** What a message is made of. */
export interface Parts {
  readonly type: string
  readonly scopes: readonly string[]
  readonly subject: string
  readonly ticket?: string | undefined
  /** Paragraphs, LF. Lines that are too long are broken at spaces. */
  readonly body?: string | undefined
  /** What breaks. */
  readonly breaking?: string | undefined
  /** Each as `Name <mail>`. */
  readonly coAuthors: readonly string[]
  /** Who commits, as `Name <mail>`: signs off where the convention wants it. */
  readonly committer?: string | undefined
}

/** The first line. */
export function headerOf(vocabulary: Vocabulary, { type: name, scopes, subject, ticket, breaking }: Omit<Parts, 'coAuthors'>): string {
  const type = commitTypes(vocabulary).find((each) => each.name === name)
  return writeHeader(vocabulary, {
    type: name, emoji: type && typeEmoji(vocabulary, type), scope: scopes.length > 0 ? scopes.join(',') : undefined, ticket,
    subject: subject.trim(), breaking: breaking !== undefined && vocabulary.breaking.mark,
  })
}

/** The whole message, without a final newline. */
export function composeMessage(vocabulary: Vocabulary, parts: Parts): string {
  return [headerOf(vocabulary, parts), bodyOf(vocabulary, parts), footersOf(vocabulary, parts)].filter((part) => part !== '').join('\n\n')
}

function bodyOf(vocabulary: Vocabulary, { body = '', breaking }: Parts): string {
  // Where no footer announces what breaks, the body does.
  const told = breaking !== undefined && vocabulary.breaking.footers[0] === undefined ? `${body}\n\n${breaking}` : body
  return fill(told.trim(), vocabulary.body.maxLineLength, vocabulary).replace(/\n{3,}/g, '\n\n')
}

function footersOf(vocabulary: Vocabulary, { breaking, ticket, coAuthors, committer }: Parts): string {
  const { ticket: rule, breaking: { footers: [announce] }, trailers: { required }, footer } = vocabulary
  const lines = [
    ...breaking !== undefined && announce !== undefined ? [`${announce}: ${breaking.trim()}`] : [],
    ...rule !== false && rule.place === 'footer' && ticket !== undefined ? [`${rule.key}: ${ticket}`] : [],
    ...coAuthors.map((person) => `Co-authored-by: ${person}`),
    ...committer !== undefined && required.some((key) => key.toLowerCase() === 'signed-off-by') ? [`Signed-off-by: ${committer}`] : [],
  ]
  return lines.map((line) => fill(line, footer.maxLineLength, vocabulary)).join('\n')
}

/** Breaks lines that are too long at spaces. Lists and quotes keep their lines, and a word that is longer stays whole. */
function fill(text: string, most: number | false, { header: { width } }: Vocabulary): string {
  if (most === false) return text
  return text.split('\n').flatMap((line) => {
    const lines: string[] = []
    for (const word of line.trimEnd().split(/(?<=\S) +/)) {
      const longer = `${lines.at(-1) ?? ''} ${word}`
      if (lines.length > 0 && textLength(longer, width) <= most) lines[lines.length - 1] = longer
      else lines.push(word)
    }
    return lines
  }).join('\n')
}
