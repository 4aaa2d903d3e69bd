import { expect, test } from 'vitest'
import { ask, detect, mistakes, paths, textAt } from './harness.ts'

const compose = 'services:\n  db:\n    image: postgres:16-alpine\n  web:\n    build: .\n'
const workflow = `name: ci
on: [push]
jobs:
  test:
    runs-on: ubuntu-latest
    services: { cache: { image: 'redis:7' } }
    steps:
      - uses: actions/setup-node@v4
        with: { node-version: 22.x }
      - run: |
          npm ci
          PGPASSWORD=x psql -h localhost && jq . package.json
`
const usual = ['scripts/bootstrap.sh', 'scripts/bootstrap.ps1', '.config/configuration.winget']

test('a repository with node, docker and postgres: the right list, with the reason for each', () => {
  const found = detect('provision', { 'package.json': '{}', 'compose.yaml': compose, '.github/workflows/ci.yml': workflow })
  expect(found.options).toEqual({
    packages: {
      docker: { reason: 'compose.yaml: uses docker' },
      postgres: { brew: { formula: 'postgresql@16', link: true }, winget: 'PostgreSQL.PostgreSQL.16', apt: 'postgresql-client', dnf: 'postgresql', reason: 'compose.yaml: uses postgres' },
      redis: { apt: 'redis-tools', reason: '.github/workflows/ci.yml: uses redis' },
      jq: { optional: true, reason: '.github/workflows/ci.yml: uses jq' },
    },
    runtimes: { node: '22' },
  })
  const { changes } = ask('provision', found.options, { files: { 'package.json': '{}' } })
  expect(paths(changes)).toEqual(['Brewfile', 'Brewfile.optional', ...usual, 'mise.toml', '.node-version', '.devcontainer/devcontainer.json'])
  expect(textAt(changes, '.node-version')).toBe('22\n')
  expect(textAt(changes, 'Brewfile.optional')).toContain('brew "jq"')
})

test.each<[string, Record<string, string>, unknown]>([
  ['nothing', {}, undefined],
  ['a language alone', { 'package.json': '{}', '.nvmrc': 'v22\n', '.github/workflows/ci.yml': 'jobs: { a: { steps: [{ uses: actions/setup-node@v4 }] } }' }, undefined],
  ['a Makefile alone', { 'Makefile': 'all:\n\tgo build\n' }, undefined],
  ['what only CI uses', { '.github/workflows/ci.yml': 'jobs: { a: { steps: [{ run: "aws s3 ls" }] } }' }, undefined],
  ['mise', { 'mise.toml': '[tools]\nnode = "22.1"\npython = ["3.13", "3.12"]\n"npm:prettier" = "3"\n' }, { runtimes: { node: '22.1', python: '3.13' } }],
  ['asdf', { '.tool-versions': 'nodejs 22.1.0 # why\ngolang 1.24\n' }, { runtimes: { node: '22.1.0', go: '1.24' }, files: { mise: false, nodeVersion: false } }],
  ['nvm and volta beside a tool', { '.nvmrc': 'lts/*', 'package.json': '{"volta":{"node":"20.1.0"},"scripts":{"up":"docker compose up"}}' },
    { packages: { docker: { reason: 'package.json: uses docker' } }, runtimes: { node: 'lts' }, files: { nodeVersion: false } }],
  ['pnpm', { 'package.json': '{"packageManager":"pnpm@10.1.0","scripts":{"x":"shellcheck a.sh"}}' },
    { packages: { shellcheck: { reason: 'package.json: uses shellcheck' } }, runtimes: { pnpm: '10' } }],
  ['a development container', { '.devcontainer/devcontainer.json': '{ // ours\n "features": { "ghcr.io/devcontainers/features/go:1": { "version": "1.24" } }, "customizations": { "vscode": { "extensions": ["golang.go", "bad"] } } }' },
    { runtimes: { go: '1.24' }, extensions: ['golang.go'], files: { devcontainer: false } }],
  ['a Makefile and tools', { Makefile: 'x:\n\t@docker build . && kubectl apply -f .\n\tFOO=1 helm upgrade\n' }, {
    packages: { make: { reason: 'Makefile: uses make' }, docker: { reason: 'Makefile: uses docker' }, kubectl: { reason: 'Makefile: uses kubectl' }, helm: { reason: 'Makefile: uses helm' } },
  }],
  ['a Brewfile', { Brewfile: 'brew "jq"\nbrew "x" if OS.mac?\n' }, { packages: { jq: true } }],
  ['a script of the team\'s own', { 'Brewfile': 'brew "jq"\n', 'scripts/bootstrap.sh': 'mine\n' }, { packages: { jq: true }, files: { bootstrap: false } }],
])('detected: %s', (_, files, options) => {
  expect(detect('provision', files).options).toEqual(options)
})

