import { defineCommand } from '../../cli/command.ts'
import { choiceOptions, keepChoices, keptLines } from '../../cli/compare/choice.ts'
import { lintLines } from '../../cli/compare/lint/lines.ts'
import { lintJson, lookAtLint } from '../../cli/compare/lint/look.ts'
import { lintDraft } from '../../cli/compare/lint/record.ts'
import { writeJson } from '../../cli/json.ts'
import { options } from '../../cli/options.ts'
import { writeComparison } from '../../cli/pages/compared.ts'
import { checkHtml, writtenLines } from '../../cli/pages/write.ts'
import { print } from '../../cli/print.ts'
import { columns, painter } from '../../cli/text.ts'
import { findConfigs } from '../../config/find.ts'
import { diskRepo } from '../../repo/disk.ts'

export const compareLint = defineCommand({
  name: 'compare lint',
  options: options({
    presets: { kind: 'list', value: 'preset', separator: ',' },
    sample: { kind: 'string', value: 'number' },
    apply: { kind: 'string', value: 'name' },
    ...choiceOptions,
  }),
  positionals: [],
  examples: ['conventions compare lint', 'conventions compare lint --presets antfu,xo,./eslint.config.js', 'conventions compare lint --sample 0 --json', 'conventions compare lint --html lint.html', 'conventions compare lint --apply antfu --adr'],
  async run(input) {
    const { io, options, text } = input
    const repo = diskRepo(io.cwd, io.env)
    await checkHtml(options.html, io)
    const look = await lookAtLint(repo, input, options)
    await writeComparison(options.html, { lint: look }, repo, input)
    const choices = options.apply === undefined ? [] : [look.choice(findConfigs(repo)[0]!)]
    const kept = await keepChoices(input, repo, choices, () => [lintDraft(look.found, options.apply)])
    if (options.json) {
      writeJson(io.stdout, { ...lintJson(look), ...choices.length > 0 && { applied: kept.applied }, ...kept.records.length > 0 && { record: kept.records[0] } })
      return 0
    }
    print(io, lintLines(look.found, { words: text.compare.lint, infer: text.infer, present: look.present, paint: painter(io, io.stdout, options.noColor), columns: columns(io.stdout) }))
    print(io, [...writtenLines(options.html, text), ...await keptLines(kept, text)])
    return 0
  },
})
