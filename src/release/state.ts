import { ConventionsError } from '../errors.ts'
import { forgeOf, type ForgeName } from './forge.ts'
import { request, type Answer, type World } from './world.ts'

/**
 * What CI said about a commit. One that failed is enough for no release; one that still runs may be the release itself. Where it is not
 * known what CI said, nothing is released either, but for GitLab's job token: it may make releases and not ask, so that is said.
 *
 * @throws ConventionsError `releaseChecks`, `releaseChecksUnknown`, `interrupted`
 */
export async function checkState(world: World, name: ForgeName, commit: string): Promise<void> {
  const short = commit.slice(0, 7)
  const failed = name === 'github' ? await failedOnGithub(world, commit) : await failedOnGitlab(world, commit)
  if (failed === undefined) world.warn({ kind: 'checksUnasked', commit: short })
  else if (failed.length > 0) throw new ConventionsError('releaseChecks', { commit: short, failed: [...new Set(failed)] })
}

/** An answer that is one. Throws `releaseChecksUnknown`, `interrupted`. */
async function known(world: World, commit: string, url: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const unknown = (reason: string, cause?: unknown) => new ConventionsError('releaseChecksUnknown', { commit: commit.slice(0, 7), reason }, { cause })
  let answer: Answer
  try {
    answer = await request(world, 'GET', url, headers)
  } catch (error) {
    if (error instanceof ConventionsError && error.code === 'releaseNetwork') throw unknown(world.tell(error as ConventionsError), error)
    throw error
  }
  if (answer.status !== 200 && !('job-token' in headers && [401, 403, 404].includes(answer.status))) throw unknown(`${withoutQuery(url)}: ${answer.status}`)
  return answer
}

const withoutQuery = (url: string): string => url.replace(/\?.*/, '')

// https://docs.github.com/rest/checks/runs: `conclusion`. https://docs.github.com/rest/commits/statuses: `state`, the newest of each context.
async function failedOnGithub(world: World, commit: string): Promise<string[]> {
  const { api, headers } = forgeOf(world, 'github')
  const [runs, combined] = await Promise.all(['check-runs?filter=latest&per_page=100', 'status?per_page=100'].map((what) => known(world, commit, `${api}/commits/${commit}/${what}`, headers)))
  const checks = listIn<{ name?: string, conclusion?: string | null }>(runs!.body, 'check_runs')
  const statuses = listIn<{ context?: string, state?: string }>(combined!.body, 'statuses')
  return [
    ...checks.filter(({ conclusion }) => ['failure', 'timed_out', 'action_required', 'startup_failure'].includes(conclusion ?? '')).map((one) => one.name ?? ''),
    ...statuses.filter(({ state }) => state === 'failure' || state === 'error').map(({ context }) => context ?? ''),
  ]
}

// https://docs.gitlab.com/api/pipelines: newest first; the newest of each ref counts.
async function failedOnGitlab(world: World, commit: string): Promise<string[] | undefined> {
  const { api, headers } = forgeOf(world, 'gitlab')
  const { status, body } = await known(world, commit, `${api}/pipelines?sha=${commit}&order_by=id&sort=desc`, headers)
  if (status !== 200) return undefined
  const pipelines = Array.isArray(body) ? body as { id?: number, ref?: string, status?: string }[] : []
  const newest = pipelines.filter(({ ref }, at) => pipelines.findIndex((one) => one.ref === ref) === at)
  return newest.filter((one) => one.status === 'failed').map(({ id, ref }) => `${ref ?? ''} #${id ?? ''}`)
}

function listIn<T>(body: unknown, key: string): T[] {
  const found = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined
  return Array.isArray(found) ? found as T[] : []
}
