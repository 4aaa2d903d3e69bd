import { diagnose, type Diagnosis, tryOpen } from '../cli/diagnose.ts'
import { defineCommand, type Input } from '../cli/command.ts'
import { writeJson } from '../cli/json.ts'
import { putRight } from '../cli/open.ts'
import { options } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { listed, makePage, type Page } from '../cli/report.ts'
import { beside, pad, visible, width } from '../cli/text.ts'
import type { Opened } from '../engine.ts'
import type { Messages } from '../messages/index.ts'
import type { Plan } from '../plan/types.ts'
import { diskRepo } from '../repo/disk.ts'

export const doctor = defineCommand({
  name: 'doctor',
  options: options({ fix: { kind: 'boolean' } }),
  positionals: [],
  examples: ['conventions doctor', 'conventions doctor --fix'],
  async run(input) {
    const { options, io } = input
    await putRight(diskRepo(io.cwd, io.env), io, input.text)
    const { opened, errors } = await tryOpen(io)
    const text = opened ? await input.speak(opened.resolved.config.locale) : input.text
    const before = diagnose(opened, errors, io, text)
    const fixed = opened && options.fix ? await fix(before, opened, input, text) : []
    const all = fixed.length > 0 ? await diagnoseAgain(input, text) : before
    const problems = all.filter(({ ok }) => ok === false)
    if (options.json) writeJson(io.stdout, { ok: problems.length === 0, fixed, probes: all })
    else print(io, lines(all, fixed, makePage(io, text, options.noColor)))
    return problems.length > 0 ? 1 : 0
  },
})

/** Git answers from what it read once, so the repository is opened anew. */
async function diagnoseAgain({ io }: Pick<Input, 'io'>, text: Messages): Promise<Diagnosis[]> {
  const { opened, errors } = await tryOpen(io)
  return diagnose(opened, errors, io, text)
}

/** Sets the git settings that are wrong, as an apply, so that `undo` takes them back. Returns the ids of what was fixed. */
async function fix(all: readonly Diagnosis[], { repo, facts }: Opened, { io }: Pick<Input, 'io'>, text: Messages): Promise<string[]> {
  const wrong = all.flatMap(({ id, feature, ok, ask, expectation }) =>
    ok === false && ask && 'gitConfig' in ask && ask.value !== undefined
      ? [{ kind: 'step' as const, id, feature, reason: expectation, run: { gitConfig: ask.gitConfig, value: ask.value, over: ask.over ?? [], ...ask.names && { hooks: ask.names } } }] : [])
  if (wrong.length === 0) return []
  const { applyPlan } = await import('../apply/apply.ts')
  const { progressReporter } = await import('../cli/progress.ts')
  const progress = progressReporter(io, text.cli)
  const plan: Plan = { writes: [], steps: wrong, install: false, losses: [], conflicts: [] }
  await applyPlan(plan, { repo, facts, io, install: false, allowDirty: true, decisionsMade: true, progress: progress.report })
  progress.end()
  return wrong.map(({ id }) => id)
}

function lines(all: readonly Diagnosis[], fixed: readonly string[], page: Page): string[] {
  const { text: { doctor }, paint, columns } = page
  const words = { true: doctor.ok, false: doctor.problem, undefined: doctor.unknown }
  const at = 4 + Math.max(...Object.values(words).map(width))
  const problems = all.filter(({ ok }) => ok === false)
  const fixable = problems.some(({ ask }) => ask && 'gitConfig' in ask && ask.value !== undefined)
  return [
    ...all.flatMap(({ ok, expectation, found, fix }) => {
      const word = paint(ok ? 'green' : ok === false ? 'red' : 'yellow', pad(words[String(ok) as keyof typeof words], at - 4))
      const seen = ok ? found : found ?? doctor.missing
      const head = beside(`  ${word}`, visible(`${expectation}${seen === undefined ? '' : ` (${seen})`}`), at, columns)
      return ok ? head : [...head, ...beside('', `${doctor.fix} ${visible(fix)}`, at, columns)]
    }),
    '',
    ...fixed.length > 0 ? listed(doctor.fixed(fixed), columns).map((line) => line.slice(2)) : [],
    problems.length > 0 ? doctor.problems(problems.length) : doctor.fine,
    ...fixable ? [doctor.fixable] : [],
  ]
}
