import { closeSync, constants, existsSync, fstatSync, ftruncateSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { painter } from './cli/text.ts'
import { cleanMessage, commentCharOf, keepsComments } from './commits/clean.ts'
import type { CommitConvention } from './commits/convention.ts'
import { explain } from './commits/explain.ts'
import { lintMessage } from './commits/lint.ts'
import type { Io, Output } from './io.ts'
import { loadLintMessages } from './messages/index.ts'

// What git hooks run (`startHook.cjs <part> <the hook's arguments>`): one file, so that a hook loads next to nothing. Exit codes as everywhere, and `rejectedAndKept`.
// Node's compile cache does not pay here: looking into it takes as long as compiling this file.

/** Told to toolkit.sh, which says where the message is and exits with 1; two programs fewer to start. */
const rejectedAndKept = 4

/** Whether what was said is still on its way. */
let waiting = false

const [part, ...args] = process.argv.slice(2)
const done = part === 'commit-msg' && args[0] !== undefined ? checkMessage(args[0]).then(leave) : passOn()
done.catch((error: unknown) => {
  // Not 1: nobody is kept from committing because we fail.
  process.exitCode = 2
  say(`${error instanceof Error ? error.message : String(error)}\n`)
})

/** Node takes half a millisecond to find by itself that nothing is left to do. */
function leave(): void {
  if (!waiting) process.exit()
}

async function passOn(): Promise<void> {
  process.argv.splice(2, 0, 'hook')
  await import('./bin.ts')
}

/** Checks the message in a file as git is going to store it; says what is wrong on stderr. Sets the exit code. */
async function checkMessage(file: string): Promise<void> {
  const convention = JSON.parse(readFileSync('.conventions/commits.json', 'utf8')) as CommitConvention
  const bytes = readFileSync(file)
  const message = readMessage(bytes)
  const result = await lintMessage(message, convention)
  if (result.ok && result.problems.length === 0) return
  const { explain: words } = await loadLintMessages(convention.locale)
  say(explain(message, result, { words, paint: painter({ env: process.env } as Io, { isTTY: isCharacterDevice(2) } as Output, false) }))
  if (!result.ok) process.exitCode = keep(bytes, result.corrected) ? rejectedAndKept : 1
}

/** The message as git will store it. git's settings are asked for only where they can make a difference. */
function readMessage(bytes: Buffer): string {
  const utf8 = bytes.toString('utf8')
  // ESC: encodings that switch, such as ISO-2022-JP, look like ASCII.
  const plain = !utf8.includes('\uFFFD') && !utf8.includes('\x1b')
  // As many bytes as code units: ASCII.
  if (plain && !beginsWithMark(utf8, utf8.length === bytes.length)) return cleanMessage(utf8, { commentChar: undefined })
  const settings = gitSettings()
  const text = plain ? utf8 : decode(bytes, settings['i18n.commitencoding'])
  return cleanMessage(text, { commentChar: keepsComments(settings['commit.cleanup'], process.env['GIT_EDITOR']) ? undefined : commentCharOf(settings['core.commentstring'] ?? settings['core.commentchar'], text) })
}

/** Whether a line begins with what may begin a comment. */
function beginsWithMark(text: string, ascii: boolean): boolean {
  // A class of Unicode takes longer to make than all that is done with it.
  return ascii ? /^[^\sA-Za-z0-9]/m.test(text) : /^[^\s\p{L}\p{N}]/mu.test(text)
}

/** All of git's settings that matter here; names in lower case. The hook hands them over where it knows that they are needed. */
function gitSettings(): Readonly<Record<string, string>> {
  const told = process.env['CONVENTIONS_GIT'] ?? askGit()
  return Object.fromEntries(told.split('\n').filter(Boolean).map((entry) => [entry.slice(0, entry.indexOf(' ')).toLowerCase(), entry.slice(entry.indexOf(' ') + 1)]))
}

function askGit(): string {
  try {
    return process.getBuiltinModule('node:child_process').execFileSync('git', ['config', '--get-regexp', '^(core\\.comment(char|string)|i18n\\.commitencoding|commit\\.cleanup)$'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    // Status 1: none is set.
    return ''
  }
}

/** A terminal, for all that matters here: `isatty` loads Node's sockets, which takes longer than the check. */
function isCharacterDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice()
  } catch {
    return false
  }
}

function say(text: string): void {
  try {
    writeSync(2, text)
  } catch {
    // A pipe that is full for now: the stream waits.
    waiting = true
    process.stderr.write(text)
  }
}

function decode(bytes: Buffer, encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}

/**
 * Keeps a rejected message where `conventions commit --retry` finds it: as it was written, and put right where it could be. In the folder that
 * the hook names; false where it names none, or where that cannot be written to: the message itself is still in the file that git names.
 */
function keep(bytes: Buffer, corrected: string | undefined): boolean {
  const folder = process.env['CONVENTIONS_KEPT']
  if (!folder) return false
  try {
    // Before the message: another one's correction would be worse than none.
    if (corrected !== undefined) overwrite(`${folder}/corrected`, Buffer.from(corrected))
    else if (existsSync(`${folder}/corrected`)) unlinkSync(`${folder}/corrected`)
    overwrite(`${folder}/COMMIT_EDITMSG`, bytes)
    return true
  } catch {
    return false
  }
}

/** Writes over what is there: to make a file anew takes five times as long, and one that is emptied first ext4 writes to the disk when it is closed. */
function overwrite(path: string, content: Buffer): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT)
  try {
    for (let done = 0; done < content.length;) done += writeSync(file, content, done)
    if (fstatSync(file).size > content.length) ftruncateSync(file, content.length)
  } finally {
    closeSync(file)
  }
}
