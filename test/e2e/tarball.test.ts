import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { mustRun, run } from '../../scripts/lib/run.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

// A user's project with spaces, quotes and Korean in its path, and the packed package in it.
const home = temporaryFolder('smoke')
const project = join(home, process.platform === 'win32' ? '내 프로젝트' : `it's "내" 프로젝트 🎉`)
const env = { ...process.env, GIT_CONFIG_GLOBAL: join(home, 'no-such-file'), GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C', CI: 'true' }
const git = (...args: readonly string[]) => mustRun('git', ['-c', 'user.name=Smoke', '-c', 'user.email=smoke@example.com', ...args], { cwd: project, env })
const conventions = (...args: readonly string[]) => run('npx', ['--no-install', 'conventions', ...args], { cwd: project, env })

/** Every file but those of npm and git, with its mode and content. */
function tree(): Record<string, string> {
  const paths = readdirSync(project, { recursive: true, encoding: 'utf8' }).filter((path) => !/^(?:node_modules|\.git)(?:$|[\\/])/.test(path))
  return Object.fromEntries(paths.sort().map((path) => [path, join(project, path)] as const).filter(([, file]) => statSync(file).isFile())
    .map(([path, file]) => [path, `${statSync(file).mode.toString(8)} ${readFileSync(file, 'base64')}`]))
}

beforeAll(async () => {
  await mustRun('git', ['init', '-q', '-b', 'main', project], { env })
  await git('remote', 'add', 'origin', 'https://github.com/acme/widget.git')
  writeFileSync(join(project, 'package.json'), '{\n\t"name": "widget",\n\t"private": true\n}')
  writeFileSync(join(project, '.gitignore'), 'node_modules\r\n.env\r\n')
  await mustRun('npm', ['install', '--save-dev', '--no-audit', '--no-fund', inject('tarball')], { cwd: project, env })
  await git('add', '-A')
  await git('commit', '-q', '-m', 'chore: init')
})
afterAll(() => removeFolder(home))

describe('the packed package, installed', () => {
  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string }
    expect(await conventions('--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
  })

  it('sets a repository up, finds nothing to do then, and takes it all back', async () => {
    const before = tree()
    expect(await conventions('check')).toMatchObject({ code: 2 })
    const init = await conventions('init', '--yes', '--no-install')
    expect(init, `${init.stdout}${init.stderr}`).toMatchObject({ code: 0 })
    expect(Object.keys(tree())).toEqual(expect.arrayContaining(['conventions.config.yaml', '.gitmessage', join('.conventions', 'lock.json')]))
    expect((await git('config', 'commit.template')).trim()).toMatch(/\.gitmessage$/)

    const check = await conventions('check', '--json')
    expect(check, check.stdout).toMatchObject({ code: 0 })
    const set = tree()
    expect(await conventions('apply', '--yes')).toMatchObject({ code: 0 })
    expect(tree()).toEqual(set)

    const undo = await conventions('undo', '--yes')
    expect(undo, `${undo.stdout}${undo.stderr}`).toMatchObject({ code: 0 })
    expect(tree()).toEqual(before)
    expect((await run('git', ['config', '--local', 'commit.template'], { cwd: project, env })).code).toBe(1)
  })

  it('refuses what it does not know, with exit 2', async () => {
    const { code, stderr } = await conventions('check', '--jsn')
    expect({ code, hint: stderr.includes('--json') }).toEqual({ code: 2, hint: true })
  })
})

it('starts a repository in an empty folder, installs, and finds nothing to do then', async () => {
  const fresh = join(home, 'fresh')
  mkdirSync(fresh)
  const bin = join(project, 'node_modules/create-conventions/dist/create-conventions.cjs')
  const begun = await run(process.execPath, [bin, '--yes', '--toolkit', `file:${inject('tarball')}`], { cwd: fresh, env })
  expect(begun).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing differs from the convention') as string })
  expect(await run('npx', ['--no-install', 'conventions', 'check'], { cwd: fresh, env })).toMatchObject({ code: 0 })
  expect(await run('npx', ['--no-install', 'conventions', 'apply', '--yes'], { cwd: fresh, env })).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to do') as string })
})
