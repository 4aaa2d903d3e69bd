import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/feature.ts'
import { ask, detect, hostile, mistakes, paths, textAt } from './harness.ts'

const message = { hook: 'commit-msg', id: 'message', order: 20, sh: 'conventions_hook commit-msg "$@"' } as const
const plan = (options: unknown, files: Record<string, string> = {}, others: Readonly<Record<string, unknown>> = { commits: {} }): readonly Change[] =>
  ask('hooks', options, { files, others, contributions: { hooks: [message] } }).changes
const steps = (changes: readonly Change[]) => changes.flatMap((change) => change.kind === 'step' ? ['gitConfig' in change.run ? `${change.run.gitConfig}=${change.run.value}` : change.run.argv.join(' ')] : [])
const keys = (changes: readonly Change[]) => changes.flatMap((change) => change.kind === 'keys' ? change.keys.map(({ at, value, mode }) => [`${change.path}:${at.join('.')}`, mode, value]) : [])
const json = (value: unknown) => JSON.stringify(value)

describe('who runs the hooks', () => {
  test.each<[string, unknown, Record<string, string>, string[], string[]]>([
    ['JavaScript: husky', {}, { 'package.json': '{}' }, ['.husky/commit-msg', '.husky/pre-push'], ['core.hooksPath=.husky']],
    ['anything else: native', {}, { 'go.mod': '' }, [], ['core.hooksPath=.conventions/hooks']],
    ['a folder', { manager: 'native', folder: 'tools/git hooks' }, {}, ['tools/git hooks/commit-msg', 'tools/git hooks/pre-push'], ['core.hooksPath=tools/git hooks']],
    ['husky with hooks of the team\'s', { manager: 'husky' }, { '.husky/pre-commit': 'npx lint-staged\n', '.husky/notes': '' }, ['.husky/commit-msg', '.husky/pre-commit', '.husky/pre-push'], ['core.hooksPath=.husky']],
    ['none', { manager: 'none' }, { 'package.json': '{}' }, [], []],
    ['lefthook', { manager: 'lefthook' }, { 'package.json': '{}' }, ['lefthook.yml'], ['node_modules/.bin/lefthook install']],
    ['pre-commit', { manager: 'pre-commit' }, { '.pre-commit-config.yaml': 'repos: []\n' }, ['.pre-commit-config.yaml'], []],
    ['yorkie', { manager: 'yorkie' }, { 'package.json': json({ gitHooks: { 'pre-commit': 'lint-staged' } }) }, ['package.json'], []],
    ['a config of code', { manager: 'simple-git-hooks' }, { 'package.json': '{}', '.simple-git-hooks.cjs': 'module.exports = {}' }, [], ['node_modules/.bin/simple-git-hooks']],
  ])('%s', (_, options, files, elsewhere, expected) => {
    const changes = plan(options, files)
    const own = changes.some((change) => change.kind === 'step') || elsewhere.length > 0 ? ['chain.sh', 'commit-msg', 'pre-push', 'seldom.sh', 'toolkit.sh'] : []
    const found = paths(changes).filter((path) => path !== '.gitattributes')
    expect(found.filter((path) => !path.startsWith('.conventions/')).sort()).toEqual(elsewhere)
    expect(found.filter((path) => path.startsWith('.conventions/')).map((path) => path.slice('.conventions/hooks/'.length)).filter((name) => name !== 'husky.sh').sort()).toEqual(own)
    expect(steps(changes)).toEqual(expected)
  })

  test('the lines that go into the configs of managers', () => {
    expect(keys(plan({ manager: 'lefthook' }, { 'lefthook.yml': '' }))).toEqual([
      ['lefthook.yml:commit-msg.commands.conventions', 'set', { run: 'sh .conventions/hooks/commit-msg "{1}"' }],
      ['lefthook.yml:pre-push.commands.conventions', 'set', { run: 'sh .conventions/hooks/pre-push {1} {2}', use_stdin: true }],
    ])
    expect(keys(plan({ manager: 'simple-git-hooks', push: false }, { 'package.json': json({ 'simple-git-hooks': {} }) }))).toEqual([
      ['package.json:simple-git-hooks.commit-msg', 'command', 'sh .conventions/hooks/commit-msg "$@"'],
    ])
    expect(keys(plan({ manager: 'husky-4' }, { 'package.json': json({ husky: { hooks: {} } }) }))).toEqual([
      ['package.json:husky.hooks.commit-msg', 'command', 'sh .conventions/hooks/commit-msg $HUSKY_GIT_PARAMS'],
      ['package.json:husky.hooks.pre-push', 'command', 'printf \'%s\\n\' "$HUSKY_GIT_STDIN" | sh .conventions/hooks/pre-push $HUSKY_GIT_PARAMS'],
    ])
    const [repos, types] = keys(plan({ manager: 'pre-commit' }, { '.pre-commit-config.yaml': 'repos: []\n' }))
    expect(repos).toEqual(['.pre-commit-config.yaml:repos', 'include', [
      { repo: 'local', hooks: [expect.objectContaining({ id: 'conventions-commit-msg', entry: 'sh .conventions/hooks/commit-msg', stages: ['commit-msg'], pass_filenames: true })] },
      { repo: 'local', hooks: [expect.objectContaining({ id: 'conventions-pre-push', pass_filenames: false })] },
    ]])
    expect(types).toEqual(['.pre-commit-config.yaml:default_install_hook_types', 'include', ['pre-commit', 'commit-msg', 'pre-push']])
  })

  test('a hook in another language gets no lines of sh, one that reads husky.sh is guarded', () => {
    const changes = plan({ manager: 'husky' }, {
      '.husky/commit-msg': '#!/usr/bin/env node\nprocess.exit(0)\n', '.husky/pre-push': '#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\nnpm test\n',
    })
    expect(paths(changes)).not.toContain('.husky/commit-msg')
    expect(textAt(changes, '.husky/pre-push').split('\n')[0]).toBe('if [ -z "$husky_skip_init" ]; then')
  })
})

