import { ConventionsError } from '../errors.ts'
import type { Target } from './types.ts'
import { request, type Answer, type World } from './world.ts'

export type ForgeName = 'github' | 'gitlab'

interface Forge {
  readonly name: ForgeName
  /** Address of the repository in the API. */
  readonly api: string
  readonly headers: Readonly<Record<string, string>>
}

/** The API of the repository's host. Throws `releaseToken` where nobody gave a token, `releaseNoRemote`. */
export function forgeOf({ facts, io: { env } }: World, name: ForgeName): Forge {
  if (facts.url === undefined) throw new ConventionsError('releaseNoRemote', { remote: 'origin' })
  const { host, pathname } = new URL(facts.url)
  const path = pathname.slice(1)
  if (name === 'github') {
    const token = env['GITHUB_TOKEN'] ?? env['GH_TOKEN']
    if (!token) throw new ConventionsError('releaseToken', { host, variables: 'GITHUB_TOKEN' })
    const base = env['GITHUB_API_URL'] ?? (host === 'github.com' ? 'https://api.github.com' : `https://${host}/api/v3`)
    return { name, api: `${base}/repos/${path}`, headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' } }
  }
  const token = env['GITLAB_TOKEN'] ?? env['GL_TOKEN']
  const job = env['CI_JOB_TOKEN']
  if (!token && !job) throw new ConventionsError('releaseToken', { host, variables: 'GITLAB_TOKEN' })
  const base = env['CI_API_V4_URL'] ?? `https://${host}/api/v4`
  return { name, api: `${base}/projects/${encodeURIComponent(path)}`, headers: token ? { 'private-token': token } : { 'job-token': job! } }
}

/** Whether the token may make releases. Throws `releaseForbidden`, `releaseNetwork`. */
export async function checkForge(world: World, name: ForgeName): Promise<void> {
  const forge = forgeOf(world, name)
  // A job token of GitLab may make releases, but not read the project.
  if ('job-token' in forge.headers) return
  const answer = await request(world, 'GET', forge.api, forge.headers)
  if (answer.status !== 200) throw refused(forge, answer)
  const { permissions } = answer.body as { permissions?: { push?: boolean, project_access?: { access_level?: number } | null, group_access?: { access_level?: number } | null } }
  // https://docs.github.com/rest/repos/repos: `permissions.push`. https://docs.gitlab.com/api/projects: 30 is Developer. Absent: the token is not a person's.
  const levels = [permissions?.project_access?.access_level, permissions?.group_access?.access_level].filter((level) => level !== undefined)
  if (permissions?.push === false || (levels.length > 0 && levels.every((level) => level < 30))) throw refused(forge, { status: 403, body: undefined })
}

/** Makes the release of a tag, unless it is there. Throws `releaseForbidden`, `releaseNetwork`. */
export async function makeRelease(world: World, name: ForgeName, target: Target, latest: boolean): Promise<void> {
  const forge = forgeOf(world, name)
  const tag = encodeURIComponent(target.tag)
  const there = await request(world, 'GET', forge.name === 'github' ? `${forge.api}/releases/tags/${tag}` : `${forge.api}/releases/${tag}`, forge.headers)
  if (there.status === 200) return
  if (there.status !== 404 && !(forge.name === 'gitlab' && there.status === 403)) throw refused(forge, there)
  const title = target.name === '' || target.tag.startsWith(`${target.name}@`) ? target.tag : `${target.name} ${target.version}`
  const body = forge.name === 'github'
    ? { tag_name: target.tag, name: title, body: target.notes, prerelease: target.prerelease, make_latest: latest && !target.prerelease ? 'true' : 'false' }
    : { tag_name: target.tag, name: title, description: target.notes }
  const made = await request(world, 'POST', `${forge.api}/releases`, forge.headers, body)
  if (made.status !== 201) throw refused(forge, made)
}

function refused({ name, api }: Forge, { status, body }: Answer): ConventionsError {
  const said = typeof body === 'object' && body !== null && 'message' in body ? JSON.stringify(body.message) : ''
  return new ConventionsError('releaseForbidden', { host: name, url: api, status, said })
}

/**
 * Says something on a pull (merge) request, in the place of what was said there before under the same mark. Throws `releaseForbidden`,
 * `releaseToken`, `releaseNetwork`.
 *
 * @param mark an HTML comment: it does not show
 */
export async function comment(world: World, name: ForgeName, { number, mark, text }: { readonly number: string, readonly mark: string, readonly text: string }): Promise<void> {
  const forge = forgeOf(world, name)
  const all = `${forge.api}/${name === 'github' ? `issues/${number}/comments` : `merge_requests/${number}/notes`}`
  // https://docs.github.com/rest/issues/comments, https://docs.gitlab.com/api/notes
  const there = await request(world, 'GET', `${all}?per_page=100`, forge.headers)
  if (there.status !== 200 || !Array.isArray(there.body)) throw refused(forge, there)
  const before = (there.body as { id?: number, body?: string }[]).find(({ body }) => body?.startsWith(mark))
  const body = { body: `${mark}\n${text}` }
  const one = name === 'github' ? `${forge.api}/issues/comments` : all
  const said = before === undefined ? await request(world, 'POST', all, forge.headers, body) : await request(world, name === 'github' ? 'PATCH' : 'PUT', `${one}/${before.id ?? ''}`, forge.headers, body)
  if (said.status !== 200 && said.status !== 201) throw refused(forge, said)
}

/** Opens a pull (merge) request from a branch, or gives the open one new words; returns its address. */
export async function proposeChange(world: World, name: ForgeName, change: { readonly from: string, readonly to: string, readonly title: string, readonly body: string }): Promise<string> {
  const forge = forgeOf(world, name)
  const owner = new URL(world.facts.url!).pathname.split('/')[1]!
  const query = name === 'github'
    ? `pulls?state=open&head=${encodeURIComponent(`${owner}:${change.from}`)}&base=${encodeURIComponent(change.to)}`
    : `merge_requests?state=opened&source_branch=${encodeURIComponent(change.from)}&target_branch=${encodeURIComponent(change.to)}`
  const open = await request(world, 'GET', `${forge.api}/${query}`, forge.headers)
  if (open.status !== 200 || !Array.isArray(open.body)) throw refused(forge, open)
  const [first] = open.body as { number?: number, iid?: number }[]
  const words = name === 'github' ? { title: change.title, body: change.body } : { title: change.title, description: change.body }
  const made = first === undefined
    ? await request(world, 'POST', `${forge.api}/${name === 'github' ? 'pulls' : 'merge_requests'}`, forge.headers, name === 'github'
      ? { ...words, head: change.from, base: change.to } : { ...words, source_branch: change.from, target_branch: change.to, remove_source_branch: true })
    : await request(world, name === 'github' ? 'PATCH' : 'PUT', `${forge.api}/${name === 'github' ? `pulls/${first.number ?? ''}` : `merge_requests/${first.iid ?? ''}`}`, forge.headers, words)
  if (made.status !== 200 && made.status !== 201) throw refused(forge, made)
  const { html_url: github, web_url: gitlab } = made.body as { html_url?: string, web_url?: string }
  return github ?? gitlab ?? ''
}
