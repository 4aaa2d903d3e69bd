import { ConventionsError } from '../../errors.ts'
import { cleanMessage, commentCharOf, keepsComments } from '../../commits/clean.ts'
import { explain } from '../../commits/explain.ts'
import { lintMessage } from '../../commits/lint.ts'
import type { Opened } from '../../engine.ts'
import { conventionPath } from '../../features/commits.ts'
import type { ExitCode, Io } from '../../io.ts'
import type { Messages } from '../../messages/index.ts'
import { broughtBy, readLog } from '../../repo/log.ts'
import { readAll, readAnywhere } from '../../repo/outside.ts'
import type { Input } from '../command.ts'
import { writeJson } from '../json.ts'
import { branchLines, judgeBranch, type JudgedBranch } from '../lint/branch.ts'
import { commitConvention, headerOf, problemLines, verdictJson, type JudgedCommit } from '../lint/judge.ts'
import { painter, visible } from '../text.ts'
import { pushedBranches, type PushedBranch } from './pushed.ts'

/** What a hook needs. In the middle of a commit or a push nothing else is touched: what an earlier run left behind waits for the next command. */
export interface Hook {
  readonly opened: Opened
  readonly text: Messages
  readonly io: Io
  readonly options: Input['options']
}

/** The message in a file, as git is going to store it. Says nothing where all is well. */
export async function commitMsg({ opened, io, options, text }: Hook, file: string | undefined): Promise<ExitCode> {
  if (file === undefined) throw new ConventionsError('missingArgument', { name: text.cli.values.file, command: 'conventions hook commit-msg', choices: undefined })
  const { repo, resolved: { config } } = opened
  if (config.commits === false) return 0
  const { git } = repo
  const written = readAnywhere(io.cwd, file, encodingOf(git.config('i18n.commitEncoding')))
  const comments = keepsComments(git.config('commit.cleanup'), io.env['GIT_EDITOR'])
  const message = cleanMessage(written, { commentChar: comments ? undefined : commentCharOf(git.config('core.commentString') ?? git.config('core.commentChar'), written) })
  const result = await lintMessage(message, commitConvention(opened))
  if (options.json) writeJson(io.stdout, { message, ...verdictJson(result) })
  else if (result.problems.length > 0) io.stderr.write(explain(message, result, { words: text.lint.explain, paint: painter(io, io.stderr, options.noColor) }))
  if (result.ok) return 0
  const { keepMessage } = await import('../../apply/commit.ts')
  // A git directory that cannot be written to: the message itself is still in the file that git names.
  await keepMessage(repo, message, result.corrected).catch(() => undefined)
  return 1
}

/** The name of an encoding that Node knows, by git's setting. */
function encodingOf(setting: string | undefined): string {
  try {
    return new TextDecoder(setting).encoding
  } catch {
    return 'utf-8'
  }
}

/** Names of new branches, and the commits that no remote has yet. Says nothing where all is well. */
export async function prePush(given: Hook): Promise<ExitCode> {
  const { opened: { resolved: { config } }, io, options, text: { linting } } = given
  const pushed = pushedBranches(await readAll(io.stdin))
  if (pushed.length === 0 && !options.json) return 0
  const { branches, commits } = config
  // One that is there already got its name before: CI says what is to become of it.
  const judged = branches === false ? [] : pushed.filter(({ before }) => before === undefined).map(({ name }) => judgeBranch(name, branches, commits, linting.branch))
  const misnamed = judged.filter(({ problems }) => problems.length > 0)
  const wrong = commits === false || pushed.length === 0 ? [] : await wrongCommits(given, pushed)
  const ok = misnamed.length + wrong.length === 0
  if (options.json) writeJson(io.stdout, { ok, branches: judged, commits: wrong.map(({ commit, result }) => ({ ...commit, ...verdictJson(result) })) })
  else if (!ok) io.stderr.write(`${report(given, misnamed, wrong).join('\n')}\n`)
  return ok ? 0 : 1
}

/** Commits of a push that differ from the convention and are not older than it. */
async function wrongCommits({ opened, io }: Hook, pushed: readonly PushedBranch[]): Promise<JudgedCommit[]> {
  const { repo: { root } } = opened
  const heads = [...new Set(pushed.map(({ commit }) => commit))]
  const known = pushed.flatMap(({ before }) => before ?? [])
  // What the remote has may be missing in this clone.
  const log = (without: readonly string[]) => readLog(root, io.env, heads, without, io.signal, ['--ignore-missing', '--not', '--remotes', '--not'])
  const convention = commitConvention(opened)
  const wrong: JudgedCommit[] = []
  for await (const commit of log(known)) {
    const result = await lintMessage(commit.message, convention)
    if (!result.ok) wrong.push({ commit, result })
  }
  const adoption = wrong.length === 0 ? undefined : broughtBy(root, io.env, heads, conventionPath)
  if (adoption === undefined) return wrong
  const since = new Set<string>()
  for await (const { hash } of log([...known, `${adoption}^@`])) since.add(hash)
  return wrong.filter(({ commit }) => since.has(commit.hash))
}

/** Of a long history nobody reads more. */
const most = 10

function report({ opened, io, options, text: { linting, lint } }: Hook, misnamed: readonly JudgedBranch[], wrong: readonly JudgedCommit[]): string[] {
  const { branches, locale } = opened.resolved.config
  const paint = painter(io, io.stderr, options.noColor)
  const names = branches === false ? [] : misnamed.flatMap((each) => [...branchLines(each, branches, locale, paint, linting.branch), ''])
  const commits = wrong.slice(0, most).flatMap(({ commit, result }) => [paint('bold', visible(headerOf(commit))), ...problemLines(result, paint, lint.explain), ''])
  return [
    ...names, ...commits, ...wrong.length > most ? [linting.push.more(wrong.length - most), ''] : [],
    ...misnamed.length > 0 ? [linting.branch.rename] : [], ...wrong.length > 0 ? [linting.commits.how] : [], linting.push.refused,
  ]
}
