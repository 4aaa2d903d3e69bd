import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { toolkitInto } from './lib/toolkit.ts'
import { cleanEnv, editorThatWrites, open, pathWithoutNode, type Sandbox } from './lib/hooks.ts'

// Real git, end to end: what is committed, what is refused, what is said. Each test works on a copy of one repository per manager.

const home = realpathSync(mkdtempSync(join(tmpdir(), 'hooks git ')))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const launcher = inRoot('src/launcher.cjs')
const managers = ['native', 'husky'] as const

async function makeTemplate(manager: typeof managers[number]): Promise<void> {
  const box = open(join(home, manager), join(home, manager, 'a repository 저장소'))
  box.put('conventions.config.yaml', `extends: standard\nhooks:\n  manager: ${manager}\ncommits:\n  ticket: {}\n`)
  if (manager === 'husky') box.put('package.json', '{"name":"sample","private":true}\n')
  box.must('init', '-q', '-b', 'main')
  const applied = await box.conventions('apply', '--yes', '--no-install')
  if (applied.code !== 0) throw new Error(applied.stderr)
  await toolkitInto(join(box.root, 'node_modules/create-conventions'))
  box.put('.git/info/exclude', 'node_modules\n')
  box.must('add', '-A')
  box.must('commit', '-q', '--no-verify', '-m', 'chore: begin')
}

beforeAll(async () => {
  for (const manager of managers) await makeTemplate(manager)
})

