import jsTokens from 'js-tokens'

/** A token that counts: white space and comments are between tokens, not among them. */
export interface Token {
  readonly kind: 'name' | 'punctuator' | 'string' | 'jsxString' | 'jsx' | 'template' | 'other'
  readonly text: string
  /** From 0. */
  readonly line: number
  /** Column at which it starts, in UTF-16 code units from 0. */
  readonly column: number
  /** Whether a line break stands between the token before and this one. */
  readonly fresh: boolean
  /** Whether white space stands before it. */
  readonly spaced: boolean
  /** Whether a comment stands between the token before and this one. */
  readonly commented: boolean
}

/** A source file as tokens. `match`: of a bracket, the index of its partner; -1 for all else, and where the file is broken. */
export interface Source {
  readonly path: string
  readonly lines: readonly string[]
  readonly tokens: readonly Token[]
  readonly match: Int32Array
  /** Whether a line begins inside of a template or a comment: its indentation and width say nothing. */
  readonly inner: Uint8Array
}

const kinds: Readonly<Record<string, Token['kind']>> = {
  IdentifierName: 'name', PrivateIdentifier: 'name', Punctuator: 'punctuator', StringLiteral: 'string', JSXString: 'jsxString',
  JSXText: 'jsx', JSXIdentifier: 'jsx', JSXPunctuator: 'jsx', NoSubstitutionTemplate: 'template', TemplateHead: 'template',
  TemplateMiddle: 'template', TemplateTail: 'template',
}
const space = new Set(['WhiteSpace', 'LineTerminatorSequence', 'MultiLineComment', 'SingleLineComment', 'HashbangComment'])
const partners: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Tokens of a JavaScript or TypeScript text, by js-tokens 9, which never fails. Of .vue and .svelte files, give the script alone. */
export function readSource(path: string, text: string): Source {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/)
  const inner = new Uint8Array(lines.length)
  const tokens: Token[] = []
  const place = { line: 0, column: 0 }
  let before = { fresh: true, spaced: true, commented: false }
  // `<T>x` and `<T,>() => …` are TypeScript's where there is no JSX.
  for (const { type, value } of jsTokens(text, { jsx: !/\.[cm]?ts$/.test(path) })) {
    if (space.has(type)) {
      before = { fresh: before.fresh || type === 'LineTerminatorSequence' || /[\n\r]/.test(value), spaced: true, commented: before.commented || type.endsWith('Comment') }
    } else {
      tokens.push({ kind: kinds[type] ?? 'other', text: value, ...place, ...before })
      before = { fresh: false, spaced: false, commented: false }
    }
    advance(place, value, type === 'LineTerminatorSequence' ? undefined : inner)
  }
  return { path, lines, tokens, match: matchBrackets(tokens), inner }
}

function advance(place: { line: number, column: number }, value: string, inner: Uint8Array | undefined): void {
  const parts = value.split(/\r\n|[\n\r\u2028\u2029]/)
  for (let index = 1; index < parts.length; index++) if (inner && place.line + index < inner.length) inner[place.line + index] = 1
  place.line += parts.length - 1
  place.column = parts.length === 1 ? place.column + value.length : parts.at(-1)!.length
}

function matchBrackets(tokens: readonly Token[]): Int32Array {
  const match = new Int32Array(tokens.length).fill(-1)
  const open: number[] = []
  tokens.forEach((token, at) => {
    // `${` and `}` of a template hold their expression together.
    const opens = token.kind === 'template' ? /\$\{$/.test(token.text) : isOpening(token)
    const closes = token.kind === 'template' ? token.text.startsWith('}') : isClosing(token)
    if (closes) {
      const from = open.pop()
      if (from !== undefined && (token.kind === 'template' || tokens[from]!.text === partners[token.text])) {
        match[from] = at
        match[at] = from
      }
    }
    if (opens) open.push(at)
  })
  return match
}

export const isOpening = ({ kind, text }: Token): boolean => (kind === 'punctuator' || kind === 'jsx') && (text === '(' || text === '[' || text === '{')
export const isClosing = ({ kind, text }: Token): boolean => (kind === 'punctuator' || kind === 'jsx') && (text === ')' || text === ']' || text === '}')

/** Indexes of the tokens directly inside of the bracket at `from`: what is inside of inner brackets is skipped, the brackets are not. */
export function* directly({ match }: Pick<Source, 'match'>, from: number): Generator<number> {
  const end = match[from]!
  for (let at = from + 1; at < end; at++) {
    yield at
    if (match[at]! > at) {
      at = match[at]!
      if (at < end) yield at
    }
  }
}

/** The scripts of a single-file component, each with empty lines in the place of what is before it, so that line numbers stay. */
export function scriptsOf(path: string, text: string): { readonly path: string, readonly text: string }[] {
  if (!/\.(vue|svelte)$/.test(path)) return [{ path, text }]
  return [...text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/g)].map(({ 0: all, 1: attributes = '', 2: script = '', index }) => {
    const start = index + all.indexOf('>') + 1
    const typed = /\blang=["']?(ts|tsx)\b/.exec(attributes)?.[1]
    return { path: `${path}.${typed ?? 'js'}`, text: text.slice(0, start).replace(/[^\n]/g, '') + script }
  })
}
