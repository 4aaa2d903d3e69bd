import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { main } from '../../src/main.ts'
import { commitAll, initGit, ioOf, put, snapshot } from '../apply/lib/repository.ts'

export interface Ran { readonly code: number, readonly stdout: string, readonly stderr: string }

/** A repository of its own with these files, committed; goes with the test. */
export function repository(files: Readonly<Record<string, string>>): string {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'generators '))), 'repo 저장소')
  onTestFinished(() => rmSync(join(root, '..'), { recursive: true, force: true }))
  initGit(root)
  for (const [path, text] of Object.entries(files)) put(root, path, text)
  if (Object.keys(files).length > 0) commitAll(root)
  return root
}

/** `conventions <argv>` in a directory, without a terminal. */
export async function conventions(root: string, ...argv: readonly string[]): Promise<Ran> {
  let [stdout, stderr] = ['', '']
  const io = { ...ioOf({ root, env: { LC_ALL: 'C', SOURCE_DATE_EPOCH: '1700000000' } }), stdout: { write: (text: string) => stdout += text }, stderr: { write: (text: string) => stderr += text } }
  const code = await main(argv, io)
  return { code, stdout, stderr }
}

export const tree = (root: string): string => snapshot(root).filter((line) => !line.startsWith('.git/')).join('\n')