describe.each(managers)('%s', (manager) => {
  function copy(): Sandbox {
    const own = realpathSync(mkdtempSync(join(tmpdir(), 'hooks copy ')))
    onTestFinished(() => rmSync(own, { recursive: true, force: true }))
    cpSync(join(home, manager), own, { recursive: true, verbatimSymlinks: true })
    return open(own, join(own, 'a repository 저장소'))
  }
  const commit = (box: Sandbox, ...args: string[]) => box.git('commit', '--allow-empty', '-q', ...args)
  const count = (box: Sandbox) => Number(box.must('rev-list', '--count', 'HEAD'))
  const edit = (box: Sandbox, text: string, ...args: string[]) =>
    box.run(['git', ...args], { env: { GIT_EDITOR: editorThatWrites(box.home, text) } })

  test('commit -m: a good message is committed without a word, a bad one is refused and kept', () => {
    const box = copy()
    expect(commit(box, '-m', 'feat(한글): 제목 "quoted" $(x)', '-m', '본문')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(box.message()).toBe('feat(한글): 제목 "quoted" $(x)\n\n본문')
    const before = count(box)
    const refused = commit(box, '-m', 'what is this')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('conventions commit --retry')
    expect(count(box)).toBe(before)
    expect(box.read('.git/conventions/rejected/COMMIT_EDITMSG')).toBe('what is this\n')
  })

  test('commit --retry brings a rejected message back, corrected, and commits it', () => {
    const box = copy()
    box.put('new.txt', 'new\n')
    box.must('add', '-A')
    const refused = box.git('commit', '-q', '-m', 'feature(api): search by title.', '-m', '본문')
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('conventions commit --retry')])
    expect(box.read('.git/conventions/rejected/COMMIT_EDITMSG')).toBe('feature(api): search by title.\n\n본문\n')
    // What is opened is what the hook made of it.
    const editor = `sh -c 'cp "$1" ../opened' sh`
    const retried = box.run([process.execPath, launcher, 'commit', '--retry'], { env: { GIT_EDITOR: editor } })
    expect([retried.code, box.read('../opened').split('\n#')[0]]).toEqual([0, 'feat(api): search by title\n\n본문\n'])
    expect(box.message()).toBe('feat(api): search by title\n\n본문')
    expect(existsSync(join(box.root, '.git/conventions/rejected'))).toBe(false)
    // Made worse in the editor it is rejected again, and kept as it was left.
    box.put('new.txt', 'newer\n')
    box.must('add', '-A')
    expect(box.git('commit', '-q', '-m', 'feature: x').code).toBe(1)
    const worse = box.run([process.execPath, launcher, 'commit', '--retry'], { env: { GIT_EDITOR: `sh -c 'echo worse >"$1"' sh` } })
    expect([worse.code, box.read('.git/conventions/rejected/COMMIT_EDITMSG')]).toEqual([1, 'worse\n'])
  })

  test('commit -F, and from stdin', () => {
    const box = copy()
    box.put('../message', 'fix: from a file\r\n\r\nbody\r\n')
    expect(commit(box, '-F', '../message').code).toBe(0)
    expect(box.run(['git', 'commit', '--allow-empty', '-q', '-F', '-'], { input: 'feature: no\n' }).code).toBe(1)
  })

  test('--no-verify, CONVENTIONS_HOOKS=0 and SKIP', () => {
    const box = copy()
    expect(commit(box, '--no-verify', '-m', 'anything').code).toBe(0)
    for (const env of [{ CONVENTIONS_HOOKS: '0' }, { SKIP: 'message' }, ...manager === 'husky' ? [{ HUSKY: '0' }] : []]) {
      expect(box.run(['git', 'commit', '--allow-empty', '-q', '-m', 'anything'], { env }).code).toBe(0)
    }
  })

  test('--amend', () => {
    const box = copy()
    expect(commit(box, '--amend', '--no-edit').code).toBe(0)
    expect(commit(box, '--amend', '-m', 'nope').code).toBe(1)
    expect(edit(box, '', 'commit', '--amend', '-q', '--allow-empty').code).toBe(0)
    expect(box.message()).toBe('chore: begin')
  })

  test('in the editor: the template, commit.verbose and another comment character', () => {
    const box = copy()
    box.put('new.txt', 'what the diff below the scissors shows: nope\n')
    box.must('add', '-A')
    expect(edit(box, 'feat: from the editor\n', '-c', 'commit.verbose=true', 'commit', '-q').code).toBe(0)
    expect(box.message()).toBe('feat: from the editor')
    box.must('config', '--unset', 'commit.template')
    const other = edit(box, 'fix: another comment character\n\n# is text\n', '-c', 'core.commentChar=;', 'commit', '-q', '--allow-empty')
    expect([other.code, other.stderr]).toEqual([0, ''])
    expect(box.message()).toBe('fix: another comment character\n\n# is text')
    expect(edit(box, 'nope\n', 'commit', '-q', '--allow-empty').code).toBe(1)
  })

  test('an empty message is for git to refuse', () => {
    const box = copy()
    const empty = edit(box, '', 'commit', '--allow-empty')
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringMatching(/^Aborting commit/m)])
    expect(empty.stderr).not.toContain('--retry')
    expect(commit(box, '--allow-empty-message', '-m', '').code).toBe(0)
  })

  test('the ticket of the branch is in a new message, and alone it is none', () => {
    const box = copy()
    box.must('checkout', '-q', '-b', 'feature/ABC-12-search')
    expect(edit(box, 'feat: search', 'commit', '-q', '--allow-empty').code).toBe(0)
    expect(box.message()).toBe('feat: search\n\nRefs: ABC-12')
    const untouched = edit(box, '', 'commit', '--allow-empty')
    expect([untouched.code, untouched.stderr]).toEqual([1, expect.stringMatching(/^Aborting commit/m)])
    expect(commit(box, '-m', 'feat: by hand').code).toBe(0)
    expect(box.message()).toBe('feat: by hand')
    expect(edit(box, '', 'commit', '--amend', '-q', '--allow-empty').code).toBe(0)
    expect(box.message()).toBe('feat: by hand')
  })

  test('merge, with and without a conflict, and squash', () => {
    const box = copy()
    const branch = (name: string, text: string) => {
      box.must('checkout', '-q', '-b', name, 'main')
      box.put('file', text)
      box.must('add', '-A')
      box.must('commit', '-q', '-m', `feat: ${name}`)
      box.must('checkout', '-q', 'main')
    }
    branch('ABC-1-one', 'one\n')
    branch('two', 'two\n')
    branch('three', 'three\n')
    box.must('merge', '--no-ff', '--no-edit', 'ABC-1-one')
    expect(box.message()).toBe('Merge branch \'ABC-1-one\'')
    expect(box.git('merge', 'two').code).toBe(1)
    box.put('file', 'both\n')
    box.must('add', '-A')
    box.must('commit', '--no-edit', '-q')
    expect(box.message()).toContain('Merge branch \'two\'')
    expect(box.git('merge', '--squash', 'three').code).toBe(1)
    box.put('file', 'all\n')
    box.must('add', '-A')
    expect(commit(box, '-m', 'squashed').code).toBe(1)
    expect(commit(box, '-m', 'feat: squashed').code).toBe(0)
  })

  test('revert and cherry-pick', () => {
    const box = copy()
    box.must('checkout', '-q', '-b', 'ABC-1-x')
    box.put('file', 'one\n')
    box.must('add', '-A')
    box.must('commit', '-q', '-m', 'feat: one')
    box.must('revert', '--no-edit', 'HEAD')
    expect(box.message()).toMatch(/^Revert "feat: one"\n\nThis reverts commit/)
    box.must('cherry-pick', 'HEAD~1')
    expect(box.message()).toBe('feat: one')
    expect(box.git('cherry-pick', '-x', '--allow-empty', '--keep-redundant-commits', 'HEAD~2').code).toBe(0)
  })

  test('rebase -i with fixup!, squash! and reword', () => {
    const box = copy()
    const make = (file: string, message: string) => {
      box.put(file, `${message}\n`)
      box.must('add', '-A')
      box.must('commit', '-q', '-m', message)
    }
    make('a', 'feat: a')
    make('b', 'fixup! feat: a')
    make('c', 'fix: c')
    make('d', 'squash! fix: c')
    box.must('checkout', '-q', '-b', 'ABC-5-rebase')
    const rebased = box.run(['git', 'rebase', '-q', '-i', '--autosquash', 'main~4'], { env: { GIT_SEQUENCE_EDITOR: 'true', GIT_EDITOR: 'true' } })
    expect([rebased.code, rebased.stderr]).toEqual([0, ''])
    expect(box.must('log', '--format=%s', 'main~4..').trim().split('\n')).toEqual(['fix: c', 'feat: a'])
    const reworded = box.run(['git', 'rebase', '-q', '-i', 'HEAD~1'], {
      env: { GIT_SEQUENCE_EDITOR: 'sed -i s/^pick/reword/', GIT_EDITOR: 'sh -c \'echo nope >"$1"\' sh' },
    })
    expect(reworded.code).not.toBe(0)
    box.must('rebase', '--abort')
  })

  test('i18n.commitEncoding: a message of other bytes is committed as it is', () => {
    const box = copy()
    const bytes = Buffer.concat([Buffer.from('feat: '), Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]), Buffer.from('\n')])
    box.put('../message', bytes as unknown as string)
    const ran = box.git('-c', 'i18n.commitEncoding=euc-kr', 'commit', '-q', '--allow-empty', '-F', '../message')
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    expect(box.must('log', '-1', '--format=%s', '--encoding=UTF-8').trim()).toBe('feat: 한글')
  })

  test('a new worktree, and the detached head in it', () => {
    const box = copy()
    box.must('worktree', 'add', '-q', '--detach', '../a worktree 작업')
    const worktree = open(box.home, join(box.home, 'a worktree 작업'))
    expect(existsSync(join(worktree.root, 'node_modules'))).toBe(false)
    expect(commit(worktree, '-m', 'feat: in a worktree')).toEqual({ code: 0, stdout: '', stderr: '' })
    const refused = commit(worktree, '-m', 'nope')
    expect(refused.code).toBe(1)
    const gitDir = worktree.must('rev-parse', '--absolute-git-dir').trim()
    expect(readFileSync(join(gitDir, 'conventions/rejected/COMMIT_EDITMSG'), 'utf8')).toBe('nope\n')
    worktree.must('checkout', '-q', '-b', 'fix/XY-3-z')
    expect(edit(worktree, 'fix: it', 'commit', '-q', '--allow-empty').code).toBe(0)
    expect(worktree.message()).toBe('fix: it\n\nRefs: XY-3')
  })

  test('a submodule', async () => {
    const box = copy()
    const outer = open(box.home, join(box.home, 'outer 바깥'))
    box.must('init', '-q', outer.root)
    outer.must('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', box.root, 'inner 안')
    const inner = open(box.home, join(outer.root, 'inner 안'))
    const applied = await inner.conventions('apply', '--yes', '--no-install')
    expect([applied.code, applied.stderr]).toEqual([0, expect.anything()])
    cpSync(join(box.root, 'node_modules'), join(inner.root, 'node_modules'), { recursive: true })
    expect(commit(inner, '-m', 'feat: in a submodule')).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(commit(inner, '-m', 'nope').code).toBe(1)
    expect(existsSync(join(outer.root, '.git/modules/inner 안/conventions/rejected/COMMIT_EDITMSG'))).toBe(true)
    expect(commit(outer, '-m', 'the outer one keeps no convention').code).toBe(0)
  })

  test('where nothing can be kept, a bad message is refused all the same', () => {
    const box = copy()
    box.put('.git/conventions/rejected', 'in the way')
    const refused = commit(box, '-m', 'nope')
    expect([refused.code, refused.stderr.includes('--retry')]).toEqual([1, false])
  })

  test('a read-only git directory', () => {
    const box = copy()
    // Root may write anywhere: then somebody else tries.
    const root = process.getuid?.() === 0
    if (root) box.run(['chown', '-R', '65534:65534', box.home])
    const other = root ? { uid: 65534, gid: 65534 } : {}
    box.run(['chmod', '-R', 'a-w', '.git'])
    const refused = box.run(['git', 'commit', '--allow-empty', '-q', '-m', 'feat: x'], other)
    expect([refused.code, refused.stderr]).toEqual([128, expect.not.stringContaining('conventions')])
    box.run(['chmod', '-R', 'u+w', '.git'])
    expect(box.run(['git', 'commit', '--allow-empty', '-q', '-m', 'feat: x'], other)).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  test('a client without an environment', () => {
    const box = copy()
    const identity = Object.entries(cleanEnv).filter(([key]) => key.startsWith('GIT_')).map(([key, value]) => `${key}=${value ?? ''}`)
    const bare = (...args: string[]) => box.run(['env', '-i', `PATH=${pathWithoutNode(box.home)}`, ...identity, 'git', ...args])
    const good = bare('commit', '--allow-empty', '-q', '-m', 'feat: from a client')
    expect(good).toEqual({ code: 0, stdout: '', stderr: '' })
    const unproven = bare('commit', '--allow-empty', '-q', '-m', 'nope')
    // A machine may have its Node where every client finds it.
    const found = ['/opt/homebrew/bin/node', '/usr/local/bin/node', '/usr/bin/node'].some((file) => existsSync(file))
    if (!found) expect(unproven).toEqual({ code: 0, stdout: '', stderr: expect.stringContaining('no Node was found; CI decides') as string })
    else expect(unproven.code).toBe(1)
    // The Node that the repository brings is found by its place.
    box.put('node_modules/.bin/node', `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, 0o755)
    expect(bare('commit', '--allow-empty', '-q', '-m', 'nope').code).toBe(1)
  })

  test('without the toolkit it is let through, with one line', () => {
    const box = copy()
    rmSync(join(box.root, 'node_modules'), { recursive: true })
    const ran = commit(box, '-m', 'nope')
    expect([ran.code, ran.stderr.trim().split('\n').length, ran.stderr]).toEqual([0, 1, expect.stringContaining('CI decides')])
  })
})
