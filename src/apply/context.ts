import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { ifThere } from './disk.ts'
import { query, type Env } from './run.ts'
import type { Area } from './types.ts'

/** Where an apply, an undo or a recovery works. All paths absolute. */
export interface Context {
  readonly root: string
  readonly commonDir: string
  /** What `--local` writes; a link is resolved. */
  readonly configFile: string
  /** `<git dir>/conventions` */
  readonly home: string
  readonly platform: NodeJS.Platform
  /** What commands get to see: the user's, without what a git hook sets for its own repository. */
  readonly env: Env
  readonly signal: AbortSignal
}

// git sets these while it runs a hook (githooks(5)); inside `prepare` or a hook they would send our git to the wrong index.
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY']

/** Throws `applyNeedsGit` where there is no git directory for the journal. */
export async function contextOf(repo: Repo, io: Io): Promise<Context> {
  const { dir, commonDir } = repo.git
  if (!repo.git.present || dir === undefined || commonDir === undefined) throw new ConventionsError('applyNeedsGit', { path: repo.root })
  const config = join(commonDir, 'config')
  return {
    root: repo.root,
    commonDir,
    configFile: await ifThere(realpath(config)) ?? config,
    home: join(dir, 'conventions'),
    platform: io.platform,
    env: Object.fromEntries(Object.entries(io.env).filter(([key]) => !ofHooks.includes(key))),
    signal: io.signal,
  }
}

export function placeOf(context: Context, area: Area, path: RepoPath): string {
  if (area === 'tree') return join(context.root, ...path.split('/'))
  return path === 'config' ? context.configFile : join(context.commonDir, ...path.split('/'))
}

/** Asks git; throws `gitFailed` unless the exit code is one of `allowed`. */
export async function git(context: Context, args: readonly string[], input?: string, allowed: readonly number[] = [0]): Promise<Buffer> {
  const { exitCode, stdout, stderr } = await query(['git', ...args], {
    cwd: context.root, env: { ...context.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }, ...input !== undefined && { input },
  })
  if (exitCode === null || !allowed.includes(exitCode)) throw new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: stderr })
  return stdout
}

/** The parts of git's `-z` output. */
export function nulSeparated(output: Buffer): string[] {
  return output.toString().split('\0').slice(0, -1)
}
