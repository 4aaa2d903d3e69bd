import { dirname, join } from 'node:path'
import { hashOf, newExecutable, newFile } from './disk.ts'
import type { Held, State } from './types.ts'

/** Whether two states are the same bytes and mode. A file that is still to be made has the mode that the umask will give it. */
export function same(a: State, b: State): boolean {
  if (a.type === 'file' && b.type === 'file') return a.bytes.equals(b.bytes) && (a.mode === b.mode || a.mode < 0 || b.mode < 0)
  return a.type === b.type && (a.type !== 'link' || a.target === (b as typeof a).target)
}

/** Whether this is what we left there; of the mode only whether it may be executed, for git keeps no more of it. */
export function matches(state: State, held: Held, platform: NodeJS.Platform): boolean {
  if (state.type === 'file' && held.type === 'file') {
    return held.size === state.bytes.length && held.hash === hashOf(state.bytes)
      && (platform === 'win32' || isExecutable(state.mode) === isExecutable(held.mode))
  }
  return state.type === held.type && (state.type !== 'link' || state.target === (held as typeof state).target)
}

/** Of a mode, `newFile` or `newExecutable`. */
export function isExecutable(mode: number): boolean {
  return mode === newExecutable || (mode !== newFile && (mode & 0o111) !== 0)
}

/** Where the new content of a place waits for its rename: beside it, so that it is on the same disk, and told apart by the journal. */
export function tempOf(place: string, nonce: string, index: number): string {
  return join(dirname(place), `.conventions-${nonce}-${index}.tmp`)
}
