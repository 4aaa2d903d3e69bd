import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConventionsError } from '../../errors.ts'
import type { Block } from '../../../presets/eslint/index.js'
import { assetUrl } from '../../assets.ts'
import { loadOxlintNames } from '../../features/lint/catalogue.ts'
import { idleBlocks } from '../../features/lint/hook.ts'
import type { Io } from '../../io.ts'
import type { RepoPath } from '../../repo/repo.ts'
import { runCommand, type Ran } from '../run.ts'
import { findExecutable } from '../windows.ts'
import type { Place } from './index.ts'
import { recordChild } from './keep.ts'

/** A problem that stops a commit. */
export interface Problem {
  readonly path: RepoPath
  readonly line: number
  readonly column: number
  /** Undefined: the file cannot be parsed. */
  readonly rule: string | undefined
  readonly message: string
}

/** What one program did. */
export interface Outcome {
  readonly problems: readonly Problem[]
  /** What a program said that failed and whose words we do not take apart. */
  readonly said?: { readonly command: string, readonly output: string }
  /** A program that is not installed. */
  readonly missing?: string
}

export type Tooling = Place & { readonly io: Pick<Io, 'env' | 'platform' | 'signal' | 'execPath'> }

const hookVariables = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_EDITOR']

/** Runs a program on files, in several goes where their names are too long for one. */
async function onFiles(place: Tooling, argv: readonly [string, ...string[]], files: readonly RepoPath[], took: (ran: Ran) => void | Promise<void>, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const env = { ...Object.fromEntries(Object.entries(place.io.env).filter(([key]) => !hookVariables.includes(key))), CONVENTIONS_LINT: 'fast', ...more }
  for (const some of chunks(files)) {
    const [program, ...args] = argv
    await took(await runCommand([program, ...args, ...some], {
      cwd: place.root, env, platform: place.io.platform, signal: place.io.signal, record: (pid) => recordChild(place, pid),
    }))
  }
}

function chunks(files: readonly RepoPath[]): RepoPath[][] {
  const all: RepoPath[][] = []
  let length = Infinity
  for (const file of files) {
    // A name that begins with a dash would be an option.
    const name = file.startsWith('-') ? `./${file}` : file
    if (length + name.length > 20_000) { all.push([]); length = 0 }
    all.at(-1)?.push(name)
    length += name.length + 3
  }
  return all
}

