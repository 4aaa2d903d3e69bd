import { ConventionsError } from '../errors.ts'
import type { Look } from '../history/look.ts'
import type { ExitCode } from '../io.ts'
import { begin, carryOn, checkPlace, takeBack } from '../release/carry.ts'
import { checkRelease, checkTree } from '../release/check.ts'
import { nameOf } from '../release/naming.ts'
import type { Session } from '../release/plugins/session.ts'
import type { Journal, ReleasePlan } from '../release/types.ts'
import { withIdentity, type World } from '../release/world.ts'
import { sentence } from './json.ts'
import { print } from './print.ts'
import { canAsk, terminalPrompts } from './prompts.ts'
import { releaseSummary, warningLine } from './release.ts'
import { nothing, pageOf, planned, type Releasing } from './releasing.ts'

/** The outside world, with lines on stderr for what happens in it. */
export function worldOf({ input: { io }, opened: { repo, facts }, text, options: { timeout } }: Releasing): World {
  let shown = ''
  return {
    repo, facts, io, timeout: timeout * 1000, registries: new Map(), tell: (error) => sentence(error, text),
    warn: (warning) => io.stderr.write(`${warningLine(warning, text.release)}\n`),
    progress: (step) => {
      const line = text.release.steps[step]
      if (line !== shown) io.stderr.write(`${shown = line}\n`)
    },
  }
}

/** `--resume`, `--abort`. */
export async function goOnOrBack(releasing: Releasing, journal: Journal): Promise<ExitCode> {
  const { input: { options: given }, text: { release: words }, options, say } = releasing
  const world = worldOf(releasing)
  const name = nameOf(journal.plan)
  if (given.abort) {
    if (!await takeBack(world, journal)) throw new ConventionsError('releaseNoAbort', { version: name })
    return say(journal.plan, words.aborted(name), { aborted: true })
  }
  await checkPlace(world, journal, { branch: false })
  await carryOn(await withIdentity(world), options, journal)
  return say(journal.plan, words.done(name), { released: true })
}

/** Plans a release, asks where there is someone to ask, checks everything, carries it out; or proposes it (`--pr`). */
export async function makeRelease(releasing: Releasing, look: Promise<Look>): Promise<ExitCode> {
  const world = worldOf(releasing)
  await checkTree(world)
  const { plan, session } = await planned(releasing, look)
  try {
    return plan === undefined ? await nothing(releasing) : await carryOut(releasing, world, plan, session)
  } finally {
    await session?.close()
  }
}

async function carryOut(releasing: Releasing, world: World, plan: ReleasePlan, session: Session | undefined): Promise<ExitCode> {
  const { input: { io, options: given }, text, options, say } = releasing
  const { release: words } = text
  if (given.pr && plan.message !== undefined) {
    const { propose } = await import('../release/propose.ts')
    const url = await propose(await withIdentity(world), plan, words)
    return say(plan, words.proposed(nameOf(plan), url), { proposed: url })
  }
  if (!given.yes && !given.ci && !given.json) {
    if (!canAsk(io)) throw new ConventionsError('needsYes', { command: 'conventions release' })
    print(io, [...pageOf(releasing, plan), ''])
    const answer = await (await terminalPrompts(io)).select<'go' | 'cancel'>(words.question, [{ value: 'cancel', label: text.cli.apply.cancel }, { value: 'go', label: words.yes }], 'cancel')
    if (answer === 'cancel') throw new ConventionsError('cancelled', undefined)
  }
  const known = await withIdentity(world)
  await checkRelease(known, plan, options, { checks: options.checks && !given.noChecks })
  await begin(known, options, plan, session)
  if (given.ci) await releaseSummary(io, [`## ${words.done(nameOf(plan))}`, ...plan.targets.map(({ notes }) => notes)].join('\n\n'))
  return say(plan, words.done(nameOf(plan)), { released: true })
}
