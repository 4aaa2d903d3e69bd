import type { Change, CiJob, CiStep, Context, Json } from '../../feature.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { readText } from '../import/read.ts'
import type { Ci } from './schema.ts'
import { scriptOf } from './script.ts'
import { toolsOf, type Tools } from './setup.ts'
import { keys, madeBy, yamlFile } from './yaml.ts'

/** Actions by name, each pinned by the hash of its version. */
const actions = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  setupNode: 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
  uploadArtifact: 'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1',
  setupBun: 'oven-sh/setup-bun@0c5077e51419868618aeaa5fe8019c62421857d6 # v2.2.0',
} as const

type Workflow = 'conventions' | 'conventions-title' | 'release'

/**
 * The workflows of GitHub Actions. Jobs that a new title calls for have a file of their own: in a common one an edit would cancel the other
 * jobs or, if those were skipped, turn their checks green.
 */
export function githubWorkflows(context: Context<Ci>, jobs: readonly CiJob[]): Change[] {
  const tools = toolsOf(context)
  const of = (workflow: Workflow): CiJob[] => jobs.filter((job) => workflowOf(job) === workflow)
  return (['conventions', 'conventions-title', 'release'] as const).filter((name) => of(name).length > 0).map((name): Change => ({
    kind: 'file', path: placeOf(context, name), reason: reasonOf(name, context), text: workflow(name, of(name), tools, context),
  }))
}

function workflowOf({ workflow, on }: CiJob): Workflow {
  return workflow === 'conventions' && on.includes('title') ? 'conventions-title' : workflow
}

/** The name that npm and others know the workflow by; another one where a file of the user's has it. */
function placeOf({ repo }: Context, name: Workflow): RepoPath {
  const taken = (path: RepoPath): boolean => {
    const text = readText(repo, path)
    return repo.stat(path) !== undefined && text?.split('\n', 1)[0]?.includes(madeBy) !== true
  }
  const places = [name, `${name === 'release' ? 'conventions' : 'create'}-${name}`].map((stem) => `.github/workflows/${stem}.yml`)
  return places.find((path) => !taken(path)) ?? `.github/workflows/create-conventions-${name}.yml`
}

function reasonOf(name: Workflow, { text: { ci: { reasons } } }: Context): string {
  return { conventions: reasons.workflow, 'conventions-title': reasons.titleWorkflow, release: reasons.releaseWorkflow }[name]
}

function workflow(name: Workflow, jobs: readonly CiJob[], tools: Tools, context: Context<Ci>): string {
  const exclusive = name === 'release'
  const text = yamlFile(context.text.ci.made, {
    name,
    on: triggers(jobs, context.options),
    permissions: { contents: 'read' },
    concurrency: {
      group: '${{ github.workflow }}-${{ github.event.pull_request.number || github.ref }}',
      'cancel-in-progress': exclusive ? false : '${{ github.event_name == \'pull_request\' }}',
    },
    jobs: Object.fromEntries(jobs.map((job) => [job.id, jobOf(job, jobs, tools, context)])),
  })
  return withVersions(text, jobs)
}

function triggers(jobs: readonly CiJob[], { branches }: Ci): Json {
  const on = new Set(jobs.flatMap((job) => job.on))
  const pull = on.has('pullRequest') || on.has('title')
  return keys({
    pull_request: on.has('title') ? { types: ['opened', 'reopened', 'synchronize', 'edited'] } : pull ? {} : undefined,
    merge_group: pull ? {} : undefined,
    push: on.has('push') ? { branches: [...branches] } : undefined,
    workflow_dispatch: on.has('manual') ? {} : undefined,
  })
}

const events: Readonly<Record<CiJob['on'][number], readonly string[]>> = {
  pullRequest: ['pull_request', 'merge_group'], title: ['pull_request', 'merge_group'], push: ['push'], manual: ['workflow_dispatch'],
}
const eventsOf = ({ on }: CiJob): string[] => [...new Set(on.flatMap((when) => events[when]))].sort()

