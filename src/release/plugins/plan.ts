import type { Settled } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import type { Where } from '../../history/read.ts'
import { compareVersions, parseVersion, versionTags } from '../../history/versions.ts'
import type { Io } from '../../io.ts'
import { planRelease, type Asked, type Known } from '../plan.ts'
import type { ReleaseOptions } from '../schema.ts'
import type { ReleasePlan } from '../types.ts'
import { startSession, type Session } from './session.ts'
import { beforeCommit, type About, type Answers } from './protocol.ts'

/** What is done here anyway, by the names that release-it's config knows it under. */
const ours = new Set(['git', 'npm', 'github', 'gitlab', 'version', '@release-it/conventional-changelog'])

/** Those to be run, and those whose work is done here. */
export function sorted({ plugins }: ReleaseOptions): { readonly run: readonly (readonly [string, unknown])[], readonly ours: readonly string[] } {
  const all = Object.entries(plugins)
  return { run: all.filter(([name]) => !ours.has(name)), ours: all.map(([name]) => name).filter((name) => ours.has(name)) }
}

export interface Planned {
  readonly plan: ReleasePlan | undefined
  /** To be closed. */
  readonly session: Session
}

/** What a plan is made of besides, and where plugins are loaded. */
export interface Planning {
  readonly opened: Settled
  readonly where: Where
  readonly options: ReleaseOptions
  readonly asked: Asked & { readonly pr: boolean, readonly dryRun: boolean }
  readonly known: Known
  readonly io: Io
  readonly onLine: (line: string) => void
}

/**
 * What the next release would be where plugins of release-it have a say: in the version, or what raises it, in the notes, and in what is left to
 * them. They are loaded and asked; nothing is changed.
 *
 * @throws ConventionsError those of `planRelease` and `startSession`; `releasePlugin` where one refuses; `releasePluginGit`,
 *   `releasePluginPackages`, `releasePluginProposal`, `releasePluginVersion`
 */
export async function planWithPlugins(planning: Planning): Promise<Planned> {
  const { opened, where, options, asked, known, io, onLine } = planning
  if (options.packages === 'independent') throw new ConventionsError('releasePluginPackages', undefined)
  const remoteUrl = opened.repo.git.remotes()[options.remote]
  const branchName = asked.branch ?? opened.repo.git.branch() ?? ''
  const last = versionTags(known.tags, { prefix: options.tag }).at(-1)
  const session = await startSession({
    plugins: sorted(options).run, dryRun: asked.dryRun, increment: asked.increment, preid: asked.preid, tag: options.tag, about: { branchName, remoteUrl, latestTag: last?.name },
  }, { root: opened.repo.root, io, onLine })
  try {
    const enabled = session.enabled.filter(({ phases }) => phases.length > 0)
    const disabled = (name: string) => session.enabled.find(({ disables }) => disables.includes(name))?.name
    const git = disabled('git')
    if (git !== undefined) throw new ConventionsError('releasePluginGit', { plugin: git })
    const changing = enabled.filter(({ phases }) => phases.some((phase) => beforeCommit.includes(phase))).map(({ name }) => name)
    if (asked.pr && changing.length > 0) throw new ConventionsError('releasePluginProposal', { plugins: changing })
    const answers = await session.ask(last?.version ?? '0.0.0')
    const left: ReleaseOptions = { ...options, ...disabled('npm') !== undefined && { npm: false as const }, ...(disabled('github') ?? disabled('gitlab')) !== undefined && { forge: false } }
    // Some say "patch" whatever there is. Where nothing was committed since the last release, they are not heard.
    const told = last?.commit === known.head.hash && asked.increment === undefined ? {} : wanted(answers, asked, last?.version)
    const plan = await planRelease(opened, where, left, { ...asked, ...told }, known)
    return { session, plan: plan && withAnswers(plan, answers, enabled.map(({ name, phases }) => ({ name, phases }))) }
  } catch (error) {
    await session.close()
    throw error
  }
}

/** What they say of the version, as if it had been asked for. What release-it raises to a prerelease is one here on a branch for it, or with --preid. */
function wanted({ latestVersion, increment, version }: Answers, asked: Asked, last: string | undefined): Pick<Asked, 'increment' | 'initial'> {
  const raised = increment?.replace(/^pre(?=(?:major|minor|patch)$)/, '')
  const value = version ?? raised ?? asked.increment
  if (value !== undefined && value !== asked.increment && !['major', 'minor', 'patch'].includes(value) && parseVersion(value) === undefined) throw new ConventionsError('releasePluginVersion', { value })
  const initial = last === undefined && latestVersion !== undefined && parseVersion(latestVersion) !== undefined ? latestVersion : undefined
  return { increment: value, ...initial !== undefined && { initial } }
}

function withAnswers(plan: ReleasePlan, { latestVersion, changelog }: Answers, plugins: NonNullable<ReleasePlan['plugins']>): ReleasePlan {
  const [target] = plan.targets
  if (latestVersion !== undefined && parseVersion(latestVersion) !== undefined && target !== undefined && target.from !== undefined && compareVersions(target.version, latestVersion) <= 0) {
    throw new ConventionsError('releaseNotHigher', { version: target.version, last: latestVersion })
  }
  // The commit is there already: what changes files was done when it was made.
  const left = plan.message === undefined ? plugins.map(({ name, phases }) => ({ name, phases: phases.filter((phase) => !beforeCommit.includes(phase)) })) : plugins
  return {
    ...plan, plugins: left.filter(({ phases }) => phases.length > 0), ...latestVersion !== undefined && { latestVersion },
    targets: plan.targets.map((one) => ({ ...one, ...changelog !== undefined && { notes: changelog } })),
  }
}

/** A release in the words of release-it. */
export function aboutOf({ targets: [target], branch, remote, latestVersion }: ReleasePlan, remotes: Readonly<Record<string, string>>, prefix: string): About {
  return {
    name: target!.name, latestVersion: latestVersion ?? target!.from ?? '0.0.0', version: target!.version, changelog: target!.notes, tagName: target!.tag,
    latestTag: target!.from === undefined ? undefined : `${prefix}${target!.from}`, branchName: branch, remoteUrl: remotes[remote],
  }
}
