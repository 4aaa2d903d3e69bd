import { loadPrism } from '@ruby/prism'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse as parseShell } from 'sh-syntax'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { inRoot } from '../../../scripts/lib/root.ts'
import { runtimeTable, table } from '../../../src/provision/table.ts'
import { copyTree } from '../../apply/lib/repository.ts'
import { commitAll, git, read, run, tree } from '../../cli/lib/cli.ts'
import { onlyData } from '../../provision/lib/prism.ts'
import { where } from './machine.ts'

// A repository that uses node, docker and postgres, as its workflow and compose file say, adopted by `init --yes`; then those who will read the files.

const work = mkdtempSync(join(tmpdir(), 'conventions-adopted-'))
const root = join(work, 'shop')
afterAll(() => rmSync(work, { recursive: true, force: true }))

beforeAll(async () => {
  copyTree(inRoot('test/golden/node-postgres/before'), root)
  git(root, 'init', '-q', '-b', 'main')
  git(root, 'remote', 'add', 'origin', 'https://github.com/acme/shop.git')
  commitAll(root)
  const said = await run(root, ['init', '--yes', '--no-install'])
  expect(said, said.stderr).toMatchObject({ code: 0 })
  commitAll(root, 'chore: adopt')
})

/** As much of web-tree-sitter as is used. */
interface TreeSitter {
  readonly Parser: { init(): Promise<void>, new (): { setLanguage(language: object): { parse(text: string): { readonly rootNode: { readonly hasError: boolean } } | null } } }
  readonly Language: { load(path: string): Promise<object> }
}

/** Packages of npm that only this test needs, put where only it sees them. */
function installed(...packages: string[]): string {
  const folder = join(work, 'tools')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const ran = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, ...packages], { cwd: folder, encoding: 'utf8' })
  expect(ran.status, ran.stderr).toBe(0)
  return folder
}

/** Why a schema is not at hand: its repository is not ours to copy, and no registry has it. */
const clone = (variable: string) => process.env[variable] ?? ''
const without = (variable: string) => existsSync(clone(variable)) ? '' : ` (SKIPPED: ${variable} names no clone)`
async function mistakesBy(schema: string, data: unknown, draft: '2019' | '2020'): Promise<unknown> {
  const { default: Ajv } = draft === '2019' ? await import('ajv/dist/2019.js') : await import('ajv/dist/2020.js')
  const ajv = new Ajv.default({ strict: false, validateFormats: false })
  const valid = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object)
  return valid(data) ? [] : valid.errors
}

test('init proposes what the repository uses, with the reason for each; check is clean', async () => {
  expect(parseYaml(read(root, 'conventions.config.yaml'))).toMatchObject({
    provision: {
      packages: {
        docker: { reason: 'compose.yaml: uses docker' }, jq: { optional: true, reason: '.github/workflows/ci.yml: uses jq' },
        postgres: { brew: { formula: 'postgresql@16', link: true }, apt: 'postgresql-client', reason: 'compose.yaml: uses postgres' },
      },
      runtimes: { node: '22' },
    },
  })
  expect(await run(root, ['check'])).toMatchObject({ code: 0 })
})

test('drift in the Brewfile is found by check, without brew', async () => {
  const text = read(root, 'Brewfile')
  writeFileSync(join(root, 'Brewfile'), text.replace('postgresql@16', 'postgresql@15'))
  const said = await run(root, ['check'], { env: { PATH: '/usr/bin:/bin' } })
  expect(said).toMatchObject({ code: 1, stdout: expect.stringContaining('Brewfile') as string })
  writeFileSync(join(root, 'Brewfile'), text)
})

test('undo takes all of it back', async () => {
  const copy = join(work, 'undone')
  copyTree(root, copy)
  const said = await run(copy, ['undo', '--yes'])
  expect(said, said.stderr).toMatchObject({ code: 0 })
  const before = join(work, 'before')
  copyTree(inRoot('test/golden/node-postgres/before'), before)
  const files = (dir: string) => tree(dir).filter((line) => !line.startsWith('.git/'))
  expect(files(copy)).toEqual(files(before))
})

describe('Brewfiles', () => {
  test.each(['Brewfile', 'Brewfile.optional'])('%s is nothing but data for Ruby\'s own parser', async (path) => {
    const parse = await loadPrism()
    expect(onlyData(parse(read(root, path)))).toBe(true)
  })

  const ruby = where('ruby')
  const missing = without('CONVENTIONS_HOMEBREW') || (ruby === undefined ? ' (SKIPPED: there is no ruby)' : '')
  test.skipIf(missing !== '')(`Homebrew's own DSL reads them as the config says it${missing}`, () => {
    const entries = (path: string) => {
      const ran = spawnSync(ruby ?? '', ['-W0', '--disable=gems', inRoot('test/provision/lib/dsl.rb'), join(root, path)], { encoding: 'utf8', env: { ...process.env, HB: clone('CONVENTIONS_HOMEBREW') } })
      expect(ran.status, ran.stderr).toBe(0)
      return JSON.parse(ran.stdout) as unknown
    }
    expect(entries('Brewfile')).toMatchObject([{ type: 'brew', name: 'mise' }, { type: 'cask', name: 'docker-desktop' }, { type: 'brew', name: 'postgresql@16', options: { link: true } }])
    expect(entries('Brewfile.optional')).toMatchObject([{ type: 'brew', name: 'jq' }])
  })
})

