import { applyPlan } from '../apply/apply.ts'
import { check } from '../apply/run.ts'
import { ConventionsError } from '../errors.ts'
import type { Plan, Write } from '../plan/types.ts'
import { makeRelease } from './forge.ts'
import { runHook } from './hooks.ts'
import { removeJournal, writeJournal } from './journal.ts'
import { nameOf, publishCommand } from './naming.ts'
import { runPhase, type Run } from './plugins/run.ts'
import { beforeCommit, type Phase } from './plugins/protocol.ts'
import type { Session } from './plugins/session.ts'
import { isOfAnother, publish } from './registry.ts'
import type { HookName, ReleaseOptions } from './schema.ts'
import type { Journal, ReleasePlan, Step, Written } from './types.ts'
import { askGit, askRemote, perform, type World } from './world.ts'

/** What a step does, and what it writes down about it. Each looks first whether it was done: a second run never doubles anything. */
const steps: readonly (readonly [Step, (run: Run) => Promise<void>])[] = [
  ['write', write], ['commit', commit], ['tag', tag], ['push', push], ['publish', publishAll], ['forge', forge], ['plugins', plugins],
]

/** Begins a release that was checked, with the plugins that were asked. See `carryOn`. */
export async function begin(world: World, options: ReleaseOptions, plan: ReleasePlan, session?: Session): Promise<void> {
  const journal: Journal = {
    version: 1, plan, commit: plan.message === undefined ? plan.base : undefined, pushed: false, published: [], forged: [], untracked: await untracked(world),
  }
  writeJournal(world.repo, journal)
  await carryOn(world, options, journal, session)
}

/**
 * Carries a release out, from wherever it is, to its end. Where a step fails and the remote is as it was, everything here is as it was
 * too; where the remote has the release, or cannot be asked, the journal stays for `--resume`.
 *
 * @throws ConventionsError `releaseFailed` (taken back), `releaseStopped` (to be resumed), `interrupted`
 */
export async function carryOn(world: World, options: ReleaseOptions, journal: Journal, session?: Session): Promise<void> {
  const run: Run = { world, options, journal, session }
  let current: Step = 'write'
  try {
    for (const [step, carry] of steps) {
      current = step
      check(world.io.signal)
      world.progress(step)
      for (const name of around(step, journal.plan).before) await hook(run, name, step)
      await carry(run)
      for (const name of around(step, journal.plan).after) await hook(run, name, step)
    }
  } catch (cause) {
    throw await afterFailure(run, current, cause)
  } finally {
    await run.session?.close()
  }
  removeJournal(world.repo)
}

/** Where release-it's hooks stand among our steps: its git plugin commits, tags and pushes at once. */
function around(step: Step, { forge: host, publish: packages }: ReleasePlan): { readonly before: readonly HookName[], readonly after: readonly HookName[] } {
  switch (step) {
    case 'write': return { before: ['before:bump'], after: ['after:bump'] }
    case 'commit': return { before: ['before:release', 'before:git:release'], after: [] }
    case 'tag': return { before: [], after: [] }
    case 'push': return { before: [], after: ['after:git:release'] }
    case 'publish': return packages.length === 0 ? { before: [], after: [] } : { before: ['before:npm:release'], after: ['after:npm:release'] }
    case 'forge': return host === undefined ? { before: [], after: [] } : { before: [`before:${host}:release`], after: [`after:${host}:release`] }
    // After the plugins' `release`: see there.
    case 'plugins': return { before: [], after: [] }
  }
}

/** Once, however often the release is resumed. */
async function hook(run: Run, name: HookName, step: Step): Promise<void> {
  if (run.options.hooks[name] === undefined || run.journal.hooked?.includes(name)) return
  await runHook(run.world, run.options, run.journal.plan, name, step)
  note(run, { hooked: [...run.journal.hooked ?? [], name] })
}

/**
 * Whether what is checked out is where the release stopped: what is written, committed and published from here on is what is checked out.
 *
 * @throws ConventionsError `releaseMoved`
 */
