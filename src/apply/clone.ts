import { lstatIfThere } from './disk.ts'
import { runningPath } from './lock.ts'
import { query, type Env } from './run.ts'
import { join } from 'node:path'

/**
 * Sets in a clone what the convention wants of its git config (and nothing else). For `prepare`, which runs at every install of every clone: does nothing in CI,
 * outside git, without a config, or while an apply is under way (which sets it itself). A setting that is there is left alone.
 *
 * @throws whatever reading the repository throws: the caller swallows it, for an install must not fail because of us
 */
export async function installClone({ cwd, env }: { readonly cwd: string, readonly env: Env }): Promise<void> {
  if (env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false') return
  const { diskRepo } = await import('../repo/disk.ts')
  const repo = diskRepo(cwd, env)
  const { dir } = repo.git
  if (dir === undefined || await lstatIfThere(runningPath(join(dir, 'conventions'))) !== undefined) return
  const { openRepository } = await import('../engine.ts')
  const { steps } = (await openRepository({ cwd, env })).plan()
  for (const { run } of steps) {
    if (!('gitConfig' in run) || repo.git.config(run.gitConfig) === run.value) continue
    // What the clone's owner chose themselves stays.
    const own = await query(['git', 'config', '--local', '--get', run.gitConfig], { cwd: repo.root, env })
    if (own.exitCode === 1) await query(['git', 'config', '--local', run.gitConfig, run.value], { cwd: repo.root, env })
  }
}
