import { CommitParser, type ParserOptions } from 'conventional-commits-parser'
import { grammarOf, type Grammar, type Parsed } from './grammar.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A line of a message that counts. `line`: its number in the message, from 1. */
export interface Line {
  readonly text: string
  readonly line: number
}

/** For a message that has none, as each begins with `#`: the expressions that search for them need not be made. */
const withoutReferences = { issuePrefixes: null, referenceActions: null } as unknown as ParserOptions

/**
 * Parses as commitlint 21 does, with the vocabulary's grammar; undefined where nothing is left of the message.
 * `commentChar`: lines that begin with it are comments, and what follows git's scissors line is cut off; without it every line counts.
 */
export function parseMessage(message: string, vocabulary: Vocabulary, commentChar: string | undefined): Parsed | undefined {
  if (message.trim() === '') return undefined
  const grammar = grammarOf(vocabulary)
  const line = onlyLine(message, commentChar)
  if (line !== undefined) return { ...parseHeader(line, grammar), header: line, body: null, footer: null, references: [], raw: message }
  const options: ParserOptions = {
    ...grammar as ParserOptions,
    // What @commitlint/parse 21 sets besides.
    fieldPattern: null as unknown as RegExp,
    ...commentChar === undefined ? {} : { commentChar },
    ...message.includes('#') ? {} : withoutReferences,
  }
  const parsed = new CommitParser(options).parse(message)
  if (parsed.header === null && parsed.body === null && parsed.footer === null) return undefined
  return { ...parsed, raw: message } as Parsed
}

/** The line of a message that has but one, in which the parser finds nothing besides the header's parts: hooks need not load it then. */
function onlyLine(message: string, commentChar: string | undefined): string | undefined {
  const line = message.endsWith('\n') ? message.slice(0, -1) : message
  const more = ['\n', '\r', '#', 'gpg:'].some((mark) => line.includes(mark)) || (commentChar !== undefined && line.startsWith(commentChar))
  return more ? undefined : line
}

function parseHeader(line: string, { headerPattern }: Grammar): Pick<Parsed, 'type' | 'scope' | 'subject'> {
  const match = headerPattern.exec(line)
  // As the parser has it: what is empty is null, and there is nothing where the form is another one.
  return match === null ? {} : { type: match[1] || null, scope: match[2] || null, subject: match[3] || null }
}

/** The lines that the parser reads: the first is the header, comments and what follows the scissors line are left out. */
export function countedLines(message: string, commentChar: string | undefined): Line[] {
  const all = message.split(/\r?\n/).map((text, index) => ({ text, line: index + 1 }))
  const first = all.findIndex(({ text }) => text !== '')
  const last = all.findLastIndex(({ text }) => text !== '')
  const scissors = all.findIndex(({ text }) => commentChar !== undefined && text === `${commentChar} ------------------------ >8 ------------------------`)
  return all.slice(Math.max(0, first), scissors === -1 ? last + 1 : scissors)
    .filter(({ text }) => !(commentChar !== undefined && text.startsWith(commentChar)) && !/^\s*gpg:/.test(text))
}
