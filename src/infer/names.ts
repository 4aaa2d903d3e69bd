import type { Source } from './tokens.ts'
import type { Vote } from './types.ts'

/** How a name is written; undefined where it is one word in lower case, or nothing that is known. */
export function caseOf(name: string): string | undefined {
  if (/^[a-z][a-z0-9]*$/.test(name)) return undefined
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) return 'kebab-case'
  if (/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(name)) return 'snake_case'
  if (/^[a-z][a-zA-Z0-9]*$/.test(name)) return 'camelCase'
  if (/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(name)) return 'UPPER_CASE'
  if (/^[A-Z][a-zA-Z0-9]*$/.test(name) && /[a-z]/.test(name)) return 'PascalCase'
  return undefined
}

/** The names of files and folders that tell something, from their paths alone. */
export function fileVotes(path: string, vote: Vote): void {
  const file = path.split('/').at(-1)!
  const base = file.split('.', 1)[0]!
  const component = /\.(tsx|jsx|vue|svelte)$/.test(file)
  const written = caseOf(base)
  if (written !== undefined && base !== 'README' && !/^(index|main)$/.test(base)) vote(component ? 'componentFileNames' : 'fileNames', written, 0)
  const suffix = /\.(test|spec)\.[cm]?[jt]sx?$/.exec(file)?.[1]
  if (suffix !== undefined) vote('testSuffix', `.${suffix}`, 0)
  if (suffix === undefined && !/(^|\/)__tests__\//.test(path)) return
  const folders = path.split('/').slice(0, -1)
  vote('testPlace', folders.includes('__tests__') ? '__tests__' : folders.some((folder) => /^(tests?|spec|e2e|__test__)$/.test(folder)) ? 'folder' : 'beside', 0)
}

/** Names in the code, and which of two ways to say the same is taken. */
export function nameVotes(source: Source, vote: Vote): void {
  const { tokens, match, path } = source
  const typed = /\.[cm]?tsx?$/.test(path)
  let depth = 0
  tokens.forEach((token, at) => {
    const { kind, text, line, fresh } = token
    if (match[at]! > at) depth++
    else if (match[at]! >= 0) depth--
    if (kind !== 'name') return
    const next = tokens[at + 1]
    if (text === 'const' || text === 'let' || text === 'var') variable(next, vote)
    else if (text === 'function' && next?.kind === 'name') functionName(path, next.text, line, depth, vote)
    else if (typed && (text === 'interface' || text === 'type' || text === 'enum') && next?.kind === 'name' && ['{', '=', '<', 'extends'].includes(tokens[at + 2]?.text ?? '')) {
      vote('typeNames', caseOf(next.text) ?? (/^[A-Z]/.test(next.text) ? 'PascalCase' : 'camelCase'), line)
      if (text === 'interface') {
        vote('interfacePrefix', /^I[A-Z][a-z]/.test(next.text) ? 'yes' : 'no', line)
        if (tokens[at + 2]?.text === '{') vote('typeDefinitions', 'interface', line)
      } else if (text === 'type' && tokens[at + 2]?.text === '=' && tokens[at + 3]?.text === '{' && !['&', '|', '['].includes(tokens[(match[at + 3] ?? -2) + 1]?.text ?? '')) {
        vote('typeDefinitions', 'type', line)
      }
    } else if (typed && (text === 'Array' || text === 'ReadonlyArray') && next?.text === '<' && tokens[at - 1]?.text !== 'new' && tokens[at - 1]?.text !== 'extends') {
      vote('arrayTypes', 'Array<T>', line)
    }
    if (depth === 0 && text === 'const' && fresh && isArrow(source, at + 1)) vote('functionStyle', 'arrow', line)
    if (typed && next?.text === '[' && tokens[at + 2]?.text === ']' && (tokens[at - 1]?.text === ':' || tokens[at - 1]?.text === '|' || tokens[at - 1]?.text === 'readonly')) vote('arrayTypes', 'T[]', line)
  })
}

/** Single words in lower case say nothing; constants in upper case are fine beside anything. */
function variable(name: Source['tokens'][number] | undefined, vote: Vote): void {
  if (name?.kind !== 'name') return
  const written = caseOf(name.text.replace(/^[_$]+/, ''))
  if (written === 'camelCase' || written === 'snake_case') vote('variableNames', written, name.line)
}

function functionName(path: string, name: string, line: number, depth: number, vote: Vote): void {
  if (depth === 0) vote('functionStyle', 'declaration', line)
  const written = caseOf(name)
  if (/\.[jt]sx$/.test(path) && depth === 0 && written === 'PascalCase') vote('componentNames', 'PascalCase', line)
  else if (written === 'camelCase' || written === 'snake_case') vote('variableNames', written, line)
}

/** `const f = (…) =>`, `const f = async x =>`; what has a type before the `=` is not looked at. */
function isArrow({ tokens, match }: Source, name: number): boolean {
  if (tokens[name]?.kind !== 'name' || tokens[name + 1]?.text !== '=') return false
  const first = name + (tokens[name + 2]?.text === 'async' ? 3 : 2)
  const close = match[first] ?? -1
  return tokens[first]?.text === '(' && close > first ? tokens[close + 1]?.text === '=>' || tokens[close + 1]?.text === ':' : tokens[first + 1]?.text === '=>'
}
