import { query } from '../apply/run.ts'
import { ConventionsError } from '../errors.ts'
import type { Messages } from '../messages/index.ts'
import { checkForge, proposeChange } from './forge.ts'
import { nameOf } from './naming.ts'
import type { ReleasePlan } from './types.ts'
import { perform, type World } from './world.ts'

/**
 * Puts the release commit onto a branch of its own and proposes it: a pull request on GitHub, a merge request on GitLab, the open one where
 * there is one. Neither the working tree nor the checked out branch is touched. When it is merged, `conventions release` finds the commit
 * and releases it.
 *
 * @returns the address of the request
 * @throws ConventionsError `releaseNoForge`, `releaseToken`, `releaseForbidden`, `releaseNetwork`, `releaseCommand`
 */
export async function propose(world: World, plan: ReleasePlan, words: Messages['release']): Promise<string> {
  if (plan.forge === undefined) throw new ConventionsError('releaseNoForge', undefined)
  await checkForge(world, plan.forge)
  const commit = await commitAside(world, plan)
  const from = `release/${plan.branch}`
  await perform(world, 'push', ['git', 'push', '--force', plan.remote, `${commit}:refs/heads/${from}`])
  const body = [words.proposal, ...plan.targets.map(({ name, version, notes }) => `# ${[name, version].filter((part) => part !== '').join(' ')}\n\n${notes}`)].join('\n\n')
  return proposeChange(world, plan.forge, { from, to: plan.branch, title: plan.message ?? nameOf(plan), body: body.slice(0, 60_000) })
}

/** The release commit on top of the checked out one, made in an index of its own. */
async function commitAside(world: World, { writes, base, message }: ReleasePlan): Promise<string> {
  const { repo, io } = world
  const env = { ...io.env, GIT_INDEX_FILE: `${repo.git.dir!}/conventions-release-index`, LC_ALL: 'C' }
  const git = async (args: readonly string[], input?: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await query(['git', ...args], { cwd: repo.root, env, ...input !== undefined && { input } })
    if (exitCode !== 0) throw new ConventionsError('releaseCommand', { command: `git ${args.join(' ')}`, output: stderr })
    return stdout.toString().trim()
  }
  await git(['read-tree', base])
  for (const { path, after } of writes) {
    const blob = await git(['hash-object', '-w', '--stdin', '--path', path], after)
    await git(['update-index', '--add', '--cacheinfo', `${repo.stat(path)?.executable === true ? '100755' : '100644'},${blob},${path}`])
  }
  return git(['commit-tree', await git(['write-tree']), '-p', base, '-m', message ?? ''])
}
