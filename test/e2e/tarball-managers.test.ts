import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { mustRun, run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'
import { closedPort, getManagers, managers, registryEnv, unpack } from './lib/managers.ts'

// The packed package under real package managers. Nothing but these comes from the network: the registry that the repositories ask is a closed port.
const windows = process.platform === 'win32'
const home = temporaryFolder('managers')
const found = windows ? undefined : await getManagers(join(home, 'managers'))
const registry = `http://127.0.0.1:${await closedPort()}/`
const toolkit = `file:${inject('tarball')}`
const program = windows ? '' : await unpack(inject('tarball'), join(home, 'unpacked'))
afterAll(() => removeFolder(home))

const manifest = '{\n\t"name": "widget",\n\t"private": true,\n\t"dependencies": {\n\t\t"left": "file:./vendor/left"\n\t}\n}'
const prepare = 'node -e "import(\'create-conventions/install\').catch(()=>{})"'
const timeout = 300_000

for (const manager of managers) {
  const there = found?.get(manager.name) ?? { missing: 'its programs here are scripts of sh' }
  const { name, command, lockFile, modules = 'node_modules/create-conventions' } = manager
  describe.skipIf('missing' in there)('missing' in there ? `${name}: SKIPPED, ${there.missing}` : name, () => {
    const env = {
      PATH: [...'bin' in there ? [there.bin] : [], process.env['PATH']].join(':'), HOME: join(home, 'user'), TMPDIR: process.env['TMPDIR'], LC_ALL: 'C.UTF-8',
      GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_COMMITTER_NAME: 'Test', GIT_COMMITTER_EMAIL: 'test@example.com', ...registryEnv(registry),
    }
    const folder = join(home, `${command} 저장소 ${String(managers.indexOf(manager))}`)
    const repository = at(join(folder, 'a repository'), env)
    let before: State

    beforeAll(async () => {
      mkdirSync(env.HOME, { recursive: true })
      await repository.begin({ 'package.json': manifest, 'vendor/left/package.json': '{"name":"left","version":"1.0.0"}\n', ...manager.files })
      await repository.must(command, 'install')
      await repository.commit('chore: begin')
      // Yarn 2 and up has given package.json its final newline by now.
      before = repository.state()
      expect(Object.keys(before.files)).toContain(lockFile)
    }, timeout)

    test('an install that fails is rolled back: exit 2, and how to go on', { timeout }, async () => {
      const failed = await repository.conventions('init', '--yes')
      expect(failed, failed.stdout).toMatchObject({ code: 2 })
      expect(failed.stderr).toMatch(new RegExp(`error  \`${command} install[^\`]*\` failed with exit code [1-9]`))
      expect(failed.stderr).toMatch(/\nEvery file is as it was before\. .*To go on without installing, say --no-install\.\n$/)
      expect(repository.state()).toEqual(before)
    })

    test('init installs, and there is nothing to do then', { timeout }, async () => {
      const init = await repository.conventions('init', '--yes', '--toolkit', toolkit)
      expect(init, init.stdout + init.stderr).toMatchObject({ code: 0 })
      const { files } = repository.state()
      const script = name.startsWith('yarn 4') ? 'postinstall' : 'prepare'
      expect(repository.read('package.json')).toBe(`${manifest.slice(0, -2)},\n\t"scripts": {\n\t\t"${script}": ${JSON.stringify(prepare)}\n\t},\n`
        + `\t"devDependencies": {\n\t\t"create-conventions": ${JSON.stringify(toolkit)}\n\t}\n}${before.files['package.json']!.endsWith('\n') ? '\n' : ''}`)
      expect(files[lockFile]).not.toBe(before.files[lockFile])
      expect(repository.read(lockFile)).toContain('create-conventions')
      const check = await repository.run(...manager.exec, 'conventions', 'check')
      expect(check, check.stdout + check.stderr).toMatchObject({ code: 0 })
      const again = await repository.conventions('apply', '--yes')
      expect(again).toMatchObject({ code: 0, stdout: 'Nothing to do: the repository already follows its convention.\n' })
      expect(repository.state().files).toEqual(files)
      await repository.commit('chore: adopt conventions')
    })

    test('an install sets a clone up', { timeout }, async () => {
      const clone = await repository.clone(join(folder, 'clone'))
      await clone.must(command, 'install')
      expect(await clone.settings()).toEqual(['commit.template .gitmessage', 'core.hookspath .husky'])
      expect(await clone.must('git', 'status', '--porcelain')).toBe('')
    })

    test('in CI it sets nothing; without development dependencies it does not fail', { timeout }, async () => {
      const clone = await repository.clone(join(folder, 'ci'))
      const ci = at(clone.root, { ...env, CI: 'true' })
      await ci.must(command, 'install')
      expect(existsSync(join(ci.root, modules))).toBe(true)
      expect(await ci.settings()).toEqual([])
      rmSync(join(clone.root, 'node_modules'), { recursive: true, force: true })
      await clone.must(...manager.production)
      if (manager.modules === undefined) expect(existsSync(join(clone.root, modules))).toBe(false)
      expect(await clone.settings()).toEqual([])
      expect(await clone.must('git', 'status', '--porcelain', '--', 'package.json', 'vendor')).toBe('')
    })

    test('undo gives package.json, lock file and git config back', { timeout }, async () => {
      const undo = await repository.conventions('undo', '--yes')
      expect(undo, undo.stderr).toMatchObject({ code: 0 })
      expect(undo.stdout).toMatch(new RegExp(` restore {2}${lockFile.replaceAll('.', '\\.')}\n`))
      expect(undo.stdout).not.toContain('vendor')
      expect(repository.state()).toEqual(before)
    })

    test('in a workspace the root alone gets the dependency', { timeout }, async () => {
      const workspace = at(join(folder, 'a workspace'), env)
      const packages = manager.workspaces ?? {}
      const root = { name: 'root', private: true, ...manager.workspaces ? {} : { workspaces: ['packages/*'] } }
      await workspace.begin({
        'package.json': `${JSON.stringify(root, undefined, 4)}\n`, ...manager.files, ...packages,
        'packages/a/package.json': '{"name":"a","version":"1.0.0","private":true}\n', 'packages/b/package.json': '{"name":"b","version":"1.0.0","private":true}',
      })
      await workspace.must(command, 'install')
      await workspace.commit('chore: begin')
      const { files } = workspace.state()
      const init = await workspace.conventions('init', '--yes', '--toolkit', toolkit)
      expect(init, init.stdout + init.stderr).toMatchObject({ code: 0 })
      expect(JSON.parse(workspace.read('package.json'))).toMatchObject({ ...root, devDependencies: { 'create-conventions': toolkit } })
      expect(workspace.read('package.json')).toMatch(/^\{\n {4}"name"/)
      const now = workspace.state().files
      for (const path of [...Object.keys(packages), 'packages/a/package.json', 'packages/b/package.json']) expect(now[path]).toBe(files[path])
      expect(existsSync(join(workspace.root, modules))).toBe(true)
      expect(workspace.read(lockFile)).toContain('create-conventions')
      expect(await workspace.conventions('check')).toMatchObject({ code: 0 })
    })
  })
}

interface State { readonly files: Readonly<Record<string, string>>, readonly config: string }

/** A work tree, and an environment to work in it. */
function at(root: string, env: NodeJS.ProcessEnv) {
  const work = {
    root,
    run: (file: string, ...args: readonly string[]) => run(file, args, { cwd: root, env }),
    must: (file: string, ...args: readonly string[]) => mustRun(file, args, { cwd: root, env }),
    conventions: (...args: readonly string[]) => work.run('node', program, ...args),
    read: (path: string) => readFileSync(join(root, path), 'utf8'),
    async begin(files: Readonly<Record<string, string>>) {
      mkdirSync(root, { recursive: true })
      await work.must('git', 'init', '-q', '-b', 'main')
      for (const [path, text] of Object.entries({ '.gitignore': 'node_modules\n.pnp.*\n.yarn\n', ...files })) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), text)
      }
    },
    async commit(message: string) {
      await work.must('git', 'add', '-A')
      await work.must('git', 'commit', '-q', '-m', message)
    },
    async clone(to: string) {
      await work.must('git', 'clone', '-q', root, to)
      return at(to, env)
    },
    /** What of the convention the clone's git config holds. */
    async settings() {
      const { stdout } = await work.run('git', 'config', '--local', '--get-regexp', '^(core\\.hookspath|commit\\.template)$')
      return stdout.split('\n').filter(Boolean).sort()
    },
    /** Every file that is not ignored with its mode and bytes, and git's config. */
    state(): State {
      const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !/(?:^|\/)(?:node_modules|\.git|\.yarn)(?:$|\/)|^\.pnp\./.test(path))
      const files = paths.sort().map((path) => [path, statSync(join(root, path))] as const).filter(([, stat]) => stat.isFile())
        .map(([path, stat]) => [path, `${stat.mode.toString(8)} ${work.read(path)}`])
      return { files: Object.fromEntries(files) as State['files'], config: work.read('.git/config') }
    },
  }
  return work
}