export async function checkPlace(world: World, journal: Journal, { branch }: { readonly branch: boolean }): Promise<void> {
  const { plan } = journal
  const made = await commitOf(world, journal)
  const head = await askGit(world, 'rev-parse', 'HEAD')
  const on = await askGit(world, 'symbolic-ref', '--quiet', '--short', 'HEAD')
  // CI checks out a commit, of which there is no branch here.
  const elsewhere = branch && made !== undefined && on !== plan.branch && (on !== undefined || await askGit(world, 'rev-parse', '--verify', '--quiet', `refs/heads/${plan.branch}`) === made)
  // The base, where it was being taken back when we were killed.
  if (elsewhere || (head !== (made ?? plan.base) && !(branch && head === plan.base))) throw new ConventionsError('releaseMoved', { version: nameOf(plan), commit: (made ?? plan.base).slice(0, 7), branch: plan.branch })
}

/** Takes back what a release did here. False where the remote has it, or cannot be asked: then nothing is touched. Throws what `checkPlace` does. */
export async function takeBack(world: World, journal: Journal): Promise<boolean> {
  const { plan } = journal
  if (journal.pushed) return false
  const there = await askRemote(quiet(world), plan.remote, plan.targets.map(({ tag: name }) => `refs/tags/${name}`))
  // Where the tag is not there, the push was refused as a whole: it is atomic.
  if (there === undefined || there.size > 0) return false
  const calm = quiet(world)
  if (plan.message !== undefined) await checkPlace(calm, journal, { branch: true })
  const made = await commitOf(calm, journal)
  for (const { tag: name } of plan.targets) {
    if (made !== undefined && await askGit(calm, 'rev-parse', '--verify', '--quiet', `refs/tags/${name}^{commit}`) === made) await perform(calm, 'tag', ['git', 'tag', '-d', name])
  }
  if (plan.message !== undefined) {
    // --keep stops rather than touch what somebody edited meanwhile.
    if (made === undefined) await unwrite(calm, journal)
    else {
      await perform(calm, 'commit', ['git', 'reset', '--quiet', '--keep', plan.base])
      await stash(calm, plan, await newFiles(calm, journal))
      // git knows them by the release commit only, so it took them along.
      const lost = plan.writes.filter(({ path }) => journal.untracked?.includes(path) && world.repo.stat(path) === undefined)
      await applyWrites(calm, lost.map(({ path, before }) => ({ path, before: undefined, after: before })))
    }
  }
  removeJournal(world.repo)
  return true
}

async function afterFailure({ world, journal }: Run, step: Step, cause: unknown): Promise<unknown> {
  const interrupted = cause instanceof ConventionsError && cause.code === 'interrupted'
  if (!(cause instanceof ConventionsError)) return cause
  const version = nameOf(journal.plan)
  const reason = world.tell(cause as ConventionsError)
  let back: boolean
  try {
    back = await takeBack(world, journal)
  } catch (problem) {
    return new ConventionsError('releaseStopped', { step, version, reason }, { cause: problem })
  }
  if (interrupted && back) return cause
  return back ? new ConventionsError('releaseFailed', { step, version, reason }, { cause }) : new ConventionsError('releaseStopped', { step, version, reason }, { cause })
}

async function write(run: Run): Promise<void> {
  const { world, journal: { plan, commit: made } } = run
  if (made !== undefined || plan.message === undefined || await commitOf(world, { plan, commit: made }) !== undefined) return
  await phase(run, 'beforeBump', 'write')
  // What a plugin did to one of these files since stays.
  if (![...run.journal.plugged ?? [], run.journal.plugging].some((one) => one?.startsWith('bump '))) await applyWrites(world, plan.writes.filter(({ path, after }) => world.repo.read(path) !== after))
  await phase(run, 'bump', 'write')
}

