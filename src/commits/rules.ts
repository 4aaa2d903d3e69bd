import type { Locale, Messages } from '../messages/index.ts'
import { sample } from './sample.ts'
import { headerShape } from './shape.ts'
import { typeNames } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'

type Words = Messages['features']['rules']

/** What the sentences are written for. */
export interface Telling {
  readonly locale: Locale
  readonly words: Words
  /** Names of the scopes, where they are known (see `scopeNames`). */
  readonly scopes: readonly string[] | undefined
  /** Marks a value as code; the identity where there is no markup. */
  readonly code: (text: string) => string
}

/** The rules of the vocabulary but for the types, a sentence each, in the order of a message. */
export function tellRules(vocabulary: Vocabulary, telling: Telling): string[] {
  return [
    ...header(vocabulary, telling), ...scope(vocabulary, telling), ...subject(vocabulary, telling), ...body(vocabulary, telling),
    ...ticket(vocabulary, telling), ...breaking(vocabulary, telling), ...trailers(vocabulary, telling),
  ]
}

function header(vocabulary: Vocabulary, { locale, words, code }: Telling): string[] {
  const { maxLength, minLength, width } = vocabulary.header
  const unit = words.unit[width]
  return [
    words.header(code(headerShape(vocabulary, locale)), maxLength, unit),
    ...minLength === undefined ? [] : [words.headerMin(minLength, unit)],
    ...width === 'columns' && words.wide !== '' ? [words.wide] : [],
  ]
}

function scope({ scopes, scopeRequired, multipleScopes, ticket, types }: Vocabulary, { words, scopes: names, code }: Telling): string[] {
  if (ticket !== false && ticket.place === 'scope') return []
  if (Array.isArray(scopes) && scopes.length === 0) return [words.scopeNone]
  return [
    scopes !== undefined && 'pattern' in scopes ? words.scopePattern(code(scopes.pattern))
    : names !== undefined && names.length > 0 ? words.scopeList(names.map(code).join(', ')) : words.scopeAny,
    only(scopeRequired, typeNames({ types }), code, words.scopeRequired, words.scopeRequiredFor) ?? words.scopeOptional,
    ...multipleScopes ? [words.scopeMultiple] : [],
  ]
}

function subject({ subject }: Vocabulary, { words }: Telling): string[] {
  const letters = { any: [], lower: [words.subjectLower], sentence: [words.subjectSentence] }[subject.case]
  return [...letters, ...subject.fullStop ? [] : [words.subjectFullStop]]
}

function body({ body, footer, header: { width }, types }: Vocabulary, { words, code }: Telling): string[] {
  const unit = words.unit[width]
  return [
    only(body.required, typeNames({ types }), code, words.bodyRequired, words.bodyRequiredFor) ?? words.body,
    ...body.maxLineLength === false ? [] : [words.lines(body.maxLineLength, unit)],
    ...footer.maxLineLength === false || footer.maxLineLength === body.maxLineLength ? [] : [words.footerLines(footer.maxLineLength, unit)],
  ]
}

function ticket({ ticket, types }: Vocabulary, { words, code }: Telling): string[] {
  if (ticket === false) return []
  const id = sample(ticket.pattern) ?? '…'
  const place = {
    footer: words.ticketFooter(code(`${ticket.key}: ${id}`)),
    subject: words.ticketSubject(code(id)),
    scope: words.ticketScope(code(id)),
  }[ticket.place]
  const required = only(ticket.required, typeNames({ types }), code, words.ticketRequired, words.ticketRequiredFor)
  return [
    place,
    words.ticketPattern(code(ticket.pattern)),
    ...required === undefined ? [] : [required],
    ...ticket.url === undefined ? [] : [words.ticketUrl(code(ticket.url))],
  ]
}

function breaking({ breaking: { mark, footers }, format }: Vocabulary, { words, code }: Telling): string[] {
  const marked = mark && format === 'conventional'
  const footer = footers[0] === undefined ? undefined : code(`${footers[0]}: …`)
  if (footer === undefined) return marked ? [words.breakingMark(code('!'))] : []
  return [marked ? words.breakingBoth(code('!'), footer) : words.breakingFooter(footer)]
}

function trailers({ trailers: { required, forbidden } }: Vocabulary, { words, code }: Telling): string[] {
  return [
    ...required.length > 0 ? [words.trailersRequired(required.map(code).join(', '))] : [],
    ...forbidden.length > 0 ? [words.trailersForbidden(forbidden.map(code).join(', '))] : [],
  ]
}

/** The sentence for what is required of all types, or of those that exist in the list; undefined where of none. */
function only(
  required: boolean | readonly string[], known: readonly string[], code: Telling['code'], all: string, some: (types: string) => string,
): string | undefined {
  if (typeof required === 'boolean') return required ? all : undefined
  const types = required.filter((type) => known.includes(type))
  return types.length === 0 ? undefined : some(types.map(code).join(', '))
}
