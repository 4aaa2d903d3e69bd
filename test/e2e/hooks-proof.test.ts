import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sandbox, type Sandbox } from './lib/hooks.ts'
import { toolkitInto } from './lib/toolkit.ts'

// What `init` says about the hook after it has tried it; and that trying leaves nothing behind.

const installed = (box: Sandbox) => join(box.root, 'node_modules/create-conventions')
const leftovers = () => readdirSync(tmpdir()).filter((name) => /^conventions-[A-Za-z0-9]{6}$/.test(name))

test('with the package: it accepts the example and rejects what differs; nothing is kept, no command of the team\'s is run', async () => {
  const box = sandbox({ 'package.json': '{"name":"sample","private":true}\n', '.gitignore': 'node_modules\n' })
  await toolkitInto(installed(box))
  box.put('.git/conventions/rejected/COMMIT_EDITMSG', 'kept\n')
  box.put('.git/hooks/commit-msg', '#!/bin/sh\necho ran >>"$HOME/ran"; exit 1\n', 0o755)
  const before = leftovers()
  const { code, stdout } = await box.conventions('init', '--yes', '--no-install')
  expect([code, stdout.replaceAll('\n', ' ')]).toEqual([0, expect.stringContaining('accepts "feat: search by title" and rejects a message that differs')])
  expect([box.read('.git/conventions/rejected/COMMIT_EDITMSG'), existsSync(join(box.home, 'ran'))]).toEqual(['kept\n', false])
  expect(box.must('log', '--format=%s').trim()).toBe('chore: begin')
  expect(existsSync(join(installed(box), 'dist/startHook.cjs'))).toBe(true)
  expect(leftovers().filter((name) => !before.includes(name))).toEqual([])
})

test('without the package only what sh proves can be told', async () => {
  const box = sandbox({ 'go.mod': 'module sample\n' })
  const { code, stdout } = await box.conventions('init', '--yes', '--no-install', '--json')
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { proof: { clean: true, hook: { example: 'feat: search by title', accepts: true } } }])
  expect((JSON.parse(stdout) as { proof: { hook: object } }).proof.hook).not.toHaveProperty('rejects')
})

test.each([
  ['accepts everything', 'process.exit(0)', 'accepts a message that differs'],
  ['cannot run', 'process.exit(2)', 'shows once create-conventions is installed'],
])('a toolkit that %s is told', async (_, code, told) => {
  const box = sandbox({ 'package.json': '{"name":"sample","private":true}\n', '.gitignore': 'node_modules\n' })
  box.put('node_modules/create-conventions/dist/startHook.cjs', code)
  const { stdout } = await box.conventions('init', '--yes', '--no-install')
  expect(stdout.replaceAll('\n', ' ')).toContain(told)
})

test('without hooks nothing is said about them', async () => {
  const box = sandbox({ 'go.mod': 'module sample\n' })
  const { stdout } = await box.conventions('init', '--yes', '--no-install', '--features', 'commits,docs')
  expect(stdout).not.toContain('Tried:')
})
