import { randomUUID } from 'node:crypto'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { errno, readState, unlinkIfThere, writeNew } from './disk.ts'

/**
 * Looks whether a page may be written to a place (an absolute path): there is nothing yet, or a page that begins with `mark`, which is one of ours. Throws `pageForeign`.
 */
export async function checkPage(path: string, mark: string): Promise<void> {
  const state = await readState(path)
  if (state.type !== 'absent' && !(state.type === 'file' && state.bytes.subarray(0, Buffer.byteLength(mark)).toString() === mark)) throw new ConventionsError('pageForeign', { path })
}

/** Writes a page, whole or not at all, with the folders above it. It is output, not a part of the convention: `undo` does not hear of it. Throws `pageForeign`, `pageFailed`. */
export async function savePage(path: string, text: string, mark: string): Promise<void> {
  await checkPage(path, mark)
  const temporary = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeNew(temporary, text)
    await rename(temporary, path)
  } catch (error) {
    await unlinkIfThere(temporary).catch(() => undefined)
    throw new ConventionsError('pageFailed', { path, problem: errno(error) ?? String(error) }, { cause: error })
  }
}
