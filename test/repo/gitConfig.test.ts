import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { parseGitConfig } from '../../src/repo/gitConfig.ts'
import { removeFolder, temporaryFolder } from '../../scripts/lib/temporary.ts'

const folder = temporaryFolder('git-config')
afterAll(() => removeFolder(folder))

/** What git itself reads from a config file; undefined where it refuses it. */
function gitReads(text: string): Record<string, string> | undefined {
  const file = join(folder, 'config')
  writeFileSync(file, text)
  const { status, stdout } = spawnSync('git', ['config', '--list', '-z', '--file', file], { encoding: 'utf8' })
  if (status !== 0) return undefined
  return Object.fromEntries(stdout.split('\0').filter(Boolean).map((entry) => {
    const end = entry.indexOf('\n')
    return end < 0 ? [entry, 'true'] : [entry.slice(0, end), entry.slice(end + 1)]
  }))
}

const ours = (text: string) => {
  const read = parseGitConfig(text)
  return read && Object.fromEntries(read)
}

test.each([
  ['what git clone writes', '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:acme/widget.git\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n[branch "main"]\n\tremote = origin\n'],
  ['cases, comments, no value, one line', '# ours\n[Core] Bare\n; yes\n[REMOTE "Ori gin"] URL = https://x/y.git # why\n[a.B]\n  c\n'],
  ['quotes, escapes, a line that goes on', '[x "a\\"b\\\\c"]\n\ty = " a # b; "  c\\n\\t\\\\ \\\n  d\n'],
  ['CRLF, BOM, no last newline', '\ufeff[a]\r\n\tb = c d\r\n[e]\r\n\tf = 한글'],
  ['twice', '[a]\nb = 1\n[a]\nb = 2\n'],
])('%s is read as git reads it', (_, text) => {
  const theirs = gitReads(text)
  expect(theirs).toBeDefined()
  expect(ours(text)).toEqual(theirs)
})

test('a tab within a value, of which gits make different things, is left to git', () => {
  expect(ours('[a]\n\tb = c\td\n')).toBeUndefined()
  expect(ours('[a]\n\tb = c\t# why\n\td =\t"e\tf"\t\n')).toEqual({ 'a.b': 'c', 'a.d': 'e\tf' })
})

test('whatever git reads is read alike, or left to git', () => {
  const pieces = ['[core]', '[remote "o"]', '[a.b]', '[', ']', '"', 'url', ' = ', '=', 'x', ' ', '\n', '\n', '\\', '\\n', '#', ';', 'é', '[r "a\\"b"]', 'key = v\n', '\turl = https://h/p.git\n', '-', '0', '_']
  fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
    const theirs = gitReads(parts.join(''))
    const read = ours(parts.join(''))
    if (theirs !== undefined && read !== undefined) expect(read).toEqual(theirs)
  }), { numRuns: 400 })
}, 60_000)
