import { existsSync } from 'node:fs'
import { delimiter, extname, isAbsolute, join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Argv, Env } from './run.ts'

/** Where a command lies on the PATH, with the endings that the system adds (Windows: PATHEXT); undefined when it is nowhere. */
export function findExecutable(name: string, env: Env, platform: NodeJS.Platform): string | undefined {
  const windows = platform === 'win32'
  const endings = windows && extname(name) === '' ? (env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';') : ['']
  const path = Object.entries(env).find(([key]) => windows ? key.toUpperCase() === 'PATH' : key === 'PATH')?.[1] ?? ''
  const dirs = isAbsolute(name) || /[\\/]/.test(name) ? [''] : path.split(delimiter).filter((dir) => dir !== '')
  return dirs.flatMap((dir) => endings.map((ending) => join(dir, name + ending))).find((file) => existsSync(file))
}

/**
 * How to start a command on Windows. npm and its kin are batch files there, which only cmd.exe runs, and cmd.exe parses its arguments once more
 * (CVE-2024-27980): so a batch file is given only words that mean nothing to cmd.exe, and anything else is refused.
 *
 * @throws ConventionsError `commandUnsafe`
 */
export function onWindows(argv: Argv, env: Env): { readonly file: string, readonly args: readonly string[], readonly verbatim: boolean } {
  const [name, ...args] = argv
  const file = findExecutable(name, env, 'win32') ?? name
  if (!/\.(cmd|bat)$/i.test(file)) return { file, args, verbatim: false }
  const unsafe = argv.find((word) => !/^[\w@+=:,./\\-]+$/.test(word))
  if (unsafe !== undefined) throw new ConventionsError('commandUnsafe', { command: argv.join(' '), word: unsafe })
  return { file: env['ComSpec'] ?? 'cmd.exe', args: ['/d', '/s', '/c', `"${argv.join(' ')}"`], verbatim: true }
}
