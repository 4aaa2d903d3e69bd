import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Repo } from '../repo/repo.ts'
import { commitFormat, commitReader, type RawCommit } from './records.ts'
import { openSpool, type Spool } from './spool.ts'
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
  /** Committed at this time or later, as git reads it. */
  readonly since?: string
  /** No more than these, the newest. */
  readonly most?: number
}

/** A `git log` that prints while something else is done. */
export interface Log {
  /** Hands out the commits, newest first. Throws `gitFailed`, `gitMissing`. */
  each(take: (commit: RawCommit) => void): Promise<void>
  /** Nobody wants it any more. */
  stop(): void
  /** The commit that is left out with all that it contains; undefined: none is. */
  readonly from?: string
}

/**
 * Starts reading commits while something else is done: git prints them into a file without a name, for into a pipe it would soon have to wait
 * for us. Where there can be no such file, they are read when they are asked for.
 */
export function startCommits(where: Where, span: Span = {}): Log {
  const spool = openSpool()
  if (spool === undefined) return { each: (give) => readCommits(where, span, give), stop: () => undefined }
  const stopping = new AbortController()
  const done = stream(where, logArgs(span), spool.descriptor, inputOf(span), stopping.signal)
  // Whoever asks for the commits hears of it.
  done.catch(() => undefined)
  return {
    each: (give) => spooled(where, span, { spool, ended: done }, give),
    stop() {
      stopping.abort()
      spool.close()
    },
  }
}

/** Commits that git prints into a file, from a byte on. Where that fails, git prints the rest again for us: the disk may be full. */
export async function spooled(where: Where, span: Span, { spool, ended, at }: { readonly spool: Spool, readonly ended: Promise<void>, readonly at?: number }, give: (commit: RawCommit) => void): Promise<void> {
  let given = 0
  try {
    await spool.drain(ended, commitReader((commit) => {
      give(commit)
      given += 1
    }), at)
  } catch (error) {
    if (!(error instanceof ConventionsError && error.code === 'gitFailed')) throw error
    let skipped = 0
    await readCommits(where, span, (commit) => {
      skipped += 1
      if (skipped > given) give(commit)
    })
  }
}

/**
 * Streams commits, in git's order (newest first): one `git log`, of which no more than a chunk is held. `each` is called while git still prints.
 * Throws `gitFailed`, `gitMissing`.
 */
export async function readCommits(where: Where, span: Span, each: (commit: RawCommit) => void): Promise<void> {
  await stream(where, logArgs(span), commitReader(each), inputOf(span))
}

function logArgs({ paths = [], most, since }: Span): string[] {
  return ['log', '-z', `--format=${commitFormat}`, ...since === undefined ? [] : [`--since=${since}`], ...most === undefined ? [] : [`--max-count=${most}`], '--stdin', '--', ...paths]
}

const inputOf = ({ to = 'HEAD', not = [] }: Span): string => revisions(to, not)

/** The hashes of the commits that touch paths. Throws what `readCommits` does. */
export async function readTouching(where: Where, { to = 'HEAD', not = [], paths = [] }: Span): Promise<Set<string>> {
  const text = await ask(where, ['log', '--format=%H', '--full-history', '--stdin', '--', ...paths], revisions(to, not))
  return new Set(text.split('\n'))
}

/** Every tag on a commit, from refs/tags; with `merged`, those that this revision contains. Throws what `readCommits` does. */
export async function readTags(where: Where, { merged }: { readonly merged?: string } = {}): Promise<Tag[]> {
  const text = await ask(where, ['for-each-ref', ...merged === undefined ? [] : [`--merged=${merged}`], `--format=${tagFormat}`, 'refs/tags'])
  return text.split('\n').flatMap(tagsIn)
}

/** A line of `for-each-ref` that `tagsIn` understands. */
export const tagFormat = '%(refname:strip=2)%00%(objectname)%00%(objecttype)%00%(*objectname)%00%(*objecttype)'

