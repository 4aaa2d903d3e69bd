import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { diskRepo } from '../../src/repo/disk.ts'

const env = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
let dir: string
const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@x.test', ...args], { cwd: dir, env, encoding: 'utf8' })

beforeEach(() => {
  dir = join(realpathSync(mkdtempSync(join(tmpdir(), 'repo-'))), 'it\'s "한글" 🎉')
  mkdirSync(dir)
})

describe('a repository on disk', () => {
  it('is found from a folder inside, with its branch, remotes and settings', () => {
    git('init', '-q', '-b', '기능/a')
    git('remote', 'add', 'origin', 'git@github.com:acme/w.git')
    git('config', 'Commit.Template', '.gitmessage')
    mkdirSync(join(dir, 'a/b'), { recursive: true })
    const repo = diskRepo(join(dir, 'a/b'), env)
    expect(repo.root).toBe(dir)
    expect(repo.git.present).toBe(true)
    expect(repo.git.dir).toBe(join(dir, '.git'))
    expect(repo.git.branch()).toBe('기능/a')
    expect(repo.git.hasCommits()).toBe(false)
    expect(repo.git.remotes()).toEqual({ origin: 'git@github.com:acme/w.git' })
    expect(repo.git.config('commit.TEMPLATE')).toBe('.gitmessage')
    expect(repo.git.config('no.such')).toBeUndefined()
  })

  it('names what holds edits that are not committed', () => {
    git('init', '-q')
    for (const name of ['kept', 'edited', 'staged', 'it\'s [x] *']) writeFileSync(join(dir, name), 'a\n')
    git('add', '-A')
    git('commit', '-qm', 'x')
    for (const name of ['edited', 'staged', 'new ✨', 'it\'s [x] *']) writeFileSync(join(dir, name), 'b\n')
    git('add', 'staged')
    const repo = diskRepo(dir, env)
    expect(repo.git.hasCommits()).toBe(true)
    expect(repo.git.dirty(['edited', 'it\'s [x] *', 'kept', 'new ✨', 'none', 'staged'])).toEqual(['edited', 'it\'s [x] *', 'new ✨', 'staged'])
  })

  it('knows whether git keeps CRLF', () => {
    git('init', '-q')
    writeFileSync(join(dir, 'lf'), 'a\n')
    git('add', '-A')
    expect(diskRepo(dir, env).git.keepsCrlf()).toBe(false)
    writeFileSync(join(dir, 'crlf'), 'a\r\n')
    git('-c', 'core.autocrlf=false', 'add', '-A')
    expect(diskRepo(dir, env).git.keepsCrlf()).toBe(true)
  })

  it('is a linked worktree with a git directory of its own', () => {
    git('init', '-q')
    git('commit', '-q', '--allow-empty', '-m', 'x')
    git('worktree', 'add', '-q', '--detach', '../linked')
    const repo = diskRepo(join(dir, '../linked'), env)
    expect(repo.git.dir).toBe(join(dir, '.git/worktrees/linked'))
    expect(repo.git.commonDir).toBe(join(dir, '.git'))
    expect(repo.git.branch()).toBeUndefined()
  })

  it('works without git, as the folder itself', () => {
    writeFileSync(join(dir, 'a'), 'x')
    const repo = diskRepo(dir, env)
    expect(repo.git.present).toBe(false)
    expect(repo.list('')).toEqual(['a'])
    expect(repo.git.dirty(['a'])).toEqual([])
    expect(repo.git.remotes()).toEqual({})
  })

  it('refuses a bare repository, the inside of .git, a folder that is not there, and a .git file that leads nowhere', () => {
    git('init', '-q', '--bare', 'bare')
    git('init', '-q', 'work')
    expect(() => diskRepo(join(dir, 'bare'), env)).toThrow('bareRepository')
    expect(() => diskRepo(join(dir, 'work/.git/hooks'), env)).toThrow('bareRepository')
    expect(() => diskRepo(join(dir, 'none'), env)).toThrow('noDirectory')
    mkdirSync(join(dir, 'gone'))
    writeFileSync(join(dir, 'gone/.git'), 'gitdir: ../nowhere\n')
    expect(() => diskRepo(join(dir, 'gone'), env)).toThrow('brokenGitFile')
  })

  it('reads text as it is, and says so where it is none', () => {
    writeFileSync(join(dir, 'bom'), '\ufeffa\r\nb')
    writeFileSync(join(dir, 'latin1'), Buffer.from([0x61, 0xe9]))
    writeFileSync(join(dir, 'binary'), 'a\0b')
    mkdirSync(join(dir, 'folder'))
    const repo = diskRepo(dir, env)
    expect(repo.read('bom')).toBe('\ufeffa\r\nb')
    expect(repo.read('none')).toBeUndefined()
    expect(repo.read('bom/below')).toBeUndefined()
    expect(() => repo.read('latin1')).toThrow('notText')
    expect(() => repo.read('binary')).toThrow('notText')
    expect(() => repo.read('folder')).toThrow('notFile')
    expect(() => repo.read('../x')).toThrow('pathUnsafe')
  })

  it('follows links inside the repository only', () => {
    git('init', '-q')
    writeFileSync(join(dir, 'a'), 'x')
    chmodSync(join(dir, 'a'), 0o755)
    symlinkSync('a', join(dir, 'inside'))
    symlinkSync('/etc', join(dir, 'outside'))
    symlinkSync('.git', join(dir, 'git'))
    symlinkSync('nowhere', join(dir, 'dangling'))
    const repo = diskRepo(dir, env)
    expect(repo.read('inside')).toBe('x')
    expect(repo.stat('inside')).toMatchObject({ type: 'symlink', executable: true })
    expect(repo.read('dangling')).toBeUndefined()
    expect(() => repo.read('outside/hostname')).toThrow('pathOutside')
    expect(() => repo.read('git/config')).toThrow('pathOutside')
    expect(() => repo.list('outside')).toThrow('pathOutside')
    expect(repo.list('a')).toEqual([])
  })
})
