import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ask } from '../features/harness.ts'
import { adopted, pathWithoutNode, sandbox, shells, type Sandbox } from './lib/hooks.ts'

// What the hook files do by themselves, in each shell that is here. Which rules a message keeps is the linter's business: `startHook.cjs` is a stand-in.

/** Puts the files of a plan in place. */
function plant(box: Sandbox, options: unknown, others: Readonly<Record<string, unknown>> = { commits: {} }): void {
  const files = box.run(['git', 'ls-files']).stdout.includes('package.json') ? { 'package.json': '{}' } : {}
  // What the feature `commits` contributes where nothing can be proved.
  const message = { hook: 'commit-msg', id: 'message', order: 20, sh: 'conventions_hook commit-msg "$@"' } as const
  for (const change of ask('hooks', options, { files, others, contributions: { hooks: others['commits'] ? [message] : [] } }).changes) {
    if (change.kind === 'file') box.put(change.path, change.text, change.executable ? 0o755 : 0o644)
  }
}

/** A toolkit that says what it was called with, and rejects a message that holds "bad". */
function standIn(box: Sandbox, code = 'process.exit(1)'): void {
  box.put('node_modules/create-conventions/package.json', '{"type":"module"}')
  box.put('node_modules/create-conventions/dist/startHook.cjs', `const { readFileSync } = require('node:fs')
const [part, ...args] = process.argv.slice(2)
console.error('toolkit', part, args.join(' '), process.versions.node === '${process.versions.node}')
if (part === 'commit-msg' && readFileSync(args[0], 'utf8').includes('bad')) { ${code} }
`)
}

const script = (hook: string): string => `.conventions/hooks/${hook}`
const usualNode = ['/opt/homebrew/bin/node', '/usr/local/bin/node', '/usr/bin/node'].some((file) => existsSync(file))
const shellName = ([file]: readonly [string, ...string[]]): string => basename(file)

