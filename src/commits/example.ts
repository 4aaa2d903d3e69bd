import type { Locale } from '../messages/index.ts'
import { isRequired } from './required.ts'
import { sample } from './sample.ts'
import { typeEmoji, writeHeader, type Header } from './shape.ts'
import { commitTypes, type CommitType } from './types.ts'
import type { Vocabulary } from './vocabulary.ts'
import { textLength } from './width.ts'

interface Words {
  /** By what the type does to the version, from long to short. */
  readonly subjects: Readonly<Record<'minor' | 'patch' | 'other', readonly string[]>>
  readonly filler: string
  readonly body: string
}

const words: Readonly<Record<Locale, Words>> = {
  en: {
    subjects: {
      minor: ['search by title', 'search'],
      patch: ['keep the draft when saving fails', 'keep the draft', 'typo'],
      other: ['sort the results by date', 'sort'],
    },
    filler: ' and then by author',
    body: 'Say why the change is needed: the diff already says what changes.',
  },
  ko: {
    subjects: {
      minor: ['제목으로 검색하는 기능 추가', '제목 검색 추가', '검색'],
      patch: ['저장에 실패해도 초안 유지', '초안 유지', '오타'],
      other: ['검색 결과를 날짜순으로 정렬', '정렬'],
    },
    filler: ', 같은 날짜는 작성자순',
    body: '무엇이 바뀌는지는 diff에 있으니 왜 바꾸는지를 적는다.',
  },
}

/**
 * A message that keeps to the vocabulary: first line, body where one is required, ticket and required trailers.
 * `scopes`: their names (see `scopeNames`). A pattern for which we find no text (see `sample`) goes without.
 */
export function exampleMessage(vocabulary: Vocabulary, locale: Locale, scopes?: readonly string[]): string {
  const types = commitTypes(vocabulary)
  const type = types.find(({ bump }) => bump === 'minor') ?? types.find(({ bump }) => bump === 'patch') ?? types[0]
  if (type === undefined) return ''
  const ticket = vocabulary.ticket === false ? undefined : sample(vocabulary.ticket.pattern)
  const { width } = vocabulary.header
  const body = isRequired(vocabulary.body.required, type) ? wrap(words[locale].body, vocabulary.body.maxLineLength, width) : ''
  const header = fittingHeader(vocabulary, locale, type, ticket, exampleScope(vocabulary, type, scopes))
  return [header, body, footers(vocabulary, ticket).join('\n')].filter(Boolean).join('\n\n')
}

function exampleScope(vocabulary: Vocabulary, type: CommitType, names: readonly string[] | undefined): string | undefined {
  const { scopes } = vocabulary
  if (names !== undefined) return [...names].sort((a, b) => a.length - b.length)[0]
  if (scopes !== undefined && 'pattern' in scopes) return sample(scopes.pattern)
  return scopes === undefined && isRequired(vocabulary.scopeRequired, type) ? 'core' : undefined
}

/** The first line in the longest wording that fits; without an optional scope where nothing fits with it. */
function fittingHeader(vocabulary: Vocabulary, locale: Locale, type: CommitType, ticket: string | undefined, scope: string | undefined): string {
  const { maxLength, minLength = 1, width } = vocabulary.header
  const { subjects, filler } = words[locale]
  const write = (header: Pick<Header, 'scope' | 'subject'>): string =>
    writeHeader(vocabulary, { type: type.name, emoji: typeEmoji(vocabulary, type), ticket, ...header })
  const scopes = scope === undefined || isRequired(vocabulary.scopeRequired, type) ? [scope] : [scope, undefined]
  const told = subjects[type.bump === 'minor' || type.bump === 'patch' ? type.bump : 'other']
    .map((subject) => vocabulary.subject.case === 'sentence' ? subject.charAt(0).toUpperCase() + subject.slice(1) : subject)
  for (const scope of scopes) {
    const header = told.map((subject) => write({ scope, subject })).find((line) => textLength(line, width) <= maxLength)
    if (header !== undefined) return grow(header, filler, minLength, maxLength, width)
  }
  return write({ scope: scopes.at(-1), subject: told.at(-1) ?? '' })
}

/** Adds words until the line is long enough. */
function grow(line: string, filler: string, least: number, most: number, width: 'columns' | 'code-units'): string {
  let grown = line
  for (let at = 0; textLength(grown, width) < least; at++) {
    const next = grown + filler.charAt(at % filler.length)
    if (textLength(next, width) > most) break
    grown = next
  }
  const trimmed = grown.trimEnd()
  return trimmed + 's'.repeat(Math.max(0, least - textLength(trimmed, width)))
}

function wrap(text: string, most: number | false, width: 'columns' | 'code-units'): string {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (lines.length > 0 && (most === false || textLength(longer, width) <= most)) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.join('\n')
}

function footers({ ticket: rule, trailers }: Vocabulary, ticket: string | undefined): string[] {
  const person = 'Gil-dong Hong <gildong@example.com>'
  const lines = rule !== false && rule.place === 'footer' && ticket !== undefined ? [[rule.key, ticket] as const] : []
  const more = trailers.required.filter((key) => !lines.some(([taken]) => taken === key)).map((key) => [key, person] as const)
  return [...lines, ...more].map(([key, value]) => `${key}: ${value}`)
}
