import { lstatIfThere } from './disk.ts'
import { runningPath } from './lock.ts'
import { query, type Env } from './run.ts'
import type { StepChange } from '../feature.ts'
import type { Repo } from '../repo/repo.ts'
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
  for (const { run } of steps) await take(repo, env, run)
}

async function take(repo: Repo, env: Env, run: StepChange['run']): Promise<void> {
  if (!('gitConfig' in run)) {
    if (run.soft) await query(run.argv, { cwd: repo.root, env })
    return
  }
  const { gitConfig, value, over = [] } = run
  if (repo.git.config(gitConfig) === value) return
  // What the clone's owner chose themselves stays.
  const own = await query(['git', 'config', '--local', '--get', gitConfig], { cwd: repo.root, env })
  if (own.exitCode !== 1 && !over.includes(own.stdout.toString().replace(/\n$/, ''))) return
  const { passOn } = await import('./hooks.ts')
  if (run.hooks && !await passOn(repo.root, env, run)) return
  await query(['git', 'config', '--local', '--replace-all', gitConfig, value], { cwd: repo.root, env })
}
