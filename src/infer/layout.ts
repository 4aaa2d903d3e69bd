import { directly, isClosing, isOpening, type Source, type Token } from './tokens.ts'
import type { Vote } from './types.ts'

/** Everything about how code is laid out that shows in its tokens; the width has a file of its own. */
export function layoutVotes(source: Source, vote: Vote): void {
  indentation(source, vote)
  source.tokens.forEach((token, at) => {
    quotes(token, vote)
    if (isOpening(token) && source.match[at]! > at) {
      trailingComma(source, at, vote)
      spacing(source, at, vote)
    }
    arrow(source, at, vote)
    functionSpace(source, at, vote)
    semicolon(source, at, vote)
  })
}

/** A text with a quote in it is written so that nothing needs escaping: it says nothing. */
function quotes({ kind, text, line }: Token, vote: Vote): void {
  if (kind !== 'string' && kind !== 'jsxString') return
  if (/['"`\\]/.test(text.slice(1, -1))) return
  vote(kind === 'string' ? 'quotes' : 'jsxQuotes', text.startsWith('\'') ? 'single' : 'double', line)
}

/** Each step further in, from one line of code to the next. Steps of one space are alignment. */
function indentation({ lines, tokens, inner }: Source, vote: Vote): void {
  let before = ''
  for (const { fresh, line, text, kind } of tokens) {
    if (!fresh || inner[line] || kind === 'jsx') continue
    const indent = /^[\t ]*/.exec(lines[line]!)![0]
    // A chain or an operator may be aligned with something.
    const continues = /^[.?:|&+\-*/=<>,]/.test(text)
    if (!continues && indent.length > before.length && indent.startsWith(before)) {
      const step = indent.slice(before.length)
      if (/^\t+$/.test(step)) vote('indent', 'tab', line)
      else if (/^ {2,8}$/.test(step) && !/\t/.test(indent)) vote('indent', String(step.length), line)
    }
    if (!continues) before = indent
  }
}

// Before a bracket that is no list: `if (`, `return (`, `import(`.
const noList = new Set(['if', 'for', 'while', 'switch', 'catch', 'return', 'import', 'await', 'typeof', 'yield', 'with', 'in', 'of', 'case', 'throw', 'new', 'delete', 'void', 'function', 'else', 'do', 'async', 'extends', 'default', 'as', 'satisfies', 'keyof'])

/** Lists whose brackets stand on lines of their own. */
function trailingComma(source: Source, open: number, vote: Vote): void {
  const { tokens, match } = source
  const close = match[open]!
  const [first, last] = [tokens[open + 1]!, tokens[close - 1]!]
  if (close === open + 1 || !first.fresh || !tokens[close]!.fresh || tokens[open]!.kind === 'jsx') return
  const kind = listKind(source, open)
  if (kind === undefined || endsInRest(source, open)) return
  vote('trailingCommas', `${kind}:${last.text === ',' ? 'yes' : 'no'}`, last.line)
}

function listKind(source: Source, open: number): 'data' | 'calls' | undefined {
  const { tokens } = source
  const before = tokens[open - 1]
  const inside = [...directly(source, open)].map((at) => tokens[at]!)
  const commas = inside.some(({ text, kind }) => text === ',' && kind === 'punctuator')
  switch (tokens[open]!.text) {
    case '[': return commas ? 'data' : undefined
    case '{': return commas && before && isData(before) && !inside.some(({ text }) => text === ';') ? 'data' : undefined
    default: {
      if (!before || inside.some(({ text }) => text === ';')) return undefined
      const called = (before.kind === 'name' && !noList.has(before.text)) || [')', ']', '>'].includes(before.text)
      return called && !isCondition(source, open) && commas ? 'calls' : undefined
    }
  }
}

/** Whether `{` behind this token opens an object, a pattern, or the names of an import. */
function isData({ text, kind }: Token): boolean {
  return (kind === 'punctuator' && ['(', ',', '=', '[', '?', '||', '&&', '??', '...'].includes(text)) || ['return', 'import', 'export', 'const', 'let', 'var', 'default', 'type'].includes(text)
}

/** `a && (⏎ b, …)` has no list in it. */
function isCondition({ tokens }: Source, open: number): boolean {
  return tokens[open - 2]?.text === '=>'
}

/** Behind `...rest` no comma may stand. */
function endsInRest(source: Source, open: number): boolean {
  let start = open + 1
  const close = source.match[open]!
  for (const at of directly(source, open)) if (source.tokens[at]!.text === ',' && at !== close - 1) start = at + 1
  return source.tokens[start]!.text === '...'
}

/** `{ a }` on one line. */
function spacing({ tokens, match }: Source, open: number, vote: Vote): void {
  const close = match[open]!
  const [token, first] = [tokens[open]!, tokens[open + 1]!]
  const before = tokens[open - 1]
  if (token.text !== '{' || token.kind !== 'punctuator' || close <= open + 1 || tokens[close]!.line !== token.line || !before || !isData(before)) return
  vote('bracketSpacing', first.spaced ? 'yes' : 'no', token.line)
}

/** A single parameter without a type. */
function arrow({ tokens, match }: Source, at: number, vote: Vote): void {
  const token = tokens[at]!
  if (token.text !== '=>') return
  const before = tokens[at - 1]
  if (before?.kind === 'name' && before.text !== 'async') {
    // `x is T =>`, `): T =>` and the like are types.
    const earlier = tokens[at - 2]?.text
    if (earlier !== ':' && earlier !== 'is' && earlier !== '.' && earlier !== '|' && earlier !== '&' && earlier !== 'keyof' && earlier !== 'asserts') vote('arrowParentheses', 'avoid', token.line)
  } else if (before?.text === ')' && match[at - 1] === at - 3 && tokens[at - 2]!.kind === 'name') {
    vote('arrowParentheses', 'always', token.line)
  }
}

/** `function name (` as standard has it. */
function functionSpace({ tokens }: Source, at: number, vote: Vote): void {
  const [word, name, open] = [tokens[at]!, tokens[at + 1], tokens[at + 2]]
  if (word.text === 'function' && word.kind === 'name' && name?.kind === 'name' && open?.text === '(') vote('functionSpace', open.spaced ? 'yes' : 'no', word.line)
}

const starters = new Set(['import', 'export', 'const', 'let', 'var', 'return', 'throw', 'break', 'continue'])
// What a line may begin with and still belong to the line before (or may only end one).
const continuing = new Set(['.', '?.', ',', ')', ']', '(', '[', '+', '-', '*', '/', '%', '**', '=', '==', '===', '!=', '!==', '<', '>', '<=', '>=', '&&', '||', '??', '?', ':', '|', '&', '^', '=>', '<<', '>>', '>>>', 'instanceof', 'in', 'of', 'as', 'satisfies', 'from', 'extends', 'is', 'assert', 'with'])
const opening = new Set([...[...continuing].filter((text) => text !== ')' && text !== ']'), '{', '!', '~', '...', 'const', 'let', 'var', 'return', 'import', 'export', 'default', 'type', 'typeof', 'new', 'await', 'async', 'function', 'keyof', 'throw', 'infer', 'readonly'])
const declares = new Set(['function', 'class', 'interface', 'enum', 'namespace', 'module', 'abstract', 'declare', 'async', '{', '*', '@'])

/** Statements that begin with a word that begins nothing else: where they end, and how. */
function semicolon(source: Source, start: number, vote: Vote): void {
  const { tokens, match } = source
  const word = tokens[start]!
  if (!word.fresh || word.kind !== 'name' || !starters.has(word.text) || !startsStatement(tokens[start - 1])) return
  const second = tokens[start + 1]
  if (second && ['(', '=', ':', '.', ','].includes(second.text) && word.text !== 'return' && word.text !== 'throw') return
  if (word.text === 'export' && second && isDeclaration(source, start)) return
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.text === ';' && token.kind === 'punctuator') return vote('semicolons', 'yes', token.line)
    const next = tokens[at + 1]
    if (isClosing(token) && (match[at]! < start)) return
    if (next && isOpening(token) && match[at]! > at) {
      at = match[at]!
    } else if (match[at] === -1 && (isOpening(token) || isClosing(token))) {
      return
    }
    const [last, following] = [tokens[at]!, tokens[at + 1]]
    const ended = following === undefined || (following.fresh && (following.text === '}' || !continuing.has(following.text)) && following.kind !== 'template')
    if (following?.fresh && following.kind === 'template') return
    if (ended && (!opening.has(last.text) || (at === start && word.text === 'return'))) return vote('semicolons', 'no', last.line)
    if (following?.text === '}' && !following.fresh) return
  }
}

/** Not a property, a parameter or a case of something longer. */
function startsStatement(before: Token | undefined): boolean {
  return before === undefined || [';', '}', '{', ')', ']'].includes(before.text) || before.kind !== 'punctuator'
}

/** `export default function`, `export class` and `export { … }` without `from` end without a semicolon, or may. */
function isDeclaration({ tokens, match }: Source, start: number): boolean {
  const second = tokens[start + 1]!
  if (second.text === '{') return tokens[(match[start + 1] ?? -1) + 1]?.text !== 'from'
  const word = second.text === 'default' ? tokens[start + 2] : second
  return word !== undefined && (declares.has(word.text) || word.text === '=')
}
