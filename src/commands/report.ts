import { defineCommand } from '../cli/command.ts'
import { writeJson } from '../cli/json.ts'
import { measure, type Report } from '../cli/measure/collect.ts'
import { reportLines } from '../cli/measure/lines.ts'
import { options } from '../cli/options.ts'
import { checkHtml, writeHtml, writtenLines } from '../cli/pages/write.ts'
import { print } from '../cli/print.ts'
import { columns, painter } from '../cli/text.ts'
import { ConventionsError } from '../errors.ts'
import type { Messages } from '../messages/index.ts'
import { badge } from '../report/badge.ts'
import type { ReportPart } from '../pages/data.ts'
import { isRepoPath } from '../repo/path.ts'

export const report = defineCommand({
  name: 'report',
  options: options({
    since: { kind: 'string', value: 'revision' },
    authors: { kind: 'boolean' },
    html: { kind: 'string', value: 'path' },
    badge: { kind: 'string', value: 'path' },
    machines: { kind: 'string', value: 'path' },
    failOnFall: { kind: 'boolean' },
  }),
  positionals: [],
  examples: ['conventions report', 'conventions report --since 2026-01-01 --authors', 'conventions report --html report.html', 'conventions report --badge docs/conventions.svg', 'conventions report --machines doctors', 'conventions report --json --fail-on-fall'],
  async run(input) {
    const { io, options } = input
    if (options.badge !== undefined && !isRepoPath(options.badge)) throw new ConventionsError('reportOutside', { path: options.badge })
    await checkHtml(options.html, io)
    const { report: found, opened, text } = await measure(input, options)
    if (options.badge !== undefined) {
      const { saveFile } = await import('../cli/provision/save.ts')
      await saveFile(options.badge, badgeOf(found, text), opened, io)
    }
    const told = { ...found, conformity: conformityOf(found, options.authors) }
    if (options.html !== undefined) await writeHtml(options.html, { report: told }, { ...opened, io, locale: options.locale })
    if (options.json) {
      writeJson(io.stdout, told)
    } else {
      const page = { words: text.report, percent: text.infer.percent, paint: painter(io, io.stdout, options.noColor), columns: columns(io.stdout), authors: options.authors }
      print(io, [...reportLines(found, page), ...options.badge === undefined ? [] : ['', text.report.written(options.badge)], ...writtenLines(options.html, text)])
    }
    return options.failOnFall && found.trend?.falls === true ? 1 : 0
  },
})

/** Names of people are told when they are asked for. */
function conformityOf({ conformity }: Report, named: boolean): ReportPart['conformity'] {
  if (conformity === undefined) return null
  const { authors, ...rest } = conformity
  return { ...rest, ...named && { authors } }
}

function badgeOf({ maturity, conformity }: Report, { report: words, infer: { percent } }: Messages): string {
  const recent = conformity?.recent
  return badge(words.badge, words.badgeValue({ level: maturity.level, share: recent === undefined || recent.commits === 0 ? '–' : percent(recent.accepted / recent.commits) }), maturity.level)
}
