type Env = Readonly<Record<string, string | undefined>>

/**
 * The branch that a pull (merge) request goes to: what would be released is what its merge would release.
 * https://docs.github.com/actions/reference/variables-reference, https://docs.gitlab.com/ci/variables/predefined_variables,
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets
 */
export function targetBranch(env: Env): string | undefined {
  return env['GITHUB_BASE_REF'] || env['CI_MERGE_REQUEST_TARGET_BRANCH_NAME'] || env['BITBUCKET_PR_DESTINATION_BRANCH'] || undefined
}

/** The number of the pull (merge) request that a run of CI is for; GitHub checks its merge out: `refs/pull/7/merge`. */
export function requestNumber(env: Env): { readonly forge: 'github' | 'gitlab', readonly number: string } | undefined {
  const github = /^refs\/pull\/(\d+)\//.exec(env['GITHUB_REF'] ?? '')?.[1]
  const gitlab = /^\d+$/.exec(env['CI_MERGE_REQUEST_IID'] ?? '')?.[0]
  return github !== undefined ? { forge: 'github', number: github } : gitlab !== undefined ? { forge: 'gitlab', number: gitlab } : undefined
}

/** The branch of a run of CI: GitLab checks out a commit, not a branch. */
export function ciBranch(env: Env): string | undefined {
  return env['CI_COMMIT_BRANCH'] || env['BITBUCKET_BRANCH'] || (env['GITHUB_REF_TYPE'] === 'branch' ? env['GITHUB_REF_NAME'] : undefined) || undefined
}
