import { isRequired } from './required.ts'
import type { CommitConvention } from './convention.ts'
import { hasAsciiTypes, isSubjectPrefixed, splitSubject, subjectEmoji, ticketPattern, typeOf, type Parsed } from './grammar.ts'
import { stockRules } from './stock.ts'
import type { Vocabulary } from './vocabulary.ts'
import { textLength } from './width.ts'

/** A rule of commitlint: the message, `always` or `never`, the rule's value. Undefined: another implementation has to say. */
export type Rule = (parsed: Parsed, when: 'always' | 'never', value: unknown) => boolean | undefined

/**
 * The rules that @commitlint/rules lacks, and those of its names whose measure differs for this vocabulary (columns instead of UTF-16 code
 * units, a subject behind emoji and ticket, types in other alphabets).
 */
export function pluginRules(convention: CommitConvention): Readonly<Record<string, Rule>> {
  const { vocabulary } = convention
  return {
    ...vocabulary.header.width === 'columns' ? columnRules : {},
    ...isSubjectPrefixed(vocabulary) ? subjectRules(vocabulary) : {},
    ...hasAsciiTypes(vocabulary) ? {} : { 'subject-exclamation-mark': exclamationMark },
    'conventions/emoji': (parsed) => emoji(vocabulary, parsed),
    'conventions/ticket': (parsed) => tickets(vocabulary, parsed).ok,
    'conventions/scope-pattern': (parsed, _, pattern) => scopePattern(vocabulary, parsed, String(pattern)),
    'conventions/scope-required': (parsed, _, types) => !isRequired(types as string[], typeOf(vocabulary, parsed.type)) || Boolean(parsed.scope),
    'conventions/body-required': (parsed, _, types) => !isRequired(types as string[], typeOf(vocabulary, parsed.type)) || Boolean(parsed.body),
    'conventions/trailer-required': (parsed, _, keys) => (keys as string[]).every((key) => lastParagraph(parsed).some((line) => trailerValue(line, key))),
    'conventions/trailer-forbidden': (parsed, _, keys) => !(keys as string[]).some((key) => linesBehind(parsed).some((line) => trailerValue(line, key) !== undefined)),
  }
}

/** As @commitlint/ensure 21: a line with a URL may be as long as it is. */
const url = /\bhttps?:\/\/\S+/

/** Whether a line is within a limit of the body or the footer, in columns. */
export function fitsColumns(line: string, limit: number): boolean {
  return textLength(line, 'columns') <= limit || url.test(line)
}

const linesFit = (text: string | null, limit: unknown): boolean => !text || text.split(/\r?\n/).every((line) => fitsColumns(line, Number(limit)))

const columnRules: Readonly<Record<string, Rule>> = {
  'header-max-length': ({ header }, _, limit) => header !== null && textLength(header, 'columns') <= Number(limit),
  'header-min-length': ({ header }, _, limit) => header !== null && textLength(header, 'columns') >= Number(limit),
  'body-max-line-length': ({ body }, _, limit) => linesFit(body, limit),
  'footer-max-line-length': ({ footer }, _, limit) => linesFit(footer, limit),
}

/** The stock rules about the subject, of what follows emoji and ticket. */
function subjectRules(vocabulary: Vocabulary): Readonly<Record<string, Rule>> {
  return Object.fromEntries(['subject-case', 'subject-empty'].map((name) => [name, (parsed, when, value) =>
    stockRules[name]?.({ ...parsed, subject: splitSubject(vocabulary, parsed).rest }, when, value)] satisfies [string, Rule]))
}

function exclamationMark({ header }: Parsed, when: 'always' | 'never'): boolean {
  if (!header) return true
  return /^[\p{L}\p{N}_-]*(?:\(.*\))?!: .*$/u.test(header) === (when === 'always')
}

function emoji(vocabulary: Vocabulary, parsed: Parsed): boolean {
  const expected = subjectEmoji(vocabulary, typeOf(vocabulary, parsed.type))
  return expected === undefined || splitSubject(vocabulary, parsed).emoji !== undefined
}

/** The tickets of a message as far as the vocabulary wants them. `bad`: a line or a scope that stands for a ticket and names none. */
export function tickets(vocabulary: Vocabulary, parsed: Parsed): { readonly ok: boolean, readonly found: readonly string[], readonly bad?: string } {
  const rule = vocabulary.ticket
  if (rule === false) return { ok: true, found: [] }
  const needed = isRequired(rule.required, typeOf(vocabulary, parsed.type))
  if (rule.place === 'subject') {
    const { ticket } = splitSubject(vocabulary, parsed)
    return { ok: ticket !== undefined || !needed, found: ticket === undefined ? [] : [ticket] }
  }
  const whole = ticketPattern(vocabulary, '^', '$')
  const candidates = rule.place === 'scope' ? [parsed.scope ?? ''] : linesBehind(parsed).map((line) => trailerValue(line, rule.key))
  const given = candidates.filter((value): value is string => Boolean(value))
  const separators = vocabulary.multipleScopes || rule.place === 'footer' ? /[\s,;]+/ : /(?!)/
  const ids = (value: string): string[] => [value, ...value.split(separators)].filter((id) => whole.test(id))
  const bad = given.find((value) => ids(value).length === 0)
  const found = [...new Set(given.flatMap(ids))]
  return { ok: bad === undefined && (found.length > 0 || !needed), found, ...bad === undefined ? {} : { bad } }
}

function scopePattern({ multipleScopes }: Vocabulary, { scope }: Parsed, pattern: string): boolean {
  if (!scope) return true
  const whole = new RegExp(`^(?:${pattern})$`, 'u')
  return (multipleScopes ? scope.split(/, ?/) : [scope]).every((one) => whole.test(one))
}

/** Lines of body and footer. */
function linesBehind({ body, footer }: Parsed): string[] {
  return [body, footer].flatMap((text) => text ? text.split('\n') : [])
}

/** The lines in which git looks for trailers: those of the last paragraph. */
function lastParagraph({ body, footer }: Parsed): string[] {
  return (footer ?? body ?? '').split(/\n[^\S\n]*\n/).at(-1)?.split('\n') ?? []
}

/** The value of a trailer line (`key: value`; keys are alike in upper and lower case, as for git); undefined where the line is none of that key. */
export function trailerValue(line: string, key: string): string | undefined {
  const colon = line.indexOf(':')
  return colon > 0 && lower(line.slice(0, colon).trimEnd()) === lower(key) ? line.slice(colon + 1).trim() : undefined
}

/** Keys are ASCII: no other letter is one of theirs in lower case. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
