import { defineCommand, type Input } from '../cli/command.ts'
import { askParts, type Known } from '../cli/commit/ask.ts'
import { findPeople } from '../cli/commit/people.ts'
import { writeJson } from '../cli/json.ts'
import { commitConvention, verdictJson } from '../cli/lint/judge.ts'
import { open } from '../cli/open.ts'
import { flag, options, positionals } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { canAsk, terminalPrompts } from '../cli/prompts.ts'
import { painter, visible } from '../cli/text.ts'
import { ticketInBranch } from '../commits/branch.ts'
import { isRequired } from '../commits/required.ts'
import { explain } from '../commits/explain.ts'
import { lintMessage, type LintResult } from '../commits/lint.ts'
import { composeMessage, type Parts } from '../commits/message.ts'
import type { CommitConvention } from '../commits/convention.ts'
import type { Opened } from '../engine.ts'
import { ConventionsError } from '../errors.ts'
import type { ExitCode } from '../io.ts'
import { git } from '../repo/git.ts'
import { recentAuthors, resolveRevision } from '../repo/log.ts'
import { readAll } from '../repo/outside.ts'

const own = options({
  type: { kind: 'string', value: 'type' },
  scope: { kind: 'list', value: 'scope', separator: ',' },
  subject: { kind: 'string', value: 'subject' },
  ticket: { kind: 'string', value: 'ticket' },
  body: { kind: 'string', value: 'body' },
  breaking: { kind: 'string', value: 'breaking' },
  coAuthor: { kind: 'list', value: 'person' },
  retry: { kind: 'boolean' },
  dryRun: { kind: 'boolean' },
})
const passed = positionals([{ name: 'gitOptions', behind: true }])
type CommitInput = Input<typeof own, typeof passed>

export const commit = defineCommand({
  name: 'commit',
  options: own,
  positionals: passed,
  examples: [
    'conventions commit', 'conventions commit --type feat --scope api --subject "search by title"', 'conventions commit --retry',
    'conventions commit -- --all --no-verify',
  ],
  async run(input) {
    const { opened, text } = await open(input)
    if (!opened.repo.git.present) throw new ConventionsError('notARepository', undefined)
    return (input.options.retry ? retry : write)({ ...input, text }, opened)
  },
})

/** Opens what was rejected last, put right where it could be, and commits it. */
async function retry(input: CommitInput, opened: Opened): Promise<ExitCode> {
  const { options } = input
  const given = (['type', 'subject', 'ticket', 'body', 'breaking'] as const).find((name) => options[name] !== undefined)
    ?? (options.scope.length > 0 ? 'scope' : options.coAuthor.length > 0 ? 'coAuthor' : undefined)
  if (given !== undefined) throw new ConventionsError('retryAlone', { option: flag(given) })
  const { rejectedMessage } = await import('../apply/commit.ts')
  return finish(input, opened, await rejectedMessage(opened.repo), true)
}

async function write(input: CommitInput, opened: Opened): Promise<ExitCode> {
  const { io, options, positionals: { gitOptions } } = input
  const convention = commitConvention(opened)
  // With options of git's (--all, --amend, paths) git knows better what there is to commit.
  if (gitOptions.length === 0 && !options.dryRun && git(opened.repo.root, io.env, ['diff', '--cached', '--quiet'], [0, 1]).status === 0) {
    throw new ConventionsError('nothingStaged', undefined)
  }
  const { parts, asked } = await completeParts(input, convention, await knownParts(input, opened, convention))
  const message = composeMessage(convention.vocabulary, parts)
  const result = await lintMessage(message, convention)
  if (!options.json && (options.dryRun || asked || result.problems.length > 0)) show(input, message, result)
  // Who says --no-verify means us too.
  const fine = result.ok || gitOptions.some((option) => option === '--no-verify' || option === '-n')
  if (options.dryRun) return dryRun(input, message, result)
  if (!asked) return fine ? finish(input, opened, message, false) : reject(input, opened, message, result)
  const answer = await confirm(input, fine)
  return answer === 'cancel' ? keep(input, opened, message) : finish(input, opened, message, answer === 'edit')
}

function show({ io, options, text }: CommitInput, message: string, result: LintResult): void {
  print(io, ['', ...message.split('\n').map((line) => `  ${visible(line)}`.trimEnd()), ''])
  io.stdout.write(explain(message, result, { words: text.lint.explain, paint: painter(io, io.stdout, options.noColor) }))
}

