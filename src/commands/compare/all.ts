import { defineCommand } from '../../cli/command.ts'
import { allLines } from '../../cli/compare/allLines.ts'
import { lookAtAll } from '../../cli/compare/both.ts'
import { choiceOptions, keepChoices, keptLines } from '../../cli/compare/choice.ts'
import { commitDraft } from '../../cli/compare/commitRecord.ts'
import { lintJson } from '../../cli/compare/lint/look.ts'
import { lintDraft } from '../../cli/compare/lint/record.ts'
import { commitsJson } from '../../cli/compare/look.ts'
import { writeJson } from '../../cli/json.ts'
import { options } from '../../cli/options.ts'
import { writeComparison } from '../../cli/pages/compared.ts'
import { checkHtml, writtenLines } from '../../cli/pages/write.ts'
import { print } from '../../cli/print.ts'
import { columns, painter } from '../../cli/text.ts'
import { diskRepo } from '../../repo/disk.ts'

export const compareAll = defineCommand({
  name: 'compare all',
  options: options({
    presets: { kind: 'list', value: 'preset', separator: ',' },
    sample: { kind: 'string', value: 'number' },
    since: { kind: 'string', value: 'revision' },
    apply: { kind: 'list', value: 'name', separator: ',' },
    ...choiceOptions,
  }),
  positionals: [],
  examples: ['conventions compare all', 'conventions compare all --presets antfu,xo,standard,./team.yaml --json', 'conventions compare all --html compared.html', 'conventions compare all --apply antfu,inferred --adr'],
  async run(input) {
    const { io, options, text } = input
    const repo = diskRepo(io.cwd, io.env)
    await checkHtml(options.html, io)
    const { lint, commits, choices, names, left } = await lookAtAll(repo, input, options)
    await writeComparison(options.html, { lint, commits }, repo, input)
    const kept = await keepChoices(input, repo, choices, () => [...lint === undefined ? [] : [lintDraft(lint.found, names.lint)], ...commits === undefined ? [] : [commitDraft(commits.found, names.commits)]])
    if (options.json) {
      writeJson(io.stdout, {
        lint: lint === undefined ? null : lintJson(lint), commits: commits === undefined ? null : commitsJson(commits), left,
        ...choices.length > 0 && { applied: kept.applied }, ...kept.records.length > 0 && { records: kept.records },
      })
      return 0
    }
    print(io, allLines({ lint, commits, left }, { text, paint: painter(io, io.stdout, options.noColor), columns: columns(io.stdout) }))
    print(io, [...writtenLines(options.html, text), ...await keptLines(kept, text)])
    return 0
  },
})
