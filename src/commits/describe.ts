import { loadLintMessages, type Messages } from '../messages/index.ts'
import type { Broken } from './broken.ts'
import type { CommitConvention } from './convention.ts'
import { correctMessage } from './correct.ts'
import { subjectEmoji, typeOf, typeSpellings, type Parsed } from './grammar.ts'
import type { LintOptions, LintProblem } from './lint.ts'
import { nearestScope, nearestType } from './meant.ts'
import { countedLines, type Line } from './parse.ts'
import { fitsColumns, tickets, trailerValue } from './plugin.ts'
import { sample } from './sample.ts'
import { headerShape } from './shape.ts'
import { graphemes, textLength } from './width.ts'

type Words = Messages['lint']['problems']
type Told = Omit<LintProblem, 'rule' | 'severity'>

interface Telling {
  readonly parsed: Parsed
  readonly convention: CommitConvention
  readonly words: Words
  /** The lines that count, the header first. */
  readonly lines: readonly Line[]
  readonly broken: Broken
}

/** Each broken rule as sentences with their places, and the message as it should have been. */
export async function describe(
  message: string, parsed: Parsed, broken: readonly Broken[], convention: CommitConvention, options: LintOptions,
): Promise<{ problems: LintProblem[], corrected?: string }> {
  const { problems: words } = await loadLintMessages(convention.locale)
  const lines = countedLines(message, options.commentChar)
  const shapeless = broken.some(({ rule }) => rule === 'type-empty')
  const problems = broken
    // Without the shape there is no subject either; one sentence says it.
    .filter(({ rule }) => !(shapeless && rule === 'subject-empty'))
    .flatMap((one): LintProblem[] => tell({ parsed, convention, words, lines, broken: one })
      .map((told) => ({ rule: one.rule, severity: one.severity, ...told })))
  const { text, complete } = await correctMessage(message, convention, options)
  return { problems, ...complete && text !== message ? { corrected: text } : {} }
}

/** What there is to say about one broken rule; more than one thing where several lines break it. */
function tell(telling: Telling): Told[] {
  const known = [tellers[telling.broken.rule]?.(telling) ?? []].flat()
  // Whatever is broken is told, even where its place is not found.
  if (known.length > 0) return known
  const { words, broken: { rule, said } } = telling
  return [{ sentence: words.other(rule, said ?? rule), ...whole(telling) }]
}