describe('what is in them', () => {
  const scripts = (changes: readonly Change[]) => paths(changes).filter((path) => path.startsWith('.conventions/hooks/') && !path.endsWith('.sh')).map((path) => path.slice(19)).sort()

  test.each<[string, unknown, Record<string, unknown>, string[]]>([
    ['messages and pushes', {}, { commits: {} }, ['commit-msg', 'pre-push']],
    ['tickets', {}, { commits: { ticket: {} } }, ['commit-msg', 'pre-push', 'prepare-commit-msg']],
    ['tickets by hand', { ticket: 'never' }, { commits: { ticket: {} } }, ['commit-msg', 'pre-push']],
    ['no push', { push: false }, { commits: {} }, ['commit-msg']],
    ['passed on alone', { push: false, message: false, chain: ['post-commit'] }, { commits: {} }, ['post-commit']],
    ['own commands', { push: false, message: false, custom: { 'post-merge': ['true'] } }, {}, ['post-merge']],
    ['nothing', { push: false, message: false }, { commits: {} }, []],
  ])('%s', (_, options, others, expected) => {
    expect(scripts(plan({ manager: 'native', ...options as object }, {}, others))).toEqual(expected)
  })

  test('git-lfs, where files are kept there and nobody calls it yet', () => {
    const attributes = { '.gitattributes': '*.psd filter=lfs diff=lfs merge=lfs -text\n' }
    expect(scripts(plan({ manager: 'native' }, attributes))).toEqual(['commit-msg', 'post-checkout', 'post-commit', 'post-merge', 'pre-push'])
    expect(scripts(plan({ manager: 'husky' }, { ...attributes, '.husky/pre-push': 'git lfs pre-push "$@"\n' }))).toEqual(['commit-msg', 'pre-push'])
    expect(scripts(plan({ manager: 'native' }, { '.gitattributes': '# *.psd filter=lfs\n' }))).toEqual(['commit-msg', 'pre-push'])
  })

  test.each([...hostile, '\'; rm -rf / #', '$(exit 9)', '\\', '-n', '%s'].filter((text) => text !== '' && !text.includes('\0')).map((text) => [text]))(
    'own commands hold any text: %j', (text) => {
      const changes = plan({ manager: 'native', push: false, custom: { 'pre-commit': [
        { run: ['printf', '%s', text], ...!/\p{Cc}/u.test(text) && text.length <= 100 ? { name: text } : {}, env: { A: text } },
        { run: text, parallel: true }, { run: text, parallel: true },
      ] } })
      const script = textAt(changes, '.conventions/hooks/pre-commit')
      const first = /conventions_run [a-z0-9-]+ ([\s\S]*?)\n\}/.exec(script)![1]!
      const ran = spawnSync('sh', ['-c', `set -- ${first}\nshift\n"$@"`], { encoding: 'utf8' })
      expect([ran.status, ran.stdout]).toEqual([0, text])
      expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
    })

  test('ids are by name, unique, and what SKIP takes', () => {
    const text = textAt(plan({ manager: 'native', custom: { 'pre-commit': ['npm test', 'npm test', { run: '한글' }, { run: 'x', id: 'mine' }, { run: 'y', name: 'Type check' }] } }), '.conventions/hooks/pre-commit')
    expect([...text.matchAll(/conventions_run ([a-z0-9-]+) /g)].map((match) => match[1])).toEqual(['npm-test', 'npm-test-2', 'command', 'mine', 'type-check'])
  })

  test.each<[unknown, string[]]>([
    [{ custom: { 'pre-commit': [{ run: 'x', id: 'Not An Id' }] } }, ['commandId']],
    [{ custom: { 'pre-commit': [{ run: 'x', env: { '1A': '' } }] } }, ['variable']],
    [{ custom: { 'pre-commit': ['a\0b'] } }, ['noNul']],
    [{ custom: { 'pre-commit': [{ run: 'x', in: '../up' }] } }, ['repoPath']],
    [{ manager: 'native', folder: '.git/hooks' }, ['repoPath']],
  ])('refused: %j', (options, expected) => {
    expect(mistakes('hooks', options)).toEqual(expect.arrayContaining(expected))
  })
})

