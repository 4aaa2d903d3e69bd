import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ConventionsError } from '../errors.ts'
import type { Fetched, FetchPreset } from './remote.ts'
import { quote, type Where } from './show.ts'
import { isCommit, type GitSpec } from './spec.ts'

const run = promisify(execFile)

/** Names of a fragment where the spec does not say one. */
const defaultPaths = ['conventions.preset.yaml', 'conventions.preset.yml', 'conventions.preset.json']
const patience = 60_000
const largest = 1024 * 1024

/** A question that git could not answer; `output` is what it said. */
interface GitFailure {
  readonly output: string
}

/**
 * Fetches presets with git, into a temporary directory that is gone afterwards; nothing of what is fetched is checked out or run.
 * git may ask nothing (no password, no passphrase), follows no other protocol than https and ssh (or only file), and knows nothing of the repository
 * that we work in.
 *
 * @param env environment for git; `signal` ends it
 */
export function gitFetcher(env: Readonly<Record<string, string | undefined>>, signal?: AbortSignal): FetchPreset {
  return async (spec, where) => {
    const directory = await mkdtemp(join(tmpdir(), 'conventions-preset-'))
    try {
      const git = gitIn(directory, await quietEnv(env, spec), signal)
      return await fetchInto(git, spec, where)
    } finally {
      await rm(directory, { recursive: true, force: true, maxRetries: 3 })
    }
  }
}

type Git = (...args: readonly string[]) => Promise<string | GitFailure>

async function fetchInto(git: Git, spec: GitSpec, where: Where): Promise<Fetched> {
  const fail = (problem: string) => new ConventionsError('presetFetch', { where, spec: quote(spec.id, 200), problem })
  const made = await git('init', '--quiet', '--bare', '--template=', '.')
  if (typeof made !== 'string') throw fail(made.output)
  const target = isCommit(spec.ref) ? spec.ref : `refs/tags/${spec.ref}`
  const fetched = await git(
    'fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head',
    '--', spec.url, `${target}:refs/conventions/preset`,
  )
  if (typeof fetched !== 'string') {
    // What a branch is called is no tag; say that rather than "couldn't find remote ref".
    if (/couldn't find remote ref/.test(fetched.output)) throw new ConventionsError('presetNoTag', { where, spec: quote(spec.id, 200), ref: spec.ref })
    throw fail(fetched.output)
  }
  const commit = await git('rev-parse', '--verify', '--quiet', 'refs/conventions/preset^{commit}')
  if (typeof commit !== 'string' || !isCommit(commit.trim()) || (isCommit(spec.ref) && commit.trim() !== spec.ref)) {
    throw new ConventionsError('presetNoTag', { where, spec: quote(spec.id, 200), ref: spec.ref })
  }
  const paths = spec.path === undefined ? defaultPaths : [spec.path]
  for (const path of paths) {
    const text = await git('cat-file', 'blob', `${commit.trim()}:${path}`)
    if (typeof text === 'string') return { commit: commit.trim(), path, text }
  }
  throw new ConventionsError('presetRemoteEmpty', { where, spec: quote(spec.id, 200), looked: paths })
}

function gitIn(cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Git {
  return async (...args) => {
    try {
      const child = run('git', args, { cwd, env, timeout: patience, maxBuffer: largest, windowsHide: true, ...(signal && { signal }) })
      child.child.stdin?.end()
      return (await child).stdout
    } catch (error) {
      if (signal?.aborted) throw error
      const { code, killed, stderr, message } = error as Error & { code?: unknown, killed?: boolean, stderr?: string }
      if (code === 'ENOENT') throw new ConventionsError('gitMissing', undefined, { cause: error })
      if (killed) return { output: `no answer within ${patience / 1000} s` }
      return { output: (stderr || message).trim().split('\n').slice(-3).join(' ') }
    }
  }
}

/** What ties git to a repository (`git rev-parse --local-env-vars`): set when a hook runs us. Settings by environment may stay. */
const ties = /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|PREFIX|NAMESPACE|SHALLOW_FILE|GRAFT_FILE|IMPLICIT_WORK_TREE)$/

async function quietEnv(env: Readonly<Record<string, string | undefined>>, spec: GitSpec): Promise<NodeJS.ProcessEnv> {
  const kept = Object.fromEntries(Object.entries(env).filter(([name]) => !ties.test(name)))
  const quiet = {
    ...kept,
    GIT_TERMINAL_PROMPT: '0', GCM_INTERACTIVE: 'never', SSH_ASKPASS: '',
    // Where someone answers for the user (an editor, a CI runner), it stays; '' keeps git from opening a window.
    GIT_ASKPASS: env['GIT_ASKPASS'] ?? '',
    // https may become ssh by the user's `url.<base>.insteadOf`.
    GIT_ALLOW_PROTOCOL: spec.protocol === 'file' ? 'file' : 'https:ssh',
    LC_ALL: 'C',
  }
  if (spec.protocol !== 'ssh' || env['GIT_SSH_COMMAND'] || env['GIT_SSH']) return quiet
  // ssh asks at the terminal itself. A command that the user has configured stays theirs.
  const configured = await run('git', ['config', '--get', 'core.sshCommand'], { cwd: tmpdir(), env: quiet }).catch(() => ({ stdout: '' }))
  return configured.stdout.trim() === '' ? { ...quiet, GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' } : quiet
}
