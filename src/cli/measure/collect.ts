import { requireHistory } from '../../changelog/collect.ts'
import { conventionOf } from '../../commits/convention.ts'
import { findConfigs } from '../../config/find.ts'
import { openWithConfig, type Opened } from '../../engine.ts'
import { readText } from '../../features/import/read.ts'
import { suppressionsPath } from '../../features/lint/files.ts'
import { readTagTimes, readVersions, startCommits, type Log, type Where } from '../../history/read.ts'
import { sinceOf } from '../../history/since.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { makeConformityTally, trendOf, type Conformity } from '../../report/conformity.ts'
import { debtOf, type Debt } from '../../report/debt.ts'
import { maturityOf, type Maturity } from '../../report/maturity.ts'
import { machinesOf, type Machines } from '../../report/machines.ts'
import { rhythmOf, type Rhythm } from '../../report/rhythm.ts'
import { diskRepo } from '../../repo/disk.ts'
import { isRepoPath } from '../../repo/path.ts'
import type { Repo } from '../../repo/repo.ts'
import type { Messages } from '../../messages/index.ts'
import type { Input } from '../command.ts'
import { diagnose } from '../diagnose.ts'
import { findDrift, type Finding } from '../findings.ts'
import { open } from '../open.ts'

/** How well the conventions of a repository are kept. */
export interface Report {
  /** False: measured by the standard convention. */
  readonly adopted: boolean
  readonly maturity: Maturity
  /** Undefined: commits are switched off. */
  readonly conformity: Conformity | undefined
  readonly trend: ReturnType<typeof trendOf>
  readonly debt: Debt | undefined
  readonly drift: readonly { readonly path: string, readonly kind: string }[]
  readonly hooks: boolean | undefined
  readonly releases: Rhythm
  /** Undefined: nobody said where the results of `doctor` are. */
  readonly machines: Machines | undefined
}

/** Measures a repository. Throws `historyNeedsGit`, `historyEmpty`, `revisionUnknown`, `reportMachines`, and those of opening it. */
export async function measure(input: Pick<Input, 'io' | 'text' | 'speak'>, { since, machines }: Asked): Promise<{ report: Report, opened: Opened, text: Messages }> {
  const { io } = input
  const repo = diskRepo(io.cwd, io.env)
  requireHistory(repo)
  const told = machines === undefined ? undefined : readMachines(machines.replace(/\/+$/, ''), repo)
  const where = { cwd: repo.root, env: io.env }
  // git prints while we load.
  const log = startCommits(where, await sinceOf(where, since))
  try {
    const adopted = findConfigs(repo).length > 0
    const { opened, text } = adopted ? await open(input) : { opened: await openWithConfig(repo, { extends: 'standard' }, io.env), text: input.text }
    return { report: await reportOf(opened, { adopted, machines: told, where, log, io, text }), opened, text }
  } finally {
    log.stop()
  }
}

interface Asked {
  readonly since?: string | undefined
  /** A folder of the repository with what `conventions doctor --json` said on each machine. */
  readonly machines?: string | undefined
}

interface Sources {
  readonly adopted: boolean
  readonly machines: Machines | undefined
  readonly where: Where
  readonly log: Log
  readonly io: Io
  readonly text: Messages
}

async function reportOf(opened: Opened, { adopted, machines, where, log, io, text }: Sources): Promise<Report> {
  const { commits, locale, ci } = opened.resolved.config
  const tally = commits === false ? undefined : await makeConformityTally(conventionOf(commits, opened.repo, opened.facts, locale))
  const [tags, versions] = await Promise.all([readTagTimes(where), readVersions(where, suppressionsPath), tally && log.each((commit) => tally.add(commit))])
  const conformity = tally?.result()
  const debt = debtOf(versions)
  const drift = adopted ? findDrift(opened.plan()) : []
  const hooks = adopted ? hooksRun(opened, io, text) : undefined
  const maturity = maturityOf({
    config: adopted, commits: adopted && commits !== false, drift: adopted ? drift.length : undefined, hooks, ci: adopted && ci !== false && opened.facts.host !== 'none' && !isBehind(drift, 'ci'), conformity, debt,
  })
  return { adopted, maturity, conformity, trend: trendOf(conformity?.months ?? []), debt, drift: drift.map(({ path, kind }) => ({ path, kind })), hooks, releases: rhythmOf(tags), machines }
}

/** From a folder of the repository that holds what doctor said on each machine. */
function readMachines(folder: string, repo: Repo): Machines {
  const names = isRepoPath(folder) ? repo.list(folder).filter((name) => name.endsWith('.json')) : []
  if (names.length === 0) throw new ConventionsError('reportMachines', { path: folder, problem: 'none' })
  const found = machinesOf(Object.fromEntries(names.map((name) => [`${folder}/${name}`, readText(repo, `${folder}/${name}`) ?? ''])))
  if ('unreadable' in found) throw new ConventionsError('reportMachines', { path: found.unreadable, problem: 'other' })
  return found
}

/** Whether something of a feature was never written, or is older than the convention. */
function isBehind(drift: readonly Finding[], name: string): boolean {
  return drift.some(({ kind, because }) => kind === 'behind' && because.some(({ feature }) => feature === name))
}

/** What `doctor` finds of the hooks; undefined where the convention has none. */
function hooksRun(opened: Opened, io: Io, text: Messages): boolean | undefined {
  const { hooks } = opened.resolved.config
  if (hooks === false) return undefined
  const found = diagnose(opened, [], io, text, ({ feature }) => feature === 'hooks').filter(({ feature }) => feature === 'hooks')
  return found.some(({ ok }) => ok === true) && found.every(({ ok }) => ok !== false)
}
