import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { readJsonAnywhere } from '../../repo/outside.ts'
import { readEvent, type CiEvent } from './event.ts'

/** Why continuous integration runs us; undefined on a person's machine. */
export function eventOf(io: Io): CiEvent | undefined {
  return readEvent(io.env, (path) => readJsonAnywhere(io.cwd, path))
}

/** The section of the config that a command judges by. Throws `notInConvention` where it is switched off. */
export function required<T>(section: T | false, feature: string): T {
  if (section === false) throw new ConventionsError('notInConvention', { feature })
  return section
}
