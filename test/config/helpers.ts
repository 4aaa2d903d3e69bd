import { loadConfig } from '../../src/config/load.ts'
import { resolveConfig, type Resolution, type ResolveOptions } from '../../src/config/resolve.ts'
import { ConventionsError, ConventionsErrors, type ErrorCode } from '../../src/errors.ts'
import { loadMessages, type Locale } from '../../src/messages/index.ts'
import { memoryRepo } from '../../src/repo/memory.ts'

type Files = Readonly<Record<string, string>>

/** Loads and resolves the config of a repository in memory. A text instead of files is `conventions.config.yaml`. */
export async function resolveIn(files: string | Files, options: Omit<ResolveOptions, 'repo'> = {}): Promise<Resolution> {
  const repo = memoryRepo(typeof files === 'string' ? { 'conventions.config.yaml': files } : files)
  return resolveConfig(await loadConfig(repo), { repo, ...options })
}

/** The expected failures of a promise. Throws what was not expected, and when nothing failed. */
export async function failuresOf(promise: Promise<unknown>): Promise<readonly ConventionsError[]> {
  const error: unknown = await promise.then(() => new Error('nothing failed'), (reason: unknown) => reason)
  if (error instanceof ConventionsErrors) return error.errors
  if (error instanceof ConventionsError) return [error]
  throw error
}

export async function codesOf(promise: Promise<unknown>): Promise<ErrorCode[]> {
  return (await failuresOf(promise)).map(({ code }) => code)
}

export async function sentencesOf(promise: Promise<unknown>, locale: Locale = 'en'): Promise<string[]> {
  const errors = await failuresOf(promise)
  const { errors: sentences } = await loadMessages(locale)
  return errors.map(({ code, details }) => (sentences[code] as (details: unknown) => string)(details))
}
