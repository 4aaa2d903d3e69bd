import { spawn } from 'node:child_process'
import { ConventionsError } from '../errors.ts'
import { git } from './git.ts'

type Env = Readonly<Record<string, string | undefined>>

/** A commit as `git log` shows it. The message is whole, in UTF-8, as it was written. */
export interface LoggedCommit {
  readonly hash: string
  readonly author: string
  readonly message: string
}

/**
 * The commits that `head` (one or several) has and none of `without` has, newest first, without merges; read while git is still printing.
 * `more`: other options of git-log(1).
 *
 * @throws ConventionsError `gitMissing`, `gitFailed`
 */
export async function* readLog(
  root: string, env: Env, head: string | readonly string[], without: readonly string[], signal?: AbortSignal, more: readonly string[] = [],
): AsyncGenerator<LoggedCommit> {
  const args = [
    '-c', 'i18n.logOutputEncoding=UTF-8', 'log', '-z', '--no-merges', '--no-show-signature', '--format=%H%n%an <%ae>%n%B', ...more, '--end-of-options',
    ...typeof head === 'string' ? [head] : head, ...without.map((revision) => `^${revision}`), '--',
  ]
  const child = spawn('git', args, { cwd: root, env: { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...signal && { signal } })
  const ended = new Promise<Error | number | null>((resolve) => child.once('error', resolve).once('close', resolve))
  let output = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => { output += chunk })
  let rest = ''
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    const records = (rest + chunk).split('\0')
    rest = records.pop() ?? ''
    for (const record of records) yield parse(record)
  }
  const end = await ended
  if (end instanceof Error) throw signal?.aborted ? new ConventionsError('cancelled', undefined) : new ConventionsError('gitMissing', undefined, { cause: end })
  if (end !== 0) throw new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: output.trim() })
  if (rest !== '') yield parse(rest)
}

function parse(record: string): LoggedCommit {
  const [hash = '', author = ''] = record.split('\n', 2)
  return { hash, author, message: record.slice(hash.length + author.length + 2) }
}

/** Whether the clone lacks a part of its history. */
export function isShallow(root: string, env: Env): boolean {
  return git(root, env, ['rev-parse', '--is-shallow-repository']).stdout.trim() === 'true'
}

/** The hash of the commit that a revision names; undefined where this clone has no such commit. */
export function resolveRevision(root: string, env: Env, revision: string): string | undefined {
  const { status, stdout } = git(root, env, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], [0, 1, 128])
  return status === 0 ? stdout.trim().split('\n').at(-1) : undefined
}

/** The commit that first brought a file, in the history of `heads`; undefined where none did. */
export function broughtBy(root: string, env: Env, heads: readonly string[], path: string): string | undefined {
  const { stdout } = git(root, env, ['log', '--diff-filter=A', '--format=%H', '--end-of-options', ...heads, '--', path])
  return stdout.trim().split('\n').at(-1) || undefined
}

/** Whether two commits have an ancestor in common in this clone. */
export function areRelated(root: string, env: Env, one: string, other: string): boolean {
  return git(root, env, ['merge-base', one, other], [0, 1]).status === 0
}

/** Who wrote the last commits, most first, each as `Name <mail>`. */
export function recentAuthors(root: string, env: Env): string[] {
  const { status, stdout } = git(root, env, ['-c', 'i18n.logOutputEncoding=UTF-8', 'log', '-z', '--max-count=1000', '--no-merges', '--use-mailmap', '--format=%aN <%aE>'], [0, 128])
  const counts = new Map<string, number>()
  for (const author of status === 0 ? stdout.split('\0').filter(Boolean) : []) counts.set(author, (counts.get(author) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1]).map(([author]) => author)
}
