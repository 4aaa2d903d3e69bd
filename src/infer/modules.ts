import { directly, type Source } from './tokens.ts'
import type { Vote } from './types.ts'

interface Import {
  readonly from: string
  readonly line: number
  /** `import type …`, or a name in it that has `type` before it. */
  readonly typed: 'statement' | 'names' | undefined
  /** How many empty lines stand before it; undefined where something else stands there. */
  readonly gap: number | undefined
}

const builtin = new Set(['assert', 'buffer', 'child_process', 'cluster', 'crypto', 'dns', 'events', 'fs', 'http', 'http2', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'querystring', 'readline', 'stream', 'string_decoder', 'timers', 'tls', 'tty', 'url', 'util', 'v8', 'vm', 'worker_threads', 'zlib'])

/** How modules import from and export to each other. */
export function moduleVotes(source: Source, vote: Vote): void {
  const imports = importsOf(source)
  for (const { from, line, typed } of imports) {
    if (/^\.\.?\//.test(from)) vote('importExtensions', extensionOf(from), line)
    const bare = from.replace(/^node:/, '').split('/', 1)[0]!
    if (builtin.has(bare)) vote('nodeProtocol', from.startsWith('node:') ? 'yes' : 'no', line)
    if (typed) vote('typeImports', typed === 'statement' ? 'separate' : 'inline', line)
  }
  order(imports, vote)
  exportsOf(source, vote)
}

function extensionOf(from: string): string {
  const ending = /\.([a-z]+)$/i.exec(from.split('/').at(-1)!)?.[1]
  // What has to be written anyway (`./data.json`, `./x.vue`) says nothing of the rest; `./a.service` has no extension.
  return ending !== undefined && /^[cm]?[jt]sx?$/.test(ending) ? `.${ending}` : 'none'
}

function importsOf({ tokens, lines }: Source): Import[] {
  const found: Import[] = []
  let last: number | undefined
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!
    if (token.text !== 'import' || !token.fresh || token.kind !== 'name' || tokens[at + 1]?.text === '(' || tokens[at + 1]?.text === '.') continue
    let end = at + 1
    let names: 'names' | undefined
    while (end < tokens.length && tokens[end]!.kind !== 'string' && tokens[end]!.text !== ';') {
      if (tokens[end]!.text === 'type' && end > at + 1 && tokens[end + 1]?.kind === 'name' && tokens[end + 1]!.text !== 'as') names = 'names'
      end++
    }
    const from = tokens[end]
    if (from?.kind !== 'string') continue
    const typed = tokens[at + 1]!.text === 'type' && tokens[at + 2]?.text !== ',' && tokens[at + 2]?.text !== 'from' ? 'statement' : names
    const between = last === undefined ? undefined : lines.slice(last + 1, token.line)
    const gap = between?.every((line) => line.trim() === '') ? between.length : undefined
    found.push({ from: from.text.slice(1, -1), line: token.line, typed, gap })
    last = from.line
    at = end
  }
  return found
}

const rankOf = (from: string): number => from.startsWith('node:') || builtin.has(from.split('/', 1)[0]!) ? 0 : /^\.\.\//.test(from) ? 3 : from.startsWith('.') ? 4 : /^(@|~|#|\$)\//.test(from) || from.startsWith('~') || from.startsWith('#') ? 2 : 1

/**
 * `groups`: what comes from far comes first, relative modules last; types may stand apart from values, each in that order. `alphabet`: sorted as text. A file of two imports can be
 * both by chance.
 */
function order(imports: readonly Import[], vote: Vote): void {
  const sources = imports.map(({ from }) => from)
  if (sources.length < 3) return
  const isFar = ({ from }: Import): boolean => rankOf(from) < 3
  const isGrouped = (some: readonly Import[]): boolean => some.every((one, at) => at === 0 || isFar(some[at - 1]!) || !isFar(one))
  const [types, values] = [imports.filter(({ typed }) => typed === 'statement'), imports.filter(({ typed }) => typed !== 'statement')]
  const grouped = isGrouped(imports) || (isGrouped(types) && isGrouped(values) && (isApart(imports, types) || isApart(imports, values)))
  const sorted = sources.every((from, at) => at === 0 || sources[at - 1]!.toLowerCase() <= from.toLowerCase())
  if (new Set(imports.map(isFar)).size === 2 || sorted) vote('importOrder', grouped ? 'groups' : sorted ? 'alphabet' : 'none', imports[0]!.line)
}

/** Whether some stand before all others. */
const isApart = (all: readonly Import[], some: readonly Import[]): boolean => some.every((one, at) => all[at] === one)

function exportsOf(source: Source, vote: Vote): void {
  const { tokens, match } = source
  let named: number | undefined
  let isDefault: number | undefined
  tokens.forEach((token, at) => {
    if (token.text !== 'export' || !token.fresh || token.kind !== 'name') return
    const second = tokens[at + 1]?.text
    if (second === 'default') isDefault ??= token.line
    else if (second !== '=' && second !== 'type' && second !== 'interface' && second !== 'import' && second !== '*') {
      if (second === '{' && [...directly(source, at + 1)].some((inside) => tokens[inside]!.text === 'default')) isDefault ??= token.line
      else if (tokens[(match[at + 1] ?? 0) + 1]?.text !== 'from') named ??= token.line
    }
  })
  // Configs and single-file components have to have a default export.
  if (/\.config\.[cm]?[jt]s$|\.(stories|story|d)\.|\.(vue|svelte)\./.test(source.path)) return
  if (isDefault !== undefined && named === undefined) vote('exportStyle', 'default', isDefault)
  else if (named !== undefined && isDefault === undefined) vote('exportStyle', 'named', named)
  else if (named !== undefined && isDefault !== undefined) vote('exportStyle', 'both', isDefault)
}
