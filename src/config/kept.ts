import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builtStandard, toolkitId } from '../assets.ts'
import { lockPath } from '../plan/lockPath.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'
import { findConfigs } from './find.ts'
import type { Resolution } from './resolve.ts'
import type { ResolvedConfig } from './schema.ts'

/**
 * What a config came to, kept in the git directory with everything of the repository that it was made of: to read, merge and validate it takes
 * longer than to tell what is not released yet.
 */
interface Kept {
  readonly toolkit: string
  /** Names of config files. */
  readonly configs: readonly RepoPath[]
  /** The files that were read, with their texts; null: there was none. */
  readonly files: readonly (readonly [path: RepoPath, text: string | null])[]
  readonly config: ResolvedConfig
}

/** A config that was kept. */
export interface KeptConfig {
  /** Whether the repository has a config; without, this is the standard one. */
  readonly own: boolean
  readonly config: ResolvedConfig
}

/** What is kept, where nothing that it was made of has changed; undefined otherwise. Where there is no config, what the build resolved. */
export function keptConfig(repo: Repo): KeptConfig | undefined {
  try {
    const standard = findConfigs(repo).length === 0 ? builtStandard() : undefined
    if (standard !== undefined) return { own: false, config: JSON.parse(standard) as ResolvedConfig }
    const { toolkit, configs, files, config } = JSON.parse(readFileSync(fileOf(repo), 'utf8')) as Kept
    const same = toolkit === toolkitId() && String(findConfigs(repo)) === String(configs) && files.every(([path, text]) => (repo.read(path) ?? null) === text)
    return same ? { own: configs.length > 0, config } : undefined
  } catch {
    return undefined
  }
}

/** A repository that notes which files a config is made of, and keeps what it came to. */
export function noting(repo: Repo): { readonly repo: Repo, keep(resolution: Resolution): void } {
  const read = new Map<RepoPath, string | null>()
  let open = true
  const note = (path: RepoPath): string | undefined => {
    const text = repo.read(path)
    // The lock says what remote presets are; a config with one is not kept.
    if (open && path !== lockPath) read.set(path, text ?? null)
    return text
  }
  return {
    repo: { ...repo, read: note },
    keep({ config, presets }) {
      open = false
      const configs = findConfigs(repo)
      // A config that is code may say something else next time.
      if (configs.some((name) => !/\.(ya?ml|json)$/.test(name)) || Object.keys(presets).length > 0 || !isPlain(config)) return
      const kept: Kept = { toolkit: toolkitId(), configs, files: [...read], config }
      write(repo, JSON.stringify(kept))
    },
  }
}

/** Whether JSON brings it back as it is (but for what is undefined). */
function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item !== undefined && isPlain(item))
  if (typeof value === 'object' && value !== null) return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain)
  return value === null || ['string', 'boolean', 'undefined'].includes(typeof value) || Number.isFinite(value)
}

/** Or not: a git directory that cannot be written to is no reason to fail. */
function write(repo: Repo, text: string): void {
  try {
    if (repo.git.dir === undefined) return
    const file = fileOf(repo)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  } catch {
    // The next run resolves it again.
  }
}

function fileOf({ root, git: { dir } }: Repo): string {
  return join(dir ?? join(root, '.git'), 'conventions', 'config.json')
}
