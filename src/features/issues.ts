import * as v from 'valibot'
import { localized, localizedSchema } from '../commits/words.ts'
import { markdownCode, yamlQuoted } from '../edit/quote.ts'
import { defineFeature, type Change, type Context, type Contributions, type Found } from '../feature.ts'
import type { Host } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { hostOf } from './host.ts'
import { pathsIn } from './import/read.ts'

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(50), v.regex(/^[^\p{Cc},"]+$/u, 'label'))

const issuesSchema = v.strictObject({
  bug: v.optional(v.pipe(v.boolean(), v.description('A form for bug reports.')), true),
  feature: v.optional(v.pipe(v.boolean(), v.description('A form for proposals.')), true),
  labels: v.optional(v.pipe(v.strictObject({
    bug: v.optional(v.pipe(v.array(label), v.description('Labels of bug reports.')), ['bug']),
    feature: v.optional(v.pipe(v.array(label), v.description('Labels of proposals.')), ['enhancement']),
  }), v.description('Labels that an issue gets when it is opened. They must exist in the project.')), {}),
  blank: v.optional(v.pipe(v.boolean(), v.description('Whether an issue may be opened without a form (GitHub).')), true),
  contacts: v.optional(v.pipe(v.array(v.strictObject({
    name: v.pipe(localizedSchema, v.description('What the link is called.')),
    url: v.pipe(v.string(), v.maxLength(300), v.regex(/^https?:\/\/[^\s<>"`]+$/, 'url'), v.description('Where it leads.')),
    about: v.pipe(localizedSchema, v.description('What to find there.')),
  })), v.description('Links beside the forms: a forum, a chat, the security policy (GitHub).')), []),
  keep: v.optional(v.pipe(v.boolean(), v.description('The repository\'s own forms stay as they are; none is added.')), false),
})

type Issues = v.InferOutput<typeof issuesSchema>

const kinds = ['bug', 'feature'] as const
const folders: Readonly<Record<Host, RepoPath | undefined>> = {
  github: '.github/ISSUE_TEMPLATE', gitlab: '.gitlab/issue_templates', bitbucket: undefined, none: undefined,
}

/** The forms with which issues are opened. */
export const issues = defineFeature({
  name: 'issues',
  summary: { en: 'Issue forms for bugs and proposals', ko: '버그와 제안을 위한 이슈 양식' },
  schema: issuesSchema,
  detect: (repo, _facts, { features: { seen } }): Found<v.InferInput<typeof issuesSchema>> => {
    const existing = findTemplates(repo)
    return { ...existing.length > 0 ? { options: { keep: true } } : {}, seen: existing.map(seen.issues), inexpressible: [] }
  },
  contribute(context): Partial<Contributions> {
    const { options, repo, text: { features: { docs } } } = context
    const host = hostOf(context)
    const path = options.keep ? findTemplates(repo).map((found) => found.slice(0, found.lastIndexOf('/') + 1))[0] : folders[host] && `${folders[host]}/`
    if (!path || (!options.keep && !options.bug && !options.feature)) return {}
    return { docs: [{ order: 30, title: docs.issues, markdown: `- ${docs.issueForms(markdownCode(path))}` }] }
  },
  plan(context): Change[] {
    const host = hostOf(context)
    if (context.options.keep) return []
    return host === 'github' ? githubForms(context) : host === 'gitlab' ? gitlabTemplates(context) : []
  },
})

/** Templates in any of the accepted places of GitHub (a folder, or one file in any case) and GitLab. */
function findTemplates(repo: Repo): RepoPath[] {
  const single = ['.github', '', 'docs'].flatMap((folder) => pathsIn(repo, folder, /^issue_template(\.(md|txt))?$/i))
    .filter((path) => repo.stat(path)?.type !== 'directory')
  const several = ['.github', '', 'docs'].flatMap((folder) => pathsIn(repo, folder, /^issue_template$/i))
    .flatMap((folder) => pathsIn(repo, folder, /\.(md|ya?ml)$/i))
  return [...several, ...single, ...pathsIn(repo, '.gitlab/issue_templates', /\.md$/i)]
}

function githubForms({ options, locale, template, text: { features: { reasons } } }: Context<Issues>): Change[] {
  const contacts = options.contacts.map(({ name, url, about }) =>
    `\n  - name: ${yamlQuoted(localized(name, locale))}\n    url: ${yamlQuoted(url)}\n    about: ${yamlQuoted(localized(about, locale))}`)
  return [
    ...kinds.filter((kind) => options[kind]).map((kind): Change => ({
      kind: 'file',
      path: `.github/ISSUE_TEMPLATE/${kind}.yml`,
      text: template(`issues/github-${kind}.yml`, { labels: `[${options.labels[kind].map(yamlQuoted).join(', ')}]` }),
      reason: { bug: reasons.bugForm, feature: reasons.featureForm }[kind],
    })),
    {
      kind: 'file',
      path: '.github/ISSUE_TEMPLATE/config.yml',
      text: template('issues/github-config.yml', { blank: String(options.blank), contacts: contacts.length > 0 ? contacts.join('') : ' []' }),
      reason: reasons.issueConfig,
    },
  ]
}

/** GitLab gives labels by a quick action at the end of the description. */
function gitlabTemplates({ options, template, text: { features: { reasons } } }: Context<Issues>): Change[] {
  return kinds.filter((kind) => options[kind]).map((kind): Change => {
    const labels = options.labels[kind].map((name) => ` ~"${name}"`).join('')
    return {
      kind: 'file',
      path: `.gitlab/issue_templates/${{ bug: 'Bug', feature: 'Feature' }[kind]}.md`,
      text: template(`issues/gitlab-${kind}.md`, { labels: labels === '' ? '' : `\n/label${labels}\n` }),
      reason: { bug: reasons.bugForm, feature: reasons.featureForm }[kind],
    }
  })
}