test('code in a Brewfile is listed, and neither run nor lost', () => {
  const Brewfile = 'brew "jq"\nsystem "touch hacked"\n'
  expect(detect('provision', { Brewfile }).inexpressible).toEqual([{ path: 'Brewfile', what: 'system "touch hacked"' }])
  expect(paths(ask('provision', { packages: { jq: true } }, { files: { Brewfile } }).changes)).not.toContain('Brewfile')
})

test('adopting what is there changes nothing of it', () => {
  const files = { 'Brewfile': '# ours\ntap "a/b"\nbrew "a/b/c", trusted: true\nbrew "jq"\n', 'mise.toml': '[tools]\nnode = "22"\n', '.node-version': 'v22' }
  const { changes } = ask('provision', detect('provision', files).options, { files })
  expect(textAt(changes, 'Brewfile')).toBe('brew "mise"')
  expect(textAt(changes, '.node-version')).toBe('v22')
})

test.each<[string, unknown, string[]]>([
  ['control characters', { packages: { jq: { reason: 'a\nb' } } }, ['oneLine']],
  ['^D', { packages: { jq: { reason: 'a\u0004b' } } }, ['oneLine']],
  ['half a character', { steps: [{ id: 'a', title: '\ud800', check: ['x'], run: ['y'] }] }, ['oneLine']],
  ['an option for a name', { packages: { jq: { apt: '-oDebug=1' } } }, ['debName']],
  ['a flag for a formula', { packages: { jq: { brew: '--force' } } }, ['formula']],
  ['a shell word for an id', { packages: { 'a b': true } }, ['itemId']],
  ['code that was not allowed', { packages: { jq: { brew: { formula: 'jq', postinstall: 'id' } } } }, ['allowCode']],
  ['a shell that was not allowed', { steps: [{ id: 'a', check: ['x'], shell: 'id' }] }, ['allowCode']],
  ['both run and shell', { allowCode: true, steps: [{ id: 'a', check: ['x'], run: ['y'], shell: 'id' }] }, ['runOrShell']],
  ['a whole tap without a reason', { taps: { 'a/b': { trust: 'all' } } }, ['trustReason']],
  ['a range that is none', { packages: { jq: 'newest' } }, ['range']],
  ['a program that is an option', { steps: [{ id: 'a', check: ['-x'], run: ['y'] }] }, ['command']],
  ['http', { taps: { 'a/b': { url: 'http://x/y' } } }, ['httpsUrl']],
  ['allowed code', { allowCode: true, packages: { jq: { brew: { formula: 'jq', postinstall: 'id' } } } }, []],
])('refused or not: %s', (_, options, expected) => {
  expect(mistakes('provision', options).filter((code) => expected.includes(code))).toEqual(expected)
})

test('code has a line of its own in the plan', () => {
  const { changes } = ask('provision', { allowCode: true, packages: { jq: { brew: { formula: 'jq', postinstall: 'echo hi' } } }, steps: [{ id: 'a', check: ['x'], shell: 'curl x | sh' }] })
  expect(changes.find((change) => 'path' in change && change.path === 'Brewfile')?.reason).toContain('postinstall: "echo hi"')
  expect(changes.find((change) => 'path' in change && change.path === 'scripts/bootstrap.sh')?.reason).toContain('curl x | sh')
})

test('the docs, the job of CI, and the probes', () => {
  const { contributed, probes } = ask('provision', { packages: { jq: '>=1.6', ripgrep: { optional: true }, shellcheck: { when: { os: ['macos'] } } }, runtimes: { node: '22' }, env: [{ name: 'TOKEN', hint: 'ask' }], profiles: { web: ['jq'] } })
  expect(contributed.docs).toMatchObject([{ order: 60, title: 'Setting up a machine' }])
  expect(contributed.docs?.[0]?.markdown).toContain('`TOKEN`: ask')
  expect(contributed.jobs).toEqual([{
    id: 'provision', workflow: 'conventions', title: 'a new machine can be set up', on: ['pullRequest', 'push'], setup: 'none',
    steps: [
      { name: 'Set up as on a new machine', run: 'sh scripts/bootstrap.sh --yes --skip mise,node,env-TOKEN' },
      { name: 'Once more: nothing is left to do', run: 'sh scripts/bootstrap.sh --check --skip mise,node,env-TOKEN' },
    ],
  }])
  expect(probes.map(({ id, ask: asked }) => [id, asked])).toEqual([
    ['provision-mise', { tool: 'mise', versionArgs: ['--version'] }],
    ['provision-node', { tool: 'node', versionArgs: ['--version'], version: '22' }],
  ])
})

test('nothing is planned where nothing is asked for', () => {
  expect(ask('provision', {})).toEqual({ changes: [], contributed: {}, probes: [] })
})
