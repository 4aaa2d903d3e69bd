import { once } from '../../repo/once.ts'

const list = (items: readonly string[]) => items.slice(0, 5).join(', ') + (items.length > 5 ? ', …' : '')

/** Sentences of src/release and its command. */
export const release = once(() => ({
  errors: {
    releaseOff: () => 'The config says nothing about releases. Add `release: {}` to it and run `conventions apply`.',
    releaseIncrement: ({ value }: { value: string }) => `\`--increment ${value}\` is neither major, minor, patch nor a version such as 1.2.3. Nothing was changed.`,
    releasePreid: ({ value }: { value: string }) => `\`--preid ${value}\` is no name of a prerelease: a letter first, then letters, digits and \`-\`. Nothing was changed.`,
    releaseOutOfLine: ({ version, branch }: { version: string, branch: string }) =>
      `${version} does not belong to the maintenance line ${branch}: something there breaks more than it may. Release it from another branch, or say \`--increment patch\`. Nothing was changed.`,
    releaseNotHigher: ({ version, last }: { version: string, last: string }) => `${version} is not above ${last}, which is released already. Nothing was changed.`,
    releaseBranch: ({ branch, known }: { branch: string | undefined, known: readonly string[] }) =>
      `${branch === undefined ? 'No branch is checked out (detached HEAD)' : `Nothing is released from ${branch}`}. Releases come from ${list(known)} and maintenance lines such as 1.x; \`release.branches\` in the config says so. Nothing was changed.`,
    versionFile: ({ path }: { path: string }) => `No version was found in ${path}. Correct \`release.files\` in the config: a known file that holds one, or \`{ path, pattern }\` with one group. Nothing was changed.`,
    releaseJournal: ({ path }: { path: string }) => `${path} remembers a release that did not end, and it cannot be read. Look whether the release is there, then delete that file.`,
    releaseUnfinished: ({ version }: { version: string }) =>
      `The release of ${version} has not come to its end. \`conventions release --resume\` goes on with it; \`conventions release --abort\` takes it back as long as the remote does not have it.`,
    releaseNoJournal: () => 'There is no release to go on with. `conventions release` begins one.',
    releaseNoAbort: ({ version }: { version: string }) => `The remote has ${version}, or cannot be asked, so the release is not taken back. \`conventions release --resume\` brings it to its end.`,
    releaseMoved: ({ version, commit, branch }: { version: string, commit: string, branch: string }) =>
      `The release of ${version} stopped at ${commit} on ${branch}, and that is not what is checked out. Put what was committed since on a branch of its own, check ${commit} out again, then run the command once more. Nothing was touched.`,
    releaseShallow: () => 'This clone is shallow, so the commits since the last release cannot be known. Run `git fetch --unshallow --tags` (in GitHub Actions: `fetch-depth: 0`), then release. Nothing was changed.',
    releaseDirty: ({ paths }: { paths: readonly string[] }) => `There are edits that are not committed: ${list(paths)}. Commit or stash them, then release. Nothing was changed.`,
    releaseTagTaken: ({ tag, where }: { tag: string, where: string }) => `The tag ${tag} is there already (${where === 'here' ? 'in this clone' : `on ${where}`}). Choose another version with \`--increment\`, or look at what that tag is. Nothing was changed.`,
    releaseNoRemote: ({ remote }: { remote: string }) => `There is no remote ${remote}. Add it with \`git remote add\`, or name another one in \`release.remote\`. Nothing was changed.`,
    releaseUnreachable: ({ remote }: { remote: string }) => `The remote ${remote} does not answer. \`git ls-remote ${remote}\` says why. Nothing was changed.`,
    releaseOutOfSync: ({ branch, remote, missing }: { branch: string, remote: string, missing: boolean }) =>
      missing ? `${remote} has no branch ${branch}. Push it first: \`git push -u ${remote} ${branch}\`. Nothing was changed.`
        : `${branch} is not what ${remote} has. \`git pull --rebase\` and \`git push\` first, then release. Nothing was changed.`,
    releaseNotThere: ({ remote }: { remote: string }) => `git reported a good push, but ${remote} does not have the tag`,
    releaseVersionTaken: ({ name, version }: { name: string, version: string }) => `The registry has ${name}@${version} already. Choose another version with \`--increment\`. Nothing was changed.`,
    releaseTakenMeanwhile: ({ name, version }: { name: string, version: string }) =>
      `The registry has ${name}@${version} from somebody else, who was faster. Look at what is there; \`conventions release --resume --no-publish\` ends this release without publishing, and the next one takes the next version.`,
    releaseRegistry: ({ registry, status }: { registry: string, status: number }) => `The registry ${registry} answered ${status}, so it is not known which versions it has. Try again when it works.`,
    releaseLogin: ({ registry }: { registry: string }) => `npm has no login for ${registry}. Set up trusted publishing (OpenID Connect) or a token in CI, or run \`npm login\`. Nothing was changed.`,
    releaseToken: ({ host, variables }: { host: string, variables: string }) => `There is no token for ${host}. Set ${variables}, or \`release.forge: false\` in the config. Nothing was changed.`,
    releaseForbidden: ({ host, url, status, said }: { host: string, url: string, status: number, said: string }) =>
      `${host} answered ${status} for ${url}${said === '' ? '' : `: ${said}`}. ${status === 401 ? 'The token is not valid.' : status === 403 || status === 404 ? 'The token may not do this: it needs to write contents (GitHub) or the scope api (GitLab).' : 'Try again when it works.'}`,
    releaseChecks: ({ commit, failed }: { commit: string, failed: readonly string[] }) =>
      `CI failed for ${commit}: ${list(failed)}. Put that right first; \`release.checks: false\` in the config releases all the same. Nothing was changed.`,
    releaseChecksUnknown: ({ commit, reason }: { commit: string, reason: string }) =>
      `It is not known what CI said about ${commit} (${reason.replace(/\.$/, '')}). Let the token read checks and statuses (GitHub) or pipelines (GitLab), or try again when the host works; \`--no-checks\` releases without asking. Nothing was changed.`,
    releaseIdentity: () => 'git does not know who releases. Set `user.name` and `user.email` with `git config`. Nothing was changed.',
    releaseNetwork: ({ url, reason }: { url: string, reason: string }) => `There was no answer from ${url}: ${reason}. Check the network and try again.`,
    releaseCommand: ({ command, output }: { command: string, output: string }) => `\`${command}\` failed: ${output === '' ? 'it said nothing' : output}`,
    releaseFailed: ({ step, version, reason }: { step: string, version: string, reason: string }) => `The release of ${version} failed at "${step}", and everything here is as it was before; the remote has nothing of it.\n${reason}`,
    releaseStopped: ({ step, version, reason }: { step: string, version: string, reason: string }) =>
      `The release of ${version} stopped at "${step}". What was done before is kept. When the reason is gone, \`conventions release --resume\` goes on from there; nothing is done twice.\n${reason}`,
    releasePluginsMissing: ({ plugins }: { plugins: readonly string[] }) =>
      `\`release.plugins\` names ${list(plugins)}, and release-it, which runs such plugins, is not installed here. Install it as a dev dependency, or take them out of the config.`,
    releasePluginLoad: ({ plugin, reason }: { plugin: string, reason: string }) => `${plugin === '' ? 'The release-it that is installed here' : `The release-it plugin ${plugin}`} could not be loaded: ${reason}\nInstall it, or take it out of \`release.plugins\`.`,
    releasePlugin: ({ plugin, method, reason }: { plugin: string, method: string, reason: string }) => `The release-it plugin ${plugin} failed in \`${method}\`: ${reason}`,
    releasePluginEnded: ({ plugin, method, output }: { plugin: string, method: string | undefined, output: string }) =>
      `The release-it plugin ${plugin} ended the process that it ran in${method === undefined ? '' : ` (\`${method}\`)`}${output === '' ? '.' : `: ${output}`}`,
    releasePluginCut: ({ plugin, method }: { plugin: string, method: string }) => `The release-it plugin ${plugin} was cut off in \`${method}\`, so its files may be half written.`,
    releasePluginGone: ({ plugin }: { plugin: string }) => `The release-it plugin ${plugin} has something left to do in this release, and \`release.plugins\` does not name it any more, or it is switched off.`,
    releasePluginGit: ({ plugin }: { plugin: string }) => `The release-it plugin ${plugin} takes the place of release-it's git plugin; commit, tag and push are what a release is here. Take it out of \`release.plugins\`. Nothing was changed.`,
    releasePluginPackages: () => 'Plugins of release-it know one version, and `release.packages: independent` has one for each package. Take one of the two out of the config. Nothing was changed.',
    releasePluginProposal: ({ plugins }: { plugins: readonly string[] }) => `\`--pr\` proposes a release without touching a file here, and these release-it plugins change files: ${list(plugins)}. Release without \`--pr\`, or take them out of \`release.plugins\`. Nothing was changed.`,
    releasePluginVersion: ({ value }: { value: string }) => `A release-it plugin says that ${value} is next, which is neither major, minor, patch nor a version such as 1.2.3. Nothing was changed.`,
    releaseNoForge: () => '`--pr` needs GitHub or GitLab, where the change is proposed. Set `host` in the config where the remote does not tell. Nothing was changed.',
  },
  nothing: 'Nothing was committed that calls for a release.',
  title: (versions: string) => `Release ${versions}`,
  first: 'first release',
  from: (version: string) => `after ${version}`,
  why: 'Why',
  levels: { major: 'breaks', minor: 'adds', patch: 'fixes', none: '-' },
  byHand: 'asked for by --increment',
  notes: 'Notes',
  files: 'Files',
  commands: 'Then',
  forgeCommand: (forge: string, tag: string) => `make the release ${tag} on ${forge}`,
  pluginCommand: (name: string, methods: string) => `release-it plugin ${name}: ${methods}`,
  pluginCut: (plugin: string, method: string) => `The release-it plugin ${plugin} was cut off in \`${method}\`. Whether it did its work, look there; it is not run again.`,
  pluginsOurs: (plugins: readonly string[]) => `${list(plugins)}: not run as a release-it plugin, for what it does is done here anyway.`,
  dryRun: 'Dry run: nothing was changed.',
  stashed: (paths: readonly string[]) => `What hooks or plugins changed (${list(paths)}) was taken back as well; \`git stash pop\` brings it again.`,
  checksUnasked: (commit: string) => `GitLab's job token may not ask what CI said about ${commit}, so nobody was asked. With a GITLAB_TOKEN it is.`,
  noComment: (reason: string) => `The pull request was not commented. ${reason}`,
  question: 'Release?',
  yes: 'Release',
  done: (versions: string) => `Released ${versions}.`,
  aborted: (versions: string) => `The release of ${versions} is taken back; everything here is as it was before.`,
  proposed: (versions: string, url: string) => `The release of ${versions} waits for its merge: ${url}`,
  proposal: 'Merging this releases it. It is made anew with every push.',
  steps: { check: 'Checking', write: 'Writing files', commit: 'Committing', tag: 'Tagging', push: 'Pushing', publish: 'Publishing', forge: 'Making the release', plugins: 'Running release-it plugins' },
  jobs: { release: 'Release', preview: 'What would be released', step: 'Release', previewStep: 'Show what would be released' },
  docs: {
    title: 'Releases',
    how: (command: string) => `Releases are made by ${command}; what it would do is shown by the same with \`--dry-run\`. Nobody edits versions or tags by hand.`,
    ci: 'CI makes them: by the button of the workflow "Release".',
    push: 'CI makes them, whenever a push to the default branch calls for one.',
    pr: 'CI keeps a pull request up to date that holds the next version and its changelog; merging it releases.',
    bumps: (levels: string) => `The version follows from the commits: ${levels}; a breaking change raises the major version (the minor one below 1.0.0).`,
    branches: (branches: string) => `Releases come from ${branches}; fixes for older versions from branches such as \`1.x\`.`,
  },
}))
