import { CommitParser, type ParserOptions } from 'conventional-commits-parser'
import { grammarOf, type Parsed } from './grammar.ts'
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
  const options: ParserOptions = {
    ...grammarOf(vocabulary) as ParserOptions,
    // What @commitlint/parse 21 sets besides.
    fieldPattern: null as unknown as RegExp,
    ...commentChar === undefined ? {} : { commentChar },
    ...message.includes('#') ? {} : withoutReferences,
  }
  const parsed = new CommitParser(options).parse(message)
  if (parsed.header === null && parsed.body === null && parsed.footer === null) return undefined
  return { ...parsed, raw: message } as Parsed
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
