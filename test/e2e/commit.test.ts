import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sandbox, type Sandbox } from './lib/messages.ts'
import { atTerminal, hasTerminal, keys } from './lib/terminal.ts'

const config = `extends: standard
commits:
  scopes: [api, web]
  ticket: { pattern: "ABC-[0-9]+" }
`

/** On a branch with a ticket, with a file staged and a log that knows someone else. */
function staged(text = config): Sandbox {
  const box = sandbox(text)
  box.commit('feat: begin', '--author', '김철수 <chulsoo@example.com>')
  box.git('switch', '-q', '-c', 'feature/ABC-12-search')
  box.put('x', 'x\n')
  box.git('add', 'x')
  return box
}

const message = (box: Sandbox): string => box.git('log', '-1', '--format=%B')
const subject = (box: Sandbox): string => box.git('log', '-1', '--format=%s')
const kept = (box: Sandbox): string | undefined => {
  const path = join(box.root, '.git/conventions/rejected/COMMIT_EDITMSG')
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function hook(box: Sandbox, name: string, script: string): void {
  box.put(`.git/hooks/${name}`, `#!/bin/sh\n${script}\n`)
  chmodSync(join(box.root, '.git/hooks', name), 0o755)
}

describe('with options', () => {
  test('a whole message; the ticket comes from the branch, the co-author from the log', () => {
    const box = staged()
    const long = 'because '.repeat(20).trim()
    const ran = box.conventions([
      'commit', '--type', 'feat', '--scope', 'api', '--subject', '제목으로 검색하는 기능 추가', '--body', long, '--breaking', 'the old search is gone', '--co-author', '김철수',
    ])
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    expect(message(box)).toBe([
      'feat(api)!: 제목으로 검색하는 기능 추가', '', 'because '.repeat(12).trim(), 'because '.repeat(8).trim(), '',
      'BREAKING CHANGE: the old search is gone', 'Refs: ABC-12', 'Co-authored-by: 김철수 <chulsoo@example.com>',
    ].join('\n'))
  })
  test('hooks run, options of git are passed on, and the body comes from standard input', () => {
    const box = staged()
    hook(box, 'pre-commit', 'echo pre >> "$(git rev-parse --git-dir)/ran"')
    hook(box, 'commit-msg', 'echo msg >> "$(git rev-parse --git-dir)/ran"')
    expect(box.conventions(['commit', '--type', 'fix', '--subject', 'x', '--ticket', 'none', '--body', '-'], { input: 'why\n# not a comment\n' }).code).toBe(0)
    expect(message(box)).toBe('fix: x\n\nwhy\n# not a comment')
    expect(readFileSync(join(box.root, '.git/ran'), 'utf8')).toBe('pre\nmsg\n')
    expect(box.conventions(['commit', '--type', 'docs', '--subject', 'y', '--ticket', 'none', '--', '--amend', '--no-verify', '--author', 'X <x@example.com>']).code).toBe(0)
    expect(box.git('log', '-1', '--format=%s %an')).toBe('docs: y X')
    expect(readFileSync(join(box.root, '.git/ran'), 'utf8')).toBe('pre\nmsg\n')
  })
  test('nothing staged is said, before anything is asked', () => {
    const box = staged()
    box.git('reset', '-q')
    expect(box.conventions(['commit', '--type', 'feat', '--subject', 'x'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Nothing is staged') as string })
  })
  test('without a terminal, what is missing is named', () => {
    expect(staged().conventions(['commit', '--scope', 'api'])).toMatchObject({ code: 2, stderr: expect.stringContaining('Give `--type` and `--subject`.') as string })
  })
  test('someone whom nobody knows is refused', () => {
    expect(staged().conventions(['commit', '--type', 'feat', '--subject', 'x', '--co-author', 'Nobody'])).toMatchObject({ code: 2, stderr: expect.stringContaining('`Nobody` is neither') as string })
  })
  test('a message that differs is not committed but kept; --retry opens it and commits', () => {
    const box = staged()
    const ran = box.conventions(['commit', '--type', 'feature', '--subject', '검색'])
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('Did you mean feat?') as string, stderr: expect.stringContaining('conventions commit --retry') as string })
    expect([subject(box), kept(box)]).toEqual(['feat: begin', 'feature: 검색\n\nRefs: ABC-12\n'])
    expect(box.conventions(['commit', '--retry'], { env: { GIT_EDITOR: 'sed -i s/feature:/feat:/' } }).code).toBe(0)
    expect([message(box), kept(box)]).toEqual(['feat: 검색\n\nRefs: ABC-12', undefined])
  })
  test('--retry begins with the corrected message where there is one', () => {
    const box = staged()
    box.put('.git/conventions/rejected/COMMIT_EDITMSG', 'feature: x\n')
    box.put('.git/conventions/rejected/corrected', 'feat: x\n')
    expect(box.conventions(['commit', '--retry'], { env: { GIT_EDITOR: 'true' } }).code).toBe(0)
    expect(message(box)).toBe('feat: x')
  })
  test('--retry without anything kept, or with other options, is exit 2', () => {
    expect(staged().conventions(['commit', '--retry'])).toMatchObject({ code: 2, stderr: expect.stringContaining('No rejected message is kept') as string })
    expect(staged().conventions(['commit', '--retry', '--type', 'feat'])).toMatchObject({ code: 2, stderr: expect.stringContaining('`--type` would change nothing') as string })
  })
  test('a hook that fails takes no message with it', () => {
    const box = staged()
    hook(box, 'pre-commit', 'exit 1')
    expect(box.conventions(['commit', '--type', 'feat', '--subject', 'x']).code).toBe(1)
    expect(kept(box)).toBe('feat: x\n\nRefs: ABC-12\n')
    hook(box, 'pre-commit', 'exit 0')
    expect(box.conventions(['commit', '--retry'], { env: { GIT_EDITOR: 'true' } }).code).toBe(0)
    expect(subject(box)).toBe('feat: x')
  })
  test('--dry-run commits nothing; --json is one document', () => {
    const box = staged()
    expect(box.conventions(['commit', '--type', 'feat', '--subject', 'x', '--dry-run'])).toMatchObject({ code: 0, stdout: expect.stringContaining('  feat: x\n\n  Refs: ABC-12\n') as string })
    expect(subject(box)).toBe('feat: begin')
    const { code, stdout } = box.conventions(['commit', '--type', 'feat', '--subject', 'x', '--json'])
    expect([code, JSON.parse(stdout)]).toEqual([0, { committed: true, commit: box.git('rev-parse', 'HEAD'), message: 'feat: x\n\nRefs: ABC-12' }])
  })
})

describe.skipIf(!hasTerminal)('at a terminal (skipped where Python has no pty)', () => {
  test('asked from type to co-authors, in Korean, with the first line and its length shown while it is typed', () => {
    const box = staged(`locale: ko\n${config}`)
    const { code, screen } = atTerminal(box, ['commit'], [
      ['어떤 종류의 변경인가요?', 'fea'], ['새로운 기능', keys.enter],
      ['어느 부분인가요?', 'ap'], ['api', keys.enter],
      ['어느 티켓인가요?', keys.enter],
      ['무엇이 바뀌나요?', '제목 검색 추가하'], ['feat(api): 제목 검색 추가하', keys.backspace], ['25/100', keys.enter],
      ['왜 바꾸나요?', '찾기 어려웠다'], ['찾기 어려웠다', keys.enter], ['\n', keys.enter],
      ['깨지는 것이 있나요?', keys.enter],
      ['함께 쓴 사람이 있나요?', '김'], ['김', keys.tab], ['김철수', keys.enter],
      ['커밋할까요?', keys.enter],
    ])
    expect(code, screen).toBe(0)
    expect(message(box)).toBe('feat(api): 제목 검색 추가\n\n찾기 어려웠다\n\nRefs: ABC-12\nCo-authored-by: 김철수 <chulsoo@example.com>')
    expect(screen).toContain('27/100')
  })
  test('only what is missing is asked; a subject that is too long is refused where it is typed', () => {
    const box = staged()
    const long = 'a'.repeat(95)
    const { code, screen } = atTerminal(box, ['commit', '--type', 'feat', '--scope', 'web', '--ticket', 'none', '--body', 'why', '--breaking', 'all', '--co-author', '김철수'], [
      ['What changes, in a few words?', long], ['107/100', keys.enter], ['too long by 7', keys.backspace.repeat(90)], ['17/100', keys.enter], ['Commit?', keys.enter],
    ])
    expect(code, screen).toBe(0)
    expect(message(box)).toBe('feat(web)!: aaaaa\n\nwhy\n\nBREAKING CHANGE: all\nCo-authored-by: 김철수 <chulsoo@example.com>')
  })
  test('Ctrl-C commits nothing, and Cancel keeps the message', () => {
    const box = staged()
    expect(atTerminal(box, ['commit'], [['What kind of change is it?', keys.ctrlC]]).code).toBe(130)
    const steps = [['What changes', 'x'], ['feat: x', keys.enter], ['Commit?', keys.down], ['Edit it first', keys.down], ['Cancel', keys.enter]] as const
    const options = ['--type', 'feat', '--scope', 'api', '--ticket', 'none', '--body', 'b', '--breaking', 'c', '--co-author', '김철수']
    const { code, screen } = atTerminal(box, ['commit', ...options], steps.map(([wait, type]) => [wait.replace('feat: x', 'feat(api)!: x'), type]))
    expect(code, screen).toBe(130)
    expect([subject(box), kept(box)?.split('\n', 1)[0]]).toEqual(['feat: begin', 'feat(api)!: x'])
  })
  test('the editor gets the terminal', () => {
    const box = staged()
    box.put('editor.sh', '#!/bin/sh\n[ -t 0 ] && [ -t 1 ] && sed -i s/x/edited/ "$1"\n')
    chmodSync(join(box.root, 'editor.sh'), 0o755)
    const options = ['--type', 'feat', '--scope', 'api', '--ticket', 'none', '--body', 'b', '--breaking', 'c', '--co-author', '김철수']
    const { code, screen } = atTerminal(box, ['commit', ...options], [['What changes', 'x'], ['!: x', keys.enter], ['Commit?', keys.down], ['Edit it first', keys.enter]], { GIT_EDITOR: './editor.sh' })
    expect(code, screen).toBe(0)
    expect(subject(box)).toBe('feat(api)!: edited')
  })
})
