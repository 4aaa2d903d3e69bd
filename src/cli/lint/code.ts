import { join } from 'node:path'
import type { Suppressions, Tooling } from '../../apply/staged/tools.ts'
import { ConventionsError } from '../../errors.ts'
import type { Opened } from '../../engine.ts'
import { suppressionsPath } from '../../features/lint/files.ts'
import { readSettings, type Settings } from '../../features/lint/settings.ts'
import type { Io } from '../../io.ts'
import type { Repo } from '../../repo/repo.ts'

/** Where and how code is linted here. Throws `lintOff`, `notARepository`. */
export function lintPlace({ repo }: Pick<Opened, 'repo'>, io: Io): { readonly place: Tooling, readonly settings: Settings } {
  const settings = readSettings(repo)
  if (settings === undefined) throw new ConventionsError('lintOff', undefined)
  if (repo.git.dir === undefined) throw new ConventionsError('notARepository', undefined)
  return { settings, place: { root: repo.root, home: join(repo.git.dir, 'conventions'), io } }
}

/** The counts of the problems from before. */
export function suppressionsOf(repo: Repo): Suppressions {
  return JSON.parse(repo.read(suppressionsPath) ?? '{}') as Suppressions
}
