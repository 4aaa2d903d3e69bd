import type { Commit } from './types.ts'

/** What `git log -z --format=` is asked for. NUL is the one character that no message can hold, so nothing in a message ends a field. */
export const commitFormat = '%H%x00%P%x00%ct%x00%aN%x00%aE%x00%B'
const fields = 6

/**
 * Takes the output of `git log -z` piece by piece, cut anywhere, and hands out each commit as soon as its last field is complete.
 * A byte that is no UTF-8 becomes U+FFFD.
 */
export function commitReader(each: (commit: Commit) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let record: string[] = []
  return (chunk) => {
    const text = rest + decoder.decode(chunk, { stream: true })
    let from = 0
    for (let end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', from)) {
      record.push(text.slice(from, end))
      from = end + 1
      if (record.length < fields) continue
      each(toCommit(record))
      record = []
    }
    rest = text.slice(from)
  }
}

function toCommit([hash = '', parents = '', time = '', author = '', email = '', message = '']: readonly string[]): Commit {
  return { hash, parents: parents === '' ? [] : parents.split(' '), time: Number(time), author, email, message }
}
