import { expect, test } from 'vitest'
import { sandbox, type Sandbox } from './lib/hooks.ts'
import { linkModules } from './lib/modules.ts'

// `lint ratchet` and `lint explain` with a real ESLint: debt is counted, may only shrink, and is paid by rule.

const debt = 'let a = 1\nlet b = 2\ndebugger\nexport default a + b\n'

/** A repository with two problems that `--fix` pays and one that it does not, all of them suppressed. */
async function adopted(): Promise<Sandbox> {
  const box = sandbox({
    '.gitignore': 'node_modules\n', 'package.json': '{"name":"sample","private":true,"type":"module"}\n', 'conventions.config.yaml': 'extends: standard\nlint: {}\n',
    '.conventions/eslint.json': '{"blocks":["javascript"]}\n', 'src/old.js': debt,
    'eslint.config.js': 'export default [{ files: ["**/*.js"], rules: { "prefer-const": "error", "no-debugger": "error" } }]\n',
  })
  linkModules(box.root)
  expect(await box.conventions('lint', 'ratchet', '--start')).toMatchObject({ code: 0, stdout: expect.stringContaining('3 problems of 2 rules') as string })
  box.must('add', '-A')
  box.must('commit', '-q', '--no-verify', '-m', 'chore: adopt')
  return box
}
const counts = (box: Sandbox): unknown => JSON.parse(box.read('eslint-suppressions.json'))

test('what was there is suppressed; debt that grows fails with file and line, debt that shrank is to be pruned', { timeout: 180_000 }, async () => {
  const box = await adopted()
  expect(counts(box)).toEqual({ 'src/old.js': { 'no-debugger': { count: 1 }, 'prefer-const': { count: 2 } } })
  expect(await box.conventions('lint', 'ratchet', '--check')).toMatchObject({ code: 0 })
  const { rules } = JSON.parse((await box.conventions('lint', 'ratchet', '--json')).stdout) as { rules: unknown }
  expect(rules).toEqual([{ rule: 'prefer-const', count: 2, files: 1, fixable: 2 }, { rule: 'no-debugger', count: 1, files: 1, fixable: 0 }])
  box.put('src/new.js', 'debugger\n')
  expect(await box.conventions('lint', 'ratchet', '--check')).toMatchObject({ code: 1, stdout: expect.stringContaining('src/new.js:1:1') as string })
  box.put('src/new.js', '')
  box.put('src/old.js', debt.replace('debugger\n', ''))
  expect(await box.conventions('lint', 'ratchet', '--check')).toMatchObject({ code: 1, stdout: expect.stringContaining('--prune') as string })
  expect(await box.conventions('lint', 'ratchet', '--prune')).toMatchObject({ code: 0 })
  expect(counts(box)).toEqual({ 'src/old.js': { 'prefer-const': { count: 2 } } })
})

test('--pay fixes one rule in a commit of its own, which git blame is told to skip', { timeout: 180_000 }, async () => {
  const box = await adopted()
  expect(await box.conventions('lint', 'ratchet', '--pay', 'no-debugger')).toMatchObject({ code: 2, stderr: expect.stringContaining('no suppressed problem') as string })
  box.put('src/old.js', `${debt}// mine\n`)
  expect(await box.conventions('lint', 'ratchet', '--pay', 'prefer-const')).toMatchObject({ code: 2, stderr: expect.stringContaining('src/old.js') as string })
  box.must('checkout', '-q', '--', '.')
  expect(await box.conventions('lint', 'ratchet', '--pay', 'prefer-const')).toMatchObject({ code: 0 })
  expect([box.read('src/old.js'), counts(box), box.must('status', '--porcelain')])
    .toEqual([debt.replaceAll('let', 'const'), { 'src/old.js': { 'no-debugger': { count: 1 } } }, ''])
  const paid = box.must('rev-parse', 'HEAD~').trim()
  expect(box.read('.git-blame-ignore-revs')).toContain(`# prefer-const\n${paid}\n`)
  expect(box.must('show', '--format=', '--name-only', paid).trim().split('\n')).toEqual(['eslint-suppressions.json', 'src/old.js'])
})

test('explain: why a rule is on, how many problems there are now, and how to switch it off; one that nobody knows is an error', { timeout: 180_000 }, async () => {
  const box = await adopted()
  box.put('src/new.js', 'debugger\n')
  const { code, stdout } = await box.conventions('lint', 'explain', 'no-debugger', '--json')
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { rule: 'no-debugger', block: 'javascript', level: 'recommended', on: true, problems: 1, suppressed: 1 }])
  expect((await box.conventions('lint', 'explain', 'no-debugger')).stdout).toMatch(/by the block javascript[\s\S]*why: [\s\S]*folders:/)
  expect(await box.conventions('lint', 'explain', 'no-debuger')).toMatchObject({ code: 2, stderr: expect.stringContaining('no-debugger') as string })
})

test('where the types of a package are made by a build, it is said when the counts differ', { timeout: 180_000 }, async () => {
  const box = await adopted()
  const types = (name: string, more: object) => box.put(`packages/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', ...more }))
  box.put('package.json', '{"name":"sample","private":true,"type":"module","workspaces":["packages/*"]}\n')
  types('built', { exports: { '.': { types: './dist/index.d.ts', import: './dist/index.js' } } })
  types('older', { main: 'lib/index.js' })
  types('source', { types: 'index.ts' })
  box.put('packages/source/index.ts', 'export {}\n')
  box.put('.gitignore', 'node_modules\ndist\nlib\n')
  // What a build has left is not what a clone has.
  box.put('packages/built/dist/index.d.ts', 'export {}\n')
  box.must('add', '-A')
  expect((await box.conventions('lint', 'ratchet', '--check')).stdout).not.toContain('made by a build')
  box.put('src/new.js', 'debugger\n')
  expect(await box.conventions('lint', 'ratchet', '--check')).toMatchObject({ code: 1, stdout: expect.stringContaining('the types of built, older are made by a build') as string })
})
