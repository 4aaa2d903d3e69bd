import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { planChanges } from '../../src/plan/plan.ts'
import { parseLock } from '../../src/plan/lock.ts'
import { loadMessages } from '../../src/messages/index.ts'
import { memoryRepo } from '../../src/repo/memory.ts'
import { ask } from '../features/harness.ts'

const options = { packages: { jq: true, docker: true }, runtimes: { node: '22', python: '3.13' }, extensions: ['dbaeumer.vscode-eslint'] }
const { changes } = ask('provision', options)
const plan = planChanges({
  changes: changes.map((change) => ({ feature: 'provision', change })), repo: memoryRepo({}), lock: parseLock(undefined), presets: {}, toolkit: '1.0.0', words: (await loadMessages('en')).plan,
})
const folder = mkdtempSync(join(tmpdir(), 'conventions-oracles-'))
for (const { path, after } of plan.writes) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), after?.text ?? '')
}
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.skipIf(process.platform === 'win32')('the Dev Containers CLI reads the container as it is meant', () => {
  // It asks docker whether a container is there already: none is.
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'docker'), '#!/bin/sh\nexit 0\n')
  chmodSync(join(bin, 'docker'), 0o755)
  const ran = spawnSync('node', [inRoot('node_modules/@devcontainers/cli/devcontainer.js'), 'read-configuration', '--workspace-folder', folder],
    { encoding: 'utf8', env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` } })
  expect(ran.status, ran.stderr).toBe(0)
  expect((JSON.parse(ran.stdout) as { configuration: object }).configuration).toMatchObject({
    image: 'mcr.microsoft.com/devcontainers/base:bookworm',
    features: { 'ghcr.io/devcontainers/features/node:1': { version: '22' }, 'ghcr.io/devcontainers/features/python:1': { version: '3.13' } },
    customizations: { vscode: { extensions: ['dbaeumer.vscode-eslint'] } },
    postCreateCommand: 'sh scripts/bootstrap.sh --yes --skip homebrew,mise',
  })
})

/** mise's own program, where the machine has it or CONVENTIONS_MISE names it. */
const mise = [process.env['CONVENTIONS_MISE'] ?? '', ...(process.env['PATH'] ?? '').split(':').map((place) => join(place, 'mise'))].find((path) => path !== '' && existsSync(path))

describe.skipIf(mise === undefined)(`mise${mise === undefined ? ' (SKIPPED: it is not on this machine; CONVENTIONS_MISE can name it)' : ''}`, () => {
  test('reads the versions without asking for trust', () => {
    const home = join(folder, 'home')
    const ran = spawnSync(mise ?? '', ['ls', '--current', '--json', '--offline'], { cwd: folder, encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: home, MISE_OFFLINE: '1' } })
    expect(ran.status, ran.stderr).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({ node: [{ requested_version: '22' }], python: [{ requested_version: '3.13' }] })
  })
})

/** A clone of Homebrew, by an environment variable: its own DSL reads what we wrote. */
const homebrew = process.env['CONVENTIONS_HOMEBREW']
const ruby = (process.env['PATH'] ?? '').split(':').map((place) => join(place, 'ruby')).find((path) => existsSync(path))
const dslMissing = homebrew === undefined ? 'CONVENTIONS_HOMEBREW names no clone' : ruby === undefined ? 'there is no ruby' : undefined

describe.skipIf(dslMissing !== undefined)(`Homebrew's own DSL${dslMissing === undefined ? '' : ` (SKIPPED: ${dslMissing})`}`, () => {
  test('reads the Brewfile as the config says it', () => {
    const ran = spawnSync(ruby ?? '', ['-W0', '--disable=gems', inRoot('test/provision/lib/dsl.rb'), join(folder, 'Brewfile')], { encoding: 'utf8', env: { ...process.env, HB: homebrew } })
    expect(ran.status, ran.stderr).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject([{ type: 'brew', name: 'mise' }, { type: 'brew', name: 'jq' }, { type: 'cask', name: 'docker-desktop' }])
  })
})
