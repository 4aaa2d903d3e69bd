import type { CiJob, Context } from '../../feature.ts'
import type { PullRequests } from '../pull-requests/schema.ts'

const report = (name: string): string => `gl-${name}.xml`

/** The commits of a pull request keep to the vocabulary: what hooks could not see, or were told not to. */
export function lintCommits({ text: { ci: { jobs } } }: Context): CiJob {
  const to = report('commits')
  return {
    id: 'lint-commits', workflow: 'conventions', title: jobs.lintCommits, on: ['pullRequest'], history: 'full', report: { kind: 'junit', path: to },
    steps: [{ name: jobs.lintCommits, conventions: ['lint', 'commits'], gitlab: { args: ['--format', 'gitlab'], to } }],
  }
}

/** The title of a pull request, which is the commit when it is squashed; none where titles are free. */
export function lintTitle({ options: { title }, config: { commits }, text: { ci: { jobs } } }: Context<PullRequests>): CiJob[] {
  if (title === false || (title === 'commits' && commits === false)) return []
  return [{
    id: 'lint-title', workflow: 'conventions', title: jobs.lintTitle, on: ['title'],
    steps: [{ name: jobs.lintTitle, conventions: ['lint', 'title'] }],
  }]
}
