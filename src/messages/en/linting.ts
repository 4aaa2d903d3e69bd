import { once } from '../../repo/once.ts'

const hosts: Readonly<Record<string, string>> = {
  github: 'give actions/checkout `fetch-depth: 0`',
  gitlab: 'set the variable `GIT_DEPTH: "0"` in the job',
  bitbucket: 'write `clone: { depth: full }` in the step',
}

/** Sentences of `conventions lint` and `conventions commit`. */
export const linting = once(() => ({
  errors: {
    unreadable: (d: { path: string, why: string }) => `${d.path} could not be read (${d.why}). Name another file, or \`-\` for standard input.`,
    shallowClone: (d: { host: string }) =>
      `This clone is shallow: it lacks the history that the range needs. Fetch it first: ${hosts[d.host] ?? 'run `git fetch --unshallow`'}.`,
    revisionMissing: (d: { revision: string }) =>
      `There is no commit \`${d.revision}\` in this clone. Fetch it, or name a range such as \`origin/main..HEAD\`.`,
    nothingToLint: () => 'There are no commits to check here. Name a range such as `origin/main..HEAD`.',
    notInConvention: (d: { feature: string }) =>
      `The convention says nothing about this: \`${d.feature}\` is switched off. Add \`${d.feature}: {}\` to the config to switch it on.`,
    noTitle: () => 'There is no title to check here. Write it behind the command: `conventions lint title "feat: search by title"`.',
    noBranch: () => 'No branch is checked out here. Name one: `conventions lint branch feat/search`.',
    nothingStaged: () => 'Nothing is staged, so there is nothing to commit. Stage changes with `git add`, or pass git\'s option on: `conventions commit -- --all`.',
    commitNeeds: (d: { options: readonly string[] }) =>
      `There is no terminal to ask in, and the message lacks something. Give ${d.options.map((option) => `\`${option}\``).join(' and ')}.`,
    unknownAuthor: (d: { person: string }) =>
      `\`${d.person}\` is neither "Name <mail>" nor someone that the log knows. Write it in full: \`--co-author "Gil-dong Hong <gildong@example.com>"\`.`,
    nothingRejected: () => 'No rejected message is kept here, so there is nothing to try again. Write a new one with `conventions commit`.',
    retryAlone: (d: { option: string }) => `\`--retry\` opens the message that was kept, so \`${d.option}\` would change nothing. Leave it out.`,
    notARepository: () => 'This is no git repository, so there is nothing to commit to. Run `git init` first.',
  },
  message: {
    fine: 'The message keeps to the convention.',
    ignored: 'The message is not checked: merges, reverts by git and fixup! commits never are.',
  },
  commits: {
    title: 'Commit message',
    suite: 'Commit messages',
    wrong: (n: number, all: number) => `${n} of ${all} ${all === 1 ? 'commit' : 'commits'} ${n === 1 ? 'differs' : 'differ'} from the convention:`,
    fine: (n: number, range: string) => n === 0 ? `No commits to check (${range}).` : `${n === 1 ? 'The commit keeps' : `All ${n} commits keep`} to the convention (${range}).`,
    how: '`git rebase -i` with `reword` changes a message; where pull requests are squashed, only the title becomes one.',
  },
  title: {
    title: 'Pull request title',
    fine: 'The title keeps to the convention.',
    wrong: (title: string) => `The title differs from the convention: ${title}`,
    pattern: (pattern: string) => `It does not match ${pattern}.`,
    example: (example: string) => `For example: ${example}`,
    none: 'This run is about no pull request whose title is told, so there is nothing to check.',
    free: 'Titles are free here (`pullRequests.title: false`), so there is nothing to check.',
  },
  branch: {
    title: 'Branch name',
    fine: (name: string) => `${name} keeps to the convention.`,
    wrong: (name: string) => `${name} differs from the convention:`,
    type: (d: { types: readonly string[], nearest: string | undefined }) =>
      `It begins with none of ${d.types.map((type) => `${type}/`).join(', ')}.${d.nearest === undefined ? '' : ` Did you mean ${d.nearest}/?`}`,
    words: 'Behind the slash stand letters and digits, joined by `-`, `_` or `.`.',
    ticket: (pattern: string) => `The ticket is missing behind the slash; it matches ${pattern}.`,
    pattern: (pattern: string) => `It does not match ${pattern}.`,
    length: (d: { length: number, max: number }) => `It has ${d.length} characters; ${d.max} are the most.`,
    example: (name: string) => `For example: ${name}`,
    rename: '`git branch -m <name>` renames the branch.',
  },
  push: {
    more: (count: number) => `… and ${count} more: \`conventions lint commits\` shows them all.`,
    refused: 'Nothing was pushed. `git push --no-verify` pushes it as it is; CI checks it again.',
  },
  commit: {
    type: 'What kind of change is it? Type to search.',
    scope: 'What is it about?',
    scopes: 'What is it about? Tab selects, Enter goes on.',
    none: '(none)',
    subject: 'What changes, in a few words?',
    ticket: 'Which ticket? Empty: none.',
    ticketRequired: 'Which ticket?',
    body: 'Why? Enter twice goes on; empty: nothing to add.',
    breaking: 'What breaks for those who use it? Empty: nothing.',
    coAuthors: 'Who wrote it with you? Tab selects, Enter goes on.',
    placeholder: 'type to search',
    question: 'Commit?',
    yes: 'Commit',
    edit: 'Edit it first',
    cancel: 'Cancel',
    problems: {
      empty: 'Something has to stand here.',
      long: (length: number, max: number) => `${length} of ${max}: too long by ${length - max}.`,
      form: (pattern: string) => `It does not match ${pattern}.`,
      colon: 'A scope holds no brackets, commas, colons and spaces.',
    },
    length: (length: number, max: number) => `${length}/${max}`,
    kept: 'Nothing was committed. The message is kept: `conventions commit --retry` opens it again.',
    dryRun: 'Dry run: nothing was committed.',
  },
}))
