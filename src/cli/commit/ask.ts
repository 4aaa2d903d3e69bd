import { headerOf, type Parts } from '../../commits/message.ts'
import { isRequired } from '../../commits/required.ts'
import { typeEmoji } from '../../commits/shape.ts'
import { commitTypes } from '../../commits/vocabulary.ts'
import type { CommitConvention } from '../../commits/convention.ts'
import { textLength } from '../../commits/width.ts'
import { localized } from '../../commits/words.ts'
import type { Messages } from '../../messages/index.ts'
import type { Prompts } from '../prompts.ts'
import { visible } from '../text.ts'

/** What is known already: from options, or from the branch. */
export type Known = Partial<Parts> & {
  /** Offered for the ticket, and may be changed. */
  readonly suggestedTicket?: string | undefined
  /** What the log knows, as `Name <mail>`. */
  readonly authors: readonly string[]
}

/** Asks for what is not known yet, in the order of a message; the first line is shown while it is written. */
export async function askParts(known: Known, convention: CommitConvention, prompts: Prompts, words: Messages['linting']['commit']): Promise<Parts> {
  const asking = { known, convention, prompts, words }
  const type = known.type ?? await askType(asking)
  const scopes = known.scopes ?? await askScopes(asking, type)
  // Known to be none is known too.
  const ticket = 'ticket' in known ? known.ticket : await askTicket(asking, type)
  const subject = known.subject ?? await askSubject(asking, { type, scopes, ticket, breaking: known.breaking })
  const body = known.body ?? await prompts.lines(words.body)
  const breaking = known.breaking ?? (await prompts.text(words.breaking, '', () => undefined)).trim()
  const coAuthors = known.coAuthors ?? (known.authors.length === 0 ? [] : await prompts.findMany(words.coAuthors, known.authors.map((value) => ({ value, label: visible(value) })), words.placeholder))
  return { type, scopes, subject, ticket, body, breaking: breaking === '' ? undefined : breaking, coAuthors, committer: known.committer }
}

interface Asking {
  readonly known: Known
  readonly convention: CommitConvention
  readonly prompts: Prompts
  readonly words: Messages['linting']['commit']
}

function askType({ convention: { vocabulary, locale }, prompts, words }: Asking): Promise<string> {
  const types = commitTypes(vocabulary)
  return prompts.find(words.type, types.map((type) => ({
    value: type.name, label: [typeEmoji(vocabulary, type), type.name].filter(Boolean).join(' '), hint: localized(type.title, locale),
  })), words.placeholder)
}

async function askScopes({ convention: { vocabulary, scopes: names }, prompts, words }: Asking, type: string): Promise<string[]> {
  const { scopes, scopeRequired, multipleScopes, ticket } = vocabulary
  if ((ticket !== false && ticket.place === 'scope') || (Array.isArray(scopes) && scopes.length === 0)) return []
  const needed = isRequired(scopeRequired, { name: type })
  if (names !== undefined && names.length > 0) {
    const choices = names.map((value) => ({ value, label: value }))
    if (multipleScopes) return prompts.findMany(words.scopes, choices, words.placeholder)
    const answer = await prompts.find(words.scope, needed ? choices : [{ value: '', label: words.none }, ...choices], words.placeholder)
    return answer === '' ? [] : [answer]
  }
  const pattern = scopes !== undefined && 'pattern' in scopes ? scopes.pattern : undefined
  const answer = await prompts.text(words.scope, '', (value) => {
    if (value.trim() === '') return needed ? words.problems.empty : undefined
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value.trim())) return words.problems.form(pattern)
    return /[(),:\s]/.test(value.trim()) ? words.problems.colon : undefined
  })
  return answer.trim() === '' ? [] : [answer.trim()]
}

async function askTicket({ known, convention: { vocabulary: { ticket: rule } }, prompts, words }: Asking, type: string): Promise<string | undefined> {
  if (rule === false) return undefined
  const needed = isRequired(rule.required, { name: type })
  const answer = await prompts.text(needed ? words.ticketRequired : words.ticket, known.suggestedTicket ?? '', (value) => {
    if (value.trim() === '') return needed ? words.problems.empty : undefined
    return new RegExp(`^(?:${rule.pattern})$`, 'u').test(value.trim()) ? undefined : words.problems.form(rule.pattern)
  })
  return answer.trim() === '' ? undefined : answer.trim()
}

function askSubject({ known, convention: { vocabulary }, prompts, words }: Asking, rest: Omit<Parts, 'subject' | 'coAuthors'>): Promise<string> {
  const { maxLength, width } = vocabulary.header
  const header = (subject: string): string => headerOf(vocabulary, { ...rest, subject })
  return prompts.preview(
    words.subject, known.subject ?? '',
    (value) => {
      const length = textLength(header(value), width)
      return value.trim() === '' ? words.problems.empty : length > maxLength ? words.problems.long(length, maxLength) : undefined
    },
    (value) => [visible(header(value)), words.length(textLength(header(value), width), maxLength)],
  )
}
