import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { adopted, directory, git, put, read, repository, run, tree } from './lib/cli.ts'

const many = (subject: (n: number) => string, count = 30): string[] => Array.from({ length: count }, (_, at) => subject(at + 1))
const tabbed = (count: number): Record<string, string> =>
  Object.fromEntries(many((n) => `src/file${n}.ts`, count).map((path) => [path, 'export function f(): number {\n\tif (f.length > 0) {\n\t\treturn 1\n\t}\n\treturn 2\n}\n']))
/** In one process, on top of HEAD. */
function addCommits(root: string, subjects: readonly string[]): void {
  const input = subjects.map((subject, at) => [
    'commit refs/heads/main', `committer Test <test@example.com> ${1_700_000_000 + at} +0000`, `data ${Buffer.byteLength(subject)}`, subject,
    ...at === 0 ? ['from refs/heads/main^0'] : [], '',
  ].join('\n')).join('')
  execFileSync('git', ['fast-import', '--quiet'], { cwd: root, input })
}

const yes = ['init', '--yes', '--no-install']
const configOf = (root: string) => parse(read(root, 'conventions.config.yaml')) as Record<string, unknown>

describe('what init takes', () => {
  // Each: the flags, and the config that comes of them.
  test.each<[flags: string[], config: object]>([
    [[], { extends: 'standard' }],
    [['--preset', 'korean'], { extends: 'korean' }],
    [['--preset', 'gitmoji'], { extends: 'gitmoji' }],
    [['--preset', 'minimal'], { extends: 'minimal' }],
    [['--locale', 'ko'], { extends: 'korean' }],
    [['--locale', 'ko', '--preset', 'standard'], { extends: 'standard', locale: 'ko' }],
    [['--host', 'gitlab'], { extends: 'standard', host: 'gitlab' }],
    [['--features', 'commits'], { extends: 'standard', hooks: false, pullRequests: false, issues: false, editor: false, docs: false }],
    [['--features', 'commits', '--features', 'docs,editor'], { extends: 'standard', hooks: false, pullRequests: false, issues: false }],
    [['--ticket', 'PAY-[0-9]+'], { extends: 'standard', commits: { ticket: { pattern: 'PAY-[0-9]+' } } }],
    [['--ticket', 'none'], { extends: 'standard' }],
  ])('%j', async (flags, config) => {
    const root = repository({ 'go.mod': 'module x\n' })
    const said = await run(root, [...yes, ...flags])
    expect(said.code, said.stderr).toBe(0)
    expect(configOf(root)).toEqual(config)
    expect(existsSync(join(root, 'package.json'))).toBe(false)
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
    expect(await run(root, ['apply', '--yes'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^(Nothing to do|할 일이 없습니다)/) as string })
  })

  // Each: first lines of commits, files, and the config that habits make of them where nothing is stated.
  test.each<[name: string, subjects: string[], files: Record<string, string>, config: object, seen: string]>([
    ['messages in Korean', many((n) => `feat: 검색 기능 ${n} 추가`), { 'README.md': 'A project whose documents are all in English, as far as anybody can tell.\n' }, { extends: 'korean' }, 'in Korean, 96.8 %'],
    ['emoji', many((n) => `:sparkles: add search ${n}`), {}, { extends: 'gitmoji' }, 'gitmoji, 96.8 %'],
    ['tickets', many((n) => `feat: PAY-${n} add search`), {}, { extends: 'standard', commits: { ticket: { pattern: 'PAY-[0-9]+' } } }, 'Conventional Commits, 100 %'],
    ['a type of their own, and one mistyped', [...many((n) => `feat: add search ${n}`, 80), ...many((n) => `deps: update ${n}`), 'faet: a', 'faet: b', 'faet: c'], {}, { extends: 'standard', commits: { types: { deps: {} } } }, 'Conventional Commits, 100 %'],
    ['free sentences', many((n) => `Add search ${n}`), {}, { extends: 'standard' }, 'Capital letter, no type, 96.8'],
    ['too few to tell', ['feat: 하나'], {}, { extends: 'standard' }, 'GitHub'],
    ['tabs', [], tabbed(12), { extends: 'standard', editor: { indent: 'tab' } }, 'code is indented with tabs'],
    ['tabs, but settled', [], { ...tabbed(12), '.editorconfig': '[*]\nindent_style = space\nindent_size = 4\n' }, { extends: 'standard', editor: { editorconfig: false, indent: 4, eol: 'native', finalNewline: false, trimTrailing: false } }, '.editorconfig'],
  ])('habits: %s', async (_, subjects, files, config, seen) => {
    const root = repository({ 'tsconfig.json': '{}\n', ...files })
    addCommits(root, subjects)
    const said = await run(root, [...yes, '--features', 'commits,editor'])
    expect(said.code, said.stderr).toBe(0)
    expect(configOf(root)).toMatchObject(config)
    expect(said.stdout).toMatch(new RegExp(seen))
  })

  test.each(['yaml', 'ts', 'js', 'json'] as const)('--config %s writes a config that is read again', async (format) => {
    // What a config in TypeScript imports is there once it was installed.
    const root = repository(format === 'yaml' || format === 'json' ? {} : { 'package.json': '{ "name": "w", "type": "module" }\n', '.gitignore': 'node_modules\n' })
    if (format === 'ts' || format === 'js') {
      put(root, { 'node_modules/create-conventions/package.json': '{ "name": "create-conventions", "type": "module", "exports": "./index.js" }', 'node_modules/create-conventions/index.js': 'export const defineConfig = (config) => config\n' })
    }
    const said = await run(root, [...yes, '--config', format])
    expect(said.code, said.stdout + said.stderr).toBe(0)
    expect(existsSync(join(root, `conventions.config.${format}`))).toBe(true)
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
  })

  test('what is found of a feature that nobody is asked about is in the config: their release.yml stays', async () => {
    const theirs = 'changelog:\n  exclude:\n    authors:\n      - dependabot[bot]\n'
    const root = repository({ 'go.mod': 'module x\n', '.github/release.yml': theirs, 'HISTORY.md': '# History\n\n## 1.0.0\n\n- first\n' })
    const said = await run(root, yes)
    expect(said.code, said.stdout).toBe(0)
    expect(read(root, '.github/release.yml')).toBe(theirs)
    expect(configOf(root)).toEqual({ extends: 'standard', changelog: { file: 'HISTORY.md', releaseYml: false } })
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
  })

  test.each<[flags: string[], release: object | undefined]>([
    [[], undefined],
    [['--features', 'commits,release'], { tag: 'r', npm: false }],
  ])('a team that releases with release-it keeps that until it says otherwise, and then its settings: %j', async (flags, release) => {
    const root = repository({ 'go.mod': 'module x\n', '.release-it.json': '{ "git": { "tagName": "r${version}" }, "npm": { "publish": false } }\n' })
    const said = await run(root, [...yes, ...flags])
    expect(said.code, said.stderr).toBe(0)
    expect(configOf(root)['release']).toEqual(release)
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
  })

  test('--toolkit says which create-conventions is depended on', async () => {
    const root = repository({ 'package.json': '{}\n' })
    expect(await run(root, [...yes, '--toolkit', 'file:../x.tgz'])).toMatchObject({ code: 0 })
    expect(JSON.parse(read(root, 'package.json'))).toMatchObject({ devDependencies: { 'create-conventions': 'file:../x.tgz' } })
  })

  test.each<[flags: string[], sentence: string]>([
    [['--preset', 'korea'], '--preset: there is no preset "korea", neither here (angular, code, gitmoji, korean, minimal, standard) nor in node_modules. Did you mean "korean"?'],
    [['--config', 'toml'], '`toml` is no value of `--config`.'],
    [['--host', 'githup'], '`githup` is no value of `--host`. Did you mean `github`?'],
    [['--features', 'commit'], '`commit` is no value of `--features`. Did you mean `commits`?'],
    [['--ticket', '('], '`--ticket (` is no valid regular expression'],
    [['--toolkit', '\u0007'], 'toolkit.version'],
    [['--accept', 'x'], '`--accept x` matches nothing in the plan.'],
  ])('%j: exit 2, nothing is written', async (flags, sentence) => {
    const root = repository()
    const before = tree(root)
    const said = await run(root, [...yes, ...flags])
    expect(said.code).toBe(2)
    expect(said.stderr.replaceAll('`', '')).toContain(sentence.replaceAll('`', ''))
    expect(tree(root)).toEqual(before)
  })
})

