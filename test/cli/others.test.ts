import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adopted, git, put, read, repository, run, tree } from './lib/cli.ts'

describe('config', () => {
  test('prints YAML that is a config itself', async () => {
    const root = await adopted('extends: standard\nlocale: ko\ncommits: { header: { maxLength: 72 } }\n')
    const said = await run(root, ['config'])
    expect(said).toMatchObject({ code: 0, stderr: '' })
    put(root, { 'conventions.config.yaml': said.stdout })
    expect(await run(root, ['config'])).toEqual(said)
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
  })

  test('--explain says for every value where it comes from', async () => {
    const root = repository({ 'conventions.config.yaml': 'extends: ./team.yaml\ncommits:\n  header: { maxLength: 72 }\n', 'team.yaml': 'extends: standard\nlocale: ko\n' })
    const said = await run(root, ['config', '--explain'], { columns: 100 })
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toMatch(/^commits\.header\.maxLength: 72 +conventions\.config\.yaml:3\b/m)
    expect(said.stdout).toMatch(/^locale: "ko" +\S*team\.yaml:2\b/m)
    expect(said.stdout).toMatch(/^commits\.types\.feat: \{\} +standard:\d+$/m)
    expect(said.stdout).toMatch(/^commits\.subject\.fullStop: false +(default|기본값)$/m)
    const { config, values } = JSON.parse((await run(root, ['config', '--explain', '--json'])).stdout) as { config: object, values: { path: string, origin: string }[] }
    expect(config).toMatchObject({ locale: 'ko', commits: { header: { maxLength: 72 } } })
    expect(values.find(({ path }) => path === 'commits.header.maxLength')?.origin).toMatch(/^conventions\.config\.yaml:3/)
  })
})

describe('eject', () => {
  const manifest = '{\n  "name": "w",\n  "scripts": { "prepare": "build" },\n  "devDependencies": { "a": "1" }\n}\n'

  test('leaves plain files that work without us, and undo brings all back', async () => {
    const root = await adopted(undefined, { 'package.json': manifest, 'CONTRIBUTING.md': '# Ours\n' })
    const before = tree(root)
    const dry = await run(root, ['eject', '--dry-run'])
    expect(dry).toMatchObject({ code: 0, stderr: '' })
    expect(tree(root)).toEqual(before)
    const said = await run(root, ['eject', '--yes', '--no-install'])
    expect(said.code, said.stderr).toBe(0)
    expect(said.stdout).toContain('Ejected: what is here is yours alone. `conventions undo` takes it back.\n')
    for (const gone of ['conventions.config.yaml', '.conventions/lock.json']) expect(existsSync(join(root, gone)), gone).toBe(false)
    expect(JSON.parse(read(root, 'package.json'))).toEqual(JSON.parse(manifest))
    for (const stays of ['.gitmessage', '.editorconfig', '.github/pull_request_template.md', '.github/ISSUE_TEMPLATE/bug.yml', 'AGENTS.md', 'CONTRIBUTING.md']) {
      expect(read(root, stays), stays).not.toMatch(/conventions:(begin|end)|create-conventions|conventions[ .](apply|config)/)
    }
    expect(read(root, 'CONTRIBUTING.md')).toMatch(/^# Ours\n[\s\S]*feat/)
    expect(await run(root, ['check'])).toMatchObject({ code: 2 })
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(root)).toEqual(before)
  })

  test('of one path: it is left alone from then on', async () => {
    const root = await adopted()
    const said = await run(root, ['eject', '--yes', 'AGENTS.md', './.gitmessage'])
    expect(said.code, said.stderr).toBe(0)
    expect(said.stdout).toContain('Yours alone now: AGENTS.md, .gitmessage.')
    expect(read(root, 'AGENTS.md')).not.toContain('conventions:begin')
    put(root, { 'AGENTS.md': '# mine\n', '.gitmessage': '# mine\n' })
    expect(await run(root, ['check'])).toMatchObject({ code: 0 })
    expect(await run(root, ['eject', '--yes', 'nowhere.md'])).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('doctor', () => {
  test('fine: exit 0', async () => {
    const said = await run(await adopted(), ['doctor'])
    expect(said).toMatchObject({ code: 0, stderr: '' })
    expect(said.stdout).toMatch(/\n\nEverything is as it should be\.\n$/)
  })

  test('an old Node, a missing setting: exit 1, each with its fix; --fix puts the setting right, undo takes that back', async () => {
    const root = await adopted()
    git(root, 'config', '--unset', 'commit.template')
    const before = tree(root)
    const said = await run(root, ['doctor'], { nodeVersion: '18.20.0' })
    expect(said).toMatchObject({ code: 1, stderr: '' })
    expect(said.stdout).toMatch(/^ {2}problem {2}Node is .* \(18\.20\.0\)\n +fix: install a Node that is /m)
    expect(said.stdout).toMatch(/^ {2}problem {2}git shows \.gitmessage in the commit editor \(not found\)\n +fix: git config --local commit\.template \.gitmessage\n/m)
    expect(said.stdout).toMatch(/\n2 problems\.\n`conventions doctor --fix` puts the git settings right\.\n$/)
    expect(tree(root)).toEqual(before)
    const fixed = await run(root, ['doctor', '--fix'])
    expect(fixed.code).toBe(0)
    expect(fixed.stdout).toContain('Fixed: commit-template. `conventions undo` takes it back.')
    expect(git(root, 'config', 'commit.template')).toBe('.gitmessage\n')
    expect(await run(root, ['doctor'])).toMatchObject({ code: 0 })
    expect(await run(root, ['undo', '--yes'])).toMatchObject({ code: 0 })
    expect(tree(root)).toEqual(before)
  })

  test('without a config, and with a broken one: exit 1 with the sentence', async () => {
    const none = await run(repository(), ['doctor'])
    expect(none).toMatchObject({ code: 1, stderr: '' })
    expect(none.stdout.replaceAll(/\s+/g, ' ')).toContain('Run `npm create conventions` there')
    const broken = await run(repository({ 'conventions.config.yaml': 'comits: {}\nlocale: kr\n' }), ['doctor', '--json'])
    expect(broken.code).toBe(1)
    const { ok, probes } = JSON.parse(broken.stdout) as { ok: boolean, probes: { id: string, ok: boolean, fix: string }[] }
    expect(ok).toBe(false)
    expect(probes.filter((probe) => !probe.ok).map(({ fix }) => fix)).toEqual([
      expect.stringContaining('conventions.config.yaml:1:1: comits'), expect.stringContaining('conventions.config.yaml:2:9: locale'),
    ])
  })
})
