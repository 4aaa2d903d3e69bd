import { conventionOf } from '../../commits/convention.ts'
import type { Candidate } from '../../compare/commits.ts'
import { shippedPresets } from '../../config/presets.ts'
import { configInMemory, resolveConfig } from '../../config/resolve.ts'
import type { Config } from '../../config/schema.ts'
import { findConfigs } from '../../config/find.ts'
import { openRepository } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import { detectCommits } from '../../features/import/commits.ts'
import { readCommits } from '../../history/read.ts'
import { makeCommitTally } from '../../infer/commits.ts'
import { fragmentOf } from '../../infer/fragment.ts'
import type { Io } from '../../io.ts'
import type { Messages } from '../../messages/index.ts'
import { readFacts } from '../../repo/facts.ts'
import type { Repo } from '../../repo/repo.ts'

/** A convention to compare, with the config that would make it the team's; undefined for the one that is there. */
export interface Offered extends Candidate {
  readonly config: Config | undefined
}

/** Of these the newest commits tell types and lengths. */
const looked = 2000

/**
 * What there is to compare: the config that is here, what commitlint is set to here, what the history itself says, the shipped presets, and those that were named. Nothing is
 * fetched: a preset in a git repository has to be in the lock.
 *
 * @throws ConventionsError `compareNoCommits`, and those of reading configs and presets
 */
export async function commitCandidates(repo: Repo, named: readonly string[], io: Io, text: Messages): Promise<Offered[]> {
  const facts = readFacts(repo)
  const make = async (name: string, config: Config): Promise<Offered | undefined> => {
    const { config: { commits, locale } } = await resolveConfig(configInMemory(config, name), { repo })
    return commits === false ? undefined : { name, config, convention: conventionOf(commits, repo, facts, locale) }
  }
  const present = await presentOne(repo, io)
  const found = present === undefined ? detectCommits(repo, facts, text).options : undefined
  const inferred = fragmentOf({ code: [], commits: await newest(repo, io), branches: undefined })
  const offered: (Offered | undefined)[] = [
    ...present === undefined ? [] : [present],
    ...found === undefined ? [] : [await make(text.compare.names.commitlint, { extends: 'standard', commits: found })],
    ...inferred.commits === undefined ? [] : [await make(text.compare.names.inferred, { extends: inferred.extends ?? 'standard', commits: inferred.commits })],
    ...await Promise.all(['standard', ...shippedPresets().filter((name) => name !== 'standard')].map((name) => make(name, { extends: name }))),
  ]
  for (const name of named) {
    if (shippedPresets().includes(name)) continue
    const one = await make(name, { extends: name })
    if (one === undefined) throw new ConventionsError('compareNoCommits', { name })
    offered.push(one)
  }
  return offered.filter((one) => one !== undefined)
}

async function presentOne(repo: Repo, io: Io): Promise<Offered | undefined> {
  if (findConfigs(repo).length === 0) return undefined
  const { resolved: { config: { commits, locale } }, facts } = await openRepository(io)
  return commits === false ? undefined : { name: 'present', config: undefined, convention: conventionOf(commits, repo, facts, locale) }
}

async function newest(repo: Repo, io: Io) {
  const tally = makeCommitTally()
  await readCommits({ cwd: repo.root, env: io.env }, { most: looked }, (commit) => tally.add(commit))
  return tally.findings()
}
