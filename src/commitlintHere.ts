import { toCommitlint, type CommitlintConfig } from './commits/commitlint.ts'
import { conventionOf } from './commits/convention.ts'
import { openRepository } from './engine.ts'
import type { Io } from './io.ts'

/**
 * The convention of the repository that holds the working directory, as commitlint's config.
 *
 * @throws Error where `commits` is switched off; ConventionsError as `openRepository`
 */
export async function commitlintHere(io: Pick<Io, 'cwd' | 'env'>): Promise<CommitlintConfig> {
  const { repo, facts, resolved: { config } } = await openRepository(io)
  if (config.commits === false) throw new Error('create-conventions/commitlint: `commits` is switched off in the config of this repository')
  return toCommitlint(conventionOf(config.commits, repo, facts, config.locale))
}
