import type { Commit } from './types.ts'

/** What `git log -z --format=` is asked for. NUL is the one character that no message can hold, so nothing in a message ends a field. */
export const commitFormat = '%H%x00%P%x00%ct%x00%aN%x00%aE%x00%B'
const fields = 6

/**
 * A commit whose texts are decoded when they are asked for: most of a history is looked at by its first lines only. It is the same object
 * for every commit: what is kept of it has to be read before the callback returns.
 */
export interface RawCommit extends Commit {
  /** The first line that is not empty, trimmed. */
  readonly header: string
  /** The message as bytes, each a character: for a quick look for ASCII. */
  readonly bytes: string
}

/**
 * Takes the output of `git log -z` piece by piece, cut anywhere, and hands out each commit as soon as its last field is complete.
 * A byte that is no UTF-8 becomes U+FFFD.
 */
export function commitReader(each: (commit: RawCommit) => void): (chunk: Uint8Array) => void {
  let rest: Buffer | undefined
  const window: Window = { buffer: Buffer.alloc(0), from: 0, ends: new Int32Array(fields) }
  const commit = viewOf(window)
  return (chunk) => {
    const buffer = rest === undefined ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : Buffer.concat([rest, chunk])
    window.buffer = buffer
    window.from = 0
    let field = 0
    for (let end = buffer.indexOf(0); end >= 0; end = buffer.indexOf(0, end + 1)) {
      window.ends[field] = end
      field += 1
      if (field < fields) continue
      each(commit)
      window.from = end + 1
      field = 0
    }
    rest = window.from === buffer.length ? undefined : Buffer.from(buffer.subarray(window.from))
  }
}

interface Window {
  buffer: Buffer
  from: number
  readonly ends: Int32Array
}

function viewOf(window: Window): RawCommit {
  const text = (field: number, encoding: 'utf8' | 'latin1') =>
    window.buffer.toString(encoding, field === 0 ? window.from : window.ends[field - 1]! + 1, window.ends[field])
  return {
    get hash() { return text(0, 'latin1') },
    get parents() {
      const parents = text(1, 'latin1')
      return parents === '' ? [] : parents.split(' ')
    },
    get time() { return Number(text(2, 'latin1')) },
    get author() { return text(3, 'utf8') },
    get email() { return text(4, 'utf8') },
    get message() { return text(5, 'utf8') },
    get bytes() { return text(5, 'latin1') },
    get header() { return firstLine(window.buffer, window.ends[4]! + 1, window.ends[5]!) },
  }
}

const newline = 10

function firstLine(buffer: Buffer, from: number, end: number): string {
  for (let start = from; start < end;) {
    const found = buffer.indexOf(newline, start)
    const stop = found < 0 || found > end ? end : found
    const line = buffer.toString('utf8', start, stop).trim()
    if (line !== '') return line
    start = stop + 1
  }
  return ''
}
