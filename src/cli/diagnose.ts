import { readAsset } from '../assets.ts'
import { openRepository, type Opened } from '../engine.ts'
import { ConventionsError, ConventionsErrors } from '../errors.ts'
import type { Probe } from '../feature.ts'
import type { Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import { probe } from '../repo/probe.ts'
import { sentence } from './json.ts'

/** A probe with its answer. */
export interface Diagnosis {
  readonly id: string
  readonly feature: string
  /** Undefined: it cannot be told here. */
  readonly ok: boolean | undefined
  readonly expectation: string
  readonly found: string | undefined
  readonly fix: string
  /** What asks; absent where a file could not be read. */
  readonly ask?: Probe['ask']
}

/** The repository as far as it opens, and what keeps it from opening. Other errors than foreseen ones are thrown on. */
export async function tryOpen(io: Io): Promise<{ opened: Opened | undefined, errors: readonly ConventionsError[] }> {
  try {
    return { opened: await openRepository(io), errors: [] }
  } catch (error) {
    if (error instanceof ConventionsErrors) return { opened: undefined, errors: error.errors }
    if (error instanceof ConventionsError) return { opened: undefined, errors: [error] }
    throw error
  }
}

/**
 * Answers everything that can be asked about this machine and this clone: ours first, then what the features ask.
 *
 * @param wanted which probes are asked: starting a package manager for its version takes longer than most others together
 */
export function diagnose(opened: Opened | undefined, errors: readonly ConventionsError[], io: Io, text: Messages, wanted: (one: { readonly id: string, readonly feature: string }) => boolean = () => true): Diagnosis[] {
  const { doctor } = text.cli
  const broken = errors.map((error): Diagnosis =>
    ({ id: error.code, feature: 'toolkit', ok: false, expectation: doctor.readable, found: undefined, fix: sentence(error, text) }))
  const own = opened ? [] : ownProbes(undefined, text)
  const probes = opened ? [...ownProbes(opened, text), ...opened.probes()] : own
  const seen = new Set<string>()
  const answers = probes.filter((one) => wanted(one)).filter(({ ask }) => !seen.has(JSON.stringify(ask)) && seen.add(JSON.stringify(ask))).map((one): Diagnosis =>
    ({ id: one.id, feature: one.feature, expectation: one.expectation, fix: one.fix, ask: one.ask, ...answer(one, opened, io) }))
  const git = opened && [{
    id: 'repository', feature: 'toolkit', ok: opened.repo.git.present, expectation: doctor.repository, found: opened.repo.root, fix: doctor.repositoryFix,
  }]
  return [...answers.filter(({ feature }) => feature === 'toolkit'), ...git ?? [], ...broken, ...answers.filter(({ feature }) => feature !== 'toolkit')]
}

function ownProbes(opened: Opened | undefined, { cli: { doctor } }: Messages): (Probe & { readonly feature: string })[] {
  const { engines: { node } } = JSON.parse(readAsset('package.json')) as { engines: { node: string } }
  const manager = opened?.facts.packageManager
  return [
    { id: 'node', feature: 'toolkit', ask: { node }, expectation: doctor.node(node), fix: doctor.nodeFix(node) },
    { id: 'git', feature: 'toolkit', ask: { tool: 'git' }, expectation: doctor.git, fix: doctor.gitFix },
    ...manager ? [{ id: 'packageManager', feature: 'toolkit', ask: { tool: manager }, expectation: doctor.manager(manager), fix: doctor.managerFix(manager) }] : [],
  ]
}

function answer({ ask }: Probe, opened: Opened | undefined, io: Io) {
  // Without a repository there is still Node and git to ask.
  const root = opened?.repo ?? { root: io.cwd, read: () => undefined, stat: () => undefined, list: () => [], git: undefined as never }
  return probe(ask, root, io)
}
