import { defineCommand } from '../../cli/command.ts'
import { githubErrors } from '../../cli/lint/annotate.ts'
import { branchLines, judgeBranch } from '../../cli/lint/branch.ts'
import { eventOf, required } from '../../cli/lint/subject.ts'
import { writeJson } from '../../cli/json.ts'
import { open } from '../../cli/open.ts'
import { positionals } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { painter, visible } from '../../cli/text.ts'
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
    const { problems, example } = judgeBranch(name, branches, config.commits, words)
    if (options.json) {
      writeJson(io.stdout, { ok: problems.length === 0, branch: name, problems, example: example ?? null })
    } else if (problems.length === 0) {
      print(io, [words.fine(visible(name))])
    } else {
      const paint = painter(io, io.stdout, options.noColor)
      print(io, [...branchLines({ name, problems, example }, branches, config.locale, paint, words), words.rename])
      if (io.env['GITHUB_ACTIONS'] === 'true') print(io, githubErrors([{ name, problems: problems.map(({ message }) => message) }], words.title))
    }
    return problems.length === 0 ? 0 : 1
  },
})
