import { requireHistory } from '../../changelog/collect.ts'
import { compareCommits, type CommitComparison } from '../../compare/commits.ts'
import { ConventionsError } from '../../errors.ts'
import { isShallow, startCommits } from '../../history/read.ts'
import { sinceOf } from '../../history/since.ts'
import { makeCommitTally, type CommitFindings } from '../../infer/commits.ts'
import type { Configs } from '../../pages/data.ts'
import type { Repo } from '../../repo/repo.ts'
import type { Input } from '../command.ts'
import { commitChoice } from './apply.ts'
import { commitCandidates, type Offered } from './candidates.ts'
import type { Choice } from './choice.ts'

export interface CommitsAsked {
  readonly presets: readonly string[]
  readonly since: string | undefined
  /** The one to be written into the config. */
  readonly apply: string | undefined
  /** Given where a page is to be written, which also shows how the commits are written. */
  readonly html: string | undefined
}

export interface CommitLook {
  readonly found: CommitComparison
  readonly offered: readonly Offered[]
  readonly choice: Choice | undefined
  /** How the commits are written; where a page asks for it. */
  readonly findings: CommitFindings | undefined
}

/** Compares commit conventions. What is wrong with what was asked is told before the history is read. */
export async function lookAtCommits(repo: Repo, { io, text }: Pick<Input, 'io' | 'text'>, { presets, since, apply, html }: CommitsAsked): Promise<CommitLook> {
  requireHistory(repo)
  const where = { cwd: repo.root, env: io.env }
  // git prints while we load.
  const log = startCommits(where, await sinceOf(where, since))
  try {
    const offered = await commitCandidates(repo, presets, io, text)
    const choice = apply === undefined ? undefined : commitChoice(repo, apply, offered)
    if (isShallow(repo)) io.stderr.write(`${text.changelog.shallow}\n`)
    const comparing = await compareCommits(offered)
    const tally = html === undefined ? undefined : makeCommitTally()
    await log.each((commit) => {
      comparing.add(commit)
      tally?.add(commit)
    })
    const found = await comparing.finish()
    if (found.commits === 0) throw new ConventionsError('compareNothing', undefined)
    return { found, offered, choice, findings: tally?.findings() }
  } finally {
    log.stop()
  }
}

/** The answer as JSON. */
export const commitsJson = ({ found, offered }: CommitLook): object => ({ ...found, configs: configsOf(offered) })

/** The configs that make them the team's; null where no config says so. */
export const configsOf = (offered: readonly Offered[]): Configs => Object.fromEntries(offered.map(({ name, config }) => [name, config ?? null])) as Configs
