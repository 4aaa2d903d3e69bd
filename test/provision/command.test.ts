import { Ajv } from 'ajv'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { main } from '../../src/main.ts'
import { spawnSync } from 'node:child_process'

const made: string[] = []
afterEach(() => { for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true }) })
const compose = 'services:\n  db:\n    image: postgres:16\n'

/** A repository on a machine with nothing but a shell, git, and the programs named. */
function repository(files: Readonly<Record<string, string>>, programs: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'conventions-provision-'))
  made.push(folder)
  const bin = join(folder, 'bin')
  const repo = join(folder, 'repo')
  for (const path of [bin, repo, join(folder, 'home')]) mkdirSync(path)
  for (const [name, text] of Object.entries({ uname: 'echo Linux x86_64', id: 'echo 1000', ...programs })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, HOME: join(folder, 'home'), GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'), GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C.UTF-8', CI: '' }
  writeFileSync(join(folder, 'gitconfig'), '[user]\nname = a\nemail = a@example.com\n[init]\ndefaultBranch = main\n')
  for (const [path, text] of Object.entries(files)) { mkdirSync(join(repo, path, '..'), { recursive: true }); writeFileSync(join(repo, path), text) }
  for (const args of [['init', '-q'], ['add', '-A'], ['commit', '-qm', 'chore: x', '--allow-empty']]) spawnSync('git', args, { cwd: repo, env })
  const run = async (...argv: readonly string[]) => {
    let stdout = ''
    let stderr = ''
    const code = await main([...argv, '--cwd', repo], {
      cwd: repo, env, stdin: { isTTY: false } as unknown as NodeJS.ReadStream, stdout: { write: (text: string) => { stdout += text } }, stderr: { write: (text: string) => { stderr += text } },
      signal: new AbortController().signal, nodeVersion: process.versions.node, platform: process.platform,
    })
    return { code, stdout, stderr }
  }
  const read = (path: string) => existsSync(join(repo, path)) ? readFileSync(join(repo, path), 'utf8') : undefined
  return { run, read, repo }
}

const config = (more: string) => `extends: standard\nprovision:\n${more}`
const ajv = new Ajv({ strict: false })
const valid = (schema: string, text: string) => {
  const validate = ajv.compile(JSON.parse(readFileSync(inRoot(`schemas/${schema}.json`), 'utf8')) as object)
  validate(JSON.parse(text))
  return validate.errors ?? []
}

describe.skipIf(process.platform === 'win32')('on a machine with a shell', () => {
  test('init proposes it, check finds drift in the Brewfile without brew, undo takes it all back', async () => {
    const { run, read, repo } = repository({ 'compose.yaml': compose, 'package.json': '{"name":"a","version":"1.0.0"}\n' })
    expect((await run('init', '--yes', '--no-install')).code).toBe(0)
    expect(read('Brewfile')).toContain('cask "docker-desktop"')
    expect(read('conventions.config.yaml')).toContain('postgresql@16')
    const made = ['Brewfile', 'scripts/bootstrap.sh', 'mise.toml', '.devcontainer/devcontainer.json', '.config/configuration.winget', 'scripts/bootstrap.ps1']
    expect(made.filter((path) => read(path) === undefined)).toEqual(['mise.toml'])
    expect((await run('undo', '--yes')).code).toBe(0)
    expect(made.filter((path) => read(path) !== undefined)).toEqual([])
    expect((await run('init', '--yes', '--no-install')).code).toBe(0)
    expect((await run('check')).code).toBe(0)
    writeFileSync(join(repo, 'Brewfile'), (read('Brewfile') ?? '').replace('docker-desktop', 'docker-something'))
    const drift = await run('check', '--json')
    expect(drift.code).toBe(1)
    expect(JSON.parse(drift.stdout)).toMatchObject({ findings: [{ path: 'Brewfile', kind: 'edited' }] })
    expect((await run('apply', '--yes', '--no-install', '--restore', 'Brewfile', '--allow-dirty')).code).toBe(0)
    expect(read('Brewfile')).toContain('docker-desktop')
  }, 60_000)

  test('--check --json is what its schema says; so is doctor\'s', async () => {
    const { run } = repository({ 'conventions.config.yaml': config('  packages: { have: { command: [have], apt: have }, lack: { command: [lack], apt: lack-x }, nowhere: { optional: true } }\n'), 'Brewfile': 'brew "x" if OS.mac?\n' }, { have: 'echo have 1.2.3' })
    const { code, stdout } = await run('provision', '--check', '--json')
    expect(code).toBe(1)
    expect(valid('provision', stdout)).toEqual([])
    const report = JSON.parse(stdout) as { items: { id: string, status: string }[], code: unknown, generated: { state: string }[] }
    expect(report.items.map(({ id, status }) => `${id} ${status}`)).toContain('have ok')
    expect(report.items.find(({ id }) => id === 'lack')?.status).toMatch(/missing|blocked|unmapped/)
    expect(report.code).toEqual([{ path: 'Brewfile', line: 'brew "x" if OS.mac?' }])
    expect(report.generated.map(({ state }) => state)).toContain('behind')
    const doctor = await run('doctor', '--json')
    expect(doctor.code).toBe(1)
    expect(valid('doctor', doctor.stdout)).toEqual([])
    expect(doctor.stdout).toContain('provision-lack')
  }, 60_000)

  test('brings what is missing, with each step told, and is done the second time', async () => {
    const { run, read } = repository({ 'conventions.config.yaml': config('  steps: [{ id: dotenv, check: [test, -f, .env], run: [cp, example, .env] }]\n'), 'example': 'A=1\n' })
    const asked = await run('provision')
    expect({ code: asked.code, env: read('.env') }).toEqual({ code: 1, env: undefined })
    const first = await run('provision', '--yes')
    expect({ code: first.code, env: read('.env') }).toEqual({ code: 0, env: 'A=1\n' })
    expect(first.stderr).toContain('Bringing dotenv')
    expect((await run('provision', '--check')).code).toBe(0)
    expect(await run('provision', '--fix', '--json')).toMatchObject({ code: 0, stderr: '' })
  }, 60_000)

  test('a step that fails: exit 2', async () => {
    const { run } = repository({ 'conventions.config.yaml': config('  steps: [{ id: broken, check: ["false"], run: ["false"] }]\n') })
    const { code, stdout } = await run('provision', '--yes')
    expect({ code, failed: stdout.includes('failed') }).toEqual({ code: 2, failed: true })
  }, 60_000)
})

