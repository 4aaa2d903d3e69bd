import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { adopted, commitAll, directory, git, put, read, repository, run, tree } from './lib/cli.ts'

const standard = { 'conventions.config.yaml': 'extends: standard\n' }
const root = process.getuid?.() === 0

describe('refused: exit 2, one clear sentence, nothing written', () => {
  // Each: the place, the command line, what the sentence says.
  const cases: readonly (readonly [what: string, place: () => string, argv: readonly string[], sentence: string | RegExp])[] = [
    ['no git', () => { const dir = directory(); put(dir, standard); return dir }, ['apply', '--yes'], /is no git repository, and without one nothing could be taken back\. Run `git init` there first\./],
    ['a bare repository', () => { const dir = directory('bare.git'); git(dir, 'init', '-q', '--bare'); return dir }, ['init', '--yes'], 'is a bare repository or the inside of a .git directory'],
    ['a bare repository, check', () => { const dir = directory('bare.git'); git(dir, 'init', '-q', '--bare'); return dir }, ['check'], 'is a bare repository or the inside of a .git directory'],
    ['inside .git', () => join(repository(standard), '.git'), ['check'], 'is a bare repository or the inside of a .git directory'],
    ['a .git file that leads nowhere', () => { const dir = directory(); put(dir, { '.git': 'gitdir: /nowhere\n', ...standard }); return dir }, ['apply', '--yes'], 'names a git directory that does not exist'],
    ['a config that is no YAML', () => repository({ 'conventions.config.yaml': 'extends: [standard\n' }), ['apply', '--yes'], 'conventions.config.yaml:'],
    ['a config with a mistake', () => repository({ 'conventions.config.yaml': 'commits: { headr: {} }\n' }), ['apply', '--yes'], 'commits.headr: there is no key "headr" here. Did you mean "header"?'],
    ['a config of the wrong type', () => repository({ 'conventions.config.yaml': 'issues: yes please\n' }), ['apply', '--yes'], 'issues: expected false or an object'],
    ['an empty config that is a list', () => repository({ 'conventions.config.json': '[]\n' }), ['apply', '--yes'], 'expected an object with sections'],
    ['a config that throws', () => repository({ 'conventions.config.js': 'throw new Error("mine")\n' }), ['apply', '--yes'], 'mine'],
    ['a config that exports nothing', () => repository({ 'conventions.config.mjs': 'export const x = 1\n' }), ['apply', '--yes'], 'the config exports nothing by default'],
    ['two configs', () => repository({ ...standard, 'conventions.config.json': '{}\n' }), ['check'], /conventions\.config\.(yaml|json).*conventions\.config\.(yaml|json)/],
    ['an unknown preset', () => repository({ 'conventions.config.yaml': 'extends: standrad\n' }), ['check'], 'conventions.config.yaml:1:10: there is no preset "standrad"'],
    ['a preset cycle', () => repository({ 'conventions.config.yaml': 'extends: ./a.yaml\n', 'a.yaml': 'extends: ./b.yaml\n', 'b.yaml': 'extends: ./a.yaml\n' }), ['check'], 'presets extend each other in a circle: ./a.yaml'],
    ['a preset outside', () => repository({ 'conventions.config.yaml': 'extends: ../x.yaml\n' }), ['check'], 'stays inside the repository'],
    ['a branch as a preset', () => repository({ 'conventions.config.yaml': 'extends: git+https://example.com/x.git\n' }), ['check'], 'needs a tag or a commit'],
    ['binary where text is expected', () => repository({ ...standard, '.gitignore': Buffer.from([0xff, 0xfe, 0, 1, 2]) }), ['apply', '--yes'], '.gitignore is not UTF-8 text, so it cannot be merged. Convert it to UTF-8, or move it away.'],
    ['a directory where a file is expected', () => repository({ ...standard, '.editorconfig/x': '' }), ['apply', '--yes'], '.editorconfig is not a regular file'],
    ['JSON with a mistake where keys go', () => repository({ ...standard, '.vscode/settings.json': '{ "a": \n' }), ['apply', '--yes'], '.vscode/settings.json:'],
    ['a damaged block', () => repository({ ...standard, 'CONTRIBUTING.md': '<!-- conventions:begin docs -->\n' }), ['apply', '--yes'], 'CONTRIBUTING.md:1: the block "docs" begins here and never ends.'],
    ['a link that leaves the repository', () => { const dir = repository(standard); symlinkSync('/etc/hostname', join(dir, '.editorconfig')); return dir }, ['apply', '--yes'], '.editorconfig goes through a link that leaves the repository'],
    ['a directory that is a link out of it', () => { const dir = repository(standard); symlinkSync(directory(), join(dir, '.github')); return dir }, ['apply', '--yes'], 'goes through a link that leaves the repository'],
    ['a lock with a path that leaves', () => repository({ ...standard, '.conventions/lock.json': '{ "version": 1, "toolkit": "0", "presets": {}, "files": { "../x": [] } }\n' }), ['apply', '--yes'], '.conventions/lock.json was changed by hand'],
    ['a lock with conflict markers', () => repository({ ...standard, '.conventions/lock.json': '<<<<<<< HEAD\n=======\n>>>>>>> x\n' }), ['apply', '--yes'], '.conventions/lock.json holds merge conflict markers'],
    ['a lock of a later version', () => repository({ ...standard, '.conventions/lock.json': '{ "version": 2 }\n' }), ['apply', '--yes'], '.conventions/lock.json was written by a later version'],
    ['unknown options', () => repository(standard), ['apply', '--dryrun'], 'Did you mean `--dry-run`?'],
  ]
  test.each(cases)('%s', async (_, place, argv, sentence) => {
    const dir = place()
    const before = tree(dir)
    const said = await run(dir, argv)
    expect(said).toMatchObject({ code: 2, stdout: '' })
    expect(said.stderr).toMatch(/^error {2}/)
    if (typeof sentence === 'string') expect(said.stderr).toContain(sentence)
    else expect(said.stderr).toMatch(sentence)
    expect(said.stderr).not.toMatch(/\n {4}at |bug of ours/)
    expect(tree(dir)).toEqual(before)
  })

  test('no git on the PATH', async () => {
    const dir = repository(standard)
    const said = await run(dir, ['apply', '--yes'], { env: { PATH: directory() } })
    expect(said).toMatchObject({ code: 2, stderr: 'error  git was not found. Install git and make sure that it is on the PATH.\n' })
  })
})

