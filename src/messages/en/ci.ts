import { once } from '../../repo/once.ts'

/** Sentences of src/features/ci and src/features/branches. */
export const ci = once(() => ({
  /** The first line of a generated file; it has to hold the name of this package. */
  made: 'Made by create-conventions from conventions.config: change that, then run `conventions apply`.',
  /** Names of jobs, as hosts list them. */
  jobs: {
    check: 'Conventions',
    lintCommits: 'Commit messages',
    lintTitle: 'Pull request title',
    lintBranch: 'Branch name',
    report: 'How the conventions are kept',
  },
  keep: 'Keep the files',
  reasons: {
    workflow: 'every pull request is checked against the conventions, whatever hooks ran; your own workflows stay as they are',
    titleWorkflow: 'the title becomes the commit when a pull request is squashed; a file of its own, because an edit must not start the other jobs',
    releaseWorkflow: 'releases run in one place, with the permissions they need and no more',
    gitlab: 'every merge request is checked against the conventions, whatever hooks ran',
    gitlabInclude: 'GitLab reads the jobs of the conventions from a file of their own',
    bitbucket: 'every pull request is checked against the conventions, on top of your own steps',
  },
  seen: {
    pipeline: (path: string) => `${path}: continuous integration; it stays yours`,
  },
  /** The docs section of the feature branches. Values come quoted. */
  branches: {
    title: 'Branches',
    shape: (types: string) => `A branch name begins with one of ${types}; letters and digits follow, joined by \`-\`, \`_\` or \`.\`.`,
    pattern: (pattern: string) => `A branch name matches ${pattern}.`,
    ticketRequired: (pattern: string) => `The ticket stands behind the slash; it matches ${pattern}.`,
    ticketOptional: (pattern: string) => `Where there is a ticket, it stands behind the slash; it matches ${pattern}.`,
    length: (max: number) => `It has ${max} characters at most.`,
    permanent: (names: string) => `Always fine: ${names}.`,
  },
}))
