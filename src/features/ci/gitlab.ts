import { isList, isMapping } from '../../edit/value.ts'
import type { Change, CiJob, Context, Json } from '../../feature.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { readData, readText } from '../import/read.ts'
import type { Ci } from './schema.ts'
import { scriptItem, type ScriptStep } from './script.ts'
import { toolsOf, type Tools } from './setup.ts'
import { keys, madeBy, yamlFile } from './yaml.ts'

const main: RepoPath = '.gitlab-ci.yml'

/** GitLab's jobs, in a file of our own that `.gitlab-ci.yml` includes. What only actions of GitHub do is left out. */
export function gitlabJobs(context: Context<Ci>, jobs: readonly CiJob[]): Change[] {
  const tools = toolsOf(context)
  const stage = stageOf(context)
  const path = placeOf(context)
  const { reasons } = context.text.ci
  const own = jobs.map((job) => ({ job, steps: job.steps.filter((step): step is ScriptStep => !('uses' in step)) })).filter(({ steps }) => steps.length > 0)
  if (own.length === 0) return []
  return [
    { kind: 'file', path, reason: reasons.gitlab, text: yamlFile(context.text.ci.made, Object.fromEntries(own.map(({ job, steps }) =>
      [`conventions:${job.id}`, jobOf(job, steps, stage, tools, context.options)]))) },
    { kind: 'keys', path: main, reason: reasons.gitlabInclude, keys: [{ at: ['include'], mode: 'include', value: [{ local: `/${path}` }] }] },
  ]
}

function placeOf({ repo }: Context): RepoPath {
  const places = ['.gitlab/ci/conventions.yml', '.gitlab/ci/create-conventions.yml']
  return places.find((path) => repo.stat(path) === undefined || readText(repo, path)?.split('\n', 1)[0]?.includes(madeBy)) ?? places[1]!
}

/** `test` is there unless the team has stages of its own (GitLab CI/CD YAML reference, `stages`); then the first of those. */
function stageOf({ repo }: Context): string {
  const text = readText(repo, main)
  const data = text === undefined ? undefined : readData(text, main)
  const stages = isMapping(data) && isList(data['stages']) ? data['stages'].filter((stage) => typeof stage === 'string') : []
  return stages.length === 0 || stages.includes('test') ? 'test' : stages[0]!
}

function jobOf({ on, history, setup = 'install', exclusive, report, artifacts, id }: CiJob, steps: readonly ScriptStep[], stage: string, tools: Tools, options: Ci): Json {
  const install = setup === 'install' ? [...tools.bring, ...tools.install] : []
  return keys({
    stage,
    image: options.image ?? `node:${tools.node}`,
    // Nothing is waited for: the job depends on no other.
    needs: [],
    rules: rulesOf(on, options),
    variables: history === 'full' ? { GIT_DEPTH: '0' } : undefined,
    interruptible: exclusive ? undefined : true,
    resource_group: exclusive ? `conventions-${id}` : undefined,
    before_script: [],
    script: [...install, ...steps.map((step) => scriptItem(step, tools, 'gitlab'))],
    artifacts: (report ?? artifacts) && keys({ when: 'always', paths: artifacts && [...artifacts], reports: report && { [report.kind]: report.path } }),
  })
}

function rulesOf(on: CiJob['on'], { branches }: Ci): Json[] {
  const pull = on.includes('pullRequest') || on.includes('title')
  return [
    ...pull ? [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }] : [],
    ...on.includes('push') ? branches.map((branch) => ({ if: `$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == "${branch}"` })) : [],
    ...on.includes('manual') ? [{ if: '$CI_COMMIT_BRANCH', when: 'manual', allow_failure: true }] : [],
  ]
}
