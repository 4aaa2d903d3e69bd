import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { mustRun, run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

// A repository with .eslintrc, ESLint 8, and plugins from before ESLint 9 is adopted by the packed package with npm: their rules report under ESLint 9 what they
// reported under 8, and nobody's build fails.

const home = temporaryFolder('lint-legacy')
const root = join(home, 'project')
const env = {
  ...process.env, HOME: home, GIT_CONFIG_GLOBAL: join(home, 'no-such-file'), GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.co', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b.co',
}
const must = (program: string, ...args: readonly string[]): Promise<string> => mustRun(program, args, { cwd: root, env })
const files: Readonly<Record<string, string>> = {
  '.gitignore': 'node_modules\n',
  '.eslintignore': '/ignored\n',
  'package.json': `${JSON.stringify({
    name: 'sample', version: '1.0.0', private: true, license: 'MIT', scripts: { lint: 'eslint .' },
    devDependencies: { 'eslint': '^8.57.0', 'eslint-plugin-react': '7.34.0', '@typescript-eslint/parser': '^5.62.0', '@typescript-eslint/eslint-plugin': '^5.62.0', 'typescript': '~4.9.5' },
  }, undefined, 2)}\n`,
  '.eslintrc.json': JSON.stringify({
    root: true, env: { node: true, es2022: true }, extends: ['eslint:recommended', 'plugin:react/recommended'], parserOptions: { ecmaFeatures: { jsx: true } },
    settings: { react: { version: '18.0' } }, rules: { 'eqeqeq': 'warn', 'no-restricted-syntax': ['error', 'WithStatement'] },
    overrides: [{ files: ['*.ts'], parser: '@typescript-eslint/parser', plugins: ['@typescript-eslint'], extends: ['plugin:@typescript-eslint/recommended'], parserOptions: { sourceType: 'module' } }],
  }),
  'caught.js': 'try {\n\trequire("node:fs");;\n} catch (error) {\n  if (1 == 2) {\n    function inner() {}\n  }\n}\nclass A { static {} }\nmodule.exports = A\n',
  'view.jsx': 'const React = require("react")\nmodule.exports = ({ name }) => <a href="#" target="_blank">{[1].map(() => <b>{name}</b>)}</a>\n',
  'typed.ts': 'export const value: any = 1\nexport function empty() {}\nconst unused = 2\n',
  'ignored/a.js': 'debugger\n',
}

interface Result { readonly filePath: string, readonly messages: readonly { readonly line: number, readonly ruleId: string | null, readonly message: string }[] }

/** `path:line rule`, of the rules that theirs speaks of. */
async function problems(...args: readonly string[]): Promise<string[]> {
  const { stdout, stderr, code } = await run(process.execPath, ['node_modules/eslint/bin/eslint.js', '--format', 'json', ...args, '.'], { cwd: root, env })
  expect(code, stderr).toBeLessThan(2)
  return (JSON.parse(stdout) as Result[]).flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => `${relative(root, filePath).split(sep).join('/')}:${line} ${ruleId ?? message}`)).filter((line) => /\.(?:js|jsx|ts):/.test(line)).sort()
}

beforeAll(async () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  await must('git', 'init', '-q', '-b', 'main')
  await must('npm', 'install', '--no-audit', '--no-fund')
  await must('git', 'add', '-A')
  await must('git', 'commit', '-qm', 'chore: begin')
}, 600_000)
afterAll(() => removeFolder(home))

it('reports what it reported, passes with the suppressions, and is taken back whole', { timeout: 600_000 }, async () => {
  const before = await problems('--ext', '.js,.jsx,.ts')
  expect(before.map((line) => line.split(' ')[1])).toEqual(expect.arrayContaining(['no-inner-declarations', 'no-extra-semi', 'react/jsx-key', '@typescript-eslint/no-explicit-any']))
  expect(before.some((line) => line.startsWith('ignored/'))).toBe(false)

  const init = await run('npx', ['-y', '--package', inject('tarball'), 'create-conventions', '--yes', '--features', 'lint', '--toolkit', `file:${inject('tarball')}`, '--accept-losses'], { cwd: root, env })
  expect(init, init.stdout + init.stderr).toMatchObject({ code: 0 })
  expect(JSON.parse(readFileSync(join(root, 'node_modules/eslint/package.json'), 'utf8'))).toMatchObject({ version: expect.stringMatching(/^9\./) as string })
  expect(await run(process.execPath, ['node_modules/eslint/bin/eslint.js', '.'], { cwd: root, env })).toMatchObject({ code: 0 })

  renameSync(join(root, 'eslint-suppressions.json'), join(home, 'suppressions.json'))
  const after = await problems()
  renameSync(join(home, 'suppressions.json'), join(root, 'eslint-suppressions.json'))
  expect(before.filter((line) => !after.includes(line))).toEqual([])
  // What came on top is of our rules: theirs gained nothing.
  const theirs = new Set(before.map((line) => line.split(' ')[1]))
  expect(after.filter((line) => !before.includes(line) && theirs.has(line.split(' ')[1]))).toEqual([])

  expect(await run('npx', ['-y', '--package', inject('tarball'), 'conventions', 'undo', '--yes'], { cwd: root, env })).toMatchObject({ code: 0 })
  expect([await must('git', 'status', '--porcelain'), existsSync(join(root, '.conventions'))]).toEqual(['', false])
})
