import { defineCommand } from '../../cli/command.ts'
import { chooseCandidates } from '../../cli/compare/lint/choose.ts'
import { lintLines } from '../../cli/compare/lint/lines.ts'
import { measureLint } from '../../cli/compare/lint/measure.ts'
import { lintProgress } from '../../cli/compare/lint/progress.ts'
import { writeJson } from '../../cli/json.ts'
import { countOf } from '../../cli/numbers.ts'
import { options } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { columns, painter } from '../../cli/text.ts'
import { ConventionsError } from '../../errors.ts'
import { diskRepo } from '../../repo/disk.ts'
import { readFacts } from '../../repo/facts.ts'

/** With 100 files the order of two presets is right in 98 of 100 cases; a few more are not worth the difference. */
const [usual, allBelow] = [100, 150]

export const compareLint = defineCommand({
  name: 'compare lint',
  options: options({
    presets: { kind: 'list', value: 'preset', separator: ',' },
    sample: { kind: 'string', value: 'number' },
  }),
  positionals: [],
  examples: ['conventions compare lint', 'conventions compare lint --presets antfu,xo,./eslint.config.js', 'conventions compare lint --sample 0 --json'],
  async run({ io, options, text }) {
    const given = countOf('--sample', options.sample)
    const repo = diskRepo(io.cwd, io.env)
    if (!repo.git.present) throw new ConventionsError('historyNeedsGit', { path: repo.root })
    const facts = readFacts(repo)
    const { candidates, present } = chooseCandidates(repo, facts, options.presets, io.cwd)
    const found = await measureLint(repo, facts, io, { candidates, most: given === 0 ? Infinity : given ?? usual, few: given === undefined ? allBelow : 0, progress: lintProgress(io, text) })
    if (options.json) writeJson(io.stdout, { ...found, present })
    else print(io, lintLines(found, { words: text.compare.lint, infer: text.infer, present, paint: painter(io, io.stdout, options.noColor), columns: columns(io.stdout) }))
    return 0
  },
})
