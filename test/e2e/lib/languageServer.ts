import { spawn } from 'node:child_process'
import { pathToFileURL } from 'node:url'

// An editor's half of the Language Server Protocol, as far as saving a file needs it.

interface Position { readonly line: number, readonly character: number }
interface Edit { readonly range: { readonly start: Position, readonly end: Position }, readonly newText: string }

export interface Diagnostic {
  readonly range: { readonly start: Position }
  /** 1 error, 2 warning, 3 information, 4 hint. */
  readonly severity: number
  readonly code?: string | number
  readonly message: string
}

export interface LanguageServer {
  readonly open: (path: string, languageId: string, text: string) => void
  readonly diagnostics: (path: string) => Promise<readonly Diagnostic[]>
  /** The text after the code action, or after formatting, was applied. */
  readonly codeAction: (path: string, text: string, kind: string) => Promise<string>
  readonly format: (path: string, text: string) => Promise<string>
  /** What it told the user. */
  readonly said: readonly string[]
  readonly stop: () => Promise<void>
}

type Message = { readonly id?: number | string, readonly method?: string, readonly params?: Params, readonly result?: unknown, readonly error?: unknown }
interface Params { readonly items?: readonly { readonly scopeUri?: string, readonly section?: string }[], readonly message?: string, readonly type?: number }

/**
 * Starts a language server that speaks over stdin and stdout.
 *
 * @param configuration what the editor answers when the server asks for its settings: of a file's address, of a section
 */
export async function startLanguageServer(argv: readonly [string, ...string[]], root: string, configuration: (address: string, section: string) => unknown): Promise<LanguageServer> {
  const [program, ...args] = argv
  const child = spawn(program, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting = new Map<number | string, { readonly resolve: (result: unknown) => void, readonly reject: (error: Error) => void }>()
  const said: string[] = []
  const ended = new Promise<void>((resolve) => { child.on('exit', () => { resolve() }) })
  const send = (message: Message): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message })
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  }
  const answer = ({ id, method, params, result, error }: Message): void => {
    if (method === undefined) {
      const { resolve, reject } = waiting.get(id!)!
      waiting.delete(id!)
      if (error === undefined) resolve(result)
      else reject(new Error(JSON.stringify(error)))
    } else if (id === undefined) {
      // Log lines are no messages to the user, unless they are errors or warnings.
      if (/^window\/(?:log|show)Message$/.test(method) && (params?.type ?? 4) < 3) said.push(params?.message ?? '')
    } else {
      send({ id, result: method === 'workspace/configuration' ? params?.items?.map(({ scopeUri = '', section = '' }) => configuration(scopeUri, section)) : null })
    }
  }
  let buffer = Buffer.alloc(0)
  child.stdout.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n')
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, Math.max(head, 0)).toString())?.[1])
      if (head < 0 || buffer.length < head + 4 + length) return
      const message = JSON.parse(buffer.subarray(head + 4, head + 4 + length).toString()) as Message
      buffer = buffer.subarray(head + 4 + length)
      answer(message)
    }
  })
  let last = 0
  const request = (method: string, params: unknown): Promise<unknown> => {
    const id = ++last
    send({ id, method, params: params as Params })
    return new Promise((resolve, reject) => { waiting.set(id, { resolve, reject }) })
  }
  const uri = (path: string): string => pathToFileURL(path).href
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
  await request('initialize', {
    processId: process.pid, rootUri: uri(root), workspaceFolders: [{ name: 'root', uri: uri(root) }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['source.fixAll'] } } }, diagnostic: {}, formatting: {} },
    },
  })
  send({ method: 'initialized', params: {} })
  return {
    said,
    open: (path, languageId, text) => { send({ method: 'textDocument/didOpen', params: { textDocument: { uri: uri(path), languageId, version: 1, text } } as Params }) },
    diagnostics: async (path) => ((await request('textDocument/diagnostic', { textDocument: { uri: uri(path) } })) as { items: Diagnostic[] }).items,
    codeAction: async (path, text, kind) => {
      const actions = await request('textDocument/codeAction', { textDocument: { uri: uri(path) }, range, context: { diagnostics: [], only: [kind] } })
      const [action] = actions as { edit: { documentChanges: { edits: Edit[] }[] } }[]
      return applied(text, action?.edit.documentChanges.flatMap(({ edits }) => edits) ?? [])
    },
    format: async (path, text) => applied(text, (await request('textDocument/formatting', { textDocument: { uri: uri(path) }, options: { tabSize: 4, insertSpaces: true } })) as Edit[] | null ?? []),
    stop: async () => {
      await request('shutdown', null)
      send({ method: 'exit' })
      await ended
    },
  }
}

/** Text with edits, whose places are those of the text before any of them. */
function applied(text: string, edits: readonly Edit[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const at = ({ line, character }: Position): number => Math.min((starts[line] ?? text.length) + character, text.length)
  return edits.map(({ range: { start, end }, newText }) => ({ from: at(start), to: at(end), newText })).sort((a, b) => b.from - a.from)
    .reduce((so, { from, to, newText }) => so.slice(0, from) + newText + so.slice(to), text)
}
