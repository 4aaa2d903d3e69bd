import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adopted, conflicting, git, losing, put, read, repository, run, tree } from './lib/cli.ts'

describe('check', () => {
  test('a repository that follows its convention: exit 0, one line', async () => {
    const said = await run(await adopted(), ['check'])
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toMatch(/^The repository follows its convention \(\d+ files checked\)\.\n$/)
  })

  test('from a directory below it too', async () => {
    const root = await adopted(undefined, { 'src/deep/x.txt': '' })
    expect(await run(join(root, 'src/deep'), ['check'])).toMatchObject({ code: 0 })
  })

  test('behind: what was never applied', async () => {
    const said = await run(repository({ 'conventions.config.yaml': 'extends: standard\n' }), ['check'])
    expect(said).toMatchObject({ code: 1, stderr: '' })
    expect(said.stdout).toMatch(/^\d+ files differ from the convention:\n/)
    expect(said.stdout).toContain('  behind  .gitmessage\n')
    expect(said.stdout).toContain('`conventions apply` brings what is behind up to date')
    expect(said.stdout).not.toContain('edited')
  })

  test('behind: the convention moved', async () => {
    const root = await adopted()
    put(root, { 'conventions.config.yaml': 'extends: standard\ncommits: { header: { maxLength: 60 } }\n' })
    const said = await run(root, ['check', '--json'])
    expect(said.code).toBe(1)
    const { clean, findings } = JSON.parse(said.stdout) as { clean: boolean, findings: { path: string, kind: string, fix: string }[] }
    expect(clean).toBe(false)
    expect(findings.find(({ path }) => path === '.gitmessage')).toMatchObject({ kind: 'behind', fix: 'conventions apply' })
    expect(findings.every(({ kind }) => kind === 'behind')).toBe(true)
  })

  test('edited, edited by deleting, and conflict, each with what puts it right', async () => {
    const root = await conflicting()
    put(root, { '.editorconfig': `${read(root, '.editorconfig')}\n# ours\n` })
    git(root, 'rm', '-q', '.github/ISSUE_TEMPLATE/bug.yml')
    const said = await run(root, ['check'])
    expect(said.code).toBe(1)
    expect(said.stdout).toContain('  edited    .editorconfig\n')
    expect(said.stdout).toContain('  edited    .github/ISSUE_TEMPLATE/bug.yml\n')
    expect(said.stdout).toContain('  conflict  .gitmessage\n')
    expect(said.stdout.replaceAll(/\s+/g, ' ')).toMatch(/`conventions apply` brings what is behind up to date and puts back what is missing; `conventions diff` shows how\. Other edits and conflicts stay until you decide: `conventions apply --restore <path>` takes the convention's version, `conventions apply --keep <path>` makes yours the rule\. $/)
    const { findings } = JSON.parse((await run(root, ['check', '--json'])).stdout) as { findings: { path: string, kind: string, fix: string }[] }
    const fixes = Object.fromEntries(findings.map(({ path, fix }) => [path, fix]))
    expect(fixes).toMatchObject({
      '.editorconfig': 'conventions apply --restore .editorconfig', '.github/ISSUE_TEMPLATE/bug.yml': 'conventions apply',
      '.gitmessage': 'conventions apply --restore .gitmessage',
    })
  })

  test('annotations on GitHub, where it runs and where it is asked for', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: standard\n' })
    const there = await run(root, ['check'], { env: { GITHUB_ACTIONS: 'true' } })
    const asked = await run(root, ['check', '--format', 'github'])
    expect(there).toEqual(asked)
    expect(there.code).toBe(1)
    const lines = there.stdout.split('\n').filter((line) => line.startsWith('::'))
    expect(lines.length).toBe(there.stdout.match(/^ {2}behind/gm)?.length)
    for (const line of lines) expect(line).toMatch(/^::error file=[^,:]+,title=create-conventions%3A behind::[^\n]+ Run `conventions apply`\. /)
    expect(await run(root, ['check', '--format', 'text'], { env: { GITHUB_ACTIONS: 'true' } })).not.toContain('::error')
    expect(await run(await adopted(), ['check'], { env: { GITHUB_ACTIONS: 'true' } })).toMatchObject({ code: 0, stdout: expect.not.stringContaining('::') as string })
  })

  // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
  test('a code quality report for GitLab', async () => {
    const root = await conflicting()
    const said = await run(root, ['check', '--format', 'gitlab'])
    expect(said).toMatchObject({ code: 1, stderr: '' })
    const report = JSON.parse(said.stdout) as Record<string, unknown>[]
    expect(report.length).toBeGreaterThan(0)
    for (const finding of report) {
      expect(finding).toEqual({
        description: expect.stringMatching(/\S/) as string, check_name: expect.stringMatching(/^conventions\/(behind|edited|conflict)$/) as string,
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string, severity: expect.stringMatching(/^(info|minor|major|critical|blocker)$/) as string,
        location: { path: expect.stringMatching(/^[^/]/) as string, lines: { begin: 1 } },
      })
    }
    expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length)
    expect((await run(root, ['check', '--format', 'gitlab', '--locale', 'ko'])).stdout.match(/"fingerprint": .*/g))
      .toEqual(said.stdout.match(/"fingerprint": .*/g))
    expect(await run(await adopted(), ['check', '--format', 'gitlab'])).toEqual({ code: 0, stdout: '[]\n', stderr: '' })
  })
})

describe('diff', () => {
  test('nothing to change: exit 0', async () => {
    expect(await run(await adopted(), ['diff'])).toEqual({ code: 0, stdout: 'Nothing to do: the repository already follows its convention.\n', stderr: '' })
  })

  test('each file with verdict, reason and hunks; nothing is written', async () => {
    const root = repository(losing)
    const before = tree(root)
    const said = await run(root, ['diff'])
    expect(said).toMatchObject({ code: 1, stderr: '' })
    expect(said.stdout).toMatch(/^ {2}add +AGENTS\.md\n +coding agents follow the same conventions as people\n {2}@@ -0,0 \+1,\d+ @@\n {2}\+/m)
    expect(said.stdout).toMatch(/^ {2}replace +\.gitmessage\n/m)
    expect(said.stdout).toContain('  -our own\n')
    expect(said.stdout).toContain('2 things of yours would be lost:\n')
    expect(said.stdout).toContain('Then:\n  git config commit.template .gitmessage: ')
    expect(said.stdout).not.toMatch(/\n\n\n|\n\n$/)
    expect(said.stdout).toContain('.conventions/lock.json')
    expect(said.stdout).not.toContain('"toolkit": ')
    expect(tree(root)).toEqual(before)
  })

  test('its JSON holds diffs that git applies', async () => {
    const root = repository(losing)
    const { writes } = JSON.parse((await run(root, ['diff', '--json'])).stdout) as { writes: { diff: string }[] }
    put(root, { 'all.patch': writes.map(({ diff }) => diff).join('') })
    git(root, 'apply', 'all.patch')
    expect((await run(root, ['diff'])).stdout).not.toContain('@@')
  })
})