describe('where init runs', () => {
  test('a repository: what was found, the plan, what is proved, five lines of what to do next', async () => {
    const root = repository({ 'package.json': '{\n\t"name": "w"\n}', 'README.md': `# W\n\n${'Words in English. '.repeat(10)}\n` })
    const before = tree(root)
    const said = await run(root, yes)
    expect(said.code).toBe(0)
    expect(said.stdout).toMatch(new RegExp(`^create-conventions \\d\\S* · ${root}\nFound here\n {2}JavaScript · npm · GitHub\n`))
    expect(said.stdout).toMatch(/\n {2}add +conventions\.config\.yaml\n/)
    const [, next = ''] = said.stdout.split('\nNext\n')
    expect(next.trimEnd().split(/\n(?= {2}\S)/).length).toBeLessThanOrEqual(5)
    expect(next).toContain('npx conventions check')
    expect(read(root, 'package.json')).toMatch(/^\{\n\t"name": "w",\n\t[\s\S]*\n\}$/)
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(root)).toEqual(before)
  })

  test('losses: exit 1, nothing written, nothing half adopted', async () => {
    const root = repository({ '.github/ISSUE_TEMPLATE/bug.yml': 'name: ours\ndescription: ours\nbody: []\n', '.github/ISSUE_TEMPLATE/config.yml': '# ours\nblank_issues_enabled: false\n' })
    const before = tree(root)
    const said = await run(root, [...yes, '--features', 'issues'])
    // What detect can keep is kept; whatever is left to lose must be named, and then nothing is written.
    if (said.code === 0) expect(read(root, '.github/ISSUE_TEMPLATE/bug.yml')).toContain('ours')
    else {
      expect(said).toMatchObject({ code: 1, stderr: expect.stringMatching(/of yours would be lost\. Nothing was written\./) as string })
      expect(tree(root)).toEqual(before)
    }
  })

  test('no terminal and no --yes: exit 2 and how to go on', async () => {
    const root = repository()
    const before = tree(root)
    for (const setting of [{}, { tty: true }]) {
      const said = await run(root, ['init'], setting)
      expect(said.code).toBe(2)
      expect(said.stderr).toContain('there is no terminal to ask in. Say `--yes`')
    }
    expect(tree(root)).toEqual(before)
  })

  test('--dry-run shows all and writes nothing, not even a git repository', async () => {
    const dir = directory('새 프로젝트')
    const said = await run(dir, ['init', '--dry-run'])
    expect(said).toMatchObject({ code: 1, stderr: '' })
    expect(said.stdout).toContain('  add  package.json\n')
    expect(said.stdout).toMatch(/Dry run: nothing was written\.\n$/)
    expect(readdirSync(dir)).toEqual([])
    const named = await run(dir, ['init', '--dry-run', 'not/yet'])
    expect(named.stdout).toContain(join(dir, 'not/yet'))
    expect(readdirSync(dir)).toEqual([])
  })

  test.each(['here', 'new/deep 폴더'])('an empty or absent folder becomes a repository: %s', async (name) => {
    const dir = directory()
    const said = await run(dir, [...yes, name])
    expect(said.code, said.stderr).toBe(0)
    const root = join(dir, name)
    expect(git(root, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main\n')
    expect(JSON.parse(read(root, 'package.json'))).toMatchObject({ version: '0.0.0', private: true, devDependencies: { 'create-conventions': expect.any(String) as string } })
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(readdirSync(root)).toEqual(['.git'])
  })

  test('the package manager that runs us is the one of a new repository', async () => {
    const dir = directory()
    await run(dir, [...yes, 'new'], { env: { npm_config_user_agent: 'pnpm/10.1.0 npm/? node/v24.1.0 linux x64' } })
    expect(JSON.parse(read(dir, 'new/package.json'))).toMatchObject({ name: 'new', packageManager: 'pnpm@10.1.0' })
  })

  test('files without git, a file, an empty folder of another repository: exit 2, nothing is written', async () => {
    const files = directory()
    put(files, { 'x.txt': '' })
    const other = repository({ '.gitignore': 'sandbox\n' })
    put(other, { 'empty/x': '', 'sandbox/x': '' })
    for (const [cwd, argv, sentence] of [
      [files, [], `${files} has files but is no git repository. Run \`git init\` there, then try again. Nothing was written.`],
      [files, ['x.txt'], `${join(files, 'x.txt')} is not a directory. Name another one.`],
      [other, ['new'], `${join(other, 'new')} is empty and lies in the repository ${other}.`],
    ] as const) {
      const before = tree(cwd)
      const said = await run(cwd, [...yes, ...argv])
      expect(said).toMatchObject({ code: 2, stdout: '' })
      expect(said.stderr).toContain(sentence)
      expect(tree(cwd)).toEqual(before)
    }
    // One that the repository around it ignores is nobody's.
    expect(await run(other, [...yes, 'sandbox/new'])).toMatchObject({ code: 0 })
    expect(existsSync(join(other, 'sandbox/new/.git'))).toBe(true)
    // A folder of a repository that holds something means the repository.
    expect(await run(join(other, 'empty'), yes)).toMatchObject({ code: 0 })
    expect(existsSync(join(other, 'conventions.config.yaml'))).toBe(true)
  })

  test('a repository that has a convention: it is applied; another one is refused', async () => {
    const root = await adopted()
    put(root, { 'conventions.config.yaml': 'extends: standard\nissues: false\n' })
    const said = await run(root, yes)
    expect(said).toMatchObject({ code: 0, stderr: expect.stringContaining('conventions.config.yaml is there already: applying it.\n') as string })
    expect(existsSync(join(root, '.github/ISSUE_TEMPLATE'))).toBe(false)
    expect(existsSync(join(root, '.github/pull_request_template.md'))).toBe(true)
    for (const flags of [['--preset', 'korean'], ['--config', 'ts'], ['--host', 'gitlab'], ['--features', 'docs'], ['--ticket', 'X'], ['--toolkit', '1']]) {
      const refused = await run(root, [...yes, ...flags])
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toContain(`conventions.config.yaml is there already, so \`${flags[0] ?? ''}\` would change nothing. Edit that file, then run \`conventions apply\`.`)
    }
  })

  test('a failure of a new repository leaves nothing behind', async () => {
    const dir = directory()
    writeFileSync(join(dir, 'npm'), '#!/bin/sh\n[ "$1" = --version ] && exit 0\necho no network; exit 1\n', { mode: 0o755 })
    const said = await run(dir, ['init', '--yes', 'deep/new'], { env: { PATH: `${dir}:${process.env['PATH'] ?? ''}` } })
    expect(said.code).toBe(2)
    expect(said.stderr).toContain('no network')
    expect(said.stderr).toContain('To go on without installing, say --no-install.')
    expect(readdirSync(dir)).toEqual(['npm'])
  })
})
