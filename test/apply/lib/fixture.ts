import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ConventionsError } from '../../../src/errors.ts'
import { makeDirectory, makeRepository, makeTools } from './repository.ts'

/** A directory that goes with the test. */
export function directory(): string {
  const dir = makeDirectory()
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** The sample repository, and a PATH with the tools of its plan. */
export function sample(script?: string): { readonly root: string, readonly path: string, readonly dir: string } {
  const dir = directory()
  const root = join(dir, 'repo 저장소')
  makeRepository(root)
  return { root, dir, path: makeTools(join(dir, 'tools'), script) }
}

/** The foreseen failure that something ends with. */
export async function failureOf(running: Promise<unknown>): Promise<ConventionsError> {
  try {
    await running
  } catch (error) {
    if (error instanceof ConventionsError) return error
    throw error
  }
  throw new Error('it did not fail')
}
