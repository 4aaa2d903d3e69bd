import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConventionsError } from '../errors.ts'

/**
 * The text of a file that someone names on the command line, wherever it is; bytes that are none of its encoding come as U+FFFD.
 *
 * @throws ConventionsError `unreadable`
 */
export function readAnywhere(cwd: string, path: string, encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding, { ignoreBOM: true }).decode(readFileSync(resolve(cwd, path)))
  } catch (error) {
    throw new ConventionsError('unreadable', { path, why: (error as NodeJS.ErrnoException).code ?? String(error) }, { cause: error })
  }
}

/** As JSON; undefined where there is none. */
export function readJsonAnywhere(cwd: string, path: string): unknown {
  try {
    return JSON.parse(readAnywhere(cwd, path)) as unknown
  } catch {
    return undefined
  }
}

/** All of standard input. */
export async function readAll(stdin: NodeJS.ReadStream): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer | string))
  return Buffer.concat(chunks).toString('utf8')
}
