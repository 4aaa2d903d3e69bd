import * as v from 'valibot'
import type { InferOutput } from 'valibot'
import { regexSource, repoPath } from '../commits/words.ts'

const oneLine = v.pipe(v.string(), v.maxLength(200), v.regex(/^[^\p{Cc}]+$/u, 'oneLine'))
const channel = v.pipe(v.string(), v.maxLength(30), v.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'channel'))

/** Names of hooks, as release-it 21 has them (docs/hooks.md), for the steps that there are here too. */
export const hookNames = [
  'before:init', 'after:init', 'before:bump', 'after:bump', 'before:release', 'before:git:release', 'after:git:release', 'before:npm:release', 'after:npm:release',
  'before:github:release', 'after:github:release', 'before:gitlab:release', 'after:gitlab:release', 'after:release',
] as const
export type HookName = typeof hookNames[number]
const hookCommand = v.pipe(v.string(), v.maxLength(1000), v.regex(/^[^\0]+$/, 'oneLine'))

const pluginName = v.pipe(v.string(), v.maxLength(200), v.regex(/^(?:\.{1,2}\/[^\0\\]+|(?:@[\w.-]+\/)?[\w.-]+(?:\/[\w./-]+)?)$/, 'pluginName'))

/** The section `release`: how a version comes about and where it goes. What a commit does to the version is said in `commits`. */
export const releaseSchema = v.strictObject({
  branches: v.optional(v.pipe(
    v.record(v.pipe(v.string(), v.maxLength(100), v.regex(/^[\w./-]+$/, 'branchName')), channel),
    v.description('Which branches release, and on which channel: `latest`, or the name of a prerelease (`beta` makes 1.2.0-beta.1). Branches such as `1.x` and `1.2.x` are maintenance lines without being named.'),
  ), { main: 'latest', master: 'latest', next: 'next', beta: 'beta', alpha: 'alpha' }),
  tag: v.optional(v.pipe(
    v.string(), v.maxLength(50), v.regex(/^[\w./-]*$/, 'tagPrefix'),
    v.description('What stands before the version in a tag. Tags of independent packages are `name@version`.'),
  ), 'v'),
  commit: v.optional(v.pipe(oneLine, v.check((text) => text.includes('{version}'), 'versionToken'), v.description('The message of the release commit, with `{version}`.')), 'chore(release): {version}'),
  sign: v.optional(v.pipe(v.boolean(), v.description('Whether tags are signed (`git tag -s`); git has to be set up for it.')), false),
  remote: v.optional(v.pipe(v.string(), v.maxLength(100), v.regex(/^[\w.-]+$/, 'branchName'), v.description('The remote that is pushed to.')), 'origin'),
  packages: v.optional(v.pipe(
    v.picklist(['fixed', 'independent']),
    v.description('Workspaces. fixed: all packages have the version of the root; independent: each has its own, and tags `name@version`.'),
  ), 'fixed'),
  files: v.optional(v.pipe(
    v.array(v.union([
      repoPath,
      v.strictObject({ path: v.pipe(repoPath, v.description('The file.')), pattern: v.pipe(regexSource, v.description('A regular expression with one group: the version.')) }),
    ])),
    v.description('Files that hold the version besides package.json: gradle.properties, build.gradle(.kts), Cargo.toml, pyproject.toml, pubspec.yaml, VERSION; any other with a pattern.'),
  ), []),
  npm: v.optional(v.pipe(
    v.union([v.literal(false), v.strictObject({
      access: v.optional(v.pipe(v.picklist(['public', 'restricted']), v.description('Of a scoped package.'))),
      provenance: v.optional(v.pipe(v.boolean(), v.description('Whether the package says where it was built; only in GitHub Actions and GitLab CI.')), false),
    })]),
    v.description('Publishing to the npm registry, of packages that are not private; false: nothing is published.'),
  ), {}),
  forge: v.optional(v.pipe(v.boolean(), v.description('Whether a release is made on GitHub or GitLab, with the notes.')), true),
  before: v.optional(v.pipe(v.array(oneLine), v.description('Commands (sh) that must succeed before anything is changed, such as `npm test`.')), []),
  checks: v.optional(v.pipe(
    v.boolean(), v.description('Whether GitHub or GitLab is asked before a release what CI said about the commit; where a check failed, nothing is released. One that still runs does not count: the release may be one itself.'),
  ), true),
  hooks: v.optional(v.pipe(
    v.record(v.picklist(hookNames), v.union([hookCommand, v.array(hookCommand)])),
    v.description('Commands (sh) around the steps, by the names that release-it gives them. `${version}`, `${latestVersion}`, `${name}`, `${tagName}` and `${changelog}` are variables of the shell.'),
  ), {}),
  plugins: v.optional(v.pipe(
    v.record(pluginName, v.unknown()),
    v.description('Plugins of release-it with their settings, as its own config has them: packages, or files by a path that begins with `./`. They are run by the release-it that is installed here, around our steps; what its own plugins and conventional-changelog do is done here anyway. Where one of them keeps the changelog, say `changelog: false`.'),
  ), {}),
  timeout: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600), v.description('Seconds to wait for an answer of a registry or a host.')), 60),
  workflow: v.optional(v.pipe(
    v.picklist(['push', 'manual', 'pr', 'none']),
    v.description('When CI releases: at every push to the default branch that calls for it, by button, when a pull request that it keeps up to date is merged, or not at all.'),
  ), 'manual'),
})

export type ReleaseOptions = InferOutput<typeof releaseSchema>
