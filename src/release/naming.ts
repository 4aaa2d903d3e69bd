import type { ReleaseOptions } from './schema.ts'
import type { ReleasePlan } from './types.ts'
import type { World } from './world.ts'

// Apart from what carries a release out, which a dry run need not load.

/** What a release is called in a sentence. */
export function nameOf({ targets }: ReleasePlan): string {
  return targets.map(({ tag: name }) => name).join(', ')
}

/** The command that publishes a package: that of the package manager where only it knows what `workspace:` stands for. */
export function publishCommand({ repo, facts, io }: Pick<World, 'repo' | 'facts' | 'io'>, { channel }: Pick<ReleasePlan, 'channel'>, npm: Exclude<ReleaseOptions['npm'], false>): readonly [string, ...string[]] {
  const more = [
    '--tag', channel, ...npm.access === undefined ? [] : ['--access', npm.access],
    ...npm.provenance && (io.env['GITHUB_ACTIONS'] === 'true' || io.env['GITLAB_CI'] === 'true') ? ['--provenance'] : [],
  ]
  const berry = facts.packageManager === 'yarn' && repo.stat('.yarnrc.yml') !== undefined
  if (facts.packageManager === 'pnpm') return ['pnpm', 'publish', '--no-git-checks', ...more]
  return berry ? ['yarn', 'npm', 'publish', ...more] : ['npm', 'publish', ...more]
}
