import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { git } from '../../repo/git.ts'
import { areRelated, isShallow, resolveRevision } from '../../repo/log.ts'
import type { Repo } from '../../repo/repo.ts'
import type { CiEvent, Range } from './event.ts'

/** Which commits are meant, by their hashes, and how to say it. */
export interface Commits extends Range {
  readonly told: string
}

/**
 * What is asked for (`a..b`, `a...b`, or `a` for all since it), else what the event is about, else what no remote has yet.
 *
 * @throws ConventionsError `shallowClone` where the clone lacks the history, `revisionMissing` where there is no such commit, `nothingToLint`
 */
export function findRange(asked: string | undefined, event: CiEvent | undefined, repo: Repo, env: Io['env']): Commits {
  if (asked !== undefined) return located(parseRange(asked), asked, event, repo, env)
  if (event?.range !== undefined) {
    const { head, without } = event.range
    return located(event.range, `${without[0] === undefined ? '' : short(without[0])}..${short(head)}`, event, repo, env)
  }
  if (event !== undefined || !repo.git.hasCommits()) throw new ConventionsError('nothingToLint', undefined)
  return unpushed(repo, env)
}

/** As git reads it (gitrevisions(7)); one revision alone is where the range begins, as for `git format-patch`. */
function parseRange(asked: string): Range {
  const [, from = asked, dots, to = ''] = /^(.*?)(\.{2,3})(.*)$/.exec(asked) ?? []
  return { head: dots === undefined || to === '' ? 'HEAD' : to, without: [from === '' ? 'HEAD' : from] }
}

function located({ head, without }: Range, told: string, event: CiEvent | undefined, repo: Repo, env: Io['env']): Commits {
  const missing = (revision: string): ConventionsError => isShallow(repo.root, env)
    ? new ConventionsError('shallowClone', { host: event?.host ?? 'none' }) : new ConventionsError('revisionMissing', { revision })
  const find = (revision: string): string[] => {
    const optional = revision.startsWith('?')
    const hash = resolveRevision(repo.root, env, optional ? revision.slice(1) : revision)
    if (hash === undefined && !optional) throw missing(revision)
    return hash === undefined ? [] : [hash]
  }
  const [to = ''] = find(head)
  const from = without.flatMap(find)
  // Where the clone ends before the histories meet, git would list commits that are not new.
  if (from[0] !== undefined && isShallow(repo.root, env) && !areRelated(repo.root, env, from[0], to)) throw missing(head)
  return { head: to, without: from, told }
}

function unpushed(repo: Repo, env: Io['env']): Commits {
  const head = resolveRevision(repo.root, env, 'HEAD') ?? 'HEAD'
  const remotes = git(repo.root, env, ['for-each-ref', '--format=%(objectname)', 'refs/remotes']).stdout.split('\n').filter(Boolean)
  if (remotes.length > 0) return { head, without: [...new Set(remotes)], told: 'HEAD --not --remotes' }
  const parent = resolveRevision(repo.root, env, 'HEAD^')
  return { head, without: parent === undefined ? [] : [parent], told: 'HEAD' }
}

const short = (revision: string): string => /^[0-9a-f]{40,}$/.test(revision) ? revision.slice(0, 9) : revision.replace(/^\?/, '')
