import { defineCommand } from '../../cli/command.ts'
import { choiceOptions, keepChoices, keptLines } from '../../cli/compare/choice.ts'
import { commitLines } from '../../cli/compare/lines.ts'
import { commitsJson, lookAtCommits } from '../../cli/compare/look.ts'
import { commitDraft } from '../../cli/compare/commitRecord.ts'
import { writeJson } from '../../cli/json.ts'
import { options } from '../../cli/options.ts'
import { writeComparison } from '../../cli/pages/compared.ts'
import { checkHtml, writtenLines } from '../../cli/pages/write.ts'
import { print } from '../../cli/print.ts'
import { columns, painter } from '../../cli/text.ts'
import { diskRepo } from '../../repo/disk.ts'

export const compareCommits = defineCommand({
  name: 'compare commits',
  options: options({
    presets: { kind: 'list', value: 'preset', separator: ',' },
    since: { kind: 'string', value: 'revision' },
    apply: { kind: 'string', value: 'name' },
    ...choiceOptions,
  }),
  positionals: [],
  examples: ['conventions compare commits', 'conventions compare commits --since 2025-01-01', 'conventions compare commits --presets ./team.yaml --json', 'conventions compare commits --html commits.html', 'conventions compare commits --apply inferred --adr'],
  async run(input) {
    const { io, options, text } = input
    const repo = diskRepo(io.cwd, io.env)
    await checkHtml(options.html, io)
    const look = await lookAtCommits(repo, input, options)
    await writeComparison(options.html, { commits: look }, repo, input)
    const kept = await keepChoices(input, repo, look.choice === undefined ? [] : [look.choice], () => [commitDraft(look.found, options.apply)])
    if (options.json) {
      writeJson(io.stdout, { ...commitsJson(look), ...look.choice !== undefined && { applied: kept.applied }, ...kept.records.length > 0 && { record: kept.records[0] } })
      return 0
    }
    const lines = commitLines(look.found, { words: text.compare.commits, percent: text.infer.percent, paint: painter(io, io.stdout, options.noColor), columns: columns(io.stdout) })
    // Whoever applies has read it.
    print(io, [...look.choice === undefined ? lines : lines.slice(0, lines.indexOf('')), ...writtenLines(options.html, text), ...await keptLines(kept, text)])
    return 0
  },
})
