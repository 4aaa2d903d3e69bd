import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Io } from '../../../src/io.ts'
import { main } from '../../../src/main.ts'

/** Nothing of the machine's own git settings reaches a test. */
export const cleanEnv: Readonly<Record<string, string | undefined>> = {
  PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C.UTF-8',
  GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@example.com', GIT_COMMITTER_NAME: 'Test', GIT_COMMITTER_EMAIL: 'test@example.com',
}

export interface Ran { readonly code: number | null, readonly stdout: string, readonly stderr: string }

export interface Sandbox {
  /** The work tree; spaces and Korean are in its path. */
  readonly root: string
  /** What the sandbox lies in; everything in it goes with the test. */
  readonly home: string
  run(argv: readonly [string, ...string[]], options?: { readonly cwd?: string, readonly env?: Readonly<Record<string, string | undefined>>, readonly input?: string, readonly uid?: number, readonly gid?: number }): Ran
  git(...args: string[]): Ran
  /** git that must succeed. Returns what it printed. */
  must(...args: string[]): string
  put(path: string, text: string, mode?: number): void
  read(path: string): string
  /** The last commit's message. */
  message(): string
  conventions(...args: string[]): Promise<Ran>
}

/** An empty git repository with one commit. */
export function sandbox(files: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string | undefined>> = {}): Sandbox {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'hooks ')))
  const root = join(home, 'a repository 저장소')
  onTestFinished(() => {
    spawnSync('chmod', ['-R', 'u+w', home])
    rmSync(home, { recursive: true, force: true })
  })
  mkdirSync(root)
  const box = open(home, root, env)
  box.must('init', '-q', '-b', 'main')
  for (const [path, text] of Object.entries(files)) box.put(path, text)
  box.must('add', '-A')
  box.must('commit', '-q', '--allow-empty', '--no-verify', '-m', 'chore: begin')
  return box
}

/** Another work tree in the same sandbox: a clone, a worktree, a submodule. */
export function open(home: string, root: string, env: Readonly<Record<string, string | undefined>> = {}): Sandbox {
  const box: Sandbox = {
    home, root,
    run([file, ...args], { cwd = root, env: more = {}, input = '', ...user } = {}) {
      const { status, stdout, stderr, error } = spawnSync(file, args, { cwd, env: { ...cleanEnv, ...env, ...more }, encoding: 'utf8', input, ...user })
      if (error) throw error
      return { code: status, stdout, stderr }
    },
    git: (...args) => box.run(['git', ...args]),
    must(...args) {
      const ran = box.git(...args)
      if (ran.code !== 0) throw new Error(`git ${args.join(' ')} ended with ${String(ran.code)}\n${ran.stdout}${ran.stderr}`)
      return ran.stdout
    },
    put(path, text, mode) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
      if (mode !== undefined) chmodSync(join(root, path), mode)
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    message: () => box.must('log', '-1', '--format=%B').replace(/\n+$/, ''),
    async conventions(...args) {
      const said = { stdout: '', stderr: '' }
      const io: Io = {
        cwd: root, env: { ...cleanEnv, ...env }, stdin: process.stdin, signal: new AbortController().signal, nodeVersion: process.versions.node, platform: process.platform,
        stdout: { write: (text) => said.stdout += text }, stderr: { write: (text) => said.stderr += text },
      }
      return { code: await main(args, io), ...said }
    },
  }
  return box
}

/** A repository that keeps a convention, committed. */
export async function adopted(config: string, files: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string | undefined>> = {}): Promise<Sandbox> {
  const box = sandbox({ ...files, 'conventions.config.yaml': config }, env)
  const applied = await box.conventions('apply', '--yes', '--no-install')
  if (applied.code !== 0) throw new Error(`apply ended with ${String(applied.code)}\n${applied.stdout}${applied.stderr}`)
  box.must('add', '-A')
  box.must('commit', '-q', '--no-verify', '-m', 'chore: conventions')
  return box
}

/** Programs of the system without Node: a directory that is all a PATH needs. */
export function pathWithoutNode(home: string): string {
  const bin = join(home, 'bin without node')
  mkdirSync(bin, { recursive: true })
  for (const name of ['git', 'sh', 'cat', 'cp', 'mkdir', 'rm', 'date', 'mktemp', 'env', 'grep', 'sed', 'ls', 'true', 'false', 'chmod', 'sleep']) {
    const found = (process.env['PATH'] ?? '').split(':').map((dir) => join(dir, name)).find((file) => existsSync(file))
    if (found !== undefined && !existsSync(join(bin, name))) symlinkSync(found, join(bin, name))
  }
  return bin
}

/** Shells that a machine's `sh` may be, as far as they are here, by absolute path: some tests take the PATH away. */
export const shells: readonly (readonly [string, ...string[]])[] = [['dash'], ['bash'], ['busybox', 'sh']].flatMap(([name, ...args]) => {
  const file = (process.env['PATH'] ?? '').split(':').map((dir) => join(dir, name!)).find((path) => existsSync(path))
  return file === undefined ? [] : [[file, ...args]]
})

/** What a repository's editor does: writes `text` before what is there, as a person does. Returns the command. */
export function editorThatWrites(home: string, text: string): string {
  const file = join(home, 'editor.sh')
  writeFileSync(file, `#!/bin/sh\nprintf %s "$TEXT" | cat - "$1" >"$1.new" && mv "$1.new" "$1"\n`)
  chmodSync(file, 0o755)
  return `TEXT='${text.replaceAll('\'', '\'\\\'\'')}' '${file}'`
}
