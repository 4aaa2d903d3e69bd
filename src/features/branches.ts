import { branchPattern, branchesSchema, branchTypes, exampleBranch, type Branches } from '../commits/branch.ts'
import { localized } from '../commits/words.ts'
import { markdownCode, markdownInline } from '../edit/quote.ts'
import { defineFeature, type Change, type CiJob, type Context, type Contributions, type DocsSection } from '../feature.ts'

/** What branches are called. Nothing is written for it but docs and a job: names are checked where branches are pushed. */
export const branches = defineFeature({
  name: 'branches',
  summary: { en: 'Branch names: types, tickets, length', ko: '브랜치 이름: 타입, 티켓, 길이' },
  schema: branchesSchema,
  contribute: (context): Partial<Contributions> => ({ docs: [docsSection(context)], jobs: [lintJob(context)] }),
  plan: (): Change[] => [],
})

function docsSection({ options, config: { commits }, locale, text: { features: { docs: { example } }, ci: { branches: words } } }: Context<Branches>): DocsSection {
  const fitting = exampleBranch(options, commits)
  const rules = [
    ...options.message === undefined ? [] : [markdownInline(localized(options.message, locale))],
    options.pattern === undefined
      ? words.shape(branchTypes(options, commits).map((type) => markdownCode(`${type}/`)).join(', '))
      : words.pattern(markdownCode(branchPattern(options, commits))),
    ...options.pattern === undefined && commits !== false && commits.ticket !== false && options.ticket !== 'none'
      ? [options.ticket === 'required' ? words.ticketRequired(markdownCode(commits.ticket.pattern)) : words.ticketOptional(markdownCode(commits.ticket.pattern))] : [],
    words.length(options.maxLength),
    ...options.permanent.length > 0 ? [words.permanent(options.permanent.map((name) => markdownCode(name)).join(', '))] : [],
    ...fitting === undefined ? [] : [`${example} ${markdownCode(fitting)}`],
  ]
  return { order: 15, title: words.title, markdown: rules.map((rule) => `- ${rule}`).join('\n') }
}

function lintJob({ text: { ci: { jobs } } }: Context): CiJob {
  return {
    id: 'lint-branch', workflow: 'conventions', title: jobs.lintBranch, on: ['pullRequest'],
    steps: [{ name: jobs.lintBranch, conventions: ['lint', 'branch'] }],
  }
}