describe('the list in the config', () => {
  const start = () => repository({ 'conventions.config.yaml': '# ours\nextends: standard # kept\nprovision:\n  packages:\n    jq: true\n' })

  test('add and remove edit it, comments kept, and undo takes it back', async () => {
    const { run, read } = start()
    expect((await run('provision', 'add', 'ripgrep', 'node@22')).code).toBe(0)
    expect((await run('provision', 'add', 'ours', '--brew', 'ours-cli', '--apt', 'ours', '--optional')).code).toBe(0)
    expect(read('conventions.config.yaml')).toMatch(/# ours\nextends: standard # kept[^]*jq: true\n[^]*ripgrep: true[^]*ours-cli/)
    expect((await run('provision', 'remove', 'jq')).code).toBe(0)
    expect(read('conventions.config.yaml')).not.toContain('jq')
    expect((await run('undo', '--yes')).code).toBe(0)
    expect(read('conventions.config.yaml')).toContain('jq: true')
  }, 60_000)

  test.each<[readonly string[], string]>([
    [['provision', 'add', 'ripgrpe'], 'Did you mean `ripgrep`?'],
    [['provision', 'add', 'x', '--brew=--force'], 'is no name for `--brew`'],
    [['provision', 'add', 'jq2', '--apt', 'a b'], 'is no name for `--apt`'],
    [['provision', 'add', 'ripgrep', 'nonesuch'], 'never guessed'],
    [['provision', 'add'], 'needs a name'],
    [['provision', 'remove', 'jqq'], 'Did you mean `jq`?'],
    [['provision', 'install'], 'is no value of'],
    [['provision', '--chekc'], '--check'],
  ])('%j: exit 2, a sentence, and nothing written', async (argv, sentence) => {
    const { run, read } = start()
    const before = read('conventions.config.yaml')
    const { code, stderr } = await run(...argv)
    expect({ code, told: stderr.includes(sentence), stderr: stderr.includes(sentence) ? '' : stderr }).toEqual({ code: 2, told: true, stderr: '' })
    expect(read('conventions.config.yaml')).toBe(before)
  })

  test('a repository without the section: exit 2 and how to begin one', async () => {
    const { run, read } = repository({ 'conventions.config.yaml': 'extends: standard\n' })
    expect(await run('provision', '--check')).toMatchObject({ code: 2 })
    expect((await run('provision', 'add', 'jq')).code).toBe(0)
    expect(read('conventions.config.yaml')).toContain('provision:\n  packages:\n    jq: true')
  })

  test('dump proposes what the repository uses', async () => {
    const { run } = repository({ 'conventions.config.yaml': 'extends: standard\n', 'compose.yaml': compose }, { brew: 'exit 1', 'apt-mark': 'echo shellcheck' })
    const { code, stdout } = await run('provision', 'dump', '--json')
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as { proposals: { id: string }[] }).proposals.map(({ id }) => id)).toEqual(['docker', 'postgres', 'shellcheck'])
  })
})