const tellers: Readonly<Record<string, (telling: Telling) => Told | Told[] | undefined>> = {
  'type-empty': (telling) => ({ sentence: telling.words.shape(shape(telling)), ...whole(telling) }),
  'type-enum': (telling) => {
    const { parsed, convention: { vocabulary }, words, broken: { when, value } } = telling
    if (when === 'never') return undefined
    const near = nearestType(parsed.type ?? '', vocabulary)
    return { sentence: words.typeUnknown(parsed.type ?? '', few((value as string[] | undefined) ?? typeSpellings(vocabulary))), ...part(telling, parsed.type), ...near === undefined ? {} : { nearest: near } }
  },
  'subject-empty': (telling) => ({ sentence: telling.words.subjectMissing, ...whole(telling) }),
  'subject-case': (telling) => {
    const { words, broken: { when, value } } = telling
    const cases = [value].flat()
    if (!cases.includes('sentence-case')) return undefined
    return { sentence: when === 'never' ? words.subjectLower : words.subjectSentence, ...firstLetter(telling) }
  },
  'subject-full-stop': (telling) => telling.broken.when === 'never' ? { sentence: telling.words.subjectFullStop, ...atEnd(telling, 1) } : undefined,
  'header-max-length': (telling) => length(telling, telling.words.headerLong),
  'header-min-length': (telling) => length(telling, telling.words.headerShort),
  'header-trim': (telling) => {
    const text = telling.lines[0]?.text ?? ''
    const trailing = text.length - text.trimEnd().length
    return { sentence: telling.words.headerTrim, ...trailing > 0 ? atEnd(telling, trailing) : spot(telling.lines[0], 0, text.length - text.trimStart().length) }
  },
  'scope-empty': (telling) => telling.broken.when === 'always'
    ? { sentence: telling.words.scopeNone, ...part(telling, telling.parsed.scope) }
    : { sentence: telling.words.scopeRequired(shape(telling)), ...part(telling, telling.parsed.type) },
  'scope-enum': (telling) => scopeUnknown(telling),
  'conventions/scope-pattern': (telling) => ({
    sentence: telling.words.scopePattern(telling.parsed.scope ?? '', String(telling.broken.value)), ...part(telling, telling.parsed.scope),
  }),
  'conventions/scope-required': (telling) => ({
    sentence: telling.words.scopeRequiredFor(telling.parsed.type ?? '', shape(telling)), ...part(telling, telling.parsed.type),
  }),
  'body-leading-blank': (telling) => telling.broken.when === 'always' ? { sentence: telling.words.bodyBlank, ...wholeLine(telling.lines[1]) } : undefined,
  'body-max-line-length': (telling) => longLines(telling, bodyLines(telling), telling.words.bodyLine),
  'footer-max-line-length': (telling) => longLines(telling, footerLines(telling), telling.words.footerLine),
  'body-empty': (telling) => telling.broken.when === 'never' ? { sentence: telling.words.bodyRequired } : undefined,
  'conventions/body-required': (telling) => ({ sentence: telling.words.bodyRequiredFor(telling.parsed.type ?? '') }),
  'subject-exclamation-mark': (telling) => {
    if (telling.broken.when === 'always') return undefined
    const mark = /!(?=: )/.exec(telling.lines[0]?.text ?? '')?.index ?? 0
    const footer = telling.convention.vocabulary.breaking.footers[0]
    return { sentence: footer === undefined ? telling.words.breakingNone : telling.words.breakingMark(`${footer}: …`), ...spot(telling.lines[0], mark, mark + 1) }
  },
  'conventions/emoji': (telling) => {
    const { convention: { vocabulary }, parsed, words } = telling
    const type = typeOf(vocabulary, parsed.type)
    return { sentence: words.emoji(subjectEmoji(vocabulary, type) ?? '', type?.name ?? ''), ...firstLetter(telling) }
  },
  'conventions/ticket': (telling) => ticket(telling),
  'conventions/trailer-required': ({ broken: { value }, words, parsed }) => (value as string[])
    .filter((key) => !(parsed.footer ?? '').split('\n').some((line) => trailerValue(line, key)))
    .map((key) => ({ sentence: words.trailerRequired(`${key}: …`) })),
  'conventions/trailer-forbidden': ({ broken: { value }, words, lines }) => (value as string[]).flatMap((key) => lines.slice(1)
    .filter(({ text }) => trailerValue(text, key) !== undefined)
    .map((line) => ({ sentence: words.trailerForbidden(key), ...wholeLine(line) }))),
}

const shape = ({ convention: { vocabulary, locale } }: Telling): string => headerShape(vocabulary, locale)

function scopeUnknown(telling: Telling): Told[] | undefined {
  const { parsed, words, broken: { when, value } } = telling
  const { scopes, delimiters } = Array.isArray(value) ? { scopes: value as string[], delimiters: ['/', '\\', ','] } : value as { scopes: string[], delimiters: string[] }
  if (when === 'never') return undefined
  const given = parsed.scope ?? ''
  const parts = delimiters.includes(',') ? given.split(/, ?/) : [given]
  return parts.filter((one) => !scopes.includes(one)).map((one) => {
    const near = nearestScope(one, scopes)
    return { sentence: words.scopeUnknown(one, few(scopes)), ...part(telling, one), ...near === undefined ? {} : { nearest: near } }
  })
}

