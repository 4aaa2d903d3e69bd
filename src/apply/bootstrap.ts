import { spawn } from 'node:child_process'
import { ConventionsError } from '../errors.ts'
import { check, type Env } from './run.ts'

export interface BootstrapOptions {
  /** Root of the repository. */
  readonly cwd: string
  readonly env: Env
  readonly platform: NodeJS.Platform
  readonly signal: AbortSignal
  /** Each line of the result. */
  onLine(line: string): void
  /** Each line of what the package managers say. */
  onNoise(line: string): void
}

/**
 * Runs the bootstrap script, which reaches the shell by its standard input: no file has to be there, and a file that someone changed is not what runs.
 * It stays in our session: what asks for a password finds the terminal. Returns its exit code and the last lines of what was said.
 *
 * @throws ConventionsError `provisionNoShell`; `interrupted` after it has ended
 */
export async function runBootstrap(script: string, args: readonly string[], options: BootstrapOptions): Promise<{ readonly code: number, readonly said: string }> {
  check(options.signal)
  const [file, argv] = options.platform === 'win32'
    ? ['powershell', ['-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', 'scripts\\bootstrap.ps1', ...args]] as const
    : ['sh', ['-s', '--', ...args]] as const
  const child = spawn(file, [...argv], { cwd: options.cwd, env: { ...options.env }, stdio: 'pipe', windowsHide: true })
  const said: string[] = []
  eachLine(child.stdout, options.onLine)
  eachLine(child.stderr, (line) => {
    said.push(line)
    if (said.length > 5) said.shift()
    options.onNoise(line)
  })
  const stop = () => child.kill('SIGINT')
  options.signal.addEventListener('abort', stop, { once: true })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', () => reject(new ConventionsError('provisionNoShell', { command: file })))
    child.once('close', resolve)
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.platform === 'win32' ? '' : script)
  }).finally(() => options.signal.removeEventListener('abort', stop))
  check(options.signal)
  return { code: code ?? 1, said: said.join('\n') }
}

function eachLine(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/)
    rest = lines.pop() ?? ''
    lines.forEach(take)
  })
  stream.on('end', () => { if (rest !== '') take(rest) })
}
