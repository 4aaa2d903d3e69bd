import { told } from '../cli/changes.ts'
import { defineCommand } from '../cli/command.ts'
import { readDecisions } from '../cli/decisions.ts'
import { writeJson } from '../cli/json.ts'
import { diffOf, planJson } from '../cli/planJson.ts'
import { open } from '../cli/open.ts'
import { decisionOptions } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { makePage, planReport, stepLines } from '../cli/report.ts'

export const diff = defineCommand({
  name: 'diff',
  options: decisionOptions,
  positionals: [],
  examples: ['conventions diff', 'conventions diff --json', 'conventions diff --restore .gitmessage'],
  async run(input) {
    const { options, io } = input
    const { opened, text } = await open(input)
    const { repo, facts } = opened
    const plan = opened.plan(readDecisions(options, opened.plan(), repo.root, io.cwd))
    const changed = told(plan)
    if (options.json) {
      writeJson(io.stdout, planJson(plan))
    } else {
      const steps = stepLines(plan, repo, facts, true, text.cli)
      const lines = planReport(plan, { title: text.cli.report.changes(changed.length), steps, diffOf }, makePage(io, text, options.noColor))
      print(io, lines.length > 0 ? lines : [text.cli.apply.nothing])
    }
    return changed.length > 0 ? 1 : 0
  },
})
