import { defineCommand } from '../../cli/command.ts'
import { writeJson } from '../../cli/json.ts'
import { githubErrors, junitReport, type Case } from '../../cli/lint/annotate.ts'
import { commitConvention, headerOf, problemLines, verdictJson, type JudgedCommit } from '../../cli/lint/judge.ts'
import { findRange } from '../../cli/lint/range.ts'
import { eventOf } from '../../cli/lint/subject.ts'
import { open } from '../../cli/open.ts'
import { options, positionals } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { painter, visible } from '../../cli/text.ts'
import { lintMessage } from '../../commits/lint.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import type { Messages } from '../../messages/index.ts'
import { readLog } from '../../repo/log.ts'

export const lintCommits = defineCommand({
  name: 'lint commits',
  options: options({ format: { kind: 'choice', choices: ['text', 'github', 'gitlab'] } }),
  positionals: positionals([{ name: 'range' }]),
  examples: ['conventions lint commits', 'conventions lint commits origin/main..HEAD', 'conventions lint commits --format gitlab > gl-commits.xml'],
  async run(input) {
    const { io, options, positionals } = input
    const { opened, text: { linting: words, lint } } = await open(input)
    if (!opened.repo.git.present) throw new ConventionsError('notARepository', undefined)
    const convention = commitConvention(opened)
    const { head, without, told } = findRange(positionals.range, eventOf(io), opened.repo, io.env)
    const judged: JudgedCommit[] = []
    for await (const commit of readLog(opened.repo.root, io.env, head, without, io.signal)) {
      judged.push({ commit, result: await lintMessage(commit.message, convention) })
    }
    if (options.json) {
      writeJson(io.stdout, { ok: judged.every(({ result }) => result.ok), range: { head, without }, commits: judged.map(({ commit, result }) => ({ ...commit, ...verdictJson(result) })) })
    } else if (options.format === 'gitlab') {
      io.stdout.write(junitReport(judged.map(caseOf), words.commits.suite))
    } else {
      const paint = painter(io, io.stdout, options.noColor)
      print(io, lines(judged, told, paint, words.commits, lint.explain))
      if (options.format === 'github' || (options.format === undefined && isGithub(io))) print(io, githubErrors(judged.map(caseOf), words.commits.title))
    }
    return judged.every(({ result }) => result.ok) ? 0 : 1
  },
})

const isGithub = (io: Io): boolean => io.env['GITHUB_ACTIONS'] === 'true'

/** Warnings are told, but nothing fails for them. */
function caseOf({ commit, result }: JudgedCommit): Case {
  return { name: headerOf(commit), problems: result.ok ? [] : result.problems.map(({ sentence }) => sentence) }
}

function lines(judged: readonly JudgedCommit[], range: string, paint: ReturnType<typeof painter>, words: Messages['linting']['commits'], explained: Messages['lint']['explain']): string[] {
  const told = judged.filter(({ result }) => result.problems.length > 0)
  const wrong = told.filter(({ result }) => !result.ok).length
  const each = told.flatMap(({ commit, result }) => [paint('bold', visible(headerOf(commit))), ...problemLines(result, paint, explained), ''])
  return wrong === 0 ? [...each, words.fine(judged.length, range)] : [paint('bold', words.wrong(wrong, judged.length)), '', ...each, words.how]
}
