import { requireHistory } from '../changelog/collect.ts'
import type { Settled } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import type { Look } from '../history/look.ts'
import type { ExitCode } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import { ciBranch, targetBranch } from '../release/branch.ts'
import { readJournal } from '../release/journal.ts'
import { nameOf, publishCommand } from '../release/naming.ts'
import { planRelease } from '../release/plan.ts'
import type { Session } from '../release/plugins/session.ts'
import type { ReleaseOptions } from '../release/schema.ts'
import type { ReleasePlan } from '../release/types.ts'
import { lineOf } from '../release/version.ts'
import type { World } from '../release/world.ts'
import type { Input } from './command.ts'
import { openSettled } from './history.ts'
import { writeJson } from './json.ts'
import type { commonOptions, OptionValues } from './options.ts'
import { makePage } from './page.ts'
import { print } from './print.ts'
import { preview, releasePage } from './release.ts'

/** What the command line says. */
export interface Given extends OptionValues<typeof commonOptions> {
  readonly ci: boolean
  readonly dryRun: boolean
  readonly preid?: string | undefined
  readonly increment?: string | undefined
  readonly noChecks: boolean
  readonly noPublish: boolean
  readonly package?: string | undefined
  readonly comment: boolean
  readonly pr: boolean
  readonly resume: boolean
  readonly abort: boolean
  readonly yes: boolean
}
type Asking = Pick<Input, 'io' | 'text' | 'speak'> & { readonly options: Given }

/** A `conventions release`, before it is known whether it changes anything. */
export interface Releasing {
  readonly input: Asking
  readonly opened: Settled
  readonly text: Messages
  readonly options: ReleaseOptions
  /** Tells how it ended: JSON with the plan, or a line. */
  say(plan: ReleasePlan, line: string, more?: object): ExitCode
}

/** `conventions release`. `look`: what git was asked for while we were loaded; undefined where a release goes on or is taken back. */
export async function tellRelease(input: Asking, look: Promise<Look> | undefined): Promise<ExitCode> {
  const { options: given, io } = input
  const { opened, text } = await openSettled(input, 'refuse')
  const { release: configured } = opened.resolved.config
  requireHistory(opened.repo)
  if (configured === false) throw new ConventionsError('releaseOff', undefined)
  if (given.preid !== undefined && !/^[A-Za-z][A-Za-z0-9-]*$/.test(given.preid)) throw new ConventionsError('releasePreid', { value: given.preid })
  const releasing: Releasing = {
    input, opened, text, options: given.noPublish ? { ...configured, npm: false } : configured,
    say(plan, line, more = {}) {
      if (given.json) writeJson(io.stdout, { ...more, plan })
      else print(io, [line])
      return 0
    },
  }
  const journal = readJournal(opened.repo)
  if (look === undefined) {
    if (journal === undefined) throw new ConventionsError('releaseNoJournal', undefined)
    return (await import('./releaseRun.ts')).goOnOrBack(releasing, journal)
  }
  if (given.dryRun) return dryRun(releasing, look)
  if (journal !== undefined) throw new ConventionsError('releaseUnfinished', { version: nameOf(journal.plan) })
  return (await import('./releaseRun.ts')).makeRelease(releasing, look)
}

/** What would be released, and nothing else. */
async function dryRun(releasing: Releasing, look: Promise<Look>): Promise<ExitCode> {
  const { input: { io, options: given }, text: { release: words } } = releasing
  const { plan, session } = await planned(releasing, look)
  await session?.close()
  if (plan === undefined) return nothing(releasing)
  if (given.json) writeJson(io.stdout, { plan, released: false })
  else print(io, [...pageOf(releasing, plan), '', words.dryRun])
  await preview(io, () => worldOf(releasing), [`## ${words.title(nameOf(plan))}`, ...plan.targets.map(({ notes }) => notes)].join('\n\n'), given)
  return 0
}

/**
 * The plan; undefined where nothing calls for a release, or nothing is released from the branch that a pull request goes to. With the team's plugins
 * of release-it, where there are some: to be closed.
 */
export async function planned(releasing: Releasing, look: Promise<Look>): Promise<{ readonly plan: ReleasePlan | undefined, readonly session?: Session }> {
  const { input: { io, options: given }, opened, options } = releasing
  const target = given.ci && given.dryRun ? targetBranch(io.env) : undefined
  const branch = target ?? (given.ci && opened.repo.git.branch() === undefined ? ciBranch(io.env) : undefined)
  if (target !== undefined && lineOf(target, options.branches, given.preid) === undefined) return { plan: undefined }
  const known = { now: Math.floor(Date.now() / 1000), ...await look }
  const where = { cwd: opened.repo.root, env: io.env }
  const asked = { ...given, branch }
  if (Object.keys(options.plugins).length > 0) {
    const { planWithPlugins, sorted } = await import('../release/plugins/plan.ts')
    const { run, ours } = sorted(options)
    const world = await worldOf(releasing)
    if (ours.length > 0) world.warn({ kind: 'pluginsOurs', plugins: ours })
    if (run.length > 0) return planWithPlugins({ opened, where, options, asked, known, io, onLine: (line) => world.progress('check', line) })
  }
  return { plan: await planRelease(opened, where, options, asked, known) }
}

/** Nothing calls for a release. */
export async function nothing(releasing: Releasing): Promise<ExitCode> {
  const { input: { io, options: given }, text: { release: words } } = releasing
  if (given.json) writeJson(io.stdout, { plan: null, released: false })
  else print(io, [words.nothing])
  await preview(io, () => worldOf(releasing), words.nothing, given)
  return 0
}

/** The plan for people. */
export function pageOf({ input: { io, options: given }, opened, text, options }: Releasing, plan: ReleasePlan): string[] {
  const publishing = options.npm === false ? undefined : publishCommand({ repo: opened.repo, facts: opened.facts, io }, plan, options.npm)
  return releasePage(plan, { page: makePage(io, text, given.noColor), words: text.release, publishing, increment: given.increment })
}

const worldOf = async (releasing: Releasing): Promise<World> => (await import('./releaseRun.ts')).worldOf(releasing)
