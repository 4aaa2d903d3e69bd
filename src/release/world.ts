import { join } from 'node:path'
import { check, query, runCommand, type Argv } from '../apply/run.ts'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import type { Step } from './types.ts'

/** checksUnasked: CI was not asked about the commit. stashed: what others had changed in these files is kept in
 * git's stash. noComment: the pull request was not commented. pluginCut: we were killed while a plugin ran, and it is not run again. pluginsOurs: what
 * these do is done here. */
export type Warning = { readonly kind: 'checksUnasked', readonly commit: string } | { readonly kind: 'stashed', readonly paths: readonly string[] } | { readonly kind: 'noComment', readonly reason: string }
  | { readonly kind: 'pluginCut', readonly plugin: string, readonly method: string } | { readonly kind: 'pluginsOurs', readonly plugins: readonly string[] }

/** The outside world of a release. */
export interface World {
  readonly repo: Repo
  readonly facts: Facts
  readonly io: Io
  /** Milliseconds to wait for an answer of the network. */
  readonly timeout: number
  /** Addresses of registries, as far as npm was asked: it takes its time. */
  readonly registries: Map<string, string>
  /** The sentence of a failure, in the locale of who reads it. */
  readonly tell: (error: ConventionsError) => string
  /** Told what is no failure and yet to be known. */
  readonly warn: (warning: Warning) => void
  /** Told before each step, and with each line that a command prints. */
  readonly progress: (step: Step | 'check', line?: string) => void
}

/** Asks git. Undefined where git says no (exit 1 or more). */
export async function askGit({ repo, io }: World, ...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await query(['git', ...args], { cwd: repo.root, env: { ...io.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' } })
  return exitCode === 0 ? stdout.toString().trimEnd() : undefined
}

/**
 * The world with somebody who commits and tags. Runners of CI know nobody: there it is the host's robot.
 *
 * @throws ConventionsError `releaseIdentity` where git knows nobody and this is no CI
 */
export async function withIdentity(world: World): Promise<World> {
  if (await askGit(world, 'var', 'GIT_COMMITTER_IDENT') !== undefined && await askGit(world, 'var', 'GIT_AUTHOR_IDENT') !== undefined) return world
  const { env } = world.io
  if (!env['CI'] && env['GITHUB_ACTIONS'] !== 'true') throw new ConventionsError('releaseIdentity', undefined)
  // The address that GitHub shows as its robot's.
  const [name, email] = env['GITHUB_ACTIONS'] === 'true' ? ['github-actions[bot]', '41898282+github-actions[bot]@users.noreply.github.com']
    : [env['GITLAB_USER_NAME'] || 'conventions', env['GITLAB_USER_EMAIL'] || 'conventions@users.noreply.localhost']
  return { ...world, io: { ...world.io, env: { ...env, GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email } } }
}

/** Runs a command that changes something, or may take long. Throws `releaseCommand` with what it printed, `interrupted`. */
export async function perform(world: World, step: Step | 'check', argv: Argv, path: RepoPath = ''): Promise<string> {
  const { repo, io } = world
  const { exitCode, output } = await runCommand(argv, {
    cwd: path === '' ? repo.root : join(repo.root, ...path.split('/')), env: { ...io.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    platform: io.platform, signal: io.signal, onLine: (line) => world.progress(step, line),
  })
  if (exitCode !== 0) throw new ConventionsError('releaseCommand', { command: argv.join(' '), output: output.trim().split('\n').slice(-15).join('\n') })
  return output
}

/** What the remote says: id by ref. Undefined where it cannot be asked. */
export async function askRemote(world: World, remote: string, refs: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> {
  const text = await askGit(world, 'ls-remote', remote, ...refs)
  return text === undefined ? undefined : new Map(text.split('\n').filter((line) => line !== '').map((line) => {
    const [id = '', ref = ''] = line.split('\t')
    return [ref, id]
  }))
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** One request that carries JSON. Throws `releaseNetwork` where there is no answer in time, `interrupted`. */
export async function request({ io, timeout }: World, method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, headers: Readonly<Record<string, string>>, body?: object): Promise<Answer> {
  check(io.signal)
  try {
    const response = await fetch(url, {
      method, signal: AbortSignal.any([io.signal, AbortSignal.timeout(timeout)]),
      headers: { 'user-agent': 'create-conventions', ...headers, ...body !== undefined && { 'content-type': 'application/json' } },
      ...body !== undefined && { body: JSON.stringify(body) },
    })
    const text = await response.text()
    return { status: response.status, body: parse(text) }
  } catch (error) {
    check(io.signal)
    const { cause } = error as { cause?: unknown }
    throw new ConventionsError('releaseNetwork', { url: withoutSecrets(url), reason: cause instanceof Error ? cause.message : (error as Error).message }, { cause: error })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function withoutSecrets(url: string): string {
  const parsed = new URL(url)
  return `${parsed.origin}${parsed.pathname}`
}