function ticket(telling: Telling): Told | undefined {
  const { convention: { vocabulary }, parsed, words, lines } = telling
  if (vocabulary.ticket === false) return undefined
  const { place, key, pattern } = vocabulary.ticket
  const { bad } = tickets(vocabulary, parsed)
  const id = sample(pattern) ?? '…'
  if (bad !== undefined) {
    const line = place === 'footer' ? lines.slice(1).find(({ text }) => trailerValue(text, key) === bad) : lines[0]
    const from = Math.max(0, line?.text.lastIndexOf(bad) ?? 0)
    return { sentence: words.ticketBad(bad, pattern), ...spot(line, from, from + bad.length) }
  }
  switch (place) {
    case 'footer': return { sentence: words.ticketFooter(`${key}: ${id}`) }
    case 'subject': return { sentence: words.ticketSubject(id), ...firstLetter(telling) }
    case 'scope': return { sentence: words.ticketScope(id), ...part(telling, parsed.type) }
  }
}

function length(telling: Telling, say: (length: number, limit: number, unit: string) => string): Told {
  const { convention: { vocabulary: { header: { width } } }, words, broken: { value }, lines } = telling
  const text = lines[0]?.text ?? ''
  return { sentence: say(textLength(text, width), Number(value), words.unit[width]), ...spot(lines[0], cutAt(text, Number(value), width), text.length) }
}

function longLines(telling: Telling, lines: readonly Line[], say: (length: number, limit: number, unit: string) => string): Told[] {
  const { convention: { vocabulary: { header: { width } } }, words, broken: { value } } = telling
  const limit = Number(value)
  return lines.filter(({ text }) => width === 'columns' ? !fitsColumns(text, limit) : !/\bhttps?:\/\/\S+/.test(text) && text.length > limit)
    .map((line) => ({ sentence: say(textLength(line.text, width), limit, words.unit[width]), ...spot(line, cutAt(line.text, limit, width), line.text.length) }))
}

/** Where a text exceeds a limit: index of the first character that does not fit. */
function cutAt(text: string, limit: number, width: 'columns' | 'code-units'): number {
  let at = 0
  for (const grapheme of graphemes(text)) {
    if (textLength(text.slice(0, at + grapheme.length), width) > limit) break
    at += grapheme.length
  }
  return at === text.length ? 0 : at
}

/** The lines of the footer are the last ones that count; what the parser drops (`gpg:`) may leave empty ones behind them. */
function footerLines({ parsed: { footer }, lines }: Telling): readonly Line[] {
  const end = lines.findLastIndex(({ text }) => text.trim() !== '') + 1
  return footer ? lines.slice(Math.max(1, end - footer.trimEnd().split('\n').length), end) : []
}

function bodyLines(telling: Telling): readonly Line[] {
  const [first] = footerLines(telling)
  return telling.lines.slice(1, first && telling.lines.indexOf(first))
}

/** The first occurrence of a part of the header. */
function part(telling: Telling, text: string | null | undefined): Pick<Told, 'at'> {
  const line = telling.lines[0]
  const from = text ? line?.text.indexOf(text) ?? -1 : -1
  return from === -1 ? whole(telling) : spot(line, from, from + (text ?? '').length)
}

/** The first character of the subject. */
function firstLetter(telling: Telling): Pick<Told, 'at'> {
  const { lines: [header], parsed: { subject } } = telling
  if (header === undefined || !subject) return whole(telling)
  const from = header.text.length - subject.length
  return spot(header, from, from + (subject.codePointAt(0)! > 0xffff ? 2 : 1))
}

function atEnd({ lines: [header] }: Telling, count: number): Pick<Told, 'at'> {
  const end = header?.text.length ?? 0
  return spot(header, end - count, end)
}

const whole = ({ lines: [header] }: Telling): Pick<Told, 'at'> => wholeLine(header)
const wholeLine = (line: Line | undefined): Pick<Told, 'at'> => spot(line, 0, line?.text.length ?? 0)

function spot(line: Line | undefined, from: number, to: number): Pick<Told, 'at'> {
  return line === undefined ? {} : { at: { line: line.line, from, to } }
}

/** A list that a person still reads. */
function few(values: readonly string[]): string {
  return values.length <= 20 ? values.join(', ') : `${values.slice(0, 20).join(', ')}, …`
}
