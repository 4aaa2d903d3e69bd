import type { Commit } from './types.ts'

/** What `git log -z --format=` is asked for. NUL is the one character that no message can hold, so nothing in a message ends a field. */
export const commitFormat = '%H%x00%P%x00%ct%x00%aN%x00%aE%x00%B'
const fields = 6

/**
 * A commit whose texts are decoded when they are asked for: most of a history is looked at by its first lines only. It is the same object
 * for every commit: what is kept of it has to be read before the callback returns.
 */
export interface RawCommit extends Commit {
  /** The first line that is not empty, trimmed. As with `bytes`, all that git printed is behind it. */
  readonly header: string
  /** The message as bytes, each a character: for a quick look for ASCII. It is a part of what git printed and not to be kept. */
  readonly bytes: string
}

/**
 * Takes the output of `git log -z` piece by piece, cut anywhere, and hands out each commit as soon as its last field is complete.
 * A byte that is no UTF-8 becomes U+FFFD.
 */
export function commitReader(each: (commit: RawCommit) => void): (chunk: Uint8Array) => void {
  let rest: Buffer | undefined
  const joined = joiner()
  const window: Window = { buffer: Buffer.alloc(0), text: '', from: 0, ends: new Int32Array(fields), next: '', parent: '' }
  const commit = viewOf(window)
  return (chunk) => {
    const buffer = rest === undefined ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : joined(rest, chunk)
    // One character a byte: places in the text are places in the buffer. To look into a string takes no call out of JavaScript.
    const text = buffer.toString('latin1')
    window.buffer = buffer
    window.text = text
    window.from = 0
    let field = 0
    for (let end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', end + 1)) {
      window.ends[field] = end
      field += 1
      if (field < fields) continue
      each(commit)
      window.next = window.parent
      window.from = end + 1
      field = 0
    }
    rest = window.from === buffer.length ? undefined : Buffer.from(buffer.subarray(window.from))
  }
}

/** Into the same memory each time, as long as it is large enough: what is new has to be asked of the system. */
function joiner(): (rest: Uint8Array, chunk: Uint8Array) => Buffer {
  let space = Buffer.alloc(0)
  return (rest, chunk) => {
    const length = rest.length + chunk.length
    if (space.length < length) space = Buffer.allocUnsafe(length * 2)
    space.set(rest)
    space.set(chunk, rest.length)
    return space.subarray(0, length)
  }
}

interface Window {
  buffer: Buffer
  text: string
  from: number
  readonly ends: Int32Array
  /** What most often is the next hash: the first parent of the last commit. Kept, as `parent`, to be handed out again. */
  next: string
  parent: string
}

// Parts of a string keep all of it in memory: what is kept of a commit is a copy.
function viewOf(window: Window): RawCommit {
  const start = (field: number) => field === 0 ? window.from : window.ends[field - 1]! + 1
  const copy = (field: number, encoding: 'utf8' | 'latin1') => window.buffer.toString(encoding, start(field), window.ends[field])
  return {
    get hash() { return window.next !== '' && window.text.startsWith(window.next, window.from) && window.next.length === window.ends[0]! - window.from ? window.next : copy(0, 'latin1') },
    get parents() {
      if (start(1) === window.ends[1]) return none
      const parents = copy(1, 'latin1')
      const all = parents.includes(' ') ? parents.split(' ') : [parents]
      window.parent = all[0]!
      return all
    },
    get time() { return Number(window.text.slice(start(2), window.ends[2])) },
    get author() { return copy(3, 'utf8') },
    get email() { return copy(4, 'utf8') },
    get message() { return copy(5, 'utf8') },
    get bytes() { return window.text.slice(start(5), window.ends[5]) },
    get header() { return firstLine(window, start(5), window.ends[5]!) },
  }
}

const beyond = /[\x80-\xff]/
const none: readonly string[] = []

function firstLine({ buffer, text }: Window, from: number, end: number): string {
  for (let at = from; at < end;) {
    const found = text.indexOf('\n', at)
    const stop = found < 0 || found > end ? end : found
    const ascii = text.slice(at, stop)
    const line = (beyond.test(ascii) ? buffer.toString('utf8', at, stop) : ascii).trim()
    if (line !== '') return line
    at = stop + 1
  }
  return ''
}
