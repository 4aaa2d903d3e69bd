import { ConventionsError } from '../errors.ts'

/** The whole number that an option was given; undefined where it was not given. Throws `notACount`. */
export function countOf(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d{1,9}$/.test(value)) throw new ConventionsError('notACount', { option, value })
  return Number(value)
}
