/** Sentences of `conventions compare`. */
export const compare = {
  errors: {
    compareUnknown: (d: { name: string, nearest: string | undefined, known: readonly string[] }) =>
      `\`${d.name}\` is none of those that were compared.${d.nearest === undefined ? '' : ` Did you mean \`${d.nearest}\`?`} They are: ${d.known.join(', ')}. Nothing was written.`,
    compareNoConfig: (d: { command: string }) => `There is no config here to write into. Start with \`${d.command}\`. Nothing was written.`,
    compareConfigCode: (d: { path: string, extends: string }) => `${d.path} is code, which is yours to edit: write \`extends: '${d.extends}'\` there. Nothing was written.`,
    compareNoCommits: (d: { name: string }) => `\`${d.name}\` says nothing about commits, so there is nothing to compare. Leave it out.`,
    compareNothing: () => 'There is no commit to compare with: all of them are merges, reverts or releases, or none is left by `--since`.',
  },
  names: { present: 'present', inferred: 'inferred', commitlint: 'commitlint' },
  commits: {
    title: (d: { commits: number, ignored: number }) => `Commit conventions on ${d.commits} commits (${d.ignored} merges, reverts and releases are not judged)`,
    newest: (n: number) => `newest ${n}`,
    all: 'all',
    corrected: 'corrected',
    about: {
      present: 'what the config here says now',
      inferred: 'the nearest preset with the types and the length of this history',
      commitlint: 'what commitlint or commitizen is set to here',
    },
    recommended: (name: string) => `Recommended: ${name}`,
    why: {
      fits: (d: { share: string, newest: number }) => `It accepts ${d.share} of the newest ${d.newest} commits as they are: nobody has to learn anything.`,
      corrections: (d: { share: string }) => `As they are it accepts few, but with obvious corrections ${d.share}: the hook proposes them.`,
      none: () => 'None fits what is written here, so the history speaks for none: the one that most teams know is learnt soonest, and its hook explains what it rejects.',
    },
    price: 'What each would have rejected:',
    rejects: (d: { rule: string, count: number }) => `${d.rule} ${d.count}`,
    nothing: 'nothing',
    same: (names: string) => `the same as ${names} here`,
    byYear: 'by year',
    byAuthor: 'by author',
    fixed: '`corrected`: with what `conventions commit --retry` would have proposed.',
    estimated: (margin: string) => `Estimated from 500 rejected messages each: ± ${margin} at most.`,
    apply: (name: string) => `\`conventions compare commits --apply ${name}\` writes it into the config.`,
    applied: (d: { name: string, path: string }) => `${d.path} has ${d.name} now. \`conventions apply\` makes the repository follow it; \`conventions undo\` takes it back.`,
    already: (d: { name: string, path: string }) => `${d.path} has ${d.name} already.`,
    dryRun: (path: string) => `Dry run: nothing was written. This would change in ${path}:`,
  },
}