describe('what is there', () => {
  test.each<[string, Record<string, string>, Parameters<typeof detect>[2], unknown]>([
    ['nothing', { 'package.json': '{}' }, {}, undefined],
    ['husky 9', { 'package.json': json({ scripts: { prepare: 'husky' } }) }, { config: { 'core.hooksPath': '.husky/_' } }, { manager: 'husky' }],
    ['husky by its files', { '.husky/pre-commit': '' }, {}, { manager: 'husky' }],
    ['husky 4', { 'package.json': json({ husky: { hooks: { 'pre-commit': 'x' } } }) }, {}, { manager: 'husky-4' }],
    ['lefthook', { '.config/lefthook.yaml': '' }, { hooks: ['pre-commit'] }, { manager: 'lefthook' }],
    ['simple-git-hooks', { 'package.json': json({ 'simple-git-hooks': { 'pre-commit': 'x' } }) }, { hooks: ['pre-commit'] }, { manager: 'simple-git-hooks' }],
    ['pre-commit', { '.pre-commit-config.yaml': 'repos: []' }, { hooks: ['pre-commit'] }, { manager: 'pre-commit' }],
    ['yorkie', { 'package.json': json({ gitHooks: { 'pre-commit': 'x' } }) }, {}, { manager: 'yorkie' }],
    ['a folder of the team\'s', { '.githooks/pre-commit': '#!/bin/sh\n' }, { config: { 'core.hooksPath': '.githooks' }, hooks: ['pre-commit'] }, { manager: 'native', folder: '.githooks' }],
    ['a personal folder', {}, { config: { 'core.hooksPath': '/home/me/hooks' }, hooks: ['commit-msg', 'pre-commit'] }, { chain: ['commit-msg', 'pre-commit'] }],
    ['.git/hooks', {}, { hooks: ['commit-msg', 'unknown'] }, { chain: ['commit-msg'] }],
  ])('%s', (_, files, git, expected) => {
    expect(detect('hooks', files, git).options).toEqual(expected)
  })

  test('two managers, code and other languages are told by name', () => {
    const two = detect('hooks', { '.husky/commit-msg': 'npx --no -- commitlint --edit $1\n', '.husky/pre-push': '#!/usr/bin/env python3\n', 'lefthook.yml': '' })
    expect(two.seen).toEqual([expect.stringContaining('husky'), expect.stringContaining('second hook manager, lefthook'), expect.stringContaining('runs commitlint')])
    expect(two.inexpressible).toEqual([{ path: '.husky/pre-push', what: expect.stringContaining('not written in sh') as string }])
    expect(detect('hooks', { 'simple-git-hooks.cjs': 'module.exports = {}' }).inexpressible).toEqual([{ path: 'simple-git-hooks.cjs', what: expect.stringContaining('code') as string }])
  })
})

test.each<[string, unknown, unknown[]]>([
  ['native', { manager: 'native' }, [{ gitConfig: 'core.hooksPath', value: '.conventions/hooks', names: ['commit-msg', 'pre-push'] }, { executable: ['.conventions/hooks/commit-msg', '.conventions/hooks/pre-push'] }]],
  ['lefthook', { manager: 'lefthook' }, [{ gitConfig: 'core.hooksPath', value: undefined }, { hooks: ['commit-msg', 'pre-push'] }]],
  ['none', { manager: 'none' }, []],
])('doctor asks: %s', (_, options, expected) => {
  const { probes } = ask('hooks', options, { others: { commits: {} }, contributions: { hooks: [message] } })
  expect(probes.map((probe) => probe.ask)).toEqual(expected)
})

test('doctor asks the scripts for Node only where they are ours, word for word', () => {
  const setting = { files: { 'package.json': '{}' }, others: { commits: {} }, contributions: { hooks: [message] } }
  const { changes } = ask('hooks', {}, setting)
  const ours = Object.fromEntries(changes.flatMap((change) => change.kind === 'file' ? [[change.path, change.text]] : []))
  const asked = (files: Readonly<Record<string, string>>) => ask('hooks', {}, { ...setting, files: { ...setting.files, ...files } }).probes.some(({ id }) => id === 'hooks-node')
  expect(asked(ours)).toBe(true)
  for (const name of ['toolkit.sh', 'seldom.sh']) {
    const path = `.conventions/hooks/${name}`
    expect(asked({ ...ours, [path]: `${ours[path]!}echo more\n` }), name).toBe(false)
  }
})
