import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const launcher = fileURLToPath(new URL('../../../src/launcher.cjs', import.meta.url))

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A repository with a convention, under a path with spaces and Korean; nothing of this machine's settings reaches it. */
export interface Sandbox {
  readonly root: string
  readonly env: Record<string, string>
  git(...args: string[]): string
  /** Writes a file. */
  put(path: string, text: string): void
  /** A commit with this message, by no hook. Returns its hash. */
  commit(message: string, ...options: string[]): string
  conventions(args: readonly string[], more?: { readonly env?: Record<string, string>, readonly input?: string }): Ran
}

export function sandbox(config: string): Sandbox {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'conventions 메시지 ')))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  const root = join(home, 'repo')
  mkdirSync(root)
  const env = environment(home)
  const box = at(root, env)
  box.git('init', '-q', '-b', 'main')
  box.put('conventions.config.yaml', config)
  box.git('add', '-A')
  return box
}

/** What a command gets to see: nothing of continuous integration, no settings of a person. */
function environment(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !/^(CI|GIT|GITHUB|GITLAB|BITBUCKET|RUNNER|FORCE_COLOR|LC_|LANG)/.test(name)) as [string, string][]
  return {
    ...Object.fromEntries(kept), HOME: home, LC_ALL: 'C.UTF-8', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: '홍길동', GIT_AUTHOR_EMAIL: 'gildong@example.com', GIT_COMMITTER_NAME: '홍길동', GIT_COMMITTER_EMAIL: 'gildong@example.com',
  }
}

/** A sandbox in a directory that is there. */
export function at(root: string, env: Record<string, string>): Sandbox {
  const git = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, env, encoding: 'utf8' })
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
    return stdout.trim()
  }
  return {
    root, env, git,
    put(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    },
    commit(message, ...options) {
      git('commit', '-q', '--no-verify', '--allow-empty', '--cleanup=verbatim', ...options, '-m', message)
      return git('rev-parse', 'HEAD')
    },
    conventions(args, { env: more = {}, input = '' } = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], { cwd: root, env: { ...env, ...more }, input, encoding: 'utf8' })
      return { code: status, stdout, stderr }
    },
  }
}