/** The tag on a commit that a line names; none where it is on something else. */
export function tagsIn(line: string): Tag[] {
  const [name = '', object = '', type, target = '', targetType] = line.split('\0')
  if (type === 'commit') return [{ name, object, commit: object }]
  return type === 'tag' && targetType === 'commit' ? [{ name, object, commit: target }] : []
}

/** Every tag on a commit, and what `git replace` has put in the place of what: the refs that a history depends on. */
export interface Refs {
  readonly tags: readonly Tag[]
  readonly replaced: readonly string[]
}

/** All of them, in one look. Throws what `readCommits` does. */
export async function readRefs(where: Where): Promise<Refs> {
  const lines = (await ask(where, ['for-each-ref', `--format=%(refname)%00${tagFormat}`, 'refs/tags', 'refs/replace'])).split('\n')
  const isTag = (line: string): boolean => line.startsWith('refs/tags/')
  return { tags: lines.filter(isTag).flatMap((line) => tagsIn(line.slice(line.indexOf('\0') + 1))), replaced: lines.filter((line) => line !== '' && !isTag(line)) }
}

/** Whether git takes names from a mailmap outside of the work tree too: what that holds is nowhere to be seen. Throws what `readCommits` does. */
export async function hasMailmapElsewhere(where: Where): Promise<boolean> {
  return (await ask(where, ['config', '--list', '-z'])).split('\0').some((setting) => /^mailmap\.(file|blob)(\n|$)/.test(setting))
}

/** Names and addresses of the authors of what a revision reaches. Throws what `readCommits` does. */
export async function readAuthors(where: Where, { to = 'HEAD', not = [] }: Span): Promise<Set<string>> {
  const text = await ask(where, ['log', '--format=%aE', '--stdin', '--'], revisions(to, not))
  return new Set(text.split('\n').map((email) => email.toLowerCase()))
}

/** HEAD, and the first lines of it and, where it is a merge, of what it merged. */
export interface Head {
  readonly hash: string
  readonly subjects: readonly string[]
}

/** Throws what `readCommits` does. */
export async function readHead(where: Where): Promise<Head> {
  const text = await ask(where, ['log', '--no-walk=unsorted', '--ignore-missing', '--format=%H %s', 'HEAD', 'HEAD^2', '--'])
  const lines = text.split('\n').slice(0, -1)
  return { hash: lines[0]?.split(' ', 1)[0] ?? '', subjects: lines.map((line) => line.slice(line.indexOf(' ') + 1)) }
}

/** Who first added files, and when (seconds since 1970): for those of `wanted`, in one pass, by path. Renames count as added. Throws what `readCommits` does. */
export async function readOrigins(where: Where, wanted: ReadonlySet<string>): Promise<Map<string, { readonly author: string, readonly time: number }>> {
  const found = new Map<string, { author: string, time: number }>()
  let rest = Buffer.alloc(0)
  let commit = { author: '', time: 0 }
  const take = (record: string): void => {
    // A record is a path, or the head of a commit behind a character that no path begins with here.
    if (record.startsWith('\u0001')) {
      const [author = '', time = ''] = record.slice(1).split('\n')
      commit = { author, time: Number(time) }
    } else if (wanted.has(record.replace(/^\n/, ''))) {
      found.set(record.replace(/^\n/, ''), commit)
    }
  }
  await stream(where, ['log', '-z', '--no-merges', '--diff-filter=A', '--no-renames', '--name-only', '--format=%x01%aN%n%ct'], (chunk) => {
    const buffer = Buffer.concat([rest, chunk])
    let from = 0
    for (let end = buffer.indexOf(0); end >= 0; end = buffer.indexOf(0, from)) {
      take(buffer.toString('utf8', from, end))
      from = end + 1
    }
    rest = buffer.subarray(from)
  })
  if (rest.length > 0) take(rest.toString('utf8'))
  return found
}

