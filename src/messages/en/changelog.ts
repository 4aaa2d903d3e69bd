import { once } from '../../repo/once.ts'

/** Sentences of src/history, src/changelog and their commands, and the words of a changelog. */
export const changelog = once(() => ({
  errors: {
    revisionUnknown: ({ name }: { name: string }) =>
      `There is no commit, tag or branch ${JSON.stringify(name)} here. \`git tag\` and \`git branch -a\` list what there is; \`git fetch --tags\` brings the tags of the remote.`,
    historyNeedsGit: ({ path }: { path: string }) => `${path} is no git repository, so there is no history to read. Go to a clone, or run \`git init\`.`,
    historyEmpty: () => 'There is no commit yet, so there is nothing to tell. Commit something first.',
    versionUnknown: ({ version, nearest }: { version: string, nearest: string | undefined }) =>
      `There is no release ${JSON.stringify(version)}.${nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`} \`git tag\` lists them; \`git fetch --tags\` brings those of the remote.`,
    packageUnknown: ({ name, known }: { name: string, known: readonly string[] }) =>
      `There is no workspace package ${JSON.stringify(name)}. ${known.length === 0 ? 'This repository has no workspaces.' : `The packages are: ${known.join(', ')}.`}`,
    presetUnusable: ({ name, reason }: { name: string, reason: string }) =>
      `The changelog preset ${JSON.stringify(name)} cannot be used: ${reason}. Install it as a development dependency, or take \`changelog.preset\` out of the config.`,
    vocabularyOff: () => 'The config switches the commit vocabulary off (`commits: false`), and a changelog is made from it. Take that line out.',
    changelogOff: () => 'The config switches the changelog off (`changelog: false`). Take that line out to write one.',
  },
  unreleased: 'Unreleased',
  title: 'Changelog',
  breaking: '⚠ Breaking changes',
  others: 'Other changes',
  contributors: 'Contributors',
  firstTime: '(first contribution)',
  closes: 'closes',
  highlights: 'Highlights',
  highlightsHint: 'Write here what is worth knowing about this release. What you write stays when the notes are made again.',
  install: 'Install',
  compare: 'All changes',
  nothing: 'Nothing changed that belongs into the changelog.',
  upToDate: (path: string) => `${path} is up to date.`,
  writeTitle: (n: number) => `${n === 1 ? '1 section' : `${n} sections`} for the changelog:`,
  writeQuestion: 'Write the changelog?',
  written: (path: string, versions: readonly string[]) => `${path}: ${versions.join(', ')}.`,
  reason: (versions: readonly string[]) => `what changed in ${versions.join(', ')}`,
  shallow: 'This clone is shallow: older commits and releases are missing from what follows. `git fetch --unshallow --tags` brings them (in GitHub Actions: `fetch-depth: 0`).',
  draft: (path: string) => `${path}: edit it; what is above the mark stays when the notes are made again.`,
  draftReason: 'the draft of the release notes',
  draftMark: 'generated below this line; edit above it',
}))
