import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { base, makeWorld, ready } from './world.ts'

// As actions/checkout leaves it: the merge of the pull request, on no branch.
test('a dry run of a pull request tells in the job summary what its merge would release', { timeout: 120_000 }, async () => {
  const world = await makeWorld({ ...base, '.gitignore': 'summary.md\n' })
  ready(world, 'feat: begin')
  world.git('checkout', '-q', '--detach')
  world.commit('fix: of the pull request')
  Object.assign(world.env, { GITHUB_ACTIONS: 'true', GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: join(world.root, 'summary.md') })
  const { code, stdout } = await world.run('release', '--ci', '--dry-run')
  expect([code, stdout]).toEqual([0, expect.stringContaining('Release demo 0.1.0')])
  expect(readFileSync(join(world.root, 'summary.md'), 'utf8')).toMatch(/^## Release v0\.1\.0\n[^]*- of the pull request/)
  Object.assign(world.env, { GITHUB_BASE_REF: 'topic' })
  expect(await world.run('release', '--ci', '--dry-run')).toMatchObject({ code: 0, stdout: expect.stringContaining('calls for a release') as string })
  expect([world.registry.requests, world.forge.requests]).toEqual([[], []])
})

test('GitLab checks out no branch: the one that it names is released', { timeout: 120_000 }, async () => {
  const world = await makeWorld({ ...base, 'conventions.config.yaml': 'extends: standard\nhost: gitlab\nrelease: { npm: false, timeout: 2 }\n' })
  ready(world, 'feat: begin')
  world.git('checkout', '-q', '--detach')
  expect((await world.run('release', '--ci')).code).toBe(2)
  Object.assign(world.env, { CI: 'true', CI_COMMIT_BRANCH: 'main' })
  expect(await world.run('release', '--ci')).toMatchObject({ code: 0 })
  expect(world.remote('log', '-1', '--format=%s', 'main')).toBe('chore(release): 0.1.0')
})

test.each([
  ['GitHub', 'github', { GITHUB_BASE_REF: 'main', GITHUB_REF: 'refs/pull/7/merge' }], ['GitLab', 'gitlab', { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_IID: '7' }],
])('%s: a comment on the request, kept up to date; where none may be made, the summary is enough', { timeout: 120_000 }, async (_, host, env) => {
  const world = await makeWorld({ ...base, 'conventions.config.yaml': `extends: standard\nrelease: { timeout: 2 }\nhost: ${host}\n`, '.gitignore': 'summary.md\n' })
  ready(world, 'feat: begin')
  Object.assign(world.env, env, { GITHUB_STEP_SUMMARY: join(world.root, 'summary.md') })
  const run = () => world.run('release', '--ci', '--dry-run', '--comment')
  expect((await run()).code).toBe(0)
  world.commit('fix: one more')
  expect((await run()).code).toBe(0)
  expect(world.forge.comments).toEqual([expect.stringMatching(/^<!-- conventions:release-preview -->\n## Release v0\.1\.0\n[^]*- one more/)])
  expect(world.forge.requests.filter((line) => /comments|notes/.test(line)).every((line) => /\b7\b|comments\/1$/.test(line))).toBe(true)
  for (const fault of [403, 'hang'] as const) {
    world.forge.faults.set('GET ', fault)
    expect(await run()).toMatchObject({ code: 0, stderr: expect.stringContaining('was not commented') as string })
  }
  expect(readFileSync(join(world.root, 'summary.md'), 'utf8').match(/^## Release/gm)).toHaveLength(4)
  expect(world.state().forge).toEqual([])
})
