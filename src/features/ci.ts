import type { InferInput } from 'valibot'
import { defineFeature, type Change, type CiJob, type Context, type Found } from '../feature.ts'
import { bitbucketSteps } from './ci/bitbucket.ts'
import { githubWorkflows } from './ci/github.ts'
import { gitlabJobs } from './ci/gitlab.ts'
import { ciSchema, type Ci } from './ci/schema.ts'
import { hostOf } from './host.ts'
import { pathsIn } from './import/read.ts'

/** What other features want to run on every pull request and push, in the way of the host. */
export const ci = defineFeature({
  name: 'ci',
  summary: { en: 'Jobs of continuous integration that keep the conventions, in files of their own', ko: '컨벤션을 지키는 CI 작업(별도 파일)' },
  schema: ciSchema,
  detect: (repo, _facts, { ci: { seen } }): Found<InferInput<typeof ciSchema>> => ({
    seen: [
      ...pathsIn(repo, '.github/workflows', /\.ya?ml$/i), ...pathsIn(repo, '', /^(\.gitlab-ci\.yml|bitbucket-pipelines\.yml)$/),
    ].map(seen.pipeline),
    inexpressible: [],
  }),
  plan(context): Change[] {
    const jobs = jobsOf(context)
    if (jobs.length === 0) return []
    switch (hostOf(context)) {
      case 'github': return githubWorkflows(context, jobs)
      case 'gitlab': return gitlabJobs(context, jobs)
      case 'bitbucket': return bitbucketSteps(context, jobs)
      case 'none': return []
    }
  },
})

function jobsOf(context: Context<Ci>): CiJob[] {
  const { options: { check, report, skip }, contributions } = context
  return [...check ? [checkJob(context)] : [], ...contributions.jobs, ...report ? [reportJob(context)] : []].filter(({ id }) => !skip.includes(id))
}

const quality = 'gl-code-quality-report.json'

function checkJob({ text: { ci: { jobs } } }: Context<Ci>): CiJob {
  return {
    id: 'check', workflow: 'conventions', title: jobs.check, on: ['pullRequest', 'push'], report: { kind: 'codequality', path: quality },
    steps: [{ name: jobs.check, conventions: ['check'], gitlab: { args: ['--format', 'gitlab'], to: quality } }],
  }
}

const page = 'conventions-report.html'
const data = 'conventions-report.json'

/** The whole series is in each artifact: it is worked out from the history, so that nothing has to be carried from run to run. */
function reportJob({ options: { failOnFall }, text: { ci: { jobs } } }: Context<Ci>): CiJob {
  const more = { args: ['--json'], to: data }
  return {
    id: 'report', workflow: 'conventions', title: jobs.report, on: ['push'], history: 'full', artifacts: [page, data],
    steps: [{ name: jobs.report, conventions: ['report', '--html', page, ...failOnFall ? ['--fail-on-fall'] : []], github: more, gitlab: more }],
  }
}
