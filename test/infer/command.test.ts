import { expect, test } from 'vitest'
import { importCommits } from './history.ts'
import { directory, git, put, repository, run, tree } from '../cli/lib/cli.ts'

const files = { 'src/a.js': 'const a = \'x\'\n', 'src/b.js': 'const b = \'y\'\n', 'dist/c.js': 'const c = "z";\n', 'src/d.min.js': 'x', 'src/e.vue': '<script>\nconst e = \'z\'\n</script>\n' }

test('tells what the code and the history do, and ends in a config; writes nothing', async () => {
  const root = repository({ ...files, '.gitignore': 'out/\n' })
  put(root, { 'out/f.js': 'const f = "ignored";\n' })
  importCommits(root, Array.from({ length: 25 }, (_, at) => ({ message: `feat(web): step ${at}` })))
  const before = tree(root)
  const { code, stdout, stderr } = await run(root, ['infer'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('What this repository does, from 3 of 5 files and 26 commits')
  expect(stdout).toMatch(/quotes +single +100 % +too few/)
  expect(stdout).toMatch(/style +Conventional Commits, 100 %, agreed/)
  expect(stdout).toContain('left out, generated: 2 (dist/c.js, …)')
  expect(stdout).toMatch(/As a config, of what is agreed:\n {2}extends: standard\n$/)
  expect(tree(root)).toEqual(before)
})

test('in Korean', async () => {
  const { stdout } = await run(repository(files), ['infer', '--locale', 'ko'])
  expect(stdout).toContain('이 저장소가 이미 따르는 것: 파일 5개 중 3개')
})

test('--json is one document, with examples, groups and the config', async () => {
  const { code, stdout } = await run(repository(files), ['infer', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    files: { all: 5, read: 3, leftOut: { generated: ['dist/c.js', 'src/d.min.js'] } }, config: { extends: 'standard' },
    code: expect.arrayContaining([expect.objectContaining({ name: 'quotes', value: 'single', sides: [{ value: 'single', count: 3, files: 3, examples: [{ path: 'src/a.js', line: 1, text: 'const a = \'x\'' }, expect.anything(), expect.anything()] }] })]) as unknown,
  })
})

test('what is contested is told with both sides and who does what', async () => {
  const root = repository()
  const add = (author: string, text: string, name: string): void => {
    for (let at = 0; at < 8; at++) put(root, { [`src/${name}${at}.js`]: text })
    git(root, 'add', '-A')
    git(root, '-c', `user.name=${author}`, 'commit', '-q', '--no-verify', `--author=${author} <a@example.com>`, '-m', 'feat: x')
  }
  add('Kim', 'const a = 1;\n', 'kim')
  add('Lee', 'const a = 1\n', 'lee')
  const { stdout } = await run(root, ['infer'], { columns: 100 })
  expect(stdout).toMatch(/Decide this one:\n {2}semicolons\n {4}yes +8\n {6}src\/kim0\.js:1 {2}const a = 1;\n {4}no +8\n {6}src\/lee0\.js:1 {2}const a = 1\n {4}by author {2}Kim: yes 100 %; Lee: no 100 %/)
  expect(stdout).not.toContain('semi:')
})

test('broken files, files that are no text, links and huge files are left out or looked at, never a crash', async () => {
  const root = repository({
    'a.ts': 'const {{{ = `${', 'b.js': new Uint8Array([0xff, 0xfe, 0, 1]), 'c.js': `const a = "${'x'.repeat(10_000_000)}"`, 'd.svelte': '<script lang="ts">let a: string = "b"</script>', 'e.jsx': 'const a = <b>{`${c}`}</b',
    'vendor/f.js': 'x', 'fine.ts': 'const a = 1\n',
  })
  const { code, stdout } = await run(root, ['infer', '--json'])
  expect(code).toBe(0)
  expect((JSON.parse(stdout) as { files: unknown }).files).toEqual({ all: 7, read: 4, leftOut: { vendored: ['vendor/f.js'], large: ['c.js'], unreadable: ['b.js'] } })
}, 60_000)

test('a repository without JavaScript tells of its history; one without a commit of its code', async () => {
  const kotlin = await run(repository({ 'Main.kt': 'fun main() {}\n' }), ['infer'])
  expect([kotlin.code, kotlin.stdout.includes('Commits')]).toEqual([0, true])
  const fresh = directory()
  git(fresh, 'init', '-q', '-b', 'main')
  put(fresh, { 'a.js': 'const a = 1\n' })
  git(fresh, 'add', '-A')
  expect(await run(fresh, ['infer'])).toMatchObject({ code: 0, stdout: expect.stringContaining('semicolons') as string })
})

test.each<[string, readonly string[], (root: string) => void, string]>([
  ['no repository', [], () => undefined, 'is no git repository'],
  ['nothing at all', [], (root) => void git(root, 'init', '-q'), 'There is neither code'],
  ['a sample that is no number', ['--sample', 'x'], (root) => void git(root, 'init', '-q'), '`--sample` takes a whole number'],
])('%s is exit 2', async (_, args, make, sentence) => {
  const root = directory()
  make(root)
  const { code, stderr } = await run(root, ['infer', ...args])
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)])
})
