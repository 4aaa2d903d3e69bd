import { CommitParser } from 'conventional-commits-parser'
import type { Vocabulary } from '../commits/vocabulary.ts'
import type { RawCommit } from '../history/records.ts'
import { once } from '../repo/once.ts'
import { grammarOf, type Grammar } from './header.ts'

/** An issue or a pull request that a message names. */
export interface Reference {
  readonly kind: 'issue' | 'pull'
  readonly id: string
  /** `owner/name` of another repository. */
  readonly repository: string | undefined
  /** `closes #1`, or only mentioned. */
  readonly closes: boolean
}

export interface Person {
  readonly name: string
  readonly email: string
}

/** What a changelog says about a commit. */
export interface Entry {
  readonly hash: string
  /** The first line as it is. */
  readonly header: string
  /** Name of the vocabulary's type; undefined where the message does not follow the convention. */
  readonly type: string | undefined
  readonly scope: string | undefined
  /** Without the reference to the pull request at its end. */
  readonly subject: string
  /** What breaks and how to migrate, as Markdown; empty where nothing does. */
  readonly breaking: readonly string[]
  readonly references: readonly Reference[]
  readonly tickets: readonly string[]
  /** Hash, or its beginning, of the commit that this one takes back. */
  readonly reverts: string | undefined
  readonly people: readonly Person[]
}

/** A commit of the history with its entries: none where it is kept out of the changelog, several where a squash commit was split. */
export interface ReadCommit {
  readonly hash: string
  readonly entries: readonly Entry[]
}

export interface Reading {
  readonly vocabulary: Vocabulary
  /** Whether a body that lists several commits (`* feat: …`) is taken apart. */
  readonly split: boolean
  /** Entries also for types that are kept out of the changelog: to explain a version. */
  readonly all?: boolean
  /** Whether entries say who wrote them. */
  readonly people?: boolean
}

