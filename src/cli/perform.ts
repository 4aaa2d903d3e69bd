import type { Applied } from '../apply/types.ts'
import { ConventionsError } from '../errors.ts'
import type { ExitCode, Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import type { Plan } from '../plan/types.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { changes, told } from './changes.ts'
import { errorJson, writeJson } from './json.ts'
import type { commonOptions, OptionValues, writeOptions } from './options.ts'
import { diffOf, planJson } from './planJson.ts'
import { print } from './print.ts'
import { progressReporter } from './progress.ts'
import { canAsk, terminalPrompts, type Choice } from './prompts.ts'
import { fileLines, makePage, planReport, stepLines } from './report.ts'

/** A plan that a command wants carried out. */
export interface Job {
  readonly plan: Plan
  /** The plan with every loss accepted; absent where losses are no question. */
  acceptLosses?(): Plan
  readonly repo: Repo
  readonly facts: Facts
  readonly text: Messages
  /** How losses are accepted, where it is another way than that of conventions. */
  readonly lossesHow?: string
  /** The question at a terminal. */
  readonly question: string
  /** The headline of what is going to happen. */
  readonly title: string
  /** The files that become the user's by this. */
  readonly kept?: readonly RepoPath[]
  /** What `--dry-run` exits with when something would change. */
  readonly dryRunExit: ExitCode
  /** Runs right before the plan is applied: where it is applied, and what takes this back if that fails. */
  prepare?(): Promise<{ readonly repo: Repo, takeBack(): Promise<void> }>
}

export interface Outcome {
  readonly code: ExitCode
  /** What was applied, or would be. */
  readonly plan: Plan
  readonly applied: Applied | undefined
  /** Why nothing was applied although something should be. */
  readonly refused: ConventionsError | undefined
}

/** What `perform` needs of a command's input. */
export interface WritingInput {
  readonly io: Io
  readonly options: OptionValues<typeof commonOptions & typeof writeOptions>
}

/**
 * Shows a plan, asks where there is someone to ask, applies it. Prints for people unless --json; the caller prints the rest.
 *
 * @throws ConventionsError `applyNeedsGit`, `cancelled`, and what `applyPlan` throws
 */
export async function perform(input: WritingInput, job: Job): Promise<Outcome> {
  const { options, io } = input
  const { plan, repo, facts, text } = job
  const page = makePage(io, text, options.noColor)
  const steps = stepLines(plan, repo, facts, !options.noInstall, text.cli)
  const undecided = plan.losses.length + plan.conflicts.length > 0
  if (!undecided && steps.length === 0 && !plan.writes.some(changes)) return { code: 0, plan, applied: undefined, refused: undefined }

  // Before anyone is asked: without git nothing could be taken back, so nothing will be done.
  if (!options.dryRun && !repo.git.present && job.prepare === undefined) throw new ConventionsError('applyNeedsGit', { path: repo.root })
  if (!options.json) print(io, [...planReport(plan, { title: job.title, steps, kept: job.kept ?? [], ...job.lossesHow !== undefined && { lossesHow: job.lossesHow } }, page), ...options.dryRun ? ['', text.cli.report.dryRun] : ['']])
  if (options.dryRun) return { code: undecided ? 1 : job.dryRunExit, plan, applied: undefined, refused: undefined }
  const decided = await decide(input, job, undecided)
  if (!decided) {
    const refused = new ConventionsError('undecided', { losses: plan.losses.length, conflicts: plan.conflicts.length })
    return { code: 1, plan, applied: undefined, refused }
  }
  return { code: 0, plan: decided, applied: await applyNow(input, { ...job, plan: decided }), refused: undefined }
}

/** Asks whether to go on. Undefined: something has to be decided first. Throws `cancelled`. */
async function decide(input: WritingInput, job: Job, undecided: boolean): Promise<Plan | undefined> {
  const { options, io } = input
  const { plan, text: { cli } } = job
  const acceptable = plan.conflicts.length === 0 && job.acceptLosses !== undefined
  if (options.yes || options.json || !canAsk(io) || (undecided && !acceptable)) return undecided ? undefined : plan
  const prompts = await terminalPrompts(io)
  const go: Choice<'go'> = { value: 'go', label: undecided ? cli.apply.yesWithLosses(plan.losses.length) : cli.apply.yes }
  const rest: Choice<'diff' | 'cancel'>[] = [{ value: 'diff', label: cli.apply.showDiff }, { value: 'cancel', label: cli.apply.cancel }]
  for (;;) {
    // What would lose something is never what Enter alone does.
    const answer = await prompts.select<'go' | 'diff' | 'cancel'>(job.question, undecided ? [...rest, go] : [go, ...rest], undecided ? 'diff' : 'go')
    if (answer === 'go') return undecided ? job.acceptLosses?.() : plan
    if (answer === 'cancel') throw new ConventionsError('cancelled', undefined)
    print(io, fileLines(told(plan), makePage(io, job.text, options.noColor), diffOf))
  }
}

async function applyNow({ options, io }: WritingInput, { plan, repo, facts, text, prepare }: Job): Promise<Applied> {
  const { applyPlan } = await import('../apply/apply.ts')
  const progress = progressReporter(io, text.cli)
  const prepared = await prepare?.()
  try {
    return await applyPlan(plan, {
      repo: prepared?.repo ?? repo, facts, io, install: !options.noInstall, allowDirty: options.allowDirty, decisionsMade: false, progress: progress.report,
    })
  } catch (error) {
    await prepared?.takeBack()
    throw error
  } finally {
    progress.end()
  }
}

/** The one JSON document of a command that writes. */
export function outcomeJson(outcome: Outcome, text: Messages) {
  const { plan, applied, refused } = outcome
  return { plan: planJson(plan), result: applied ?? null, ...refused && errorJson(refused, [refused], text) }
}

/** Ends a command that writes: the JSON document, or the refusal as an error. `more` goes into the document. */
export function finish({ options, io }: WritingInput, outcome: Outcome, text: Messages, more: object = {}): ExitCode {
  if (options.json) writeJson(io.stdout, { ...more, ...outcomeJson(outcome, text) })
  else if (outcome.refused) throw outcome.refused
  return outcome.code
}
