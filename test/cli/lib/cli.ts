import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'
import { inRoot } from '../../../scripts/lib/root.ts'
import type { ExitCode, Io } from '../../../src/io.ts'
import { main } from '../../../src/main.ts'

/** What the user of a test has: nothing of the machine's own but the PATH. */
export const machine = {
  PATH: process.env['PATH'], LC_ALL: 'C', HOME: '/nonexistent', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test', GIT_AUTHOR_EMAIL: 'test@example.com', GIT_COMMITTER_NAME: 'Test', GIT_COMMITTER_EMAIL: 'test@example.com',
}

export type Files = Readonly<Record<string, string | Uint8Array>>

/** A directory that goes with the test. `name`: what its last part is called. */
export function directory(name = 'work'): string {
  const made = realpathSync(mkdtempSync(join(tmpdir(), 'conventions cli ')))
  onTestFinished(() => {
    chmodSync(made, 0o755)
    rmSync(made, { recursive: true, force: true })
  })
  const dir = join(made, name)
  mkdirSync(dir)
  return dir
}

export function put(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
}

export const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8')

export function git(cwd: string, ...args: readonly string[]): string {
  refuseHere(cwd)
  return execFileSync('git', args, { cwd, encoding: 'utf8', env: machine, stdio: ['ignore', 'pipe', 'pipe'] })
}

export function commitAll(root: string, message = 'chore: begin'): void {
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '--no-verify', '--allow-empty', '-m', message)
}

/** A repository with these files, committed. Its remote is on GitHub. */
export function repository(files: Files = {}, { name, remote = 'https://github.com/acme/widget.git' }: { readonly name?: string, readonly remote?: string | null } = {}): string {
  const root = directory(name)
  start(root, files, remote)
  return root
}

function start(root: string, files: Files, remote: string | null): void {
  mkdirSync(root, { recursive: true })
  git(root, 'init', '-q', '-b', 'main')
  if (remote !== null) git(root, 'remote', 'add', 'origin', remote)
  put(root, files)
  commitAll(root)
}

export interface Setting {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Whether stdout and stderr are a terminal. stdin never is: what asks is tested in a real one. */
  readonly tty?: boolean
  readonly columns?: number
  readonly signal?: AbortSignal
  readonly program?: string
  readonly nodeVersion?: string
}

export interface Said {
  readonly code: ExitCode
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line in this process, in a directory. Throws for one in this repository: a test must not change it. */
export async function run(cwd: string, argv: readonly string[], setting: Setting = {}): Promise<Said> {
  refuseHere(cwd)
  const said = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => void (said[name] += text), isTTY: setting.tty ?? false, ...setting.columns !== undefined && { columns: setting.columns },
  })
  const io: Io = {
    cwd, env: { ...machine, ...setting.env }, stdin: { isTTY: false } as unknown as NodeJS.ReadStream, stdout: output('stdout'), stderr: output('stderr'),
    signal: setting.signal ?? new AbortController().signal, nodeVersion: setting.nodeVersion ?? process.versions.node, platform: process.platform,
  }
  const code = await main(argv, io, setting.program)
  return { code, ...said }
}

function refuseHere(cwd: string): void {
  const from = relative(realpathSync(inRoot('.')), cwd)
  if (from === '' || (from !== '..' && !from.startsWith(`..${sep}`))) throw new Error(`a test may not work in this repository: ${cwd}`)
}

/** Everything below a directory but git's own files, as lines: what it is, its mode, a hash of its content. Of git's: its config. */
export function tree(root: string): string[] {
  const below = (dir: string): string[] => readdirSync(dir).sort().filter((name) => dir !== root || name !== '.git').flatMap((name) => {
    const path = join(dir, name)
    return lstatSync(path).isDirectory() ? [line(root, path), ...below(path)] : [line(root, path)]
  })
  const own = lstatSync(join(root, '.git'), { throwIfNoEntry: false })?.isDirectory() ? [line(root, join(root, '.git/config'))] : []
  return [...below(root), ...own]
}

function line(root: string, path: string): string {
  const stat = lstatSync(path)
  const name = relative(root, path).split(sep).join('/')
  const mode = (stat.mode & 0o7777).toString(8)
  if (stat.isSymbolicLink()) return `${name} -> ${readlinkSync(path)}`
  return stat.isDirectory() ? `${name}/ ${mode}` : `${name} ${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)}`
}

const templates = new Map<string, Promise<string>>()
afterAll(async () => {
  for (const made of templates.values()) rmSync(dirname(await made), { recursive: true, force: true })
})

/** A repository that has a convention, applied and committed. Made once for each config and files, then copied. */
export async function adopted(config = 'extends: standard\n', files: Files = {}, name?: string): Promise<string> {
  const key = JSON.stringify([config, files])
  const template = templates.get(key) ?? adopt(config, files)
  templates.set(key, template)
  const root = directory(name)
  cpSync(await template, root, { recursive: true, verbatimSymlinks: true })
  return root
}

async function adopt(config: string, files: Files): Promise<string> {
  const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'conventions cli '))), 'template')
  start(root, { 'conventions.config.yaml': config, ...files }, 'https://github.com/acme/widget.git')
  const said = await run(root, ['apply', '--yes', '--no-install'])
  if (said.code !== 0) throw new Error(said.stdout + said.stderr)
  commitAll(root, 'chore: adopt')
  return root
}

/** A repository where applying would lose something twice. */
export const losing = { 'conventions.config.yaml': 'extends: standard\n', '.gitmessage': 'our own\n', '.editorconfig': 'root = true\n\n[*]\nindent_size = 8\n' }

/** Changed on both sides: the convention moved, and so did the file. */
export async function conflicting(): Promise<string> {
  const root = await adopted()
  put(root, { '.gitmessage': read(root, '.gitmessage').replace(/feat .*/, 'feat   ours'), 'conventions.config.yaml': 'extends: standard\ncommits: { types: { feat: { title: { en: Theirs } } } }\n' })
  commitAll(root)
  return root
}