/** The entry of a package's program, as the repository has it installed; undefined where it has not. */
export function programOf(root: string, name: string, file?: string): string | undefined {
  const load = createRequire(join(root, 'package.json'))
  for (const path of load.resolve.paths(name) ?? []) {
    const folder = join(path, name)
    if (!existsSync(join(folder, 'package.json'))) continue
    const { bin } = load(join(folder, 'package.json')) as { readonly bin?: string | Readonly<Record<string, string>> }
    const entry = file ?? (typeof bin === 'string' ? bin : bin?.[name.replace(/^.*\//, '')])
    if (entry !== undefined) return join(folder, entry)
  }
  return undefined
}

interface EslintResult {
  readonly filePath: string
  readonly messages: readonly { readonly ruleId: string | null, readonly severity: number, readonly message: string, readonly line?: number, readonly column?: number }[]
}

/** ESLint; problems that were there before are suppressed by its own file. Throws `lintNoEslint`, `lintFailed`. */
export async function runEslint(place: Tooling, files: readonly RepoPath[], { config, fix, scratch, blocks = [] }: { readonly config: string | undefined, readonly fix: boolean, readonly scratch: string, readonly blocks?: readonly Block[] }): Promise<Outcome> {
  const eslint = programOf(place.root, 'eslint')
  if (eslint === undefined) throw new ConventionsError('lintNoEslint', undefined)
  const report = join(scratch, 'eslint.json')
  const problems: Problem[] = []
  const argv = [
    place.io.execPath ?? 'node', ...blocks.includes('typescript') ? ['--require', fileURLToPath(assetUrl('presets/eslint/preload.cjs'))] : [],
    eslint, '--format', 'json', '-o', report, '--no-warn-ignored', '--no-error-on-unmatched-pattern', '--pass-on-unpruned-suppressions',
    // Rules that wait for the push seem unused here, and `--fix` would delete what people say about them.
    '--report-unused-disable-directives-severity', 'off',
    ...fix ? ['--fix'] : [], ...config === undefined ? [] : ['-c', config], '--',
  ] as const
  await onFiles(place, argv, files, async ({ exitCode, output }) => {
    const text = await readFile(report, 'utf8').catch(() => undefined)
    if (text === undefined || exitCode === null || exitCode > 1) throw new ConventionsError('lintFailed', { tool: 'ESLint', output: output.trim() })
    for (const { filePath, messages } of JSON.parse(text) as EslintResult[]) {
      const path = filePath.slice(place.root.length + 1).replaceAll('\\', '/')
      for (const { ruleId, severity, message, line = 1, column = 1 } of messages) if (severity === 2) problems.push({ path, line, column, rule: ruleId ?? undefined, message })
    }
    await rm(report, { force: true })
  }, { CONVENTIONS_LINT_IDLE: idleBlocks(blocks, files).join(',') })
  return { problems }
}

interface OxlintReport {
  readonly diagnostics: readonly { readonly message: string, readonly code?: string, readonly severity: string, readonly filename: string, readonly labels: readonly { readonly span: { readonly line: number, readonly column: number } }[] }[]
}

/** oxlint with the team's rules as far as it has them; what ESLint's file suppresses is suppressed here too. Throws `lintFailed`. */
export async function runOxlint(place: Tooling, files: readonly RepoPath[], { config, fix, suppressed }: { readonly config: string, readonly fix: boolean, readonly suppressed: Suppressions }): Promise<Outcome> {
  const program = programOf(place.root, 'oxlint')
  if (program === undefined) return { problems: [], missing: 'oxlint' }
  const { eslintName } = await loadOxlintNames()
  const problems: Problem[] = []
  await onFiles(place, [place.io.execPath ?? 'node', program, '-c', config, '-f', 'json', '--no-error-on-unmatched-pattern', ...fix ? ['--fix'] : []], files, ({ exitCode, output }) => {
    const text = output.slice(output.indexOf('{'))
    if (exitCode === null || exitCode > 1 || !text.startsWith('{')) throw new ConventionsError('lintFailed', { tool: 'oxlint', output: output.trim() })
    for (const { message, code, severity, filename, labels } of (JSON.parse(text) as OxlintReport).diagnostics) {
      if (severity !== 'error') continue
      const { line, column } = labels[0]?.span ?? { line: 1, column: 1 }
      problems.push({ path: filename.replaceAll('\\', '/').replace(/^\.\//, ''), line, column, rule: code === undefined ? undefined : eslintName(code), message })
    }
  })
  return { problems: unsuppressed(problems, suppressed) }
}

/** `eslint-suppressions.json`: counts by file and rule. */
export type Suppressions = Readonly<Record<RepoPath, Readonly<Record<string, { readonly count: number }>>>>

/** As ESLint does it: all of a file's problems of a rule, or none. */
export function unsuppressed(problems: readonly Problem[], suppressed: Suppressions): Problem[] {
  const count = (path: string, rule: string): number => problems.filter((problem) => problem.path === path && problem.rule === rule).length
  return problems.filter(({ path, rule }) => rule === undefined || count(path, rule) > (suppressed[path]?.[rule]?.count ?? 0))
}

const formatters = {
  prettier: { name: 'prettier', file: undefined, write: ['--write', '--ignore-unknown', '--log-level', 'warn'], check: ['--check', '--ignore-unknown', '--log-level', 'warn'] },
  oxfmt: { name: 'oxfmt', file: undefined, write: ['--no-error-on-unmatched-pattern'], check: ['--check', '--no-error-on-unmatched-pattern'] },
  biome: { name: '@biomejs/biome', file: undefined, write: ['format', '--write', '--no-errors-on-unmatched', '--files-ignore-unknown=true'], check: ['format', '--no-errors-on-unmatched', '--files-ignore-unknown=true'] },
} as const

/** The team's formatter. */
export async function runFormatter(place: Tooling, format: string, files: readonly RepoPath[], fix: boolean): Promise<Outcome> {
  if (!Object.hasOwn(formatters, format)) return { problems: [] }
  const { name, write, check } = formatters[format as keyof typeof formatters]
  const program = programOf(place.root, name)
  if (program === undefined) return { problems: [], missing: name }
  return said(place, [place.io.execPath ?? 'node', program, ...fix ? write : check], files, name)
}

/** A program of another language. One that is not installed is told, not an error. */
export async function runTool(place: Tooling, argv: readonly string[], files: readonly RepoPath[]): Promise<Outcome> {
  const [program = '', ...args] = argv
  if (findExecutable(program, place.io.env, place.io.platform) === undefined) return { problems: [], missing: program }
  return said(place, [program, ...args], files, argv.join(' '))
}

async function said(place: Tooling, argv: readonly [string, ...string[]], files: readonly RepoPath[], command: string): Promise<Outcome> {
  let wrong = ''
  let failed = false
  await onFiles(place, argv, files, ({ exitCode, output }) => {
    if (exitCode === 0) return
    failed = true
    wrong += output
  })
  return failed ? { problems: [], said: { command, output: wrong.trim() } } : { problems: [] }
}
