import { ConventionsError } from '../errors.ts'
import { forgeOf, type ForgeName } from './forge.ts'
import { request, type World } from './world.ts'

/**
 * What CI said about a commit. One that failed is enough for no release; one that still runs may be the release itself. Where the token may
 * not ask, or the host knows no checks, nobody is held up.
 *
 * @throws ConventionsError `releaseChecks`, `releaseNetwork`
 */
export async function checkState(world: World, name: ForgeName, commit: string): Promise<void> {
  const failed = name === 'github' ? await failedOnGithub(world, commit) : await failedOnGitlab(world, commit)
  if (failed.length > 0) throw new ConventionsError('releaseChecks', { commit: commit.slice(0, 7), failed: [...new Set(failed)] })
}

// https://docs.github.com/rest/checks/runs: `conclusion`. https://docs.github.com/rest/commits/statuses: `state`, the newest of each context.
async function failedOnGithub(world: World, commit: string): Promise<string[]> {
  const { api, headers } = forgeOf(world, 'github')
  const [runs, combined] = await Promise.all(['check-runs?filter=latest&per_page=100', 'status?per_page=100'].map((what) => request(world, 'GET', `${api}/commits/${commit}/${what}`, headers)))
  const checks = listIn<{ name?: string, conclusion?: string | null }>(runs!.status === 200 ? runs!.body : undefined, 'check_runs')
  const statuses = listIn<{ context?: string, state?: string }>(combined!.status === 200 ? combined!.body : undefined, 'statuses')
  return [
    ...checks.filter(({ conclusion }) => ['failure', 'timed_out', 'action_required', 'startup_failure'].includes(conclusion ?? '')).map((one) => one.name ?? ''),
    ...statuses.filter(({ state }) => state === 'failure' || state === 'error').map(({ context }) => context ?? ''),
  ]
}

// https://docs.gitlab.com/api/pipelines: newest first; the newest of each ref counts.
async function failedOnGitlab(world: World, commit: string): Promise<string[]> {
  const { api, headers } = forgeOf(world, 'gitlab')
  const { status, body } = await request(world, 'GET', `${api}/pipelines?sha=${commit}&order_by=id&sort=desc`, headers)
  const pipelines = status === 200 && Array.isArray(body) ? body as { id?: number, ref?: string, status?: string }[] : []
  const newest = pipelines.filter(({ ref }, at) => pipelines.findIndex((one) => one.ref === ref) === at)
  return newest.filter((one) => one.status === 'failed').map(({ id, ref }) => `${ref ?? ''} #${id ?? ''}`)
}

function listIn<T>(body: unknown, key: string): T[] {
  const found = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined
  return Array.isArray(found) ? found as T[] : []
}
