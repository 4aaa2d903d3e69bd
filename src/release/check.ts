import { ConventionsError } from '../errors.ts'
import { isShallow } from '../history/read.ts'
import { checkForge } from './forge.ts'
import { runHook } from './hooks.ts'
import { checkLogin, hasVersion } from './registry.ts'
import type { ReleaseOptions } from './schema.ts'
import { checkState } from './state.ts'
import type { ReleasePlan } from './types.ts'
import { askGit, askRemote, perform, type World } from './world.ts'

/**
 * Everything that can be known before anything is changed: the tree is clean, the branch is what the remote has, tags and versions are
 * free, tokens are there and allowed, the remote would take the push, the team's own checks pass.
 *
 * @param checks whether CI is asked what it said about the commit
 * @throws ConventionsError with a code of its own for each
 */
export async function checkRelease(world: World, plan: ReleasePlan, options: ReleaseOptions, { checks }: { readonly checks: boolean }): Promise<void> {
  await checkTree(world)
  await checkRemote(world, plan)
  if (plan.forge !== undefined) await checkForge(world, plan.forge)
  if (plan.forge !== undefined && checks) await checkState(world, plan.forge, plan.base)
  for (const published of plan.publish) {
    if (await hasVersion(world, published)) throw new ConventionsError('releaseVersionTaken', published)
  }
  for (const published of plan.publish.slice(0, 1)) await checkLogin(world, published)
  for (const name of ['before:init', 'after:init'] as const) await runHook(world, options, plan, name, 'check')
  for (const command of options.before) await perform(world, 'check', ['sh', '-c', command])
}

/** Throws `releaseShallow`, `releaseDirty`. Files that git does not know are the user's own affair. */
export async function checkTree(world: World): Promise<void> {
  if (isShallow(world.repo)) throw new ConventionsError('releaseShallow', undefined)
  const dirty = await askGit(world, 'status', '--porcelain', '-z', '--untracked-files=no')
  if (dirty === undefined || dirty !== '') throw new ConventionsError('releaseDirty', { paths: (dirty ?? '').split('\0').filter((line) => line !== '').map((line) => line.slice(3)) })
}

async function checkRemote(world: World, { remote, branch, base, targets, message }: ReleasePlan): Promise<void> {
  const tags = targets.map(({ tag }) => `refs/tags/${tag}`)
  for (const ref of tags) {
    if (await askGit(world, 'rev-parse', '--verify', '--quiet', ref) !== undefined) throw new ConventionsError('releaseTagTaken', { tag: ref.slice(10), where: 'here' })
  }
  if (world.repo.git.remotes()[remote] === undefined) throw new ConventionsError('releaseNoRemote', { remote })
  const there = await askRemote(world, remote, [`refs/heads/${branch}`, ...tags])
  if (there === undefined) throw new ConventionsError('releaseUnreachable', { remote })
  const taken = tags.find((ref) => there.has(ref))
  if (taken !== undefined) throw new ConventionsError('releaseTagTaken', { tag: taken.slice(10), where: remote })
  const upstream = there.get(`refs/heads/${branch}`)
  // Only tags are pushed where the commit is on the branch already; others may have pushed since.
  if (message === undefined && upstream !== undefined) return
  if (upstream !== base) throw new ConventionsError('releaseOutOfSync', { branch, remote, missing: upstream === undefined })
  await perform(world, 'check', ['git', 'push', '--dry-run', '--atomic', remote, `HEAD:refs/heads/${branch}`])
}
