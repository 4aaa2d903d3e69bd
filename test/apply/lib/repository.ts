import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { ApplyOptions } from '../../../src/apply/types.ts'
import type { Io } from '../../../src/io.ts'
import type { FileState, Plan, Write } from '../../../src/plan/types.ts'
import { diskRepo } from '../../../src/repo/disk.ts'
import { readFacts } from '../../../src/repo/facts.ts'

export const gitEnv = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }

export function makeDirectory(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'conventions apply ')))
}

export function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', env: { ...process.env, ...gitEnv }, stdio: ['ignore', 'pipe', 'pipe'] })
}

export function put(root: string, path: string, text: string | Buffer, mode?: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  if (mode !== undefined) chmodSync(join(root, path), mode)
}

export function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function initGit(root: string): void {
  mkdirSync(root, { recursive: true })
  git(root, 'init', '-q', '-b', 'main')
  git(root, 'config', 'user.name', 'Test')
  git(root, 'config', 'user.email', 'test@example.com')
}

export function commitAll(root: string): void {
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '--no-verify', '-m', 'chore: begin')
}

/** A repository with every kind of file that an apply has to be careful with. */
export function makeRepository(root: string): void {
  initGit(root)
  put(root, '.gitignore', 'node_modules/\ndist/\n.env\n')
  put(root, 'package.json', '{\n  "name": "sample"\n}\n')
  put(root, 'package-lock.json', '{}\n')
  put(root, 'README.md', '# Sample\n')
  put(root, 'src/한국어 파일 🎉.txt', '안녕하세요\r\n', 0o640)
  put(root, 'docs/with "quotes" and \'more\'.md', 'quoted\n')
  put(root, 'docs/real.md', 'real\n')
  symlinkSync('docs/real.md', join(root, 'link.md'))
  put(root, 'bin/tool', '#!/bin/sh\n', 0o755)
  put(root, 'old.txt', 'old\n')
  put(root, 'deleted-by-install.bin', Buffer.from([0, 255, 13, 10, 7]))
  commitAll(root)
  put(root, 'README.md', '# Sample\n\nnot committed\n')
  put(root, 'notes.txt', 'not tracked\n')
  put(root, '.env', 'SECRET=1\n')
  mkdirSync(join(root, 'empty'))
  git(root, 'status')
}

/** A package manager and a tool that change what nobody planned. Returns the PATH that has them. */
export function makeTools(dir: string, script = installScript): string {
  put(dir, 'npm', `#!/bin/sh\nif [ "$1" = --version ]; then echo 11.0.0; exit 0; fi\n${script}`, 0o755)
  put(dir, 'tool', '#!/bin/sh\nif [ "$1" = off ]; then rm made-by-tool.txt; else echo made > made-by-tool.txt; echo set >> docs/real.md; fi\n', 0o755)
  return [dir, process.env['PATH']].join(delimiter)
}

const installScript = `
echo 'added 1 package'
echo '{"lockfileVersion":3}' > package-lock.json
mkdir -p node_modules/one dist && echo x > node_modules/one/index.js && echo y > dist/out.js
mkdir -p made/by/prepare && echo z > 'made/by/prepare/새 파일.txt'
echo 'changed by prepare' >> README.md
echo '{"name":"sample","changed":true}' > package.json
rm deleted-by-install.bin
mkdir -p .git/hooks && echo '#!/bin/sh' > .git/hooks/pre-commit && chmod +x .git/hooks/pre-commit
git config install.ran yes
`

export function file(text: string, executable = false): FileState {
  return { text, executable }
}

export function writeOf(path: string, before: FileState | undefined, after: FileState | undefined): Write {
  const verdict = before === undefined ? 'add' : after === undefined ? 'remove' : 'replace'
  return { path, verdict, drift: 'behind', before, after, because: [{ feature: 'test', reason: 'test' }], losses: [], conflicts: [] }
}

export function planOf(writes: readonly Write[], more: Partial<Plan> = {}): Plan {
  return { writes, steps: [], install: false, losses: [], conflicts: [], ...more }
}

/** The plan for `makeRepository`: every kind of write, an install and both kinds of steps. */
export function samplePlan(): Plan {
  const because = { kind: 'step', feature: 'test', reason: 'test' } as const
  return planOf([
    writeOf('.conventions/lock.json', undefined, file('{"version":1}\n')),
    writeOf('.github/templates/a "b" 한글.md', undefined, file('새 파일\n')),
    writeOf('.hooks/commit-msg', undefined, file('#!/bin/sh\n', true)),
    writeOf('bin/tool', file('#!/bin/sh\n', true), file('#!/bin/sh\n')),
    writeOf('link.md', file('real\n'), file('real\nand ours\n')),
    writeOf('old.txt', file('old\n'), undefined),
    writeOf('package.json', file('{\n  "name": "sample"\n}\n'), file('{\n  "name": "sample",\n  "devDependencies": {}\n}\n')),
    writeOf('src/한국어 파일 🎉.txt', file('안녕하세요\r\n'), file('안녕히 계세요\r\n', true)),
  ], {
    install: true,
    steps: [
      { ...because, id: 'template', run: { gitConfig: 'commit.template', value: '.gitmessage' } },
      { ...because, id: 'tool', run: { argv: ['tool', 'on'], undo: ['tool', 'off'] } },
    ],
  })
}

/** Everything below a directory but git's own files, as lines: what it is, its mode, a hash of its content. Of git's: config and hooks. */
export function snapshot(root: string, commonDir = join(root, '.git')): string[] {
  return [...below(root, ''), ...below(join(commonDir, 'hooks'), '.git/hooks/'), line(join(commonDir, 'config'), '.git/config')]
}

function below(dir: string, prefix: string): string[] {
  return readdirSync(dir).sort().filter((name) => prefix !== '' || name !== '.git').flatMap((name) => {
    const path = join(dir, name)
    const own = line(path, prefix + name)
    return lstatSync(path).isDirectory() ? [own, ...below(path, `${prefix}${name}/`)] : [own]
  })
}

function line(path: string, name: string): string {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return `${name} -> ${readlinkSync(path)}`
  if (stat.isDirectory()) return `${name}/ ${(stat.mode & 0o7777).toString(8)}`
  return `${name} ${(stat.mode & 0o7777).toString(8)} ${createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16)}`
}

export function copyTree(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
}

export interface Setup { readonly root: string, readonly path?: string, readonly signal?: AbortSignal, readonly env?: Record<string, string> }

export function ioOf({ root, path = process.env['PATH'], signal = new AbortController().signal, env }: Setup): Io {
  const sink = { write: () => true }
  return {
    cwd: root, env: { ...process.env, ...gitEnv, PATH: path, ...env }, stdin: process.stdin, stdout: sink, stderr: sink, signal,
    nodeVersion: process.versions.node, platform: process.platform,
  }
}

export function optionsOf(setup: Setup, more: Partial<ApplyOptions> = {}): ApplyOptions {
  const io = ioOf(setup)
  const repo = diskRepo(setup.root, io.env)
  return { repo, facts: readFacts(repo), install: true, allowDirty: false, decisionsMade: false, io, progress: () => undefined, ...more }
}
