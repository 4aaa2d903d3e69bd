import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, mistakes } from './harness.ts'

const command = 'node -e "import(\'create-conventions/install\').catch(()=>{})"'
const planned = (options: unknown, files: Record<string, string>) => ask('toolkit', options, { files }).changes.map((change) =>
  change.kind === 'dependency' ? `${change.name}@${change.range}` : change.kind === 'keys' ? change.keys.map(({ at, mode, value }) => `${at.join('.')} ${mode} ${String(value)}`).join() : change.kind)

test.each<[string, unknown, Record<string, string>, unknown[]]>([
  ['JavaScript', {}, { 'package.json': '{}' }, [expect.stringMatching(/^create-conventions@\^\d+\.\d+\.\d+/), `scripts.prepare command ${command}`]],
  ['not JavaScript', {}, { 'build.gradle.kts': '' }, []],
  ['a range', { version: '~2.0.0' }, { 'package.json': '{}' }, ['create-conventions@~2.0.0', `scripts.prepare command ${command}`]],
  ['no script', { prepare: false, version: '1' }, { 'package.json': '{}' }, ['create-conventions@1']],
  ['no dependency, so no script', { dependency: false }, { 'package.json': '{}' }, []],
  ['Yarn 2 and up, private', { version: '1' }, { 'package.json': '{"private":true,"packageManager":"yarn@4.1.0"}' }, ['create-conventions@1', `scripts.postinstall command ${command}`]],
  ['Yarn 2 and up by its file', { version: '1' }, { 'package.json': '{"private":true}', '.yarnrc.yml': '' }, ['create-conventions@1', `scripts.postinstall command ${command}`]],
  ['Yarn 2 and up by its lock file', { version: '1' }, { 'package.json': '{"private":true}', 'yarn.lock': '# generated\n\n__metadata:\n  version: 8\n' }, ['create-conventions@1', `scripts.postinstall command ${command}`]],
  ['Yarn 1 by its lock file', { version: '1' }, { 'package.json': '{"private":true}', 'yarn.lock': '# yarn lockfile v1\n' }, ['create-conventions@1', `scripts.prepare command ${command}`]],
  ['npm, and a file of Yarn that was left behind', { version: '1' }, { 'package.json': '{"private":true,"packageManager":"npm@11.0.0"}', '.yarnrc.yml': '' }, ['create-conventions@1', `scripts.prepare command ${command}`]],
  ['Yarn 2 and up, published', { version: '1' }, { 'package.json': '{"packageManager":"yarn@4.1.0"}' }, ['create-conventions@1', `scripts.prepare command ${command}`]],
  ['Yarn 1', { version: '1' }, { 'package.json': '{"private":true,"packageManager":"yarn@1.22.0"}' }, ['create-conventions@1', `scripts.prepare command ${command}`]],
  ['a broken package.json', { version: '1' }, { 'package.json': '{' }, ['create-conventions@1', `scripts.prepare command ${command}`]],
])('%s', (_, options, files, expected) => {
  expect(planned(options, files)).toEqual(expected)
})

test('the script does no harm where the package is not installed', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'conventions-'))
  try {
    expect(execFileSync(command, { cwd, shell: true, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })).toBe('')
  } finally {
    rmSync(cwd, { recursive: true })
  }
})

test.each<[string, Record<string, string>, unknown, string[]]>([
  ['npm', { 'package.json': '{}' }, {}, ['node', 'installed: npm install']],
  ['pnpm', { 'package.json': '{}', 'pnpm-lock.yaml': '' }, {}, ['node', 'installed: pnpm install']],
  ['no dependency', { 'package.json': '{}' }, { dependency: false }, ['node']],
  ['not JavaScript', { 'go.mod': '' }, {}, ['node']],
])('the doctor: %s', (_, files, options, expected) => {
  expect(ask('toolkit', options, { files }).probes.map(({ id, fix }) => id === 'node' ? id : `${id}: ${fix}`)).toEqual(expected)
})

test.each(['1; rm -rf /', 'file:a\nb', 'ftp:x', ''])('refused as a version: %j', (version) => {
  expect(mistakes('toolkit', { version })).toEqual(['versionRange'])
})

test.each(['^1.2.0', '>=1 <3 || 4.x', 'file:/a b/한글.tgz', 'git+https://example.com/a.git#v1', 'workspace:*'])('taken as a version: %j', (version) => {
  expect(mistakes('toolkit', { version })).toEqual([])
})
