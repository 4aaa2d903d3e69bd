import { defineCommand } from '../cli/command.ts'
import { sentence, writeJson } from '../cli/json.ts'
import { open } from '../cli/open.ts'
import { options } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { canAsk, terminalPrompts } from '../cli/prompts.ts'
import { makePage } from '../cli/report.ts'
import { preview, releasePage, releaseSummary, warningLine } from '../cli/release.ts'
import { requireHistory } from '../changelog/collect.ts'
import { ConventionsError } from '../errors.ts'
import { resolveCommit } from '../history/read.ts'
import { ciBranch, targetBranch } from '../release/branch.ts'
import { begin, carryOn, nameOf, takeBack } from '../release/carry.ts'
import { checkRelease, checkTree } from '../release/check.ts'
import { readJournal } from '../release/journal.ts'
import { planRelease } from '../release/plan.ts'
import { publishCommand } from '../release/registry.ts'
import type { ReleasePlan } from '../release/types.ts'
import { lineOf } from '../release/version.ts'
import { withIdentity, type World } from '../release/world.ts'

export const release = defineCommand({
  name: 'release',
  options: options({
    ci: { kind: 'boolean' },
    dryRun: { kind: 'boolean' },
    preid: { kind: 'string', value: 'id' },
    increment: { kind: 'string', value: 'release' },
    noChecks: { kind: 'boolean' },
    noPublish: { kind: 'boolean' },
    package: { kind: 'string', value: 'package' },
    comment: { kind: 'boolean' },
    pr: { kind: 'boolean' },
    resume: { kind: 'boolean' },
    abort: { kind: 'boolean' },
    yes: { kind: 'boolean', short: 'y' },
  }),
  positionals: [],
  examples: ['conventions release --dry-run', 'conventions release --ci', 'conventions release --preid beta', 'conventions release --resume'],
  async run(input) {
    const { options, io } = input
    const { opened, text } = await open(input)
    const { release: words } = text
    const { release: configured } = opened.resolved.config
    requireHistory(opened.repo)
    if (configured === false) throw new ConventionsError('releaseOff', undefined)
    const section = options.noPublish ? { ...configured, npm: false as const } : configured
    if (options.preid !== undefined && !/^[A-Za-z][A-Za-z0-9-]*$/.test(options.preid)) throw new ConventionsError('releasePreid', { value: options.preid })
    let shown = ''
    const world: World = {
      repo: opened.repo, facts: opened.facts, io, timeout: section.timeout * 1000, registries: new Map(), tell: (error) => sentence(error, text),
      warn: (warning) => io.stderr.write(`${warningLine(warning, words)}\n`),
      progress: (step) => {
        const line = words.steps[step]
        if (line !== shown) io.stderr.write(`${shown = line}\n`)
      },
    }
    const say = (plan: ReleasePlan, line: string, more: object = {}) => {
      if (options.json) writeJson(io.stdout, { ...more, plan })
      else print(io, [line])
      return 0 as const
    }
    const journal = readJournal(opened.repo)
    if (options.resume || options.abort) {
      if (journal === undefined) throw new ConventionsError('releaseNoJournal', undefined)
      if (options.abort) {
        if (!await takeBack(world, journal)) throw new ConventionsError('releaseNoAbort', { version: nameOf(journal.plan) })
        return say(journal.plan, words.aborted(nameOf(journal.plan)), { aborted: true })
      }
      await carryOn(await withIdentity(world), section, journal)
      return say(journal.plan, words.done(nameOf(journal.plan)), { released: true })
    }
    if (journal !== undefined && !options.dryRun) throw new ConventionsError('releaseUnfinished', { version: nameOf(journal.plan) })

    const where = { cwd: opened.repo.root, env: io.env }
    if (!options.dryRun) await checkTree(world)
    const target = options.ci && options.dryRun ? targetBranch(io.env) : undefined
    const branch = target ?? (options.ci && opened.repo.git.branch() === undefined ? ciBranch(io.env) : undefined)
    // A pull request to a branch that nothing is released from is no mistake.
    const idle = target !== undefined && lineOf(target, section.branches, options.preid) === undefined
    const plan = idle ? undefined : await planRelease(opened, where, section, { ...options, branch }, { now: Math.floor(Date.now() / 1000), base: await resolveCommit(where, 'HEAD') })
    if (plan === undefined) {
      if (options.json) writeJson(io.stdout, { plan: null, released: false })
      else print(io, [words.nothing])
      await preview(world, words.nothing, options)
      return 0
    }
    const publishing = section.npm === false ? undefined : publishCommand(world, plan, section.npm)
    const page = releasePage(plan, { page: makePage(io, text, options.noColor), words, publishing, increment: options.increment })
    if (options.dryRun) {
      if (options.json) writeJson(io.stdout, { plan, released: false })
      else print(io, [...page, '', words.dryRun])
      await preview(world, [`## ${words.title(nameOf(plan))}`, ...plan.targets.map(({ notes }) => notes)].join('\n\n'), options)
      return 0
    }
    if (options.pr && plan.message !== undefined) {
      const { propose } = await import('../release/propose.ts')
      const url = await propose(await withIdentity(world), plan, words)
      return say(plan, words.proposed(nameOf(plan), url), { proposed: url })
    }
    if (!options.yes && !options.ci && !options.json) {
      if (!canAsk(io)) throw new ConventionsError('needsYes', { command: 'conventions release' })
      print(io, [...page, ''])
      const answer = await (await terminalPrompts(io)).select<'go' | 'cancel'>(words.question, [{ value: 'cancel', label: text.cli.apply.cancel }, { value: 'go', label: words.yes }], 'cancel')
      if (answer === 'cancel') throw new ConventionsError('cancelled', undefined)
    }
    const known = await withIdentity(world)
    await checkRelease(known, plan, section, { checks: section.checks && !options.noChecks })
    await begin(known, section, plan)
    if (options.ci) await releaseSummary(io, [`## ${words.done(nameOf(plan))}`, ...plan.targets.map(({ notes }) => notes)].join('\n\n'))
    return say(plan, words.done(nameOf(plan)), { released: true })
  },
})
