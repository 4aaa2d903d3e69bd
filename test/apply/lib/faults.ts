/*
 * Preloaded with `node --import`: makes the k-th operation that changes something under a directory fail, or be the last that the process does.
 * The code under test knows nothing of it.
 */
import childProcess from 'node:child_process'
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

export type Mode = 'count' | 'throw' | 'throwOn' | 'interrupt' | 'kill'

/** `at`: the operation, from 1, that is hit; `under`: what is watched, `undefined` for nothing. */
export const faults: { mode: Mode, at: number, count: number, under: string | undefined, log: string[] } = {
  mode: 'count', at: 0, count: 0, under: undefined, log: [],
}

/** Begins to count anew. */
export function arm(mode: Mode, at: number, under: string): void {
  Object.assign(faults, { mode, at, under, count: 0, log: [] })
}

/** What comes from here on works; returns how many operations there were. */
export function disarm(): number {
  faults.under = undefined
  return faults.count
}

const codes = ['ENOSPC', 'EIO', 'EACCES']

function failure(name: string, path: string): Error {
  const code = codes[faults.at % codes.length]!
  return Object.assign(new Error(`${code}: injected, ${name} '${path}'`), { code, path, syscall: name })
}

/** Counts one operation. True: it has to fail. `half` does a part of it first, as a full disk or a kill may. */
function hit(name: string, path: unknown, half?: () => void): boolean {
  if (faults.under === undefined || !String(path).startsWith(faults.under)) return false
  faults.count++
  faults.log.push(`${name} ${String(path)}`)
  if (faults.count < faults.at || (faults.count > faults.at && faults.mode !== 'throwOn')) return false
  if (faults.mode === 'interrupt') process.kill(process.pid, 'SIGINT')
  if (faults.mode === 'kill') {
    half?.()
    process.kill(process.pid, 'SIGKILL')
  }
  if (faults.mode === 'throw' || faults.mode === 'throwOn') half?.()
  return faults.mode === 'throw' || faults.mode === 'throwOn'
}

type Operation = (...args: unknown[]) => Promise<unknown>
const table = fs as unknown as Record<string, Operation>

for (const name of ['rename', 'mkdir', 'unlink', 'rm', 'rmdir', 'symlink', 'copyFile', 'cp', 'chmod', 'writeFile', 'link', 'truncate']) {
  const real = table[name]!
  table[name] = async (...args) => {
    if (hit(name, args[0])) throw failure(name, String(args[0]))
    return real(...args)
  }
}

const open = fs.open
table['open'] = async (...args) => {
  const [path, flags] = args as [string, string]
  const writes = typeof flags === 'string' && flags !== 'r'
  if (writes && hit('open', path)) throw failure('open', path)
  const handle = await open(...args as Parameters<typeof open>)
  const methods = handle as unknown as Record<string, Operation>
  for (const name of ['writeFile', 'sync', 'chmod', 'write']) {
    const real = methods[name]!.bind(handle)
    methods[name] = async (...values) => {
      const bytes = name === 'writeFile' ? Buffer.from(values[0] as string) : undefined
      const half = bytes && (() => fsSync.writeSync(handle.fd, bytes.subarray(0, bytes.length >> 1)))
      if (hit(name, path, half)) throw failure(name, path)
      return real(...values)
    }
  }
  return handle
}

const { default: fsSync } = await import('node:fs')
const spawn = childProcess.spawn as (...args: unknown[]) => unknown
Object.assign(childProcess, {
  spawn: (...args: unknown[]) => {
    const { cwd } = args[2] as { cwd?: string }
    const name = `spawn ${[args[0], ...args[1] as string[]].join(' ')}`
    // Killed right after the start: whether the command goes on by itself is what matters.
    if (hit(name, cwd, () => { if (faults.mode === 'kill') spawn(...args) })) throw failure(name, String(cwd))
    return spawn(...args)
  },
})
syncBuiltinESMExports()
