import { expect, test } from 'vitest'
import { readEvent, type CiEvent } from '../../src/cli/lint/event.ts'

const a = 'a'.repeat(40)
const b = 'b'.repeat(40)
const zero = '0'.repeat(40)
const github = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_PATH: '/event.json' }

test.each<[string, Record<string, string>, unknown, CiEvent | undefined]>([
  ['a person\'s machine', {}, undefined, undefined],
  ['a pull request on GitHub', { ...github, GITHUB_EVENT_NAME: 'pull_request', GITHUB_HEAD_REF: 'feat/x', GITHUB_REF_NAME: '7/merge' },
    { pull_request: { title: 'feat: $(id)', base: { sha: a, ref: 'main' }, head: { sha: b } } },
    { host: 'github', title: 'feat: $(id)', branch: 'feat/x', range: { head: b, without: [a, '?refs/remotes/origin/main'] } }],
  ['a merge queue', { ...github, GITHUB_EVENT_NAME: 'merge_group', GITHUB_REF_NAME: 'gh-readonly-queue/main/pr-7' }, { merge_group: { base_sha: a, head_sha: b } },
    { host: 'github', title: undefined, branch: 'gh-readonly-queue/main/pr-7', range: { head: b, without: [a] } }],
  ['a push', { ...github, GITHUB_EVENT_NAME: 'push', GITHUB_REF_NAME: 'main' }, { before: a, after: b }, { host: 'github', title: undefined, branch: 'main', range: { head: b, without: [a] } }],
  ['the push of a new branch', { ...github, GITHUB_EVENT_NAME: 'push', GITHUB_REF_NAME: 'x' }, { before: zero, after: b, repository: { default_branch: 'main' } },
    { host: 'github', title: undefined, branch: 'x', range: { head: b, without: ['refs/remotes/origin/main'] } }],
  ['a branch that was deleted', { ...github, GITHUB_EVENT_NAME: 'push', GITHUB_REF_NAME: 'x' }, { before: a, after: zero }, { host: 'github', title: undefined, branch: 'x', range: undefined }],
  ['a button', { ...github, GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_REF_NAME: 'main' }, {}, { host: 'github', title: undefined, branch: 'main', range: undefined }],
  ['an event that cannot be read', { ...github, GITHUB_EVENT_NAME: 'pull_request', GITHUB_HEAD_REF: 'x' }, undefined, { host: 'github', title: undefined, branch: 'x', range: undefined }],
  ['a merge request', {
    GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_TITLE: 'Draft: x', CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'feat/x', CI_COMMIT_SHA: b,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: a, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  }, undefined, { host: 'gitlab', title: 'Draft: x', branch: 'feat/x', range: { head: b, without: [a, '?refs/remotes/origin/main'] } }],
  ['a merged result', {
    GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '7', CI_COMMIT_SHA: zero, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: b, CI_MERGE_REQUEST_DIFF_BASE_SHA: a,
  }, undefined, { host: 'gitlab', title: undefined, branch: undefined, range: { head: b, without: [a] } }],
  ['a branch pipeline', { GITLAB_CI: 'true', CI_COMMIT_BRANCH: 'main', CI_COMMIT_SHA: b, CI_COMMIT_BEFORE_SHA: a }, undefined,
    { host: 'gitlab', title: undefined, branch: 'main', range: { head: b, without: [a] } }],
  ['Bitbucket', {
    BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_BRANCH: 'feat/x', BITBUCKET_COMMIT: b, BITBUCKET_PR_DESTINATION_BRANCH: 'main', BITBUCKET_PR_DESTINATION_COMMIT: a,
  }, undefined, { host: 'bitbucket', title: undefined, branch: 'feat/x', range: { head: b, without: [a, '?refs/remotes/origin/main'] } }],
  ['Bitbucket without a pull request', { BITBUCKET_BUILD_NUMBER: '1', BITBUCKET_BRANCH: 'x', BITBUCKET_COMMIT: b }, undefined,
    { host: 'bitbucket', title: undefined, branch: 'x', range: undefined }],
])('%s', (_, env, payload, expected) => {
  expect(readEvent(env, () => payload)).toEqual(expected)
})
