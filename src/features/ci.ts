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
  const { options: { check, skip }, contributions } = context
  return [...check ? [checkJob(context)] : [], ...contributions.jobs].filter(({ id }) => !skip.includes(id))
}

const report = 'gl-code-quality-report.json'

function checkJob({ text: { ci: { jobs } } }: Context<Ci>): CiJob {
  return {
    id: 'check', workflow: 'conventions', title: jobs.check, on: ['pullRequest', 'push'], report: { kind: 'codequality', path: report },
    steps: [{ name: jobs.check, conventions: ['check'], gitlab: { args: ['--format', 'gitlab'], to: report } }],
  }
}
