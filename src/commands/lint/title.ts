import { defineCommand } from '../../cli/command.ts'
import { writeJson } from '../../cli/json.ts'
import { githubErrors } from '../../cli/lint/annotate.ts'
import { commitConvention, judgeHeader, problemLines, verdictJson } from '../../cli/lint/judge.ts'
import { eventOf } from '../../cli/lint/subject.ts'
import { open } from '../../cli/open.ts'
import { positionals } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { painter, visible } from '../../cli/text.ts'
import { exampleMessage } from '../../commits/example.ts'
import type { LintResult } from '../../commits/lint.ts'
import { localized } from '../../commits/words.ts'
import type { Opened } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import type { Messages } from '../../messages/index.ts'

export const lintTitle = defineCommand({
  name: 'lint title',
  options: {},
  positionals: positionals([{ name: 'title' }]),
  examples: ['conventions lint title "feat(api): search by title"', 'conventions lint title'],
  async run(input) {
    const { io, options, positionals } = input
    const { opened, text: { linting, lint } } = await open(input)
    const { title: words } = linting
    const event = eventOf(io)
    const given = positionals.title ?? event?.title
    if (given === undefined && event === undefined) throw new ConventionsError('noTitle', undefined)
    // GitLab marks drafts in the title, and takes the mark off when they are ready.
    const title = event?.host === 'gitlab' && positionals.title === undefined ? given?.replace(/^\s*(\[draft\]|\(draft\)|draft:)\s*/i, '') : given
    const judged = title === undefined ? undefined : await judge(title, opened, words)
    if (options.json) {
      writeJson(io.stdout, { title: title ?? null, ...judged ? verdictJson(judged.result) : { ok: true, ignored: true, problems: [], corrected: null } })
    } else if (judged === undefined || judged.result.problems.length === 0) {
      print(io, [title === undefined ? words.none : judged === undefined ? words.free : words.fine])
    } else {
      const paint = painter(io, io.stdout, options.noColor)
      print(io, [
        paint('bold', words.wrong(visible(title ?? ''))), ...problemLines(judged.result, paint, lint.explain),
        ...judged.example === undefined ? [] : ['', `  ${words.example(judged.example)}`],
      ])
      const problems = judged.result.ok ? [] : judged.result.problems.map(({ sentence }) => sentence)
      if (io.env['GITHUB_ACTIONS'] === 'true') print(io, githubErrors([{ name: title ?? '', problems }], words.title))
    }
    return judged?.result.ok === false ? 1 : 0
  },
})

/** Undefined where titles are free. */
async function judge(title: string, opened: Opened, words: Messages['linting']['title']): Promise<{ result: LintResult, example: string | undefined } | undefined> {
  const { config } = opened.resolved
  // A title that is squashed is a commit, whether templates are wanted or not.
  const rule = config.pullRequests === false ? 'commits' : config.pullRequests.title
  if (rule === false) return undefined
  if (rule === 'commits') {
    const convention = commitConvention(opened)
    const result = await judgeHeader(title, convention)
    return { result, example: result.corrected === undefined ? exampleMessage(convention.vocabulary, config.locale, convention.scopes).split('\n', 1)[0] : undefined }
  }
  const ok = new RegExp(rule.pattern, 'u').test(title)
  const problem = { rule: 'conventions/title-pattern', severity: 'error' as const, sentence: words.pattern(rule.pattern) }
  return { result: { ok, ignored: false, problems: ok ? [] : [problem] }, example: rule.example === undefined ? undefined : localized(rule.example, config.locale) }
}
