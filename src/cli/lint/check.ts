import { lintEverything, lintFiles, paidEntries, type Linted, type Message } from '../../apply/ratchet.ts'
import type { Suppressions } from '../../apply/staged/tools.ts'
import { suppressionsPath } from '../../features/lint/files.ts'
import { configuresLint, lintedOnPush } from '../../features/lint/hook.ts'
import type { ExitCode, Io } from '../../io.ts'
import type { Messages } from '../../messages/index.ts'
import { diskRepo } from '../../repo/disk.ts'
import { uncommitted } from '../../repo/git.ts'
import { readAll } from '../../repo/outside.ts'
import { headCommit, touchedBy } from '../../repo/pushed.ts'
import { githubData, githubProperty } from '../annotations.ts'
import type { Input } from '../command.ts'
import { pushedBranches } from '../hook/pushed.ts'
import { writeJson } from '../json.ts'
import { print } from '../print.ts'
import { visible } from '../text.ts'
import { builtPackages } from './built.ts'
import { lintPlace, suppressionsOf } from './code.ts'
import { codeQuality, sarif } from './hosts.ts'
import { readConfigLocale } from './locale.ts'

interface Report extends Pick<Input, 'options'> {
  readonly io: Pick<Io, 'env' | 'stdout'>
  readonly words: Messages['code']['ratchet']
  /** Without it: `github` where GitHub runs it, else `text`. */
  readonly format?: 'text' | 'github' | 'gitlab' | 'sarif' | undefined
  /** Packages whose types are what a build makes; asked where something is wrong. */
  readonly built?: () => readonly string[]
}

export type Found = Message & { readonly path: string }

const onStderr = ({ env, stderr }: Io): Pick<Io, 'env' | 'stdout'> => ({ env, stdout: stderr })

/** Says which problems are new and which suppressions are paid: the exit code of `lint ratchet --check`. */
export function reportCheck({ io, options, words, format = io.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text', built = () => [] }: Report, suppressed: Suppressions, linted: readonly Linted[]): ExitCode {
  const problems = linted.flatMap(({ path, messages }) => messages.filter(({ severity }) => severity === 2).map((message) => ({ path, ...message })))
  const paid = paidEntries(suppressed, linted)
  const ok = problems.length === 0 && paid === 0
  if (options.json) {
    writeJson(io.stdout, { ok, problems, paid })
    return ok ? 0 : 1
  }
  if (format === 'gitlab' || format === 'sarif') {
    const found = paid > 0 ? [...problems, { path: suppressionsPath, line: 1, message: words.pruned(paid), ruleId: 'ratchet', severity: 2 }] : problems
    writeJson(io.stdout, format === 'gitlab' ? codeQuality(found) : sarif(found))
    return ok ? 0 : 1
  }
  const unlike = ok ? [] : built()
  print(io, [
    ...problems.length > 0 ? [words.grew(problems.length)] : [], ...problems.map(lineOf), ...paid > 0 ? [words.pruned(paid)] : [], ...ok ? [words.clean] : [],
    ...unlike.length > 0 ? [words.built(unlike.map(visible))] : [],
  ])
  if (format === 'github') print(io, problems.map(annotation))
  return ok ? 0 : 1
}

const lineOf = ({ path, line = 1, column = 1, message, ruleId }: Found): string =>
  `  ${visible(path)}:${line}:${column}  ${visible(message)}${ruleId === null ? '' : `  ${ruleId}`}`

/** A workflow command of GitHub Actions at the line itself. */
const annotation = ({ path, line = 1, column = 1, message, ruleId }: Found): string =>
  `::error file=${githubProperty(path)},line=${line},col=${column},title=${githubProperty(ruleId ?? 'ESLint')}::${githubData(message)}`

/**
 * The same on push, without a word where all is well: the files that are being pushed, with type information; where what configures ESLint is among them,
 * everything. CI looks at everything in any case. A push of nothing that ESLint looks at costs no ESLint, and files with uncommitted edits are not judged:
 * what they hold is not what is pushed.
 */
export async function lintWhatIsPushed({ io, options, speak }: Pick<Input, 'io' | 'options' | 'speak'>): Promise<ExitCode> {
  const repo = diskRepo(io.cwd, io.env)
  const { place, settings } = lintPlace({ repo }, io)
  const pushed = pushedBranches(await readAll(io.stdin))
  const checkedOut = headCommit(repo.root, io.env)
  // ESLint reads the work tree: a branch that is not checked out is for CI to look at.
  const head = pushed.find(({ commit }) => commit === checkedOut)
  const touched = head === undefined ? [] : touchedBy(repo.root, io.env, head.commit, head.before).filter((path) => lintedOnPush(path, settings.blocks))
  if (touched.length === 0) return 0
  const everything = touched.some(configuresLint)
  const edited = new Set(uncommitted(repo.root, io.env))
  const suppressed = suppressionsOf(repo)
  // What was deleted since is no file any more, but its suppressions are paid.
  const judged = (path: string): boolean => !edited.has(path) && (everything || touched.includes(path))
  const files = touched.filter((path) => judged(path) && repo.stat(path)?.type === 'file')
  const linted = everything ? await lintEverything(place, settings.config) : files.length === 0 ? [] : await lintFiles(place, settings.config, files)
  const counted = linted.filter(({ path }) => judged(path))
  const { code: { ratchet: words } } = await speak(readConfigLocale(repo))
  const counts = Object.fromEntries(Object.entries(suppressed).filter(([path]) => judged(path)))
  if (!options.json && counted.every(({ messages }) => messages.every(({ severity }) => severity < 2)) && paidEntries(counts, counted) === 0) return 0
  // git gives this hook the stdout of the push.
  return reportCheck({ io: onStderr(io), options, words, format: 'text', built: () => builtPackages(repo, io) }, counts, counted)
}