const phase = (run: Run, name: Phase, step: Step): Promise<void> => runPhase(run, name, step, (more) => note(run, more))

/** As in release-it: what it does itself is released before what plugins release. */
async function plugins(run: Run): Promise<void> {
  await phase(run, 'release', 'plugins')
  await hook(run, 'after:release', 'plugins')
  await phase(run, 'afterRelease', 'plugins')
}

async function unwrite(world: World, journal: Journal): Promise<void> {
  const { plan } = journal
  const ours = plan.writes.filter(({ path, after }) => world.repo.read(path) === after)
  await perform(world, 'write', ['git', 'reset', '--quiet'])
  await applyWrites(world, ours.map(({ path, before: text, after }) => ({ path, before: after, after: text })))
  await stash(world, plan, [...listed(await askGit(world, 'diff', '--name-only', '-z', 'HEAD')), ...await newFiles(world, journal)])
}

/** What is changed beyond that is the work of hooks and plugins, or of somebody at the same time: nobody can tell, so it is put where it can be had from. */
async function stash(world: World, plan: ReleasePlan, found: readonly string[]): Promise<void> {
  if (found.length === 0) return
  await perform(world, 'write', ['git', '--literal-pathspecs', 'stash', 'push', '--quiet', '--include-untracked', '-m', `conventions release ${nameOf(plan)}`, '--', ...found])
  world.warn({ kind: 'stashed', paths: found })
}

/** Files that came since the release began, and that git does not know. */
async function newFiles(world: World, { untracked: before }: Journal): Promise<string[]> {
  return before === undefined ? [] : (await untracked(world)).filter((path) => !before.includes(path))
}

/** Files that git neither knows nor ignores. */
async function untracked(world: World): Promise<string[]> {
  return listed(await askGit(world, 'ls-files', '--others', '--exclude-standard', '-z', '--full-name', ':/'))
}

const listed = (text: string | undefined): string[] => (text ?? '').split('\0').filter((path) => path !== '')

/** Writes as `conventions apply` does: journalled, all or nothing. */
async function applyWrites({ repo, facts, io }: World, writes: readonly { readonly path: string, readonly before: string | undefined, readonly after: string | undefined }[]): Promise<void> {
  const state = (text: string | undefined, path: string) => text === undefined ? undefined : { text, executable: repo.stat(path)?.executable ?? false }
  const plan: Plan = {
    writes: writes.map(({ path, before, after }): Write => ({
      path, verdict: after === undefined ? 'remove' : before === undefined ? 'add' : 'merge', drift: undefined, before: state(before, path), after: state(after, path),
      because: [], losses: [], conflicts: [],
    })),
    steps: [], install: false, losses: [], conflicts: [],
  }
  await applyPlan(plan, { repo, facts, io, install: false, allowDirty: true, decisionsMade: false, progress: () => undefined })
}

/** The release commit: the one on record; else the one that was made right before we could write it down. */
async function commitOf(world: World, { plan, commit: made }: Pick<Journal, 'plan' | 'commit'>): Promise<string | undefined> {
  if (made !== undefined || plan.message === undefined) return made
  const told = await askGit(world, 'log', '-1', '--format=%H%n%P%n%s', 'HEAD')
  const [hash, parent, subject] = told?.split('\n') ?? []
  return parent === plan.base && subject === plan.message ? hash : undefined
}

async function commit(run: Run): Promise<void> {
  const { world, journal } = run
  const { plan } = journal
  if (await commitOf(world, journal) === undefined && plan.message !== undefined) {
    await phase(run, 'beforeRelease', 'commit')
    const files = [...paths(plan.writes), ...await changedByOthers(run)]
    if (files.length > 0) await perform(world, 'commit', ['git', 'add', '--', ...files])
    await perform(world, 'commit', ['git', 'commit', '--quiet', '--allow-empty', '-m', plan.message, ...files.length > 0 ? ['--', ...files] : []])
  }
  note(run, { commit: await commitOf(world, journal) ?? await askGit(world, 'rev-parse', 'HEAD') })
}

