import { githubData, githubProperty } from '../annotations.ts'
import { xml } from '../../edit/quote.ts'

/** A thing that was judged: a commit, a title, a branch. */
export interface Case {
  /** What it is called: `abc1234 feat: x`. */
  readonly name: string
  /** What is wrong with it, a sentence each; none where it is fine. */
  readonly problems: readonly string[]
}

/** Workflow commands of GitHub Actions that show what is wrong beside the run: commits and titles have no file. */
export function githubErrors(cases: readonly Case[], title: string): string[] {
  return cases.flatMap(({ name, problems }) => problems.length === 0 ? [] :
    [`::error title=${githubProperty(title)}::${githubData([name, ...problems].join('\n'))}`])
}

/** A JUnit report (GitLab, "Unit test reports"; the de facto schema of Jenkins): a suite with a test for each that was judged. */
export function junitReport(cases: readonly Case[], suite: string): string {
  const failed = cases.filter(({ problems }) => problems.length > 0)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="${xml(suite)}" tests="${cases.length}" failures="${failed.length}">`,
    ...cases.map(({ name, problems }) => problems.length === 0
      ? `<testcase classname="${xml(suite)}" name="${xml(name)}"/>`
      : `<testcase classname="${xml(suite)}" name="${xml(name)}"><failure message="${xml(problems[0]!)}">${xml(problems.join('\n'))}</failure></testcase>`),
    '</testsuite></testsuites>',
    '',
  ].join('\n')
}