function dryRun({ io, options, text }: CommitInput, message: string, result: LintResult): ExitCode {
  if (options.json) writeJson(io.stdout, { committed: false, commit: null, message, ...verdictJson(result) })
  else print(io, [text.linting.commit.dryRun])
  return result.ok ? 0 : 1
}

/** What differs from the convention is never what Enter alone commits. */
async function confirm({ io, text: { linting: { commit: words } } }: CommitInput, fine: boolean): Promise<'go' | 'edit' | 'cancel'> {
  const go = { value: 'go', label: words.yes } as const
  const rest = [{ value: 'edit', label: words.edit }, { value: 'cancel', label: words.cancel }] as const
  return (await terminalPrompts(io)).select<'go' | 'edit' | 'cancel'>(words.question, fine ? [go, ...rest] : rest, fine ? 'go' : 'edit')
}

async function keep({ io, text }: CommitInput, { repo }: Opened, message: string): Promise<ExitCode> {
  const { keepMessage } = await import('../apply/commit.ts')
  await keepMessage(repo, message)
  io.stderr.write(`${text.linting.commit.kept}\n`)
  return 130
}

async function reject({ io, options, text }: CommitInput, { repo }: Opened, message: string, result: LintResult): Promise<ExitCode> {
  const { keepMessage } = await import('../apply/commit.ts')
  await keepMessage(repo, message, result.corrected)
  if (options.json) writeJson(io.stdout, { committed: false, commit: null, message, ...verdictJson(result) })
  io.stderr.write(`${text.linting.commit.kept}\n`)
  return 1
}

/** What options and the branch say. `--ticket none` is none, `--body -` is standard input. */
async function knownParts({ io, options }: CommitInput, { repo }: Opened, { vocabulary }: CommitConvention): Promise<Known> {
  const log = recentAuthors(repo.root, io.env)
  const [name, mail] = [io.env['GIT_COMMITTER_NAME'] ?? repo.git.config('user.name'), io.env['GIT_COMMITTER_EMAIL'] ?? repo.git.config('user.email')]
  const self = name === undefined || mail === undefined ? undefined : `${name} <${mail}>`
  const branch = repo.git.branch()
  return {
    ...options.type !== undefined && { type: options.type },
    ...options.scope.length > 0 && { scopes: options.scope },
    ...options.subject !== undefined && { subject: options.subject },
    ...options.ticket !== undefined && { ticket: options.ticket === 'none' ? undefined : options.ticket },
    ...options.body !== undefined && { body: options.body === '-' ? await readAll(io.stdin) : options.body },
    ...options.breaking !== undefined && { breaking: options.breaking },
    ...options.coAuthor.length > 0 && { coAuthors: findPeople(options.coAuthor, log) },
    committer: self,
    suggestedTicket: branch === undefined ? undefined : ticketInBranch(branch, vocabulary),
    // Who commits is no co-author.
    authors: log.filter((author) => mail === undefined || !author.endsWith(`<${mail}>`)),
  }
}

/** Asks where something is missing that every message has; what may be missing is asked for only then. */
async function completeParts({ io, options, text }: CommitInput, convention: CommitConvention, known: Known): Promise<{ parts: Parts, asked: boolean }> {
  const { vocabulary } = convention
  const { type, subject } = known
  if (type !== undefined && subject !== undefined) {
    return { parts: { scopes: [], coAuthors: [], ...known, type, subject, ticket: 'ticket' in known ? known.ticket : known.suggestedTicket }, asked: false }
  }
  if (options.json || !canAsk(io)) {
    const scoped = type !== undefined && known.scopes === undefined && isRequired(vocabulary.scopeRequired, { name: type })
    throw new ConventionsError('commitNeeds', {
      options: [...type === undefined ? ['--type'] : [], ...scoped ? ['--scope'] : [], ...subject === undefined ? ['--subject'] : []],
    })
  }
  return { parts: await askParts(known, convention, await terminalPrompts(io), text.linting.commit), asked: true }
}

async function finish({ io, options, positionals: { gitOptions }, text }: CommitInput, { repo }: Opened, message: string, edit: boolean): Promise<ExitCode> {
  const { commitMessage } = await import('../apply/commit.ts')
  const committed = await commitMessage(repo, io, message, { edit, git: gitOptions, quietStdout: options.json })
  if (options.json) writeJson(io.stdout, { committed, commit: committed ? resolveRevision(repo.root, io.env, 'HEAD') ?? null : null, message })
  else if (!committed) io.stderr.write(`${text.linting.commit.kept}\n`)
  return committed ? 0 : 1
}
