import { brokenRules } from './broken.ts'
import type { CommitConvention } from './convention.ts'
import { emojiSpellings, subjectEmoji, typeOf, typeSpellings } from './grammar.ts'
import type { LintOptions } from './lint.ts'
import { nearestScope, nearestType } from './meant.ts'
import { fitsColumns, trailerValue } from './plugin.ts'
import { parseMessage } from './parse.ts'
import type { Vocabulary } from './vocabulary.ts'
import { textLength } from './width.ts'

/** A message with everything put right that can be derived; `complete`: nothing is wrong with it any more. */
export interface Corrected {
  readonly text: string
  readonly complete: boolean
}

/**
 * Puts right what follows from the message itself: spaces and the colon of the first line, the type and the scope that were meant, the first
 * letter and the full stop, a missing emoji, `!` where a footer is wanted, the empty second line, lines that can be broken at a space,
 * trailers that nobody wants. Everything else stays as it was written.
 */
export async function correctMessage(message: string, convention: CommitConvention, options: LintOptions = {}): Promise<Corrected> {
  const { vocabulary } = convention
  const [first = '', ...rest] = message.replaceAll('\r\n', '\n').split('\n')
  const header = correctHeader(first, convention)
  const footer = header.breaking === undefined || vocabulary.breaking.footers[0] === undefined ? [] : ['', `${vocabulary.breaking.footers[0]}: ${header.breaking}`]
  const body = correctBody(rest, vocabulary)
  const text = `${[header.line, ...body, ...footer].join('\n').trimEnd()}\n`
  const parsed = parseMessage(text, vocabulary, options.commentChar)
  return { text, complete: parsed !== undefined && (await brokenRules(parsed, convention)).length === 0 }
}

interface Header {
  readonly line: string
  /** What a footer has to say of a breaking change, where `!` may not. */
  readonly breaking?: string
}

/** type, scope, mark and subject, however they are spaced and whatever the colon and the brackets are (an IME types full-width ones). */
const loose = /^\s*([^\s:：()（）[\]!]+)\s*(?:[(（[]\s*([^()（）[\]]*?)\s*[)）\]])?\s*(!?)\s*[:：]\s*(.*?)\s*$/
const looseGitmoji = /^\s*(:[\w+-]+:|[^\s\w(]+|\w+:)\s*(?:\(([^()]*)\)\s*:)?\s*(.*?)\s*$/u

function correctHeader(line: string, { vocabulary, scopes }: CommitConvention): Header {
  if (vocabulary.format === 'gitmoji') return correctGitmoji(line, vocabulary, scopes)
  const match = loose.exec(line)
  if (match === null) return { line: line.trim() }
  const [, word = '', scope, mark = '', subject = ''] = match
  const type = typeSpellings(vocabulary).includes(word) ? word : nearestType(word, vocabulary) ?? word
  const marked = mark !== '' && vocabulary.breaking.mark
  const told = correctSubject(subject, vocabulary, subjectEmoji(vocabulary, typeOf(vocabulary, type)))
  return {
    line: `${type}${scope ? `(${correctScope(scope, vocabulary, scopes)})` : ''}${marked ? '!' : ''}: ${told}`.trimEnd(),
    ...mark !== '' && !marked ? { breaking: subject } : {},
  }
}

function correctGitmoji(line: string, vocabulary: Vocabulary, scopes: readonly string[] | undefined): Header {
  const [, word = '', scope, subject = ''] = looseGitmoji.exec(line) ?? []
  if (subject === '') return { line: line.trim() }
  const emoji = typeSpellings(vocabulary).includes(word) ? word : nearestType(word.replace(/^(\w+):$/, '$1'), vocabulary) ?? word
  return { line: [emoji, ...scope ? [`(${correctScope(scope, vocabulary, scopes)}):`] : [], correctSubject(subject, vocabulary, undefined)].join(' ') }
}

function correctScope(scope: string, { multipleScopes }: Vocabulary, scopes: readonly string[] | undefined): string {
  if (scopes === undefined) return scope
  return (multipleScopes ? scope.split(/\s*,\s*/) : [scope]).map((one) => scopes.includes(one) ? one : nearestScope(one, scopes) ?? one).join(',')
}

function correctSubject(subject: string, vocabulary: Vocabulary, emoji: string | undefined): string {
  const given = emoji === undefined ? undefined : emojiSpellings(emoji).find((spelling) => subject.startsWith(spelling))
  const behind = given === undefined ? subject : subject.slice(given.length).trimStart()
  const ended = vocabulary.subject.fullStop || behind.endsWith('..') ? behind : behind.replace(/\.$/, '')
  return `${emoji === undefined ? '' : `${given ?? emoji} `}${correctCase(ended, vocabulary)}`
}

/** Another first letter, unless the word is a name by its look (`API`, `iOS`) or a ticket stands there. */
function correctCase(subject: string, { subject: { case: letters }, ticket }: Vocabulary): string {
  if (letters === 'any' || (ticket !== false && ticket.place === 'subject')) return subject
  const word = /^\S*/.exec(subject)?.[0] ?? ''
  if (/\p{Lu}/u.test(word.slice(1))) return subject
  const first = subject.charAt(0)
  return (letters === 'lower' ? first.toLowerCase() : first.toUpperCase()) + subject.slice(1)
}

function correctBody(lines: readonly string[], vocabulary: Vocabulary): string[] {
  const { body, footer, trailers, header: { width } } = vocabulary
  const limits = [body.maxLineLength, footer.maxLineLength].filter((limit) => limit !== false)
  const kept = lines.filter((line) => !trailers.forbidden.some((key) => trailerValue(line, key) !== undefined))
  const spaced = kept.length > 0 && kept[0] !== '' && kept.some((line) => line.trim() !== '') ? ['', ...kept] : kept
  return limits.length === 0 ? spaced : spaced.flatMap((line) => broken(line, Math.min(...limits), width))
}

/** A line broken at spaces; what is indented or quoted has its own layout. */
function broken(line: string, limit: number, width: 'columns' | 'code-units'): string[] {
  if (fitsColumns(line, limit) || /^[\s>|#]/.test(line)) return [line]
  const lead = /^(?:[-*+]|\d+[.)]) +/.exec(line)?.[0] ?? ''
  const lines: string[] = []
  for (const word of line.slice(lead.length).split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && textLength(`${last} ${word}`, width) <= limit) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`${lines.length === 0 ? lead : ' '.repeat(lead.length)}${word}`)
  }
  return lines
}