/** Names of the tags, and when they were made (seconds since 1970). Throws what `readCommits` does. */
export async function readTagTimes(where: Where): Promise<{ name: string, time: number }[]> {
  const text = await ask(where, ['for-each-ref', '--format=%(refname:strip=2)%00%(creatordate:unix)', 'refs/tags'])
  return text.split('\n').slice(0, -1).map((line) => {
    const [name = '', time = ''] = line.split('\0')
    return { name, time: Number(time) }
  })
}

/** The texts that a file had, newest first: the last of each month, 120 months at most. Throws what `readCommits` does. */
export async function readVersions(where: Where, path: string): Promise<{ readonly time: number, readonly text: string }[]> {
  const log = (await ask(where, ['log', '--format=%H %ct', '--diff-filter=AM', '--', path])).split('\n').slice(0, -1)
  const months = new Map<string, { readonly hash: string, readonly time: number }>()
  for (const line of log) {
    const [hash = '', time = ''] = line.split(' ')
    const month = new Date(Number(time) * 1000).toISOString().slice(0, 7)
    if (!months.has(month) && months.size < 120) months.set(month, { hash, time: Number(time) })
  }
  const texts: { time: number, text: string }[] = []
  // One after the other: a hundred programs at once are too many for a small machine.
  for (const { hash, time } of months.values()) texts.push({ time, text: await ask(where, ['cat-file', 'blob', `${hash}:${path}`]) })
  return texts.sort((a, b) => b.time - a.time)
}

/** Those of some paths that git ignores, and does not know all the same. Throws what `readCommits` does. */
export async function readIgnored(where: Where, paths: readonly string[]): Promise<Set<string>> {
  try {
    return new Set((await ask(where, ['check-ignore', '-z', '--stdin'], paths.map((path) => `${path}\0`).join(''))).split('\0'))
  } catch (error) {
    // It ends with 1 where there is none.
    if (error instanceof ConventionsError && error.code === 'gitFailed' && (error.details as { output: string }).output === '') return new Set()
    throw error
  }
}

/** Full names of the branches of this clone and of its remotes, most recent first. Throws what `readCommits` does. */
export async function readBranchRefs(where: Where): Promise<string[]> {
  const text = await ask(where, ['for-each-ref', '--count=5000', '--sort=-committerdate', '--format=%(refname)', 'refs/heads', 'refs/remotes'])
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

/** Settings of git under which it prints what we understand, whatever the user's are. */
export const settings = ['-c', 'i18n.logOutputEncoding=UTF-8', '-c', 'log.showSignature=false', '-c', 'log.follow=false'] as const

/** How git is started. Without GIT_FLUSH=0, it writes every commit into the pipe by itself (git(1)). */
export function surroundings({ cwd, env }: Where) {
  return { cwd, env: { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_FLUSH: '0', LC_ALL: 'C' }, windowsHide: true }
}

/** `to`: who takes what git prints, or the descriptor of a file. */
function stream(where: Where, args: readonly string[], to: ((chunk: Uint8Array) => void) | number, input?: string, stop?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...settings, ...args], {
      ...surroundings(where), stdio: [input === undefined ? 'ignore' : 'pipe', typeof to === 'number' ? to : 'pipe', 'pipe'],
    })
    stop?.addEventListener('abort', () => child.kill())
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
    let problem: unknown
    let said = ''
    child.stdout?.on('data', (chunk: Uint8Array) => {
      try {
        if (problem === undefined && typeof to !== 'number') to(chunk)
      } catch (error) {
        problem = error
        child.kill()
      }
    })
    child.stderr!.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(0, 10_000) })
    child.once('error', (cause) => reject(new ConventionsError('gitMissing', undefined, { cause })))
    child.once('close', (code) => {
      if (problem !== undefined) reject(problem as Error)
      else if (code !== 0) reject(new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: said.trim() }))
      else resolve()
    })
  })
}
