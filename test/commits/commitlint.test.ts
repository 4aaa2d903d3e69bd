import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import conventional from '@commitlint/config-conventional'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toCommitlint } from '../../src/commits/commitlint.ts'
import { packageRules } from '../../src/commits/commitlintPackages.ts'
import { lintMessage } from '../../src/commits/lint.ts'
import { pluginRules } from '../../src/commits/plugin.ts'
import { ruleNames } from '../../src/commits/ruleNames.ts'
import { conventionFrom } from '../../scripts/lib/fuzz/conventions.ts'
import { commitlintSays } from '../../scripts/lib/fuzz/oracle.ts'
import { inRoot } from '../../scripts/lib/root.ts'
import { run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

test('the names of the rules are those of the package and our own', async () => {
  const own = Object.keys(pluginRules(await conventionFrom('standard'))).filter((name) => name.startsWith('conventions/'))
  expect([...ruleNames].sort()).toEqual([...Object.keys(packageRules), ...own].sort())
})

const foo80 = `fix: ${'some very long subject '.repeat(5)}`
/** What the reference of rules says (commitlint.js.org/reference/rules), in messages: message, rule and its value, verdict. */
const documented: readonly (readonly [message: string, rules: Record<string, unknown>, good: boolean])[] = [
  ['foo: bar', {}, false],
  ['foo: this will fail', {}, false],
  ['chore: run tests on travis ci', {}, true],
  ['fix(server): send cors headers', {}, true],
  ['feat(blog): add comment section', {}, true],
  ['fix: some message', {}, true],
  ['fix: some message.', {}, false],
  [': some message', {}, false],
  ['fix:', {}, false],
  ['fix: ', {}, false],
  ['FIX: some message', {}, false],
  ['FIX: SOME MESSAGE', {}, false],
  ['fix: SOME MESSAGE', { 'subject-case': [2, 'never', ['sentence-case', 'start-case', 'pascal-case', 'upper-case']] }, false],
  ['fix: Some message', { 'subject-case': [2, 'never', ['sentence-case', 'start-case', 'pascal-case', 'upper-case']] }, false],
  ['fix: Some Message', { 'subject-case': [2, 'never', ['sentence-case', 'start-case', 'pascal-case', 'upper-case']] }, false],
  ['fix: SomeMessage', { 'subject-case': [2, 'never', ['sentence-case', 'start-case', 'pascal-case', 'upper-case']] }, false],
  ['fix(SCOPE): Some message', { 'subject-case': [2, 'never', ['sentence-case', 'start-case', 'pascal-case', 'upper-case']] }, false],
  ['fix(scope): some Message', { 'subject-case': [2, 'never', ['sentence-case', 'start-case', 'pascal-case', 'upper-case']] }, true],
  ['fix(SCOPE): some message', { 'scope-case': [2, 'always', 'lower-case'] }, false],
  ['fix(scope): some message', { 'scope-case': [2, 'always', 'lower-case'] }, true],
  ['fix: some message\nbody', { 'body-leading-blank': [2, 'always'] }, false],
  ['fix: some message\n\nbody', { 'body-leading-blank': [2, 'always'] }, true],
  ['fix: some message\n\nbody\nBREAKING CHANGE: It will be significant', { 'footer-leading-blank': [2, 'always'] }, false],
  ['fix: some message\n\nbody\n\nBREAKING CHANGE: It will be significant', { 'footer-leading-blank': [2, 'always'] }, true],
  ['fix: some message\n\nBREAKING CHANGE: It will be significant', {}, true],
  [`fix: some message\n\nbody that ${'is long '.repeat(14)}`, {}, false],
  [`fix: some message\n\nbody\n\nBREAKING CHANGE: footer ${'with multiple lines '.repeat(5)}`, {}, false],
  [foo80, {}, false],
  ['fix: some message', { 'references-empty': [2, 'never'] }, false],
  ['fix: some message\n\nCloses #12', { 'references-empty': [2, 'never'] }, true],
  ['fix: some message', { 'signed-off-by': [2, 'always', 'Signed-off-by:'] }, false],
  ['fix: some message\n\nSigned-off-by: A B <a@b.c>', { 'signed-off-by': [2, 'always', 'Signed-off-by:'] }, true],
  ['fix: some message', { 'body-empty': [2, 'never'] }, false],
  ['fix: some message\n\nbody', { 'body-empty': [2, 'never'] }, true],
  ['fix(api): some message', { 'scope-enum': [2, 'always', ['server', 'blog']] }, false],
  ['fix(server/blog): some message', { 'scope-enum': [2, 'always', ['server', 'blog']] }, true],
  ['fix!: some message', { 'subject-exclamation-mark': [2, 'never'] }, false],
  ['fix!: some message\n\nBREAKING CHANGE: x', { 'breaking-change-exclamation-mark': [2, 'always'] }, true],
  ['fix: some message\n\nBREAKING CHANGE: x', { 'breaking-change-exclamation-mark': [2, 'always'] }, false],
  ['fix: some message', { 'type-case': [2, 'always', 'upper-case'] }, false],
  ['fix: abc', { 'subject-max-length': [2, 'always', 2] }, false],
  ['fix: abc', { 'subject-min-length': [2, 'always', 3] }, true],
  ['Merge branch \'main\' into topic', {}, true],
  ['fixup! foo', {}, true],
  ['Revert "foo"', {}, true],
  ['v1.2.3', {}, true],
]

test.each(documented)('%j with %j', async (message, rules, good) => {
  const convention = await conventionFrom('standard', { rules })
  const theirs = await commitlintSays(message, toCommitlint(convention), undefined)
  const ours = await lintMessage(message, convention)
  expect({ ours: ours.ok, theirs: theirs.errors.length === 0 }).toEqual({ ours: good, theirs: good })
  // One sentence says that there is neither type nor subject.
  const said = new Set([...theirs.errors, ...theirs.warnings].filter((rule) => rule !== 'subject-empty' || !theirs.errors.includes('type-empty')))
  expect([...new Set(ours.problems.map(({ rule }) => rule))].sort()).toEqual([...said].sort())
})

/** The examples in the README of @commitlint/config-conventional: message, and what it says of it. */
const examples = [...readFileSync(inRoot('node_modules/@commitlint/config-conventional/README.md'), 'utf8').matchAll(/^echo "([^"]+)" # (fails|passes|warning)$/gm)]
  .map(([, message = '', says = '']) => ({ message, says }))

test('the examples that commitlint documents have the verdicts of @commitlint/lint', async () => {
  expect(examples.length).toBeGreaterThan(20)
  const convention = await conventionFrom('standard', { rules: conventional.rules })
  const verdicts = await Promise.all(examples.map(async ({ message, says }) => {
    const theirs = await commitlintSays(message, toCommitlint(convention), undefined)
    const ours = await lintMessage(message, convention)
    const own = (severity: string) => ours.problems.some((problem) => problem.severity === severity)
    expect([message, own('error'), own('warning')]).toEqual([message, theirs.errors.length > 0, theirs.warnings.length > 0])
    return { message, says, found: own('error') ? 'fails' : own('warning') ? 'warning' : 'passes' }
  }))
  // 93 characters: not too long for 100, whatever the README says.
  expect(verdicts.filter(({ says, found }) => says !== found).map(({ message }) => message)).toEqual([
    'fix: some message that is way too long and breaks the line max-length by several characters',
  ])
})

const repo = temporaryFolder('cli')
beforeAll(() => {
  execFileSync('git', ['-c', 'init.defaultBranch=main', 'init', '--quiet', repo])
  mkdirSync(join(repo, 'node_modules'))
  // Node strips no types below node_modules, but a link is followed to where the source is.
  const linked = join(repo, 'node_modules/create-conventions')
  mkdirSync(dirname(linked), { recursive: true })
  symlinkSync(inRoot('.'), linked, 'dir')
  writeFileSync(join(repo, 'package.json'), '{"type":"module"}\n')
  writeFileSync(join(repo, 'conventions.config.yaml'), 'extends: standard\ncommits:\n  scopes: [core, api]\n  ticket: { required: [feat] }\n')
  writeFileSync(join(repo, 'commitlint.config.js'), `export { default } from ${JSON.stringify(inRoot('src/commitlint.ts'))}\n`)
})
afterAll(() => removeFolder(repo))

/** The real @commitlint/cli on a message, with the config that it finds in the repository. */
async function cli(message: string) {
  writeFileSync(join(repo, 'message'), message)
  const { code, stdout, stderr } = await run(process.execPath, [inRoot('node_modules/@commitlint/cli/cli.js'), '--edit', 'message'], { cwd: repo, env: { ...process.env, NO_COLOR: '1' } })
  return { code, told: stdout + stderr }
}

test('@commitlint/cli loads create-conventions/commitlint and judges by the repository\'s convention', async () => {
  expect(await cli('feat(core): add search\n\nRefs: ABC-12\n')).toMatchObject({ code: 0 })
  const scope = await cli('fix(cor): keep the draft\n')
  expect(scope.code).toBe(1)
  expect(scope.told).toContain('[scope-enum]')
  const ticket = await cli('feat(core): add search\n')
  expect(ticket.code).toBe(1)
  expect(ticket.told).toContain('[conventions/ticket]')
  expect((await cli('Merge branch \'x\' into y\n')).code).toBe(0)
}, 60_000)