describe('made right', () => {
  test('a detached worktree', async () => {
    const main = repository(standard)
    const dir = join(directory(), 'linked')
    git(main, 'worktree', 'add', '-q', '--detach', dir)
    const before = tree(dir)
    expect(await run(dir, ['apply', '--yes'])).toMatchObject({ code: 0 })
    expect(await run(dir, ['check'])).toMatchObject({ code: 0 })
    expect(await run(dir, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(dir)).toEqual(before)
    expect(git(main, 'status', '--porcelain')).toBe('')
  })

  test('a submodule, which is a repository of its own', async () => {
    const inner = repository({ 'x.txt': '' })
    const outer = repository()
    git(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub')
    commitAll(outer)
    const outerConfig = read(outer, '.git/config')
    const dir = join(outer, 'sub')
    expect(await run(dir, ['init', '--yes', '--no-install', '--features', 'commits,docs'])).toMatchObject({ code: 0 })
    expect(await run(dir, ['check'])).toMatchObject({ code: 0 })
    expect(git(dir, 'config', 'commit.template')).toBe('.gitmessage\n')
    expect(read(outer, '.git/config')).toBe(outerConfig)
    expect(readdirSync(outer).sort()).toEqual(['.git', '.gitmodules', 'sub'])
    expect(await run(dir, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(git(dir, 'status', '--porcelain')).toBe('')
  })

  test('CRLF, BOM, no final newline and mixed line ends stay as they are', async () => {
    const files = {
      '.gitignore': '\uFEFFdist\r\n.env', 'CONTRIBUTING.md': '\uFEFF# Hi\r\n\r\ntext', '.vscode/settings.json': '{\r\n\t// mine\r\n\t"a": 1,\r\n}',
      'AGENTS.md': 'one\r\ntwo\nthree\r\n',
    }
    const dir = repository({ ...standard, ...files })
    const before = tree(dir)
    expect(await run(dir, ['apply', '--yes'])).toMatchObject({ code: 0 })
    expect(read(dir, '.gitignore')).toMatch(/^\uFEFFdist\r\n\.env\r\n[^\n]*\r\n/)
    expect(read(dir, 'CONTRIBUTING.md')).toMatch(/^\uFEFF# Hi\r\n\r\ntext\r\n/)
    expect(read(dir, 'CONTRIBUTING.md').replaceAll('\r\n', '')).not.toContain('\n')
    expect(read(dir, '.vscode/settings.json')).toMatch(/^\{\r\n\t\/\/ mine\r\n\t"a": 1,\r\n\t"files\.eol"/)
    expect(read(dir, 'AGENTS.md').startsWith(files['AGENTS.md'])).toBe(true)
    expect(await run(dir, ['check'])).toMatchObject({ code: 0 })
    expect(await run(dir, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(dir)).toEqual(before)
  })

  test('a link inside the repository is followed and stays a link', async () => {
    const dir = repository({ ...standard, 'docs/CONTRIBUTING.md': '# Ours\n' })
    symlinkSync('docs/CONTRIBUTING.md', join(dir, 'CONTRIBUTING.md'))
    commitAll(dir)
    const before = tree(dir)
    expect(await run(dir, ['apply', '--yes'])).toMatchObject({ code: 0 })
    expect(readlinkSync(join(dir, 'CONTRIBUTING.md'))).toBe('docs/CONTRIBUTING.md')
    expect(read(dir, 'docs/CONTRIBUTING.md')).toMatch(/^# Ours\n[\s\S]*feat/)
    expect(await run(dir, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(dir)).toEqual(before)
  })

  test('no network for the install: everything as before, exit 2, how to go on', async () => {
    const dir = repository({ 'package.json': '{\n  "name": "w"\n}\n' })
    // A port of the loopback that nobody listens on.
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as { port: number }
    await new Promise((resolve) => server.close(resolve))
    const before = tree(dir)
    const home = directory()
    const said = await run(dir, ['init', '--yes'], {
      env: { HOME: home, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_fetch_retries: '0', npm_config_cache: join(home, 'cache'), npm_config_userconfig: join(home, 'npmrc') },
    })
    expect(said.code).toBe(2)
    expect(said.stderr).toMatch(/error {2}`npm install [^`]*` failed with exit code \d+:\n/)
    expect(said.stderr).toContain('ECONNREFUSED')
    expect(said.stderr).toContain('Every file is as it was before. To go on without installing, say --no-install.')
    expect(tree(dir)).toEqual(before)
    expect(await run(dir, ['init', '--yes', '--no-install'])).toMatchObject({ code: 0 })
  })
})

// Who is root may write anywhere, and only root can mount: a child that is nobody tries the first, a tiny disk shows the second.
const cannotMount = !root || process.platform !== 'linux'

describe.skipIf(cannotMount)('as root on Linux (skipped elsewhere: needs mount and another user)', () => {
  const bin = (cwd: string, argv: readonly string[], user?: number) => {
    // A copy of the working tree's sources is not needed: they can be read by everybody, or the test says so.
    const done = execFileSync('sh', ['-c', '"$@" 2>&1; echo "exit $?"', 'sh', process.execPath, join(import.meta.dirname, '../../src/bin.ts'), ...argv], {
      cwd, encoding: 'utf8', ...user !== undefined && { uid: user, gid: user },
      env: { PATH: process.env['PATH'], HOME: '/nonexistent', LC_ALL: 'C', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', NODE_DISABLE_COMPILE_CACHE: '1' },
    })
    return { code: Number(/exit (\d+)\n$/.exec(done)?.[1]), said: done }
  }

  test('a full disk: everything as before, exit 2, and what to do', (context) => {
    const dir = directory('small disk')
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', dir], { stdio: 'pipe' })
    } catch {
      return context.skip('mount is not allowed here')
    }
    onTestFinished(() => void execFileSync('umount', [dir]))
    git(dir, 'init', '-q', '-b', 'main', '--template=')
    put(dir, { ...standard, 'CONTRIBUTING.md': '# Ours\n' })
    commitAll(dir)
    let filled = 0
    try {
      for (;;) put(dir, { [`.git/fill-${++filled}`]: Buffer.alloc(4096) })
    } catch { /* full */ }
    const before = tree(dir)
    const said = bin(dir, ['apply', '--yes'])
    expect(said.code, said.said).toBe(2)
    expect(said.said).toMatch(/ENOSPC|no space/i)
    expect(said.said).not.toMatch(/bug of ours/)
    expect(tree(dir)).toEqual(before)
  })

  test('a folder that may not be written: exit 2, nothing written', (context) => {
    const dir = repository(standard)
    execFileSync('chown', ['-R', '65534:65534', dir])
    chmodSync(join(dir, '..'), 0o755)
    mkdirSync(join(dir, '.github'))
    chmodSync(join(dir, '.github'), 0o555)
    const before = tree(dir)
    const probe = bin(dir, ['--version'], 65534)
    if (probe.code !== 0) return context.skip('another user cannot read this checkout')
    const said = bin(dir, ['apply', '--yes'], 65534)
    expect(said.code, said.said).toBe(2)
    expect(said.said).toContain(`${join(dir, '.github')} cannot be written. Change its permissions, then try again. Nothing was written.`)
    expect(tree(dir)).toEqual(before)
  })
})

describe('paths with spaces, quotes, Korean and emoji', () => {
  test.each(['with space', `it's "quoted"`, '한국어 폴더', '🎉 파티 👩‍👩‍👧‍👦', '$(touch hacked) `x` ;&', '-rf', '%PATH%', "'"])('%s: init, check, diff, eject, undo', async (name) => {
    const dir = repository({ 'package.json': '{}\n', [`문서/${name.replaceAll('/', '')}.md`]: 'x\n' }, { name })
    const before = tree(dir)
    const said = await run(dir, ['init', '--yes', '--no-install', '--preset', 'korean'])
    expect(said.code, said.stderr).toBe(0)
    expect(said.stdout).toContain(dir)
    expect(await run(dir, ['check', '--json'])).toMatchObject({ code: 0 })
    expect(await run(dir, ['diff'])).toMatchObject({ code: 0 })
    expect(await run(dir, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(dir)).toEqual(before)
    expect(readdirSync(join(dir, '..'))).toEqual([name])
  })

  test('in the convention itself: template paths are kept, found, restored and ejected', async () => {
    const path = `.github/틀 "it's" 🎉.md`
    const config = `extends: standard\npullRequests: { path: ${JSON.stringify(path)} }\ncommits: { template: '.커밋 틀' }\n`
    const dir = await adopted(config, { '.커밋 틀': '# 틀\n' })
    expect(git(dir, 'config', 'commit.template')).toBe('.커밋 틀\n')
    const ours = readFileSync(join(dir, path), 'utf8')
    put(dir, { [path]: `${ours}mine\n` })
    commitAll(dir)
    const { findings } = JSON.parse((await run(dir, ['check', '--json'])).stdout) as { findings: { path: string, fix: string }[] }
    expect(findings).toMatchObject([{ path }])
    // The command that is shown works as it is, in a real shell.
    const [, word] = /--restore (.*)$/.exec(findings[0]?.fix ?? '') ?? []
    expect(execFileSync('sh', ['-c', `printf %s ${word ?? ''}`], { encoding: 'utf8' })).toBe(path)
    expect((await run(dir, ['check', '--format', 'github'])).stdout).toContain(`::error file=${path},`)
    expect(await run(dir, ['apply', '--yes', '--restore', path])).toMatchObject({ code: 0 })
    expect(read(dir, path)).toBe(ours)
    expect(await run(dir, ['eject', '--yes', path])).toMatchObject({ code: 0 })
  })
})
