import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Repo } from '../repo/repo.ts'
import { commitFormat, commitReader, type RawCommit } from './records.ts'
import type { Tag } from './types.ts'

/** Where git is asked. `cwd` is absolute. */
export interface Where {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** What of the history: all that `to` reaches and none of `not` does; with `paths` only what touches them. */
export interface Span {
  readonly to?: string
  readonly not?: readonly string[]
  readonly paths?: readonly string[]
}

/** A `git log` that prints while something else is done. */
export interface Log {
  /** Hands out the commits, newest first. Throws `gitFailed`, `gitMissing`. */
  each(take: (commit: RawCommit) => void): Promise<void>
  /** Nobody wants it any more. */
  stop(): void
}

/** Starts reading commits; what git prints before they are asked for waits in memory. */
export function startCommits(where: Where, { to = 'HEAD', not = [], paths = [] }: Span = {}): Log {
  let waiting: Uint8Array[] = []
  let take = (chunk: Uint8Array): void => { waiting.push(chunk) }
  const stopping = new AbortController()
  const done = stream(where, ['log', '-z', `--format=${commitFormat}`, '--stdin', '--', ...paths], (chunk) => take(chunk), revisions(to, not), stopping.signal)
  // Whoever asks for the commits hears of it.
  done.catch(() => undefined)
  return {
    async each(give) {
      const read = commitReader(give)
      const earlier = waiting
      waiting = []
      for (const chunk of earlier) read(chunk)
      take = read
      await done
    },
    stop: () => stopping.abort(),
  }
}

/**
 * Streams commits, in git's order (newest first): one `git log`, of which no more than a chunk is held. `each` is called while git still prints.
 * Throws `gitFailed`, `gitMissing`.
 */
export async function readCommits(where: Where, span: Span, each: (commit: RawCommit) => void): Promise<void> {
  await startCommits(where, span).each(each)
}

/** The hashes of the commits that touch paths. Throws what `readCommits` does. */
export async function readTouching(where: Where, { to = 'HEAD', not = [], paths = [] }: Span): Promise<Set<string>> {
  const text = await ask(where, ['log', '--format=%H', '--full-history', '--stdin', '--', ...paths], revisions(to, not))
  return new Set(text.split('\n'))
}

/** Every tag on a commit, from refs/tags; with `merged`, those that this revision contains. Throws what `readCommits` does. */
export async function readTags(where: Where, { merged }: { readonly merged?: string } = {}): Promise<Tag[]> {
  const format = '%(refname:strip=2)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)'
  const text = await ask(where, ['for-each-ref', ...merged === undefined ? [] : [`--merged=${merged}`], `--format=${format}`, 'refs/tags'])
  return text.split('\n').flatMap((line): Tag[] => {
    const [name = '', object = '', type, target = '', targetType] = line.split('\0')
    if (type === 'commit') return [{ name, object, commit: object }]
    return type === 'tag' && targetType === 'commit' ? [{ name, object, commit: target }] : []
  })
}

/** Names and addresses of the authors of what a revision reaches. Throws what `readCommits` does. */
export async function readAuthors(where: Where, { to = 'HEAD', not = [] }: Span): Promise<Set<string>> {
  const text = await ask(where, ['log', '--format=%aE', '--stdin', '--'], revisions(to, not))
  return new Set(text.split('\n').map((email) => email.toLowerCase()))
}

/** The first lines of HEAD and, where it is a merge, of what it merged. Throws what `readCommits` does. */
export async function readSubjects(where: Where): Promise<string[]> {
  const text = await ask(where, ['log', '--no-walk=unsorted', '--ignore-missing', '--format=%s', 'HEAD', 'HEAD^2', '--'])
  return text.split('\n').slice(0, -1)
}

/** The commit that a name stands for. Throws `revisionUnknown`. */
export async function resolveCommit(where: Where, name: string): Promise<string> {
  try {
    return (await ask(where, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])).trim()
  } catch (error) {
    if (error instanceof ConventionsError && error.code === 'gitFailed') throw new ConventionsError('revisionUnknown', { name }, { cause: error })
    throw error
  }
}

/** Whether the clone lacks a part of the history (gitglossary(7), "shallow repository"). */
export function isShallow({ git }: Repo): boolean {
  return git.commonDir !== undefined && existsSync(join(git.commonDir, 'shallow'))
}

/** As input, not as arguments: there may be thousands of tags. */
function revisions(to: string, not: readonly string[]): string {
  return [to, ...not.map((name) => `^${name}`)].map((revision) => `${revision}\n`).join('')
}

/** What git prints. Throws what `readCommits` does. */
export async function ask(where: Where, args: readonly string[], input?: string): Promise<string> {
  const chunks: Uint8Array[] = []
  await stream(where, args, (chunk) => chunks.push(chunk), input)
  return Buffer.concat(chunks).toString()
}

function stream({ cwd, env }: Where, args: readonly string[], take: (chunk: Uint8Array) => void, input = '', stop?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-c', 'i18n.logOutputEncoding=UTF-8', '-c', 'log.showSignature=false', '-c', 'log.follow=false', ...args], {
      // Without GIT_FLUSH=0, git writes every commit into the pipe by itself (git(1)).
      cwd, env: { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_FLUSH: '0', LC_ALL: 'C' }, stdio: 'pipe', windowsHide: true,
    })
    stop?.addEventListener('abort', () => child.kill())
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
    let problem: unknown
    let said = ''
    child.stdout.on('data', (chunk: Uint8Array) => {
      try {
        if (problem === undefined) take(chunk)
      } catch (error) {
        problem = error
        child.kill()
      }
    })
    child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(0, 10_000) })
    child.once('error', (cause) => reject(new ConventionsError('gitMissing', undefined, { cause })))
    child.once('close', (code) => {
      if (problem !== undefined) reject(problem as Error)
      else if (code !== 0) reject(new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: said.trim() }))
      else resolve()
    })
  })
}
