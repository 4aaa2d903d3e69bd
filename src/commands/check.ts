import { defineCommand } from '../cli/command.ts'
import { findDrift, type Finding } from '../cli/findings.ts'
import { open } from '../cli/open.ts'
import { options } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { makePage, type Page } from '../cli/report.ts'
import { pad, visible, width, wrap } from '../cli/text.ts'
import type { Io } from '../io.ts'
import type { Messages } from '../messages/index.ts'

export const check = defineCommand({
  name: 'check',
  options: options({ format: { kind: 'choice', choices: ['text', 'github', 'gitlab'] } }),
  positionals: [],
  examples: ['conventions check', 'conventions check --format gitlab > gl-code-quality-report.json'],
  async run(input) {
    const { options, io } = input
    const { opened, text } = await open(input)
    const plan = opened.plan()
    const findings = findDrift(plan)
    const format = options.format ?? (io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text')
    if (options.json) {
      const { writeJson } = await import('../cli/json.ts')
      writeJson(io.stdout, { clean: findings.length === 0, findings })
    } else if (format === 'gitlab') {
      await annotate(findings, 'gitlab', io, text)
    } else {
      print(io, lines(findings, plan.writes.length, makePage(io, text, options.noColor)))
      if (format === 'github') await annotate(findings, 'github', io, text)
    }
    return findings.length > 0 ? 1 : 0
  },
})

/** Short: a line per file, the reasons are `diff`'s. */
function lines(findings: readonly Finding[], files: number, page: Page): string[] {
  const { text: { check, drifts }, paint, columns } = page
  if (findings.length === 0) return [check.clean(files)]
  const kinds = Math.max(...findings.map(({ kind }) => width(drifts[kind])))
  const has = (restore: boolean) => findings.some(({ fix }) => fix.includes('--restore') === restore)
  return [
    paint('bold', check.dirty(findings.length)),
    ...findings.map(({ path, kind }) => `  ${paint(kind === 'behind' ? 'yellow' : 'magenta', pad(drifts[kind], kinds))}  ${visible(path)}`),
    '',
    ...has(false) ? wrap(check.fixBehind, columns) : [],
    ...has(true) ? wrap(check.fixEdited, columns) : [],
  ]
}

async function annotate(findings: readonly Finding[], format: 'github' | 'gitlab', io: Io, { cli: { check, drifts } }: Messages): Promise<void> {
  const { githubAnnotation, gitlabReport } = await import('../cli/annotations.ts')
  const annotations = findings.map(({ path, kind, because, fix }) => ({
    path, kind, title: check.title(drifts[kind]),
    message: check.annotation({ drift: check.kinds[kind], reasons: because.map(({ reason }) => reason), command: fix }),
  }))
  if (format === 'github') print(io, annotations.map(githubAnnotation))
  else io.stdout.write(`${JSON.stringify(gitlabReport(annotations), undefined, 2)}\n`)
}
