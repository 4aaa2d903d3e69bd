import { spawn } from 'node:child_process'
import { inRoot } from './root.ts'

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
}

/**
 * Runs a program without a terminal and waits for it.
 * @returns what it printed and its exit code (a signal counts as 128); a program that cannot be started is code 127.
 */
export function run(program: string, args: readonly string[], { cwd = inRoot('.'), env = process.env }: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    // npm and npx are .cmd files on Windows, which only a shell can run.
    const shell = process.platform === 'win32' && (program === 'npm' || program === 'npx')
    const child = spawn(program, shell ? args.map((arg) => `"${arg}"`) : args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: `${stderr}${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 128, stdout, stderr }))
  })
}

/** `run`, for what has to succeed. Throws with what the program printed when it does not. */
export async function mustRun(program: string, args: readonly string[], options?: RunOptions): Promise<string> {
  const { code, stdout, stderr } = await run(program, args, options)
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} ended with ${code}\n${stdout}${stderr}`)
  return stdout
}