function jobOf(job: CiJob, jobs: readonly CiJob[], tools: Tools, { options, text: { ci: { keep } } }: Context<Ci>): Json {
  const own = eventsOf(job)
  const all = new Set(jobs.flatMap(eventsOf))
  return keys({
    name: literal(job.title),
    if: own.length < all.size ? own.map((event) => `github.event_name == '${event}'`).join(' || ') : undefined,
    'runs-on': literal(options.runner),
    'timeout-minutes': 30,
    permissions: job.permissions && { contents: 'read', ...job.permissions },
    concurrency: job.exclusive ? { group: job.id, 'cancel-in-progress': false } : undefined,
    steps: [...setupSteps(job, tools), ...job.steps.map((step) => stepOf(step, tools)), ...job.artifacts ? [keepStep(job.id, job.artifacts, keep)] : []],
  })
}

function setupSteps(job: CiJob, tools: Tools): Json[] {
  const { setup = 'install', history = 'shallow', permissions } = job
  const install = setup === 'install' && tools.manager !== undefined
  const cache = install && tools.locked && tools.manager !== 'bun' && tools.manager !== 'pnpm' && tools.bring.length === 0 ? tools.manager : undefined
  return [
    {
      uses: bare(actions.checkout),
      with: keys({ 'persist-credentials': permissions?.['contents'] === 'write', 'fetch-depth': history === 'full' ? 0 : undefined }),
    },
    ...setup === 'none' ? [] : [{
      uses: bare(actions.setupNode),
      with: keys({
        ...tools.nodeFile === undefined ? { 'node-version': literal(tools.node === 'lts' ? 'lts/*' : tools.node) } : { 'node-version-file': tools.nodeFile },
        // Where nothing is cached, setup-node must not look for a lock file.
        ...cache === undefined ? { 'package-manager-cache': false } : { cache },
      }),
    }],
    ...install && tools.manager === 'bun' ? [{ uses: bare(actions.setupBun) }] : [],
    ...install && tools.manager !== 'bun' ? tools.bring.map((run) => ({ run })) : [],
    ...install ? tools.install.map((run) => ({ run })) : [],
  ]
}

function keepStep(id: string, artifacts: readonly RepoPath[], name: string): Json {
  return { name: literal(name), if: '!cancelled()', uses: bare(actions.uploadArtifact), with: { 'name': `conventions-${id}`, 'path': artifacts.join('\n'), 'if-no-files-found': 'ignore' } }
}

function stepOf(step: CiStep, tools: Tools): Json {
  if ('uses' in step) return keys({ name: literal(step.name), if: step.file && `!cancelled() && hashFiles('${step.file}') != ''`, uses: bare(step.uses), with: step.with && { ...step.with } })
  const env = {
    ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, literal(value)])),
    ...Object.fromEntries(Object.entries(step.secrets ?? {}).map(([name, secret]) => [name, `\${{ secrets.${secret} }}`])),
  }
  return keys({ name: literal(step.name), run: literal(scriptOf(step, tools, 'github')), env: Object.keys(env).length > 0 ? env : undefined })
}

/** Text that GitHub takes as it is: an expression in it is not evaluated. */
function literal(text: string): string {
  return text.replaceAll('${{', '${{ \'${{\' }}')
}

const bare = (pinned: string): string => pinned.split(' ', 1)[0] ?? ''

/** The version behind each pinned action, as a comment: people and update bots read it. */
function withVersions(text: string, jobs: readonly CiJob[]): string {
  const pinned = [...Object.values(actions), ...jobs.flatMap(({ steps }) => steps.flatMap((step) => 'uses' in step ? [step.uses] : []))]
  const whole = new Map(pinned.map((action) => [bare(action), action]))
  return text.replace(/^(\s*(?:- )?uses: )(\S+)$/gm, (_, head: string, action: string) => head + (whole.get(action) ?? action))
}
