import { ConventionsError } from '../errors.ts'

/** What cannot be read tells nothing: undefined, where a foreseen error says so. */
export function quietly<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ConventionsError) return undefined
    throw error
  }
}
