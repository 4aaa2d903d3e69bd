import fc from 'fast-check'
import { normalize, posix, win32 } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkRepoPath, isRepoPath } from '../../src/repo/path.ts'

describe('paths of the repository', () => {
  it.each([
    'README.md', '.github/PULL_REQUEST_TEMPLATE.md', '문서/안내.md', '🎉/a b\'c".txt', '.gitignore', '.gitattributes', '.github', 'a/.gitkeep',
    'git~x', 'console.log', 'common.ts', 'a..b', '..a', 'x.git/y',
  ])('takes %j', (path) => {
    expect(isRepoPath(path)).toBe(true)
  })

  it.each([
    '', '/', '/etc/passwd', '..', '../x', 'a/../../x', 'a/..', './a', 'a//b', 'a/', 'C:/x', 'c:x', '\\\\host\\x', 'a\\b', '.git', '.git/config',
    '.GIT/hooks/pre-commit', 'sub/.git/config', '.git./x', '.git /x', 'git~1/x', 'GIT~2', '.git::$INDEX_ALLOCATION/x', '.g\u200cit/config', 'a\0b',
    'a\nb', '.. ', 'a/ ', 'nul', 'NUL.txt', 'a/CON', 'com1.ts', '...', 'a/....', '~1'.padEnd(1100, 'x'),
  ])('refuses %j', (path) => {
    expect(isRepoPath(path)).toBe(false)
    expect(() => checkRepoPath(path)).toThrow('pathUnsafe')
  })

  it('never takes a path that leaves the root on any platform', () => {
    const hostile = fc.array(fc.constantFrom('..', '.', '/', '\\', 'a', '.git', 'C:', '~', ' ', '.', '\0', '%2e', '\u200d', 'GIT', 'nul'), { maxLength: 9 })
    fc.assert(fc.property(hostile, (parts) => {
      const path = parts.join('')
      if (!isRepoPath(path)) return
      for (const platform of [posix, win32]) {
        const root = platform.resolve('/root')
        expect(platform.relative(root, platform.resolve(root, path)).split(/[/\\]/)[0]).not.toMatch(/^\.\.[. ]*$/)
        expect(platform.resolve(root, path).startsWith(root)).toBe(true)
      }
      expect(normalize(path).toLowerCase().split(/[/\\]/)).not.toContain('.git')
    }), { numRuns: 2000 })
  })
})
