import { markdownInline, markdownNote, markdownProse } from '../edit/quote.ts'
import type { Messages } from '../messages/index.ts'
import type { Entry, Reference } from './entry.ts'
import type { Links } from './links.ts'
import type { Contributor, Section } from './types.ts'

export interface Rendering {
  readonly links: Links
  readonly words: Messages['changelog']
  /** grouped: entries of one scope stand below its name. */
  readonly scopes: 'inline' | 'grouped'
  readonly contributors: boolean
  /** The revision that an unreleased section is compared with. */
  readonly head?: string
  /** Lines of entries that were made already. */
  readonly lines?: Map<Entry, string>
  /** How a heading gives the date: `1.2.0 (2026-01-31)`, or `[1.2.0] - 2026-01-31` as Keep a Changelog 1.1 does. */
  readonly dates?: 'parentheses' | 'dash'
}

/** A release as a section of a CHANGELOG: a heading of level 2, LF, with one final newline. */
export function renderSection(section: Section, rendering: Rendering): string {
  return `${[heading(section, rendering), ...parts(section, rendering, 3)].join('\n\n')}\n`
}

/** The heading of a section, and nothing else. */
export function heading({ version, tag, previous, date }: Section, { links, words, head = 'HEAD', dates }: Rendering): string {
  const name = version ?? words.unreleased
  const url = previous === undefined ? undefined : links.compare(previous, tag ?? head)
  const title = url !== undefined ? link(name, url) : dates === 'dash' ? `[${name}]` : name
  return `## ${title}${date === undefined ? '' : dates === 'dash' ? ` - ${date}` : ` (${date})`}`
}

/** What stands below the heading: breaking changes first. */
export function parts(section: Section, rendering: Rendering, level: number): string[] {
  const { words } = rendering
  const title = (text: string) => `${'#'.repeat(level)} ${markdownInline(text)}`
  const block = (name: string, lines: readonly string[]) => lines.length === 0 ? [] : [`${title(name)}\n\n${lines.join('\n')}`]
  return [
    ...block(words.breaking, section.breaking.map(({ entry, text }) => note(entry, text, rendering))),
    ...section.groups.flatMap((group) => block(group.title, list(group.entries, rendering))),
    ...block(words.others, section.others.map((entry) => item(entry, rendering, undefined))),
    ...rendering.contributors ? block(words.contributors, section.contributors.map((person) => contributor(person, rendering))) : [],
  ]
}

function list(entries: readonly Entry[], rendering: Rendering): string[] {
  if (rendering.scopes === 'inline') return sorted(entries).map((entry) => item(entry, rendering, entry.scope))
  const scopes = Map.groupBy(sorted(entries), ({ scope }) => scope)
  return [...scopes].flatMap(([scope, found]) => {
    if (scope === undefined || found.length === 1) return found.map((entry) => item(entry, rendering, entry.scope))
    return [`- **${markdownProse(scope)}:**`, ...found.map((entry) => `  ${item(entry, rendering, undefined)}`)]
  })
}

/** By scope, those without one first; otherwise as they came. */
function sorted(entries: readonly Entry[]): Entry[] {
  return entries.toSorted((a, b) => (a.scope ?? '') < (b.scope ?? '') ? -1 : (a.scope ?? '') > (b.scope ?? '') ? 1 : 0)
}

/** Makes the line of an entry before its section is known: while git still prints, there is time. */
export function makeLine(entry: Entry, rendering: Rendering): void {
  rendering.lines?.set(entry, lineOf(entry, rendering, entry.scope))
}

/** `scope`: as it is shown, undefined where the entry stands below it. */
function item(entry: Entry, rendering: Rendering, scope: string | undefined): string {
  const made = scope === entry.scope ? rendering.lines?.get(entry) : undefined
  return made ?? lineOf(entry, rendering, scope)
}

function lineOf(entry: Entry, { links, words }: Rendering, scope: string | undefined): string {
  let pulls = ''
  let closed = ''
  for (const one of entry.references) {
    if (one.closes) closed += `${closed === '' ? `, ${words.closes} ` : ', '}${reference(one, links)}`
    else if (one.kind === 'pull') pulls += ` (${reference(one, links)})`
  }
  const told = linkTickets(markdownProse(entry.subject), entry.tickets, links)
  // Joined, it is one string; put together otherwise, it is a tree of them until somebody reads it, and a changelog has ten thousands of lines.
  return ['- ', scope === undefined ? '' : `**${markdownProse(scope)}:** `, told, pulls, ' (', link(entry.hash.slice(0, 7), links.commit(entry.hash)), ')', closed, otherTickets(entry, links)].join('')
}

/** Those that its subject does not name. */
function otherTickets({ tickets, subject }: Entry, links: Links): string {
  if (tickets.length === 0) return ''
  const others = tickets.filter((ticket) => !subject.includes(ticket)).map((ticket) => link(ticket, links.ticket(ticket)))
  return others.length === 0 ? '' : ` [${others.join(', ')}]`
}

function linkTickets(text: string, tickets: readonly string[], links: Links): string {
  return tickets.reduce((told, ticket) => links.ticket(ticket) === undefined ? told : told.replace(markdownProse(ticket), () => link(ticket, links.ticket(ticket))), text)
}

/** A note of one line ends with the commit; below a longer one, which may end with code, the commit has a paragraph of its own. */
function note(entry: Entry, text: string, { links }: Rendering): string {
  const scope = entry.scope === undefined ? '' : `**${markdownProse(entry.scope)}:** `
  const hash = `(${link(entry.hash.slice(0, 7), links.commit(entry.hash))})`
  const [first = '', ...rest] = markdownNote(text).split('\n')
  if (rest.length === 0) return `- ${scope}${first} ${hash}`
  return [`- ${scope}${first}`, ...[...rest, '', hash].map((line) => line === '' ? '' : `  ${line}`)].join('\n')
}

function reference(one: Reference, links: Links): string {
  const url = links.reference(one)
  return link(`${one.repository ?? ''}${one.kind === 'pull' && url?.includes('/-/') ? '!' : '#'}${one.id}`, url)
}

function contributor({ name, email, first }: Contributor, { words }: Rendering): string {
  // GitHub's own addresses hold the account; other addresses are nobody's business.
  const account = /^(?:\d+\+)?([A-Za-z0-9-]+)@users\.noreply\.github\.com$/.exec(email)?.[1]
  return `- ${markdownInline(name)}${account === undefined ? '' : ` (@${account})`}${first === true ? ` ${words.firstTime}` : ''}`
}

function link(text: string, url: string | undefined): string {
  // Hashes and numbers, which most links have, show as they are.
  const shown = /^#?[0-9A-Za-z]+$/.test(text) ? text : markdownInline(text)
  return url === undefined ? shown : `[${shown}](${url})`
}
