import { branchPattern, branchTypes, exampleBranch, lintBranch, type BranchFault } from '../../commits/branch.ts'
import { localized } from '../../commits/words.ts'
import { defineCommand } from '../../cli/command.ts'
import { githubErrors } from '../../cli/lint/annotate.ts'
import { eventOf, required } from '../../cli/lint/subject.ts'
import { writeJson } from '../../cli/json.ts'
import { open } from '../../cli/open.ts'
import { positionals } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { painter, visible } from '../../cli/text.ts'
import { nearest } from '../../edit/nearest.ts'
import { ConventionsError } from '../../errors.ts'

export const lintBranchName = defineCommand({
  name: 'lint branch',
  options: {},
  positionals: positionals([{ name: 'branch' }]),
  examples: ['conventions lint branch', 'conventions lint branch feat/search'],
  async run(input) {
    const { io, options, positionals } = input
    const { opened: { repo, resolved: { config } }, text: { linting: { branch: words } } } = await open(input)
    const branches = required(config.branches, 'branches')
    const name = positionals.branch ?? eventOf(io)?.branch ?? repo.git.branch()
    if (name === undefined) throw new ConventionsError('noBranch', undefined)
    const faults = lintBranch(name, branches, config.commits)
    const example = exampleBranch(branches, config.commits)
    const say = (fault: BranchFault): string => {
      switch (fault.rule) {
        case 'type': return words.type({ types: branchTypes(branches, config.commits), nearest: nearest(fault.found, fault.types) })
        case 'pattern': return words.pattern(branchPattern(branches, config.commits))
        case 'length': return words.length(fault)
        case 'ticket': return words.ticket(config.commits !== false && config.commits.ticket !== false ? config.commits.ticket.pattern : '')
        case 'words': return words.words
      }
    }
    const problems = faults.map((fault) => ({ rule: fault.rule, message: say(fault) }))
    if (options.json) {
      writeJson(io.stdout, { ok: problems.length === 0, branch: name, problems, example: example ?? null })
    } else if (problems.length === 0) {
      print(io, [words.fine(visible(name))])
    } else {
      const paint = painter(io, io.stdout, options.noColor)
      const team = branches.message === undefined ? [] : [localized(branches.message, config.locale)]
      print(io, [
        paint('bold', words.wrong(visible(name))), ...[...team, ...problems.map(({ message }) => message)].map((line) => `  ${line}`),
        ...example === undefined ? [] : [`  ${words.example(example)}`], words.rename,
      ])
      if (io.env['GITHUB_ACTIONS'] === 'true') print(io, githubErrors([{ name, problems: problems.map(({ message }) => message) }], words.title))
    }
    return problems.length === 0 ? 0 : 1
  },
})
