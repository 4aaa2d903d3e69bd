/** The messages that @commitlint/is-ignored 21 does not check, but for those that are a version (see `looksLikeVersion`). */
const defaults: readonly RegExp[] = [
  /^((Merge pull request)|(Merge (.*?) into (.*?)|(Merge branch (.*?)))(?:\r?\n)*$)/m,
  /^(Merge tag (.*?))(?:\r?\n)*$/m,
  /^(R|r)evert (.*)/,
  /^(R|r)eapply (.*)/,
  /^(amend|fixup|squash)!/,
  /^(Merged (.*?)(in|into) (.*)|Merged PR (.*): (.*))/,
  /^Merge remote-tracking branch(\s*)(.*)/,
  /^Automatic merge(.*)/,
  /^Auto-merged (.*?) into (.*)/,
]

/** Whether a message is not checked: merges, reverts by git, fixup! and its like, versions, and what the team ignores. */
export async function isIgnored(message: string, patterns: readonly string[]): Promise<boolean> {
  const text = message.trimEnd()
  if (isIgnoredByDefault(text)) return true
  if (patterns.some((pattern) => new RegExp(pattern, 'u').test(text))) return true
  if (!looksLikeVersion(text)) return false
  const { isIgnored: ask } = await import('./commitlintPackages.ts')
  return ask(text)
}

/** The part of `isIgnored` that no team changes, for whole histories. The messages have no white space at their end. */
export async function makeIgnoredByDefault(): Promise<(text: string) => boolean> {
  const { isIgnored: isVersion } = await import('./commitlintPackages.ts')
  return (text) => isIgnoredByDefault(text) || (looksLikeVersion(text) && isVersion(text))
}

/** One of these is in every message that one of the patterns matches: to look for them takes a hook a fraction of what it takes to make the patterns. */
const marks = ['Merge', 'evert ', 'eapply ', 'amend!', 'fixup!', 'squash!', 'Auto']

const isIgnoredByDefault = (text: string): boolean => marks.some((mark) => text.includes(mark)) && defaults.some((pattern) => pattern.test(text))

/** Whether the first line may be a version in the sense of semver, alone or behind `chore:`, once the notes for CI are taken off. */
function looksLikeVersion(text: string): boolean {
  const first = text.split('\n', 1)[0]!
  // Where notes are taken off, other characters come together, but there are no new ones.
  if (!first.includes('.') || !/\d/.test(first)) return false
  const bare = first
    .replace(/^chore(\([^)]+\))?:/, '')
    .replace(/\[(skip|ci)(-|\s)(ci|skip)\]/i, '')
    .replace(/\((skip|ci)(-|\s)(ci|skip)\)/i, '')
  return /^\s*v?\d+\.\d/.test(bare)
}
