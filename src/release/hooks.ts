import type { HookName, ReleaseOptions } from './schema.ts'
import type { ReleasePlan, Step } from './types.ts'
import { perform, type World } from './world.ts'

/**
 * Runs the team's commands for a place in a release. What they get to know comes by variables of the shell, never as a part of the command:
 * release-it's templates (`${version}`) are written in the same way.
 *
 * @throws ConventionsError `releaseCommand`, `interrupted`
 */
export async function runHook(world: World, options: ReleaseOptions, plan: ReleasePlan, name: HookName, step: Step | 'check'): Promise<void> {
  const commands = options.hooks[name] ?? []
  for (const command of typeof commands === 'string' ? [commands] : commands) {
    await perform({ ...world, io: { ...world.io, env: { ...world.io.env, ...variables(plan) } } }, step, ['sh', '-c', command])
  }
}

function variables({ targets }: ReleasePlan): Record<string, string> {
  const all = (value: (target: ReleasePlan['targets'][number]) => string): string => targets.map(value).join(', ')
  return {
    version: all((one) => one.version), latestVersion: all((one) => one.from ?? '0.0.0'), name: all((one) => one.name), tagName: all((one) => one.tag),
    // Beyond this, some systems start no program (Linux: 128 KiB a variable).
    changelog: targets.map((one) => one.notes).join('\n\n').slice(0, 30_000),
  }
}
