import { isMapping } from '../../edit/value.ts'
import type { Io } from '../../io.ts'

type Env = Io['env']

/** Revisions: what `head` has that none of `without` has. */
export interface Range {
  readonly head: string
  readonly without: readonly string[]
}

/** What a system of continuous integration says about why it runs us. */
export interface CiEvent {
  readonly host: 'github' | 'gitlab' | 'bitbucket'
  /** The title of the pull request; undefined where this is none, or where the host does not say (Bitbucket). */
  readonly title: string | undefined
  readonly branch: string | undefined
  /** The commits that are new; undefined where the event is about none. */
  readonly range: Range | undefined
}

/** Reads the event; undefined outside of these systems. `readJson` reads the file that GitHub leaves. */
export function readEvent(env: Env, readJson: (path: string) => unknown): CiEvent | undefined {
  if (env['GITHUB_ACTIONS'] === 'true') {
    const path = env['GITHUB_EVENT_PATH']
    return githubEvent(env, path === undefined || path === '' ? undefined : readJson(path))
  }
  if (env['GITLAB_CI'] === 'true') return gitlabEvent(env)
  return env['BITBUCKET_BUILD_NUMBER'] ? bitbucketEvent(env) : undefined
}

/** GitHub's webhook payloads pull_request, merge_group and push (docs.github.com, "Webhook events and payloads"). */
function githubEvent(env: Env, payload: unknown): CiEvent {
  const pull = at(payload, 'pull_request')
  const common = { host: 'github' as const, title: text(at(pull, 'title')), branch: env['GITHUB_HEAD_REF'] || env['GITHUB_REF_NAME'] || undefined }
  if (isMapping(pull)) {
    // The base may have moved on since the event, and been merged into the branch: what is in it is not new either.
    const base = text(at(at(pull, 'base'), 'ref'))
    return { ...common, range: range(at(at(pull, 'head'), 'sha'), [at(at(pull, 'base'), 'sha')], base === undefined ? [] : [remote(base)]) }
  }
  const group = at(payload, 'merge_group')
  if (isMapping(group)) return { ...common, range: range(at(group, 'head_sha'), [at(group, 'base_sha')]) }
  if (env['GITHUB_EVENT_NAME'] !== 'push') return { ...common, range: undefined }
  return { ...common, range: pushed(at(payload, 'after'), at(payload, 'before'), at(at(payload, 'repository'), 'default_branch')) }
}

/** Predefined variables of GitLab CI/CD. */
function gitlabEvent(env: Env): CiEvent {
  const common = { host: 'gitlab' as const, title: text(env['CI_MERGE_REQUEST_TITLE']) }
  if (env['CI_MERGE_REQUEST_IID']) {
    const target = env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME']
    return {
      // Of a merged result, CI_COMMIT_SHA is the merge; the branch's own commit is told besides.
      ...common, branch: text(env['CI_MERGE_REQUEST_SOURCE_BRANCH_NAME']),
      range: range(env['CI_MERGE_REQUEST_SOURCE_BRANCH_SHA'] || env['CI_COMMIT_SHA'], [env['CI_MERGE_REQUEST_DIFF_BASE_SHA']], target ? [remote(target)] : []),
    }
  }
  return { ...common, branch: text(env['CI_COMMIT_BRANCH']), range: pushed(env['CI_COMMIT_SHA'], env['CI_COMMIT_BEFORE_SHA'], env['CI_DEFAULT_BRANCH']) }
}

/** Variables of Bitbucket Pipelines. */
function bitbucketEvent(env: Env): CiEvent {
  const target = env['BITBUCKET_PR_DESTINATION_BRANCH']
  const without = target ? [env['BITBUCKET_PR_DESTINATION_COMMIT']] : []
  return {
    host: 'bitbucket', title: undefined, branch: text(env['BITBUCKET_BRANCH']),
    range: target ? range(env['BITBUCKET_COMMIT'], without, [remote(target)]) : undefined,
  }
}

/** Optional revisions: `?` in front says that they may be missing. */
const remote = (branch: string): string => `?refs/remotes/origin/${branch}`

function range(head: unknown, without: readonly unknown[], optional: readonly string[] = []): Range | undefined {
  const to = text(head)
  const from = without.map(text).filter((revision) => revision !== undefined)
  return to === undefined || from.length < without.length ? undefined : { head: to, without: [...from, ...optional] }
}

/** A branch that is new was nowhere before: then what the default branch lacks is new. */
function pushed(after: unknown, before: unknown, main: unknown): Range | undefined {
  const to = text(after)
  const from = text(before)
  if (to === undefined || /^0+$/.test(to)) return undefined
  if (from !== undefined && !/^0+$/.test(from)) return { head: to, without: [from] }
  const known = text(main)
  return known === undefined ? undefined : { head: to, without: [`refs/remotes/origin/${known}`] }
}

function at(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
