import { ConventionsError } from '../../errors.ts'
import type { ReleaseOptions } from '../schema.ts'
import type { Journal, Step } from '../types.ts'
import type { World } from '../world.ts'
import { aboutOf, sorted } from './plan.ts'
import { beforeCommit, type Phase } from './protocol.ts'
import { startSession, type Session } from './session.ts'

/** A release that is being carried out, with its plugins. */
export interface Run {
  readonly world: World
  readonly options: ReleaseOptions
  journal: Journal
  /** From when they were asked; on resuming they are loaded when there is something left for them. */
  session: Session | undefined
}

/**
 * Runs a phase of each plugin that has it: once, however often the release is resumed. `note` writes down what was done.
 *
 * @throws ConventionsError `releasePlugin`, `releasePluginEnded`; `releasePluginCut` where it changes files and we were killed while it did
 */
export async function runPhase(run: Run, phase: Phase, step: Step, note: (more: Partial<Journal>) => void): Promise<void> {
  for (const { name, phases } of run.journal.plan.plugins ?? []) {
    const id = `${phase} ${name}`
    const { plugged = [], plugging } = run.journal
    if (!phases.includes(phase) || plugged.includes(id)) continue
    if (plugging === id) {
      if (beforeCommit.includes(phase)) throw new ConventionsError('releasePluginCut', { plugin: name, method: phase })
      run.world.warn({ kind: 'pluginCut', plugin: name, method: phase })
      note({ plugged: [...plugged, id], plugging: undefined })
      continue
    }
    run.session ??= await restored(run, step)
    note({ plugging: id })
    try {
      const state = await run.session.run(name, phase, aboutOf(run.journal.plan, run.world.repo.git.remotes(), run.options.tag))
      note({ plugged: [...plugged, id], plugging: undefined, state })
    } catch (error) {
      // It said that it failed. Where it only ended, nobody knows what it did.
      if (error instanceof ConventionsError && error.code === 'releasePlugin') note({ plugging: undefined })
      throw error
    }
  }
}

/** The plugins that have something left to do, as they were. */
async function restored({ world, options, journal: { plan, plugged = [], state } }: Run, step: Step): Promise<Session> {
  const left = (plan.plugins ?? []).filter(({ name, phases }) => phases.some((phase) => !plugged.includes(`${phase} ${name}`))).map(({ name }) => name)
  const plugins = sorted(options).run.filter(([name]) => left.includes(name))
  const about = aboutOf(plan, world.repo.git.remotes(), options.tag)
  const session = await startSession({ plugins, dryRun: false, increment: undefined, preid: undefined, tag: options.tag, about }, {
    root: world.repo.root, io: world.io, onLine: (line) => world.progress(step, line),
  })
  const gone = left.find((name) => !session.enabled.some((one) => one.name === name))
  if (gone === undefined) {
    await session.restore(left, state)
    return session
  }
  await session.close()
  throw new ConventionsError('releasePluginGone', { plugin: gone })
}
