import { isMapping } from '../../edit/value.ts'
import type { Change, CiJob, Context, Json, KeyEdit } from '../../feature.ts'
import { readData, readText } from '../import/read.ts'
import type { Ci } from './schema.ts'
import { scriptItem, type ScriptStep } from './script.ts'
import { toolsOf, type Tools } from './setup.ts'
import { keys } from './yaml.ts'

const path = 'bitbucket-pipelines.yml'

/**
 * Bitbucket's pipelines. Those of pull requests and those by button come on top of what the team has; a pipeline of a branch would take the
 * place of their `default` one (Bitbucket Pipelines configuration reference, "Pipeline start conditions"), so there is none where they have that.
 */
export function bitbucketSteps(context: Context<Ci>, jobs: readonly CiJob[]): Change[] {
  const tools = toolsOf(context)
  const { options } = context
  const steps = (when: readonly CiJob['on'][number][]) => jobs.filter(({ on }) => on.some((each) => when.includes(each))).flatMap((job) => stepOf(job, tools, options))
  // What a pull request is called is not among the variables of a step.
  const pull = steps(['pullRequest'])
  const push = hasDefault(context) ? [] : steps(['push'])
  const edits: KeyEdit[] = [
    ...include(['pipelines', 'pull-requests', '**'], pull),
    ...options.branches.flatMap((branch) => include(['pipelines', 'branches', branch], push)),
    ...jobs.filter(({ on }) => on.includes('manual')).flatMap((job) => include(['pipelines', 'custom', `conventions-${job.id}`], stepOf(job, tools, options))),
  ]
  return edits.length === 0 ? [] : [{ kind: 'keys', path, keys: edits, reason: context.text.ci.reasons.bitbucket }]
}

const include = (at: KeyEdit['at'], value: readonly Json[]): KeyEdit[] => value.length === 0 ? [] : [{ at, value, mode: 'include' }]

function hasDefault({ repo }: Context): boolean {
  const text = readText(repo, path)
  const data = text === undefined ? undefined : readData(text, path)
  return isMapping(data) && isMapping(data['pipelines']) && data['pipelines']['default'] !== undefined
}

function stepOf({ title, history, setup = 'install', artifacts, steps }: CiJob, tools: Tools, options: Ci): Json[] {
  const own = steps.filter((step): step is ScriptStep => !('uses' in step))
  if (own.length === 0) return []
  const install = setup === 'install' ? [...tools.bring, ...tools.install] : []
  return [{
    step: keys({
      name: title, image: options.image ?? `node:${tools.node}`, clone: history === 'full' ? { depth: 'full' } : undefined,
      script: [...install, ...own.map((step) => scriptItem(step, tools, 'bitbucket'))],
      artifacts: artifacts && [...artifacts],
    }),
  }]
}
