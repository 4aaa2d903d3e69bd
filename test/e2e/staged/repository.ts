import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Tooling } from '../../../src/apply/staged/tools.ts'
import type { Settings } from '../../../src/features/lint/settings.ts'

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

export const env = {
  PATH: process.env['PATH'], HOME: tmpdir(), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b.co', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b.co',
}

/** A real repository of its own, with the linters of this one. */
export class Repository {
  readonly root: string
  readonly stop = new AbortController()

  constructor() {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'create-conventions-staged-')))
    this.git('init', '-q', '-b', 'main')
    this.write('.gitignore', 'node_modules\n')
    symlinkSync(modules, join(this.root, 'node_modules'))
    this.write('eslint.config.mjs', 'export default [{ files: ["**/*.js"], rules: { "prefer-const": "error", "no-debugger": "error" } }]\n')
    this.git('add', '-A')
    this.git('commit', '-qm', 'chore: start')
  }

  git(...args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.root, env, encoding: 'utf8' })
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true })
    writeFileSync(join(this.root, path), text)
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  staged(path: string): string {
    return this.git('show', `:${path}`)
  }

  place(more: Readonly<Record<string, string>> = {}): Tooling {
    return { root: this.root, home: join(this.root, '.git/conventions'), io: { env: { ...env, ...more }, platform: process.platform, signal: this.stop.signal, execPath: process.execPath } }
  }

  /** Everything a person could lose: index and work tree. */
  state(): string {
    const files = this.git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0').filter(Boolean)
    return JSON.stringify([this.git('ls-files', '-s'), [...new Set(files)].sort().map((path) => {
      try { return [path, this.read(path)] } catch { return [path, null] }
    })])
  }
}

export const settings = (more: Partial<Settings> = {}): Settings =>
  ({ level: 'recommended', format: 'none', fast: 'eslint', rules: {}, folders: {}, ignores: [], blocks: ['javascript'], base: undefined, locale: 'en', config: undefined, tools: {}, ...more })

export const left = (repository: Repository): boolean => existsSync(join(repository.root, '.git/conventions/staged'))
