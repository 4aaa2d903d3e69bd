import { closeSync, openSync, readSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file that nobody can find: what a program prints waits there until it is read. */
export interface Spool {
  /** For the program's stdout. */
  readonly descriptor: number
  /**
   * Hands out what is there and what comes until the program has ended, or until `take` has enough (false), in pieces that hold until `take`
   * returns; from a byte on. Throws what `ended` does.
   */
  drain(ended: Promise<void>, take: (piece: Uint8Array) => unknown, from?: number): Promise<void>
  close(): void
}

// Beyond 128 kB, V8 puts the string that is made of a piece among its old objects, and soon looks through all of them.
const pieceLength = 1 << 16

/** A new file in the system's folder for such files; undefined where there can be none. */
export function openSpool(): Spool | undefined {
  // No secret: where there is a file of this name, even a link, it is not opened. (node:crypto would take longer to load than all of this.)
  const path = join(tmpdir(), `conventions-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`)
  const descriptor = attempt(() => openSync(path, 'wx+', 0o600))
  if (descriptor === undefined) return undefined
  // Its name goes at once, so that whatever ends us, nothing is left.
  attempt(() => unlinkSync(path))
  let open = true
  return {
    descriptor,
    async drain(ended, take, from = 0) {
      const piece = Buffer.allocUnsafe(pieceLength)
      let over = false
      const end = ended.then(() => { over = true }, () => { over = true })
      let at = from
      for (;;) {
        // Asked before it is read: what was printed until then is in the file.
        const last = over
        const length = readSync(descriptor, piece, 0, pieceLength, at)
        at += length
        if (length > 0) {
          if (take(piece.subarray(0, length)) === false) return
        } else if (last) return ended
        else await Promise.race([end, new Promise((resolve) => setTimeout(resolve, 1))])
      }
    },
    close() {
      if (open) closeSync(descriptor)
      open = false
    },
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