describe.each(shells.map((shell) => [shellName(shell), shell] as const))('under %s', (_, shell) => {
  const run = (box: Sandbox, hook: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, input = '') =>
    box.run([...shell, script(hook), ...args] as [string, ...string[]], { env, input })

  test('the toolkit decides, and a rejected message is kept', () => {
    const box = sandbox()
    plant(box, { manager: 'native' })
    standIn(box)
    box.put('message', 'feat: good\n')
    expect(run(box, 'commit-msg', ['message'])).toMatchObject({ code: 0, stderr: 'toolkit commit-msg message true\n' })
    box.put('message', 'feat: bad\n\n한국어 본문\n')
    const rejected = run(box, 'commit-msg', ['message'])
    expect(rejected.code).toBe(1)
    expect(rejected.stderr).toContain('conventions commit --retry')
    expect(box.read('.git/conventions/rejected/COMMIT_EDITMSG')).toBe('feat: bad\n\n한국어 본문\n')
  })

  test('the toolkit is not there, or cannot: one line, and through', () => {
    const box = sandbox()
    plant(box, { manager: 'native' })
    box.put('message', 'bad\n')
    const none = run(box, 'commit-msg', ['message'])
    expect([none.code, none.stderr.split('\n').length, none.stderr]).toEqual([0, 2, expect.stringContaining('not installed')])
    standIn(box)
    const noNode = run(box, 'commit-msg', ['message'], { PATH: pathWithoutNode(box.home) })
    // Homebrew's and the system's places may hold a Node.
    if (usualNode) expect([0, 1]).toContain(noNode.code)
    else expect([noNode.code, noNode.stderr]).toEqual([0, expect.stringContaining('no Node')])
    standIn(box, 'process.exit(2)')
    expect(run(box, 'commit-msg', ['message'])).toMatchObject({ code: 0, stderr: expect.stringContaining('CI decides') as string })
  })

  test('a Node that is too old: another one is looked for; where there is none, one line, and through', () => {
    const box = sandbox()
    plant(box, { manager: 'native' })
    standIn(box)
    box.put('message', 'bad\n')
    const bin = pathWithoutNode(box.home)
    writeFileSync(join(bin, 'node'), '#!/bin/sh\nexit 3\n')
    chmodSync(join(bin, 'node'), 0o755)
    const alone = run(box, 'commit-msg', ['message'], { PATH: bin })
    // A machine may have its Node where every client finds it.
    if (usualNode) expect(alone.code).toBe(1)
    else expect([alone.code, alone.stderr]).toEqual([0, expect.stringMatching(/^.*too old.*CI decides\.\n$/)])
    box.put('node_modules/.bin/node', '#!/bin/sh\nexit 3\n', 0o755)
    expect(run(box, 'commit-msg', ['message'], { PATH: bin })).toMatchObject({ code: 0, stderr: expect.stringMatching(/^.*too old.*CI decides\.\n$/) as string })
    box.put('node_modules/.bin/node', `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, 0o755)
    expect(run(box, 'commit-msg', ['message'], { PATH: bin })).toMatchObject({ code: 1, stderr: expect.stringContaining('toolkit commit-msg message true') as string })
  })

  test('a good message needs no PATH at all', async () => {
    const box = await adopted('extends: standard\nhooks:\n  manager: native\n')
    for (const message of ['feat: search by title\n', 'fix(한글)!: 제목\n\n본문 "x" $(y)\n\nRefs: #123\n']) {
      box.put('message', message)
      expect(run(box, 'commit-msg', ['message'], { PATH: '/nonexistent' })).toEqual({ code: 0, stdout: '', stderr: '' })
    }
  })

  test.each([
    ['nvm', '.nvm/versions/node/v9.0.0/bin/node', '.nvm/versions/node/v24.1.0/bin/node'],
    ['fnm', '.local/share/fnm/aliases/default/bin/node', '.local/share/fnm/aliases/default/bin/node'],
    ['fnm on macOS', 'Library/Application Support/fnm/aliases/default/bin/node', 'Library/Application Support/fnm/aliases/default/bin/node'],
    ['volta', '.volta/tools/image/node/22.1.0/bin/node', '.volta/tools/image/node/100.0.0/bin/node'],
    ['mise', '.local/share/mise/installs/node/22.1.0/bin/node', '.local/share/mise/installs/node/24.1.0/bin/node'],
    ['asdf', '.asdf/installs/nodejs/22.1.0/bin/node', '.asdf/installs/nodejs/24.1.0/bin/node'],
  ])('finds the newest Node of %s without a PATH', (_name, ...places) => {
    const box = sandbox()
    plant(box, { manager: 'native' })
    standIn(box)
    const home = join(box.home, 'home 홈')
    for (const place of places) {
      mkdirSync(dirname(join(home, place)), { recursive: true })
      writeFileSync(join(home, place), `#!/bin/sh\necho "ran $0" >&2\n`)
      chmodSync(join(home, place), 0o755)
    }
    box.put('message', 'x\n')
    const ran = run(box, 'commit-msg', ['message'], { PATH: pathWithoutNode(box.home), HOME: home })
    expect(ran).toMatchObject({ code: 0, stderr: `ran ${join(home, places[1]!)}\n` })
  })

  test('all of it and parts of it can be skipped', () => {
    const box = sandbox()
    plant(box, { manager: 'native', custom: { 'commit-msg': [{ run: 'echo custom >&2', id: 'mine' }] } })
    standIn(box)
    box.put('message', 'bad\n')
    expect(run(box, 'commit-msg', ['message'], { CONVENTIONS_HOOKS: '0' })).toMatchObject({ code: 0, stderr: '' })
    const skipped = run(box, 'commit-msg', ['message'], { SKIP: 'other,message' })
    expect([skipped.code, skipped.stderr.includes('toolkit'), skipped.stderr.includes('custom')]).toEqual([0, false, true])
    expect(run(box, 'commit-msg', ['message'], { SKIP: 'message,mine' })).toMatchObject({ code: 0, stderr: '' })
  })

  test('own commands: in order, with arguments, environment and folder, told with their time, and the first failure ends it', () => {
    const box = sandbox({ 'a b/x': '' })
    plant(box, { manager: 'native', custom: { 'pre-commit': [
      { run: ['printf', '%s|', '$HOME', 'it\'s "한글"', '`x`'], name: 'quoted $(x) \'y\'' },
      { run: 'echo "[$A] [$1] $PWD"', env: { A: 'a\'b $c' }, in: 'a b', name: 'inside' },
      { run: 'exit 3', name: 'fails' },
      'echo never',
    ] } })
    const ran = run(box, 'pre-commit', ['first arg'])
    expect(ran.code).toBe(3)
    expect(ran.stdout).toBe(`$HOME|it's "한글"|\`x\`|[a'b $c] [first arg] ${join(box.root, 'a b')}\n`)
    expect(ran.stderr.replace(/\d+\.\d s/g, 'T s').split('\n')).toEqual([
      '… quoted $(x) \'y\'', '✓ quoted $(x) \'y\' (T s)', '… inside', '✓ inside (T s)', '… fails', '✗ fails: exit status 3 (T s)', '',
    ])
  })

  test('own commands at the same time: all end, each output whole, the first failure counts', () => {
    const box = sandbox()
    // The first waits for a file that the second makes: one after the other they would never end.
    plant(box, { manager: 'native', custom: { 'pre-commit': [
      { run: 'n=0; while [ ! -e made ]; do n=$((n+1)); [ $n -lt 500 ] || exit 9; sleep 0.02; done; echo one; echo two', name: 'first', parallel: true },
      { run: ': >made; echo three; exit 4', name: 'second', parallel: true },
      { run: 'echo four', name: 'third', parallel: true },
      'echo never',
    ] } })
    const ran = run(box, 'pre-commit', [])
    expect(ran.code).toBe(4)
    expect(ran.stderr.replace(/\d+\.\d s/g, 'T s')).toBe(
      '… first\n… second\n… third\none\ntwo\n✓ first (T s)\nthree\n✗ second: exit status 4 (T s)\nfour\n✓ third (T s)\n')
  })

  test('what git says on stdin reaches every part', () => {
    const box = sandbox()
    const said = 'refs/heads/a 1 refs/heads/a 2\nrefs/heads/b 3 refs/heads/b 4\n'
    plant(box, { manager: 'native', push: false, custom: { 'pre-push': ['cat', { run: 'read -r first; echo "$first|$1"', name: 'two' }] } })
    expect(run(box, 'pre-push', ['origin'], {}, said)).toMatchObject({ code: 0, stdout: `${said}refs/heads/a 1 refs/heads/a 2|origin\n` })
    expect(run(box, 'pre-push', ['origin'], {}, '')).toMatchObject({ code: 0, stdout: '|origin\n' })
  })

  test.each<[string, string, string, string]>([
    ['footer', 'feature/ABC-12-search', '', '\n\nRefs: ABC-12\n'],
    ['footer', 'feature/ABC-12-search', '\n# template\n', '\n\nRefs: ABC-12\n\n# template\n'],
    ['footer', 'ABC-12', '', '\n\nRefs: ABC-12\n'],
    ['footer', 'fix_x_AB2-7', '', '\n\nRefs: AB2-7\n'],
    ['footer', 'feature/abc-12', '', ''],
    ['footer', 'feature/A-1', '', ''],
    ['footer', 'release-2024-10', '', ''],
    ['footer', 'feature/한글-ABC-9', '', '\n\nRefs: ABC-9\n'],
    ['subject', 'feature/ABC-12-x', '\n# c\n', ': ABC-12 \n# c\n'],
    ['scope', 'feature/ABC-12-x', '\n# c\n', '(ABC-12): \n# c\n'],
  ])('the ticket of the branch, as %s, on %s: %j', (place, branch, before, after) => {
    const box = sandbox()
    plant(box, { manager: 'native' }, { commits: { ticket: { place } } })
    box.must('checkout', '-q', '-b', branch)
    box.put('message', before)
    // A single capital is no project's key: two at least, as the pattern has it.
    const expected = branch === 'feature/A-1' ? before : after
    expect(run(box, 'prepare-commit-msg', ['message'])).toMatchObject({ code: 0, stderr: '' })
    expect(box.read('message')).toBe(expected)
    for (const source of ['message', 'merge', 'squash', 'commit']) {
      box.put('message', before)
      run(box, 'prepare-commit-msg', ['message', source])
      expect(box.read('message'), source).toBe(before)
    }
  })

  test.each<[string, string, string]>([
    ['footer', 'feat: x\n', 'feat: x\n\nRefs: ABC-12\n'],
    ['footer', 'feat: x\n\nRefs: ABC-12\n', 'feat: x\n\nRefs: ABC-12\n'],
    ['subject', 'feat(a)!: x\n\nbody: y\n', 'feat(a)!: ABC-12 x\n\nbody: y\n'],
    ['scope', 'feat!: x\n', 'feat(ABC-12)!: x\n'],
    ['scope', 'feat: x\n', 'feat(ABC-12): x\n'],
    ['scope', 'feat(a): x\n', 'feat(a): x\n'],
  ])('with -m, when that is asked for, as %s: %j', (place, before, after) => {
    const box = sandbox()
    plant(box, { manager: 'native', ticket: 'always' }, { commits: { ticket: { place } } })
    box.must('checkout', '-q', '-b', 'feature/ABC-12-x')
    box.put('message', before)
    expect(run(box, 'prepare-commit-msg', ['message', 'message'])).toMatchObject({ code: 0, stderr: '' })
    expect(box.read('message')).toBe(after)
  })

  test('husky\'s contract', () => {
    const box = sandbox({ 'package.json': '{}' })
    plant(box, { manager: 'husky' }, {})
    box.put('.husky/pre-commit', `#!/bin/sh\n. ./.conventions/hooks/husky.sh\nsay from "$1"\nfalse\necho not reached\n`, 0o755)
    box.put('node_modules/.bin/say', '#!/bin/sh\necho "said $*, $FROM_INIT"\n', 0o755)
    const home = join(box.home, 'home')
    mkdirSync(join(home, '.config/husky'), { recursive: true })
    writeFileSync(join(home, '.config/husky/init.sh'), 'export FROM_INIT=yes\n')
    const hook = (env: Readonly<Record<string, string>>) => box.run([...shell, '.husky/pre-commit', 'git'] as [string, ...string[]], { env: { HOME: home, ...env } })
    expect(hook({})).toMatchObject({ code: 1, stdout: 'said from git, yes\n', stderr: 'husky - pre-commit script failed (code 1)\n' })
    expect(hook({ HUSKY: '0' })).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(hook({ HUSKY: '2' }).stderr).toContain('say from git')
    writeFileSync(join(home, '.config/husky/init.sh'), 'export HUSKY=0\n')
    expect(hook({})).toMatchObject({ code: 0, stdout: '' })
  })
})
