import { resolve } from 'node:path'
import { toolkitVersion } from '../assets.ts'
import { told } from '../cli/changes.ts'
import { defineCommand, type Input } from '../cli/command.ts'
import { readDecisions } from '../cli/decisions.ts'
import { diagnose, tryOpen } from '../cli/diagnose.ts'
import { findDrift } from '../cli/findings.ts'
import { draft, configOf, type Draft } from '../cli/init/draft.ts'
import { readHabits } from '../cli/init/habits.ts'
import { askAll, type Asking, chosenFeatures, type Given } from '../cli/init/questions.ts'
import { introLines, nextLines } from '../cli/init/report.ts'
import { starterManifest } from '../cli/init/starter.ts'
import { survey } from '../cli/init/survey.ts'
import { tryMessages } from '../cli/init/trial.ts'
import { putRight } from '../cli/open.ts'
import { decisionOptions, options, positionals, writeOptions } from '../cli/options.ts'
import { finish, perform, type Job } from '../cli/perform.ts'
import { print } from '../cli/print.ts'
import { canAsk, terminalPrompts } from '../cli/prompts.ts'
import { makePage } from '../cli/report.ts'
import { findConfigs } from '../config/find.ts'
import { ConventionsError } from '../errors.ts'
import { inFolder, type ExitCode, type Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'
import { diskRepo } from '../repo/disk.ts'
import { memoryRepo } from '../repo/memory.ts'
import { overlay } from '../repo/overlay.ts'
import { lookAt } from '../repo/place.ts'
import type { Repo } from '../repo/repo.ts'

const initOptions = options({
  preset: { kind: 'string', value: 'preset' },
  config: { kind: 'choice', choices: ['yaml', 'ts', 'js', 'json'] },
  host: { kind: 'choice', choices: ['github', 'gitlab', 'bitbucket', 'none'] },
  features: { kind: 'list', value: 'feature', separator: ',', choices: chosenFeatures },
  ticket: { kind: 'string', value: 'pattern' },
  toolkit: { kind: 'string', value: 'spec' },
  ...writeOptions,
  ...decisionOptions,
})
const initPositionals = positionals([{ name: 'dir' }])
type InitInput = Input<typeof initOptions, typeof initPositionals>

export const init = defineCommand({
  name: 'init',
  options: initOptions,
  positionals: initPositionals,
  examples: ['npm create conventions', 'conventions init --yes', 'conventions init --preset korean --features commits,docs my-project'],
  async run(input) {
    const dir = resolve(input.io.cwd, input.positionals.dir ?? '.')
    const io = inFolder(input.io, dir)
    const fresh = checkPlace(dir, io.env)
    const repo = fresh ? { ...memoryRepo({}, { hasCommits: false }), root: dir } : diskRepo(dir, io.env)
    if (!fresh) await putRight(repo, io, input.text)
    const [config] = fresh ? [] : findConfigs(repo)
    return config === undefined ? start({ ...input, io }, repo, fresh) : reapply({ ...input, io }, config)
  },
})

/** Whether a repository has to be started. Throws for a place where nothing can be done. */
function checkPlace(path: string, env: Io['env']): boolean {
  const place = lookAt(path, env)
  if (place.kind === 'file') throw new ConventionsError('notADirectory', { path })
  if (place.kind === 'files') throw new ConventionsError('notGit', { path })
  if (place.kind === 'within') throw new ConventionsError('withinRepository', { path, root: place.root })
  return place.kind === 'fresh'
}

/** A repository that has a convention: apply it. What would make another convention is refused rather than ignored. */
async function reapply(input: InitInput, config: string): Promise<ExitCode> {
  const { options, io, text } = input
  const given = (['preset', 'config', 'host', 'ticket', 'toolkit'] as const).find((name) => options[name] !== undefined) ?? (options.features.length > 0 ? 'features' : undefined)
  if (given) throw new ConventionsError('alreadyAdopted', { option: `--${given}`, path: config })
  io.stderr.write(`${text.cli.init.adopted(config)}\n`)
  const { apply } = await import('./apply.ts')
  return apply.run({ ...input, positionals: {} })
}

async function start(input: InitInput, repo: Repo, fresh: boolean): Promise<ExitCode> {
  const { options, io } = input
  const interactive = !options.yes && !options.json && canAsk(io)
  if (!interactive && !options.yes && !options.dryRun) throw new ConventionsError('needsYes', { command: 'conventions init' })
  const planned = fresh || repo.list('').every((name) => name === '.git') ? { 'package.json': starterManifest(repo.root, io) } : {}
  const view = overlay(repo, planned)
  const found = survey(view, options.host, await readHabits(repo, io), input.text)
  if (!options.json) print(io, introLines(repo.root, toolkitVersion(), found, makePage(io, input.text, options.noColor)))

  const asking: Asking = { repo: view, survey: found, io, prompts: interactive ? await terminalPrompts(io) : undefined, text: input.text, speak: input.speak }
  const answers = await askAll(givenIn(input), asking)
  const { text } = asking
  if (interactive) print(io, [''])
  const drafted = await draft(view, configOf(answers, found, options.toolkit), options.config ?? 'yaml', planned, text.cli.init.reasons, io)
  const outcome = await perform(input, jobOf(input, drafted, repo, fresh, text))
  const proof = outcome.applied && await prove(io, text)
  if (proof && !options.json) print(io, nextLines(proof, drafted, makePage(io, text, options.noColor)))
  const { seen, inexpressible } = found
  return finish(input, outcome, text, { config: { path: drafted.path, content: drafted.config }, seen, inexpressible, ...proof && { proof } })
}

function givenIn({ options }: InitInput): Given {
  const { preset, locale, host, features, ticket } = options
  return { preset, locale, host, features, ticket }
}

function jobOf({ options, io }: InitInput, drafted: Draft, repo: Repo, fresh: boolean, text: Messages): Job {
  const decisions = readDecisions(options, drafted.plan(), repo.root, io.cwd)
  const plan = drafted.plan(decisions)
  const count = told(plan).length
  return {
    plan, repo, facts: drafted.opened.facts, text, acceptLosses: () => drafted.plan({ ...decisions, acceptLosses: true }),
    title: text.cli.report.changes(count), question: text.cli.apply.question(count), dryRunExit: 1,
    ...fresh && {
      prepare: async () => {
        const { startRepository } = await import('../apply/start.ts')
        const takeBack = await startRepository(repo.root, io)
        return { repo: diskRepo(repo.root, io.env), takeBack }
      },
    },
  }
}

/** What is true now that it was applied: read anew from the disk. Throws `notClean`. */
async function prove(io: Io, text: Messages) {
  const { opened, errors } = await tryOpen(io)
  if (!opened) throw errors[0] ?? new Error('nothing opened')
  const paths = findDrift(opened.plan()).map(({ path }) => path)
  if (paths.length > 0) throw new ConventionsError('notClean', { paths })
  const hook = tryMessages(opened, io)
  // git and the package manager were just used, and what the hook was tried with was found.
  const problems = diagnose(opened, errors, io, text, ({ id }) => !['git', 'packageManager', 'hooks-node'].includes(id)).filter(({ ok }) => ok === false)
  return { clean: true, problems, hook: await hook }
}