/** Files that git knows and that hooks or plugins changed: the tree was clean when the release began. release-it commits them too. */
async function changedByOthers({ world, journal: { hooked = [], plugged = [], plan } }: Run): Promise<string[]> {
  const any = hooked.some((name) => ['before:bump', 'after:bump', 'before:release', 'before:git:release'].includes(name)) || plugged.some((one) => beforeCommit.some((name) => one.startsWith(`${name} `)))
  if (!any) return []
  return listed(await askGit(world, 'diff', '--name-only', '-z', 'HEAD')).filter((path) => !plan.writes.some((one) => one.path === path))
}

const paths = (writes: readonly Written[]): string[] => writes.map(({ path }) => path)

async function tag({ world, journal: { plan, commit: made } }: Run): Promise<void> {
  for (const { tag: name } of plan.targets) {
    const there = await askGit(world, 'rev-parse', '--verify', '--quiet', `refs/tags/${name}^{commit}`)
    if (there === made) continue
    if (there !== undefined) throw new ConventionsError('releaseTagTaken', { tag: name, where: 'here' })
    await perform(world, 'tag', ['git', '-c', 'tag.gpgSign=false', 'tag', plan.sign ? '-s' : '-a', '-m', name, name, made!])
  }
}

/** All or nothing, and then the remote is asked whether it has it: a green push alone proves nothing. */
async function push(run: Run): Promise<void> {
  const { world, journal: { plan, commit: made, pushed } } = run
  if (pushed) return
  const refs = [...plan.message === undefined ? [] : [`${made!}:refs/heads/${plan.branch}`], ...plan.targets.map(({ tag: name }) => `refs/tags/${name}:refs/tags/${name}`)]
  if (!await isThere(world, plan, made!)) {
    await perform(world, 'push', ['git', 'push', '--atomic', plan.remote, ...refs])
    if (!await isThere(world, plan, made!)) throw new ConventionsError('releaseNotThere', { remote: plan.remote })
  }
  note(run, { pushed: true })
}

async function isThere(world: World, { remote, targets }: ReleasePlan, made: string): Promise<boolean> {
  const there = await askRemote(world, remote, targets.flatMap(({ tag: name }) => [`refs/tags/${name}`, `refs/tags/${name}^{}`]))
  return there !== undefined && targets.every(({ tag: name }) => (there.get(`refs/tags/${name}^{}`) ?? there.get(`refs/tags/${name}`)) === made)
}

async function publishAll(run: Run): Promise<void> {
  const { world, options } = run
  if (options.npm === false) return
  const command = publishCommand(world, run.journal.plan, options.npm)
  for (const published of run.journal.plan.publish) {
    const name = `${published.name}@${published.version}`
    if (run.journal.published.includes(name)) continue
    if (!run.journal.attempted?.includes(name)) {
      // The tag may have started a workflow that publishes; or somebody was faster.
      if (await isOfAnother(world, published, run.journal.commit!)) throw new ConventionsError('releaseTakenMeanwhile', published)
      note(run, { attempted: [...run.journal.attempted ?? [], name] })
    }
    await publish(world, published, command)
    note(run, { published: [...run.journal.published, name] })
  }
}

async function forge(run: Run): Promise<void> {
  const { world, journal: { plan } } = run
  if (plan.forge === undefined) return
  for (const target of plan.targets) {
    if (run.journal.forged.includes(target.tag)) continue
    await makeRelease(world, plan.forge, target, plan.line.kind === 'latest')
    note(run, { forged: [...run.journal.forged, target.tag] })
  }
}

function note(run: Run, more: Partial<Journal>): void {
  run.journal = { ...run.journal, ...more }
  writeJournal(run.world.repo, run.journal)
}

/** Taking back is not interrupted. */
function quiet(world: World): World {
  return { ...world, io: { ...world.io, signal: new AbortController().signal }, progress: () => undefined }
}
