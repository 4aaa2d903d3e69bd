import type { InferInput } from 'valibot'
import { markdownCode, markdownFence } from '../edit/quote.ts'
import { defineFeature, type Change, type Context, type Contributions, type DocsSection, type Found } from '../feature.ts'
import { lintTitle } from './ci/lint.ts'
import { hostOf } from './host.ts'
import { findTemplates, namedPath, templatePath } from './pull-requests/places.ts'
import { pullRequestsSchema, type PullRequests } from './pull-requests/schema.ts'
import { mainTemplate, namedTemplate, titleRule } from './pull-requests/template.ts'

/** The template of pull requests (merge requests on GitLab). */
export const pullRequests = defineFeature({
  name: 'pullRequests',
  summary: { en: 'Pull request templates and their titles', ko: '풀 리퀘스트 템플릿과 제목' },
  schema: pullRequestsSchema,
  detect: (repo, facts, { features: { seen } }): Found<InferInput<typeof pullRequestsSchema>> => {
    const existing = findTemplates(repo, facts.host)
    const path = existing[0]
    return {
      ...path === undefined ? {} : { options: { path, keep: true } },
      seen: [...existing.map(seen.pullRequest), ...facts.host === 'bitbucket' ? [seen.bitbucket] : []],
      inexpressible: [],
    }
  },
  contribute: (context): Partial<Contributions> => ({
    docs: [docsSection(context)].filter(({ markdown }) => markdown !== ''), jobs: lintTitle(context),
  }),
  plan(context): Change[] {
    const { options, text: { features: { reasons } } } = context
    const path = templatePath(context)
    if (path === undefined) return []
    const reason = hostOf(context) === 'gitlab' ? reasons.mergeRequest : reasons.pullRequest
    return [
      ...options.keep ? [] : [{ kind: 'file' as const, path, text: mainTemplate(context), reason }],
      ...Object.entries(options.templates).map(([name, named]) => ({
        kind: 'file' as const, path: namedPath(path, hostOf(context), name), reason,
        text: namedTemplate(context, named),
      })),
    ]
  },
})

function docsSection(context: Context<PullRequests>): DocsSection {
  const { text: { features: { docs } }, options } = context
  const host = hostOf(context)
  const path = templatePath(context)
  const names = Object.keys(options.templates).map((name) => markdownCode(name)).join(', ')
  const more = names === '' || path === undefined ? [] : [host === 'gitlab' ? docs.moreMergeTemplates(names) : docs.moreTemplates(markdownCode('?template=….md'), names)]
  const rules = [...titleRule(context, markdownCode), ...path === undefined ? [] : [docs.pullRequestTemplate(markdownCode(path))]]
  const bitbucket = host === 'bitbucket' && path === undefined ? `\n\n${docs.bitbucket}\n\n${markdownFence(mainTemplate(context), 'markdown')}` : ''
  return {
    order: 20,
    title: host === 'gitlab' ? docs.mergeRequests : docs.pullRequests,
    markdown: [...rules, ...more].map((rule) => `- ${rule}`).join('\n') + bitbucket,
    terse: rules.map((rule) => `- ${rule}`).join('\n'),
  }
}
