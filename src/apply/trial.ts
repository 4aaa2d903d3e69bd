import { mkdir, mkdtemp, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { RepoPath } from '../repo/repo.ts'
import { query, type Env } from './run.ts'

export interface Trial {
  /** Relative to the root; a commit-msg hook of ours. */
  readonly script: RepoPath
  /** Parts of it that are not tried: the team's own commands. */
  readonly skip: readonly string[]
  /** What the script reads besides. */
  readonly reads: readonly RepoPath[]
  readonly message: string
}

export interface Tried {
  /** null: it could not be started. */
  readonly exitCode: number | null
  readonly said: string
}

/**
 * Runs a commit-msg hook on a message, with nothing committed and nothing kept: in a folder of its own outside of the repository, which holds links to what
 * the hook reads, and no git directory that hooks of the clone's could be gone on to.
 */
export async function tryHook(root: string, env: Env, { script, skip, reads, message }: Trial): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), 'conventions-'))
  const links = reads.map((path) => join(folder, path))
  try {
    await mkdir(join(folder, '.git'))
    await writeFile(join(folder, 'message'), message)
    for (const [index, link] of links.entries()) {
      await mkdir(dirname(link), { recursive: true })
      await symlink(join(root, reads[index]!), link, 'junction')
    }
    const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, CONVENTIONS_HOOKS: _off, ...rest } = env
    const { exitCode, stderr } = await query(['sh', script, 'message'], { cwd: folder, env: { ...rest, SKIP: skip.join(','), GIT_EDITOR: ':' } })
    return { exitCode, said: stderr }
  } finally {
    // The links first, so that nothing could ever follow them.
    for (const link of links) await unlink(link).catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  }
}
