import { readFile } from 'node:fs/promises'
import { ConventionsError } from '../errors.ts'
import type { GitConfigRun } from '../feature.ts'
import type { Plan } from '../plan/types.ts'
import { waits } from '../plan/waits.ts'
import { canonicalKey, parseGitConfig } from '../repo/gitConfig.ts'
import { git, nulSeparated, type Context } from './context.ts'
import { lastLines } from './install.ts'
import { passOn } from './hooks.ts'
import { runCommand, type Argv } from './run.ts'
import { foreign, saveSteps, tracked, type Session } from './session.ts'
import type { AppliedStep, ApplyOptions, StepRecord } from './types.ts'

export type Step = Plan['steps'][number]

/** The values of a key that `--local` holds. */
async function localValues(context: Context, key: string): Promise<string[]> {
  const settings = parseGitConfig(await readFile(context.configFile, 'utf8').catch(() => ''))
  if (settings !== undefined) return settings.filter(([name]) => name === canonicalKey(key)).map(([, value]) => value)
  return nulSeparated(await git(context, ['config', '--local', '-z', '--get-all', key], undefined, [0, 1]))
}

/** Whether there is nothing to do for a step; `changed`: whether files change before it. */
async function isDone(context: Context, { run }: Step, changed: boolean): Promise<boolean> {
  if ('gitConfig' in run) return (await localValues(context, run.gitConfig)).join('\0') === run.value
  if (run.doneWhen === undefined) return run.soft === true && !changed
  const ran = await runCommand(run.doneWhen, { cwd: context.root, env: context.env, platform: context.platform, signal: context.signal })
  return ran.exitCode === 0
}

/** When a step is left alone besides: what it takes is not there, and nothing is installed. */
type Waiting = Pick<ApplyOptions, 'repo' | 'install'>

/** Whether there is something to do for a step that can be done. */
async function isDue(context: Context, step: Step, { repo, install }: Waiting, changed: boolean): Promise<boolean> {
  return !await isDone(context, step, changed) && !waits(step, repo, install)
}

/** Whether any step is still to be done, and can be, though no file changes. */
export async function anyDue(context: Context, steps: readonly Step[], options: Waiting): Promise<boolean> {
  for (const step of steps) {
    if (await isDue(context, step, options, false)) return true
  }
  return false
}

/** Runs the steps that are not done yet, in order. Throws `stepFailed`. */
export async function runSteps(session: Session, steps: readonly Step[], options: Waiting & Pick<ApplyOptions, 'progress'>, changed: boolean): Promise<AppliedStep[]> {
  const { progress } = options
  const { context } = session
  const outcomes: AppliedStep[] = []
  for (const step of steps) {
    const { id, run } = step
    if (!await isDue(context, step, options, changed)) {
      outcomes.push({ id, outcome: 'skipped' })
      continue
    }
    progress({ type: 'step', id })
    const onLine = (line: string): void => progress({ type: 'step', id, line })
    if ('gitConfig' in run) {
      if (run.hooks && !await passOn(context.root, context.env, run)) {
        outcomes.push({ id, outcome: 'skipped' })
        continue
      }
      await setConfig(session, id, run)
    } else {
      // On record before it runs: the taking back of something half done is as good as that of the whole.
      if (run.undo) await saveSteps(session, { id, undo: run.undo })
      const running = foreign(session, run.argv, context.env, onLine)
      if (run.soft && (await running).exitCode !== 0) {
        outcomes.push({ id, outcome: 'skipped' })
        continue
      }
      await succeed(id, run.argv, running)
    }
    outcomes.push({ id, outcome: 'done' })
  }
  return outcomes
}

async function setConfig(session: Session, id: string, { gitConfig, value }: GitConfigRun): Promise<void> {
  await saveSteps(session, { id, gitConfig, value, before: await localValues(session.context, gitConfig) })
  const argv: Argv = ['git', 'config', '--local', '--replace-all', gitConfig, value]
  await succeed(id, argv, tracked(session, argv, session.context.env, () => undefined))
}

async function succeed(id: string, argv: Argv, running: ReturnType<typeof tracked>): Promise<void> {
  const { exitCode, output } = await running
  if (exitCode !== 0) throw new ConventionsError('stepFailed', { id, command: argv.join(' '), exitCode, output: lastLines(output) })
}

/** Runs what takes commands back, last first. Throws `stepFailed`. */
export async function undoCommands(session: Session, steps: readonly StepRecord[]): Promise<void> {
  for (const step of steps.toReversed()) {
    if ('undo' in step) await succeed(step.id, step.undo, foreign(session, step.undo, session.context.env, () => undefined))
  }
}

/** Gives each key the values it had, where it still has the one that we set. For a config file that was edited since. */
export async function undoConfig(session: Session, steps: readonly StepRecord[]): Promise<void> {
  const { context } = session
  const run = async (id: string, argv: Argv) => succeed(id, argv, tracked(session, argv, context.env, () => undefined))
  for (const step of steps.toReversed()) {
    if (!('gitConfig' in step) || (await localValues(context, step.gitConfig)).join('\0') !== step.value) continue
    await run(step.id, ['git', 'config', '--local', '--unset-all', step.gitConfig])
    for (const value of step.before) await run(step.id, ['git', 'config', '--local', '--add', step.gitConfig, value])
  }
}