describe('scripts', () => {
  test('bootstrap.sh is POSIX sh for the parser of shfmt', async () => {
    await expect(parseShell(read(root, 'scripts/bootstrap.sh'), { variant: 1 })).resolves.toBeDefined()
  })

  const shellcheck = where('shellcheck')
  test.skipIf(shellcheck === undefined)(`bootstrap.sh is clean for shellcheck${shellcheck === undefined ? ' (SKIPPED: it is not on this machine)' : ''}`, () => {
    expect(spawnSync(shellcheck ?? '', ['-s', 'sh', '-f', 'gcc', join(root, 'scripts/bootstrap.sh')], { encoding: 'utf8' }).stdout).toBe('')
  })

  test('bootstrap.ps1 is PowerShell for a grammar of its own', async () => {
    const folder = installed('tree-sitter-powershell@0.26.4', 'web-tree-sitter@0.27.1')
    const { Parser, Language } = createRequire(join(folder, 'package.json'))('web-tree-sitter') as TreeSitter
    await Parser.init()
    const parser = new Parser().setLanguage(await Language.load(join(folder, 'node_modules/tree-sitter-powershell/tree-sitter-powershell.wasm')))
    const wrong = (text: string) => parser.parse(text)?.rootNode.hasError
    expect(wrong(read(root, 'scripts/bootstrap.ps1'))).toBe(false)
    expect(wrong('foreach ($x in @(1) { }')).toBe(true)
  })
})

describe('version files', () => {
  const name = `@jdxcode/mise-${process.platform}-${process.arch}`
  test.skipIf(process.platform === 'win32')('mise itself reads mise.toml without asking for trust, and knows every name of the table', () => {
    const mise = join(installed(`${name}@2026.9.15`), 'node_modules', name, 'bin/mise')
    const ran = spawnSync(mise, ['ls', '--current', '--json', '--offline'], { cwd: root, encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: join(work, 'home'), MISE_OFFLINE: '1' } })
    expect(ran.status, ran.stderr).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({ node: [{ requested_version: '22', source: { type: 'mise.toml' } }] })
    // And its registry has every name that our table says it has.
    const registry = spawnSync(mise, ['registry'], { cwd: work, encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: join(work, 'home'), MISE_OFFLINE: '1' } })
    const known = new Set(registry.stdout.split('\n').map((line) => line.split(/\s/, 1)[0]))
    expect([...Object.values(table).flatMap(({ mise: its }) => its ?? []), ...Object.keys(runtimeTable)].filter((one) => !known.has(one))).toEqual([])
  })
})

describe('the development container', () => {
  test.skipIf(process.platform === 'win32')('is read by the Dev Containers CLI', () => {
    // It asks docker whether a container is there already: none is.
    const bin = join(work, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, 'docker'), '#!/bin/sh\nexit 0\n')
    chmodSync(join(bin, 'docker'), 0o755)
    const ran = spawnSync('node', [inRoot('node_modules/@devcontainers/cli/devcontainer.js'), 'read-configuration', '--workspace-folder', root],
      { encoding: 'utf8', env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` } })
    expect(ran.status, ran.stderr).toBe(0)
    expect((JSON.parse(ran.stdout) as { configuration: object }).configuration).toMatchObject({
      features: { 'ghcr.io/devcontainers/features/node:1': { version: '22' }, 'ghcr.io/devcontainers/features/docker-in-docker:2': {} },
      postCreateCommand: 'sh scripts/bootstrap.sh --yes --skip homebrew,mise',
    })
  })

  const missing = without('CONVENTIONS_DEVCONTAINERS')
  test.skipIf(missing !== '')(`fits the specification's schema${missing}`, async () => {
    const schema = join(clone('CONVENTIONS_DEVCONTAINERS'), 'schemas/devContainer.base.schema.json')
    const data = JSON.parse(read(root, '.devcontainer/devcontainer.json')) as object
    expect(await mistakesBy(schema, data, '2019')).toEqual([])
    expect(await mistakesBy(schema, { ...data, features: 'all' }, '2019')).not.toEqual([])
  })
})

const winget = without('CONVENTIONS_WINGET')
test.skipIf(winget !== '')(`winget's configuration fits its schema${winget}`, async () => {
  const schema = join(clone('CONVENTIONS_WINGET'), 'schemas/JSON/configuration/configuration.schema.0.2.json')
  const data = parseYaml(read(root, '.config/configuration.winget')) as { properties: object }
  expect(await mistakesBy(schema, data, '2020')).toEqual([])
  expect(await mistakesBy(schema, { properties: { ...data.properties, resources: [{ id: 'a' }] } }, '2020')).not.toEqual([])
})
