import type { Context } from '../../feature.ts'
import type { Host } from '../../repo/facts.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { hostOf } from '../host.ts'
import { pathsIn } from '../import/read.ts'
import type { PullRequests } from './schema.ts'

/** The accepted places, in the order in which GitHub looks (any case, .md or .txt), and GitLab's folder, whose Default.md comes by itself. */
export function findTemplates(repo: Repo, host: Host): RepoPath[] {
  if (host === 'gitlab') {
    return pathsIn(repo, '.gitlab/merge_request_templates', /\.md$/i).sort((a, b) => Number(/\/default\.md$/i.test(b)) - Number(/\/default\.md$/i.test(a)))
  }
  if (host === 'bitbucket') return []
  const single = ['.github', '', 'docs'].flatMap((folder) => pathsIn(repo, folder, /^pull_request_template(\.(md|txt))?$/i))
    .filter((path) => repo.stat(path)?.type !== 'directory')
  const folders = ['.github', '', 'docs'].flatMap((folder) => pathsIn(repo, folder, /^pull_request_template$/i))
  return [...single, ...folders.flatMap((folder) => pathsIn(repo, folder, /\.(md|txt)$/i))]
}

/** Undefined where the host reads no template from the repository. */
export function templatePath({ options, config, facts, repo }: Context<PullRequests>): RepoPath | undefined {
  const host = hostOf({ config, facts })
  if (options.path !== undefined) return options.path
  if (host !== 'github' && host !== 'gitlab') return undefined
  const main = findTemplates(repo, host).find((path) => /(^|\/)(pull_request_template(\.\w+)?|default\.md)$/i.test(path))
  return main ?? (host === 'github' ? '.github/pull_request_template.md' : '.gitlab/merge_request_templates/Default.md')
}

/** Beside GitLab's Default.md; on GitHub in the folder beside (or around) the template. */
export function namedPath(path: RepoPath, host: Host, name: string): RepoPath {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  return host === 'gitlab' || /(^|\/)pull_request_template\/$/i.test(folder) ? `${folder}${name}.md` : `${folder}PULL_REQUEST_TEMPLATE/${name}.md`
}
