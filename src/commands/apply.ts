import { told } from '../cli/changes.ts'
import { defineCommand } from '../cli/command.ts'
import { readDecisions } from '../cli/decisions.ts'
import { open } from '../cli/open.ts'
import { decisionOptions, writeOptions } from '../cli/options.ts'
import { finish, perform } from '../cli/perform.ts'
import { print } from '../cli/print.ts'
import { editedLines, makePage } from '../cli/report.ts'

export const apply = defineCommand({
  name: 'apply',
  options: { ...writeOptions, ...decisionOptions },
  positionals: [],
  examples: ['conventions apply', 'conventions apply --dry-run', 'conventions apply --restore .gitmessage'],
  async run(input) {
    const { options, io } = input
    const { opened, text } = await open(input)
    const { repo, facts } = opened
    const decisions = readDecisions(options, opened.plan(), repo.root, io.cwd)
    const plan = opened.plan(decisions)
    const count = told(plan).length
    const outcome = await perform(input, {
      plan, repo, facts, text, acceptLosses: () => opened.plan({ ...decisions, acceptLosses: true }),
      title: text.cli.report.changes(count), question: text.cli.apply.question(count), dryRunExit: 1, kept: decisions.keep ?? [],
    })
    if (!options.json && !options.dryRun && !outcome.refused) {
      const edited = editedLines(plan, makePage(io, text, options.noColor))
      const { done, nothing, nothingButEdits } = text.cli.apply
      // What only waits leaves nothing to undo.
      print(io, outcome.applied?.undoId !== undefined ? [done(outcome.applied.written.length)] : edited.length > 0 ? [nothingButEdits, '', ...edited] : [nothing])
    }
    return finish(input, outcome, text)
  },
})