// A body beyond this is read at its two ends only, where subjects and footers are.
const longest = 100_000
// What a message must hold for a closer look to find something.
const number = /[#!][\w-]*\d/
// `closes #1`, or `!1`: other numbers in a body are a matter of the body.
const telling = /clos|fix|resolv|!/i
const field = /^-.*\w.*-\r?$/m
const pullOnly = /^[^#!\n\r\u2028\u2029]* \(#\d+\)$/
// How almost all other first lines that name something end: `(#12)`, `(fixes #12)`, `(refs #12) (#13)`.
const ending = /^([^#!\n\r\u2028\u2029]*)\((?:([A-Za-z]+) )?([#!])(\d+)\)(?: \(([#!])(\d+)\))?$/
// The last such word acts on what follows it, unless a colon does.
const acting = /(?<!\w)(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\s(?!.*(?<!\w)(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?!\w))/i
const action = /^(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)$/i
const closing = /^(?:(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?) #\d+(?:, (?=\w)| *$))+$/i
const listing = /^[*-] +\S/m
const together = /-authored-by:/i
const revert = /^revert\b/i
const coAuthor = /^co-authored-by: *(.*?) *<([^<>\n]+)> *$/gim
const taken = /^(?:Revert\s|revert(?:\([^)]*\))?!?:\s)"?([\s\S]+?)"?\s*This reverts commit ([0-9a-f]{7,64})\b/i

/** How messages of a team become entries. Made once: it holds compiled patterns. */
export function entryReader({ vocabulary, split, all = false, people = true }: Reading): (commit: RawCommit, node: Pick<RawCommit, 'hash' | 'parents'>) => ReadCommit {
  const grammar = grammarOf(vocabulary)
  const parser = once(() => parserOf(vocabulary, grammar))
  const breaks = new RegExp(`^(?:\\*\\s+)?(?:${vocabulary.breaking.footers.map(escape).join('|') || '(?!)'}):`, 'im')
  const ticket = vocabulary.ticket === false ? undefined : new RegExp(vocabulary.ticket.pattern, 'gu')

  /** `look`: the message, or its bytes, to look for ASCII in; `message`: all of it. */
  const read = (commit: RawCommit, hash: string, header: string, look: string, message: () => string, extra: readonly Reference[] = []): readonly Entry[] => {
    const parts = grammar.split(header)
    const named = parts && grammar.typeOf(parts.type)
    const breaking = parts?.breaking === true || breaks.test(look)
    const reverting = revert.test(header) ? taken.exec(message()) : null
    const type = named ?? (reverting ? grammar.typeOf('revert') : undefined)
    if (!all && type?.section === false && !breaking && !reverting) return untold
    const notes = breaking ? parser().parse(message()) : undefined
    const references = notes === undefined ? mentioned(header, look, message, parser) : referencesOf(notes.references, header)
    const known = type !== undefined && parts !== undefined
    return [{
      hash, header, type: type?.name, scope: known ? parts.scope : undefined,
      subject: withoutPull(known ? parts.subject : header, references),
      breaking: notes?.notes.map(({ text }) => text.trim()).filter((text) => text !== '') ?? none,
      references: extra.length === 0 ? references : [...references, ...extra.filter(({ id }) => !references.some((one) => one.id === id))],
      tickets: ticket === undefined ? none : [...new Set(`${header}\n${message().trimEnd().split(/\n\s*\n/).at(-1) ?? ''}`.match(ticket) ?? [])],
      reverts: reverting?.[2], people: people ? peopleOf(commit, look, message) : nobody,
    }]
  }
  let current: RawCommit | undefined
  let whole: string | undefined
  const message = (): string => whole ??= shortened(current!.message).trim()
  return (commit, { hash, parents }) => {
    const { header } = commit
    // A merge brings the commits of its branch, which speak for themselves. (An empty message says nothing.)
    if (parents.length > 1 || header === '') return { hash, entries: untold }
    current = commit
    whole = undefined
    const look = commit.bytes
    const listed = split && listing.test(look) ? splitSquash(message(), grammar) : []
    if (listed.length < 2) return { hash, entries: read(commit, hash, header, look, message) }
    const pulls = referencesOf(parser().parse(header).references, header)
    return { hash, entries: listed.flatMap((part) => read(commit, hash, part.split('\n', 1)[0]!, part, () => part, pulls)) }
  }
}

function shortened(message: string): string {
  return message.length > longest ? `${message.slice(0, longest / 2)}\n${message.slice(-longest / 2)}` : message
}

export function parserOf({ breaking: { footers, mark } }: Vocabulary, { pattern, breakingPattern }: Grammar): CommitParser {
  return new CommitParser({
    headerPattern: pattern, headerCorrespondence: ['type', 'scope', 'subject'],
    ...mark && { breakingHeaderPattern: breakingPattern },
    noteKeywords: [...footers], issuePrefixes: ['#', '!'],
  })
}

/** The commits that a squash commit lists: `* feat: …` or `- feat: …` at the start of a line, each with the lines below it. */
function splitSquash(message: string, grammar: Grammar): string[] {
  const parts: string[][] = []
  for (const line of message.split('\n').slice(1)) {
    const header = /^[*-] +(\S.*)$/.exec(line)?.[1]
    const type = header === undefined ? undefined : grammar.split(header)?.type
    if (header !== undefined && type !== undefined && grammar.typeOf(type)) parts.push([header.trim()])
    else parts.at(-1)?.push(line.replace(/^ {1,2}/, ''))
  }
  return parts.map((lines) => lines.join('\n').trim())
}

// One for all: a history has ten thousands of entries.
const none: readonly never[] = []
const nobody: readonly Person[] = none
const untold: readonly Entry[] = none

/** The references of a message in which nothing breaks. The parser reads line by line, so lines without one need not be shown to it. */
export function mentioned(header: string, look: string, message: () => string, parser: () => CommitParser): readonly Reference[] {
  const told = number.test(header) ? inEnding(header) : none
  if (told === undefined) return referencesOf(parser().parse(message()).references, header)
  // Half of all messages have no body.
  if (look.length <= header.length + 1) return told
  const body = number.test(look.slice(look.trimStart().indexOf('\n') + 1)) ? message() : ''
  // From a line such as `-field-` on, lines belong to the field.
  if (field.test(body)) return referencesOf(parser().parse(body).references, header)
  const lines = body === '' ? [] : body.split(/\r?\n/).slice(1).filter((line) => number.test(line) && telling.test(line))
  if (lines.length === 0) return told
  // What almost all of them are needs no parser: `fix #12`, `fix #12, close #13`, and nothing else in the line.
  if (!lines.every((line) => closing.test(line))) return referencesOf(parser().parse([header, '', ...lines].join('\n')).references, header)
  const closed = lines.flatMap((line) => line.match(/\d+/g) ?? [])
  const more = closed.filter((one, at) => closed.indexOf(one) === at && !told.some(({ id }) => id === one))
  return more.length === 0 ? told : [...told, ...more.map((id): Reference => ({ kind: 'issue', id, closes: true, repository: undefined }))]
}

/** What a first line names, where it does so at its end as almost all do; undefined: the parser has to look. */
function inEnding(header: string): readonly Reference[] | undefined {
  if (header.includes('://')) return undefined
  if (pullOnly.test(header)) return [{ kind: 'pull', id: header.slice(header.lastIndexOf('#') + 1, -1), closes: false, repository: undefined }]
  const [, before, word, prefix, id = '', mark, pull = id] = ending.exec(header) ?? []
  if (before === undefined) return undefined
  const own: Reference = { kind: 'pull', id: pull, closes: false, repository: undefined }
  if (word === undefined && mark === undefined) return /(^|\s)$/.test(before) ? [own] : undefined
  if (prefix !== '#' || (mark !== undefined && id === pull) || !/(^|\s)$/.test(before)) return undefined
  const issue: Reference = { kind: 'issue', id, closes: (word !== undefined && action.test(word)) || acting.test(before), repository: undefined }
  return mark === undefined ? [issue] : [issue, own]
}

type Parsed = ReturnType<CommitParser['parse']>['references']

/** What the parser found, as far as it is told. */
export function referencesOf(parsed: Parsed, header: string): Reference[] {
  const pull = pullIn(header)
  const found = parsed.map(({ prefix, issue, owner, repository, action, raw }): Reference => ({
    kind: prefix === '!' || (issue === pull && header.includes(raw.trim())) ? 'pull' : 'issue', id: issue, closes: action !== null && issue !== pull,
    repository: repository === null ? undefined : owner === null ? repository : `${owner}/${repository}`,
  }))
  // What is only mentioned in a body is a matter of the body.
  const told = found.filter(({ kind, id, closes }) => closes || kind === 'pull' || new RegExp(`#${escape(id)}(?![\\w-])`).test(header))
  return told.filter(({ id }, at) => told.findIndex((one) => one.id === id) === at)
}

/** `(#12)` or `(!12)` at the end: the pull request that a squash or rebase merge came from. */
function pullIn(header: string): string | undefined {
  return /\([#!](\d+)\)\s*$/.exec(header)?.[1]
}

function withoutPull(subject: string, references: readonly Reference[]): string {
  if (!subject.endsWith(')')) return subject
  const pull = pullIn(subject)
  return references.some(({ kind, id }) => kind === 'pull' && id === pull) ? subject.replace(/\s*\([#!]\d+\)\s*$/, '') || subject : subject
}

function peopleOf({ author, email }: RawCommit, look: string, message: () => string): Person[] {
  const others = together.test(look) ? [...message().matchAll(coAuthor)].map(([, name = '', address = '']) => ({ name, email: address })) : []
  return [{ name: author, email }, ...others]
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
