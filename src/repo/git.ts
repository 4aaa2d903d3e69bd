import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { canonicalKey, type GitSetting, parseGitConfig } from './gitConfig.ts'
import { once } from './once.ts'
import type { Git, RepoPath } from './repo.ts'

/** Where the work tree that holds `cwd` begins and where git keeps its files; undefined when there is none. */
export interface WorkTree {
  readonly root: string
  readonly gitDir: string
  readonly commonDir: string
}

/**
 * Finds the work tree by walking up, without starting git: `.git` is a directory, or a file that names one (linked worktree, submodule).
 *
 * @throws ConventionsError `bareRepository` when `cwd` lies in a bare repository or inside a git directory, `brokenGitFile` when
 *   `.git` names a directory that is not there
 */
export function findWorkTree(cwd: string): WorkTree | undefined {
  for (let dir = resolve(cwd); ; dir = dirname(dir)) {
    const dotGit = join(dir, '.git')
    if (existsSync(dotGit)) return workTreeAt(dir, dotGit)
    if (existsSync(join(dir, 'HEAD')) && existsSync(join(dir, 'objects')) && existsSync(join(dir, 'refs'))) {
      throw new ConventionsError('bareRepository', { path: dir })
    }
    if (dirname(dir) === dir) return undefined
  }
}

function workTreeAt(root: string, dotGit: string): WorkTree | undefined {
  if (statSync(dotGit).isDirectory()) {
    return existsSync(join(dotGit, 'HEAD')) ? { root, gitDir: dotGit, commonDir: dotGit } : undefined
  }
  const named = /^gitdir: (.+?)\r?\n?$/.exec(readFileSync(dotGit, 'utf8'))?.[1]
  const gitDir = named === undefined ? undefined : resolve(root, named)
  if (gitDir === undefined || !existsSync(gitDir)) throw new ConventionsError('brokenGitFile', { path: dotGit })
  const commonFile = join(gitDir, 'commondir')
  if (!existsSync(commonFile)) return { root, gitDir, commonDir: gitDir }
  const common = readFileSync(commonFile, 'utf8').trim()
  return { root, gitDir, commonDir: isAbsolute(common) ? common : resolve(gitDir, common) }
}

/** Git's answers for a work tree; each is asked for once, when it is needed. Without a work tree, the answers of an empty repository. */
export function diskGit(root: string, workTree: WorkTree | undefined, env: Readonly<Record<string, string | undefined>>): Git {
  const settings = once(() => workTree ? readConfig(root, env) : new Map<string, string>())
  return {
    present: workTree !== undefined,
    dir: workTree?.gitDir,
    commonDir: workTree?.commonDir,
    branch: once(() => workTree && branchOf(workTree)),
    hasCommits: once(() => workTree !== undefined && (headFile(workTree) || git(root, env, ['rev-parse', '--verify', '--quiet', 'HEAD'], [0, 1, 128]).status === 0)),
    remotes: once(() => workTree === undefined ? {} : remotesIn(ownConfig(workTree, env) ?? settings())),
    config: (key) => settings().get(canonicalKey(key)),
    hooks: once(() => hooksIn(hooksDirectory(root, workTree, settings().get('core.hookspath'), env))),
    keepsCrlf: once(() => workTree !== undefined && /^i\/(crlf|mixed) /m.test(git(root, env, ['ls-files', '--eol']).stdout)),
    dirty(paths) {
      if (!workTree || paths.length === 0) return []
      const changed = new Set(uncommitted(root, env, paths))
      return paths.filter((path) => changed.has(path))
    },
  }
}

/** Files whose content is not what is committed, untracked ones too; of some paths, or of the whole work tree. */
export function uncommitted(root: string, env: Readonly<Record<string, string | undefined>>, paths: readonly RepoPath[] = []): RepoPath[] {
  const { stdout } = git(root, env, ['--literal-pathspecs', 'status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--', ...paths])
  return stdout.split('\0').filter(Boolean).map((line) => line.slice(3))
}

/** Where git takes hooks from: core.hooksPath (git-config(1): `~/` is the home, a relative one begins at the work tree), else `hooks` of the git directory. */
function hooksDirectory(root: string, workTree: WorkTree | undefined, setting: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  if (setting === undefined || setting === '') return join(workTree?.commonDir ?? join(root, '.git'), 'hooks')
  return resolve(root, setting.startsWith('~/') ? join(env['HOME'] ?? root, setting.slice(2)) : setting)
}

/** Hooks have no ending; git skips those that are not executable (Windows has no such mode). */
function hooksIn(dir: string): { readonly dir: string, readonly names: readonly string[] } {
  const entries = statSync(dir, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(dir) : []
  const runs = (name: string): boolean => {
    const stats = statSync(join(dir, name), { throwIfNoEntry: false })
    return stats?.isFile() === true && (sep === '\\' || (stats.mode & 0o111) !== 0)
  }
  return { dir, names: entries.filter((name) => /^[a-z0-9-]+$/.test(name) && runs(name)).sort() }
}

/** The branch that is checked out. */
function branchOf({ gitDir }: WorkTree): string | undefined {
  return /^ref: refs\/heads\/(.+)$/m.exec(readFileSync(join(gitDir, 'HEAD'), 'utf8'))?.[1]
}

/** Whether the branch that is checked out has a file with its commit; where it has none, it may still be packed. */
function headFile(workTree: WorkTree): boolean {
  const branch = branchOf(workTree)
  const file = branch === undefined ? undefined : join(workTree.commonDir, 'refs', 'heads', ...branch.split('/'))
  return file !== undefined && existsSync(file) && /^[0-9a-f]{40,64}\s*$/.test(readFileSync(file, 'utf8'))
}

function remotesIn(settings: Iterable<GitSetting>): Record<string, string> {
  return Object.fromEntries([...settings].flatMap(([key, url]) => {
    const name = /^remote\.(.+)\.url$/.exec(key)?.[1]
    return name === undefined ? [] : [[name, url]]
  }))
}

/** The config file of the repository, where it alone says what its remotes are: starting git for them takes longer than a whole check. */
function ownConfig({ commonDir }: WorkTree, env: Readonly<Record<string, string | undefined>>): readonly GitSetting[] | undefined {
  if (Object.keys(env).some((name) => name.startsWith('GIT_CONFIG'))) return undefined
  const file = join(commonDir, 'config')
  const settings = existsSync(file) ? parseGitConfig(readFileSync(file, 'utf8')) : undefined
  const elsewhere = settings === undefined || settings.some(([key]) => /^include(if)?\.|^extensions\.worktreeconfig$/.test(key))
  return elsewhere ? undefined : settings
}

function readConfig(root: string, env: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const { stdout } = git(root, env, ['config', '--list', '-z'])
  return new Map(stdout.split('\0').filter((entry) => entry !== '').map((entry) => {
    const end = entry.indexOf('\n')
    // A key without `=` stands for true.
    return end < 0 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)]
  }))
}

/**
 * Runs git and returns what it printed.
 *
 * @throws ConventionsError `gitMissing` when there is no git, `gitFailed` when it exits with a status that is not allowed
 */
export function git(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[],
  allowed: readonly number[] = [0],
): { readonly status: number, readonly stdout: string } {
  const result = spawnSync('git', args, {
    cwd, env: { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }, encoding: 'utf8', maxBuffer: 1 << 28, windowsHide: true,
  })
  if (result.error) throw new ConventionsError('gitMissing', undefined, { cause: result.error })
  if (result.status === null || !allowed.includes(result.status)) {
    throw new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: result.stderr.trim() })
  }
  return { status: result.status, stdout: result.stdout }
}
