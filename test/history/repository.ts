import { execFileSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { onTestFinished } from 'vitest'
import type { Io } from '../../src/io.ts'
import { main } from '../../src/main.ts'

/** A git repository of its own, with an identity and no settings of this machine. It goes when the test ends. */
export interface Repository {
  readonly root: string
  readonly env: Readonly<Record<string, string | undefined>>
  git(...args: readonly string[]): string
  /** Commits (an empty commit where no file is given) a minute after the one before; returns the hash. */
  commit(message: string | Buffer, files?: Readonly<Record<string, string>>, author?: string): string
  write(path: string, text: string): void
  /** Runs a command line of ours. */
  run(...argv: readonly string[]): Promise<{ readonly code: number, readonly stdout: string, readonly stderr: string }>
}

export function makeRepository(files: Readonly<Record<string, string>> = {}): Repository {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'conventions-history-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  let clock = Date.UTC(2026, 0, 1) / 1000
  const env: Record<string, string | undefined> = {
    ...process.env, GIT_CONFIG_GLOBAL: join(root, '.git', 'no-such-file'), GIT_CONFIG_NOSYSTEM: '1', HOME: root, LC_ALL: 'C', GITHUB_ACTIONS: undefined, CI: undefined,
    GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com', GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com',
  }
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] }).trim()
  const write = (path: string, text: string): void => {
    execFileSync('mkdir', ['-p', join(root, path, '..')])
    writeFileSync(join(root, path), text)
  }
  git('init', '-q', '-b', 'main')
  for (const [path, text] of Object.entries(files)) write(path, text)
  return {
    root, env, git, write,
    commit(message, more = {}, author = 'Ada <ada@example.com>') {
      for (const [path, text] of Object.entries(more)) write(path, text)
      git('add', '-A')
      clock += 60
      const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? []
      execFileSync('git', ['commit', '-q', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '-F', '-'], {
        cwd: root, input: message, stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...env, GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_AUTHOR_DATE: `${clock} +0000`, GIT_COMMITTER_DATE: `${clock} +0000` },
      })
      return git('rev-parse', 'HEAD')
    },
    async run(...argv) {
      let stdout = ''
      let stderr = ''
      const io: Io = {
        cwd: root, env, stdin: new PassThrough() as unknown as NodeJS.ReadStream, stdout: { write: (text: string) => { stdout += text } },
        stderr: { write: (text: string) => { stderr += text } }, signal: new AbortController().signal, nodeVersion: process.versions.node, platform: process.platform,
      }
      const code = await main(argv, io)
      return { code, stdout, stderr }
    },
  }
}
