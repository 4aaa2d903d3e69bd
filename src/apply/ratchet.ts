import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { suppressionsPath } from '../features/lint/files.ts'
import { query, runCommand } from './run.ts'
import { programOf, type Suppressions, type Tooling } from './staged/tools.ts'

export interface Message {
  readonly ruleId: string | null
  readonly severity: number
  readonly message: string
  readonly line?: number
  readonly column?: number
  readonly fix?: unknown
  readonly suppressions?: readonly { readonly kind: string }[]
}
/** What ESLint says of one file. `path`: in the repository. */
export interface Linted {
  readonly path: string
  readonly messages: readonly Message[]
  readonly suppressedMessages: readonly Message[]
}

/**
 * Runs ESLint on the whole repository, with type information.
 *
 * @returns what it says, by file
 * @throws ConventionsError `lintNoEslint`, `lintFailed`, `interrupted`
 */
export function lintEverything(place: Tooling, config: string | undefined, more: readonly string[] = []): Promise<Linted[]> {
  return lintPaths(place, config, more, ['.'])
}

/** The same for some files; those that the config ignores are left out. Throws likewise. */
export async function lintFiles(place: Tooling, config: string | undefined, paths: readonly string[]): Promise<Linted[]> {
  const linted: Linted[] = []
  for (let at = 0; at < paths.length; at += 200) linted.push(...await lintPaths(place, config, ['--no-warn-ignored', '--'], paths.slice(at, at + 200)))
  return linted
}

async function lintPaths(place: Tooling, config: string | undefined, more: readonly string[], paths: readonly string[]): Promise<Linted[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'conventions-lint-'))
  try {
    const report = join(scratch, 'report.json')
    const { exitCode, output } = await runEslintCli(place, ['--format', 'json', '-o', report, '--no-error-on-unmatched-pattern', '--pass-on-unpruned-suppressions', ...config === undefined ? [] : ['-c', config], ...more, ...paths])
    const text = await readFile(report, 'utf8').catch(() => undefined)
    if (text === undefined || exitCode === null || exitCode > 1) throw new ConventionsError('lintFailed', { tool: 'ESLint', output: output.trim() })
    return (JSON.parse(text) as (Omit<Linted, 'path'> & { readonly filePath: string })[])
      .map(({ filePath, ...rest }) => ({ ...rest, path: filePath.slice(place.root.length + 1).replaceAll('\\', '/') }))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

function runEslintCli(place: Tooling, args: readonly string[]) {
  const eslint = programOf(place.root, 'eslint')
  if (eslint === undefined) throw new ConventionsError('lintNoEslint', undefined)
  return runCommand([place.io.execPath ?? 'node', eslint, ...args], { cwd: place.root, env: place.io.env, platform: place.io.platform, signal: place.io.signal })
}

/** Suppresses every problem that is there. Always leaves the file behind: it says that the team has begun. */
export async function startRatchet(place: Tooling, config: string | undefined): Promise<Linted[]> {
  const linted = await lintEverything(place, config, ['--suppress-all'])
  const path = join(place.root, suppressionsPath)
  if (!existsSync(path)) await writeFile(path, '{}\n')
  return linted
}

/** Takes out suppressions that are paid. */
export async function pruneRatchet(place: Tooling, config: string | undefined): Promise<void> {
  await lintEverything(place, config, ['--prune-suppressions'])
}

/** Entries of the suppressions that hold more than there is. */
export function paidEntries(suppressed: Suppressions, linted: readonly Linted[]): number {
  const files = new Map(linted.map((one) => [one.path, one]))
  return Object.entries(suppressed).flatMap(([path, rules]) => Object.entries(rules).filter(([rule, { count }]) => {
    const file = files.get(path)
    const there = [...file?.messages ?? [], ...file?.suppressedMessages.filter(({ suppressions }) => suppressions?.some(({ kind }) => kind === 'file')) ?? []]
    return there.filter(({ ruleId }) => ruleId === rule).length < count
  })).length
}

// Runs in the repository's own Node, with its own ESLint: only fixes of one rule, and only where every file still parses.
const payScript = `
const [entry, rule, config] = process.argv.slice(1)
const { ESLint } = require(entry)
const eslint = new ESLint({ fix: (message) => message.ruleId === rule, ...config ? { overrideConfigFile: config } : {}, errorOnUnmatchedPattern: false })
eslint.lintFiles(['.']).then(async (results) => {
  const fixed = results.filter((result) => result.output !== undefined)
  const broken = fixed.find((result) => result.messages.some((message) => message.fatal))
  if (broken) { console.log(JSON.stringify({ broken: broken.filePath })); return }
  await ESLint.outputFixes(fixed)
  console.log(JSON.stringify({ fixed: fixed.map((result) => result.filePath) }))
}).catch((error) => { console.error(error.message); process.exitCode = 2 })
`

/**
 * Fixes what ESLint can of one rule, in a commit of its own that `.git-blame-ignore-revs` lists, in a second commit.
 *
 * @returns the commit
 * @throws ConventionsError `payDirty`, `payNothing`, `payBroke`, `lintFailed`
 */
export async function payRule(place: Tooling, rule: string, config: string | undefined, words: { readonly message: string, readonly revs: string, readonly heading: string }): Promise<string> {
  const dirty = (await git(place, ['status', '--porcelain', '--untracked-files=no'])).split('\n').filter(Boolean)
  if (dirty.length > 0) throw new ConventionsError('payDirty', { paths: dirty.map((line) => line.slice(3)) })
  const api = programOf(place.root, 'eslint', 'lib/api.js')
  if (api === undefined) throw new ConventionsError('lintNoEslint', undefined)
  const ran = await runCommand([place.io.execPath ?? 'node', '-e', payScript, api, rule, config ?? ''], { cwd: place.root, env: place.io.env, platform: place.io.platform, signal: place.io.signal })
  const line = ran.output.trim().split('\n').at(-1) ?? ''
  if (ran.exitCode !== 0 || !line.startsWith('{')) throw new ConventionsError('lintFailed', { tool: 'ESLint', output: ran.output.trim() })
  const { fixed = [], broken } = JSON.parse(line) as { readonly fixed?: readonly string[], readonly broken?: string }
  if (broken !== undefined) throw new ConventionsError('payBroke', { path: broken })
  if (fixed.length === 0) throw new ConventionsError('payNothing', { rule })
  await pruneRatchet(place, config)
  await git(place, ['commit', '--quiet', '--no-verify', '-a', '-m', words.message])
  const hash = (await git(place, ['rev-parse', 'HEAD'])).trim()
  const path = join(place.root, '.git-blame-ignore-revs')
  const before = await readFile(path, 'utf8').catch(() => `# ${words.heading}\n`)
  await writeFile(path, `${before.replace(/\n*$/, '\n')}# ${rule}\n${hash}\n`)
  await git(place, ['add', '--', '.git-blame-ignore-revs'])
  await git(place, ['commit', '--quiet', '--no-verify', '-m', words.revs])
  return hash
}

async function git(place: Tooling, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await query(['git', ...args], { cwd: place.root, env: place.io.env })
  if (exitCode !== 0) throw new ConventionsError('gitFailed', { command: `git ${args.join(' ')}`, output: stderr })
  return stdout.toString()
}
