import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cleanMessage, commentCharOf, keepsComments } from './commits/clean.ts'
import type { CommitConvention } from './commits/convention.ts'
import { lintMessage } from './commits/lint.ts'

// What git hooks run (`hook.js <part> <the hook's arguments>`): a file of its own, so that a hook loads next to nothing. Exit codes as everywhere.

const [part, ...args] = process.argv.slice(2)
if (part === 'commit-msg' && args[0] !== undefined) process.exitCode = await checkMessage(args[0])
else {
  process.argv.splice(2, 0, 'hook')
  await import('./bin.ts')
}

/** Checks the message in a file as git is going to store it; says what is wrong on stderr. */
async function checkMessage(file: string): Promise<0 | 1> {
  const convention = JSON.parse(readFileSync('.conventions/commits.json', 'utf8')) as CommitConvention
  const settings = gitSettings()
  const text = decode(readFileSync(file), settings['i18n.commitencoding'])
  const message = cleanMessage(text, { commentChar: keepsComments(settings['commit.cleanup'], process.env['GIT_EDITOR']) ? undefined : commentCharOf(settings['core.commentstring'] ?? settings['core.commentchar'], text) })
  const result = await lintMessage(message, convention)
  if (result.problems.length === 0) return 0
  const [{ explain }, { loadLintMessages }, { styleText }] = await Promise.all([import('./commits/explain.ts'), import('./messages/index.ts'), import('node:util')])
  const words = (await loadLintMessages(convention.locale)).explain
  process.stderr.write(explain(message, result, { words, paint: (style, shown) => styleText(style, shown, { stream: process.stderr }) }))
  // Where `conventions commit --retry` finds it.
  const corrected = process.env['CONVENTIONS_CORRECTED']
  if (corrected && result.corrected !== undefined) keep(corrected, result.corrected)
  return result.ok ? 0 : 1
}

/** One process of git for all that matters here; names in lower case. */
function gitSettings(): Readonly<Record<string, string>> {
  try {
    const told = execFileSync('git', ['config', '-z', '--get-regexp', '^(core\\.comment(char|string)|i18n\\.commitencoding|commit\\.cleanup)$'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return Object.fromEntries(told.split('\0').filter(Boolean).map((entry) => [entry.slice(0, entry.indexOf('\n')).toLowerCase(), entry.slice(entry.indexOf('\n') + 1)]))
  } catch {
    // Status 1: none is set.
    return {}
  }
}

function decode(bytes: Buffer, encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}

function keep(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch {
    // A git directory that cannot be written to: the message itself is still in the file that git names.
  }
}
