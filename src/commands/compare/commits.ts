import { defineCommand, type Input } from '../../cli/command.ts'
import { withChoice } from '../../cli/compare/apply.ts'
import { commitCandidates } from '../../cli/compare/candidates.ts'
import { commitLines } from '../../cli/compare/lines.ts'
import { writeJson } from '../../cli/json.ts'
import { options } from '../../cli/options.ts'
import { checkHtml, writeHtml, writtenLines } from '../../cli/pages/write.ts'
import { print } from '../../cli/print.ts'
import { columns, painter } from '../../cli/text.ts'
import { requireHistory } from '../../changelog/collect.ts'
import { compareCommits as startComparing, type CommitComparison } from '../../compare/commits.ts'
import { ConventionsError } from '../../errors.ts'
import { isShallow, readCommits } from '../../history/read.ts'
import { sinceOf } from '../../history/since.ts'
import { makeCommitTally } from '../../infer/commits.ts'
import type { Configs } from '../../pages/data.ts'
import { commitsPart } from '../../pages/parts.ts'
import { diskRepo } from '../../repo/disk.ts'
import { readFacts } from '../../repo/facts.ts'
import type { Repo } from '../../repo/repo.ts'

const table = options({
  presets: { kind: 'list', value: 'preset', separator: ',' },
  since: { kind: 'string', value: 'revision' },
  html: { kind: 'string', value: 'path' },
  apply: { kind: 'string', value: 'name' },
  dryRun: { kind: 'boolean' },
})
type CompareInput = Input<typeof table, readonly []>

export const compareCommits = defineCommand({
  name: 'compare commits',
  options: table,
  positionals: [],
  examples: ['conventions compare commits', 'conventions compare commits --since 2025-01-01', 'conventions compare commits --presets ./team.yaml --json', 'conventions compare commits --html commits.html', 'conventions compare commits --apply inferred'],
  async run(input) {
    const { io, options, text } = input
    const repo = diskRepo(io.cwd, io.env)
    requireHistory(repo)
    await checkHtml(options.html, io)
    const offered = await commitCandidates(repo, options.presets, io, text)
    // A name that is wrong is told before the history is read.
    const edit = options.apply === undefined ? undefined : withChoice(repo, options.apply, offered)
    if (isShallow(repo)) io.stderr.write(`${text.changelog.shallow}\n`)
    const where = { cwd: repo.root, env: io.env }
    const tally = options.html === undefined ? undefined : makeCommitTally()
    const comparing = await startComparing(offered)
    await readCommits(where, await sinceOf(where, options.since), (commit) => {
      comparing.add(commit)
      tally?.add(commit)
    })
    const found = await comparing.finish()
    if (found.commits === 0) throw new ConventionsError('compareNothing', undefined)
    const configs = Object.fromEntries(offered.map(({ name, config }) => [name, config ?? null]))
    if (options.html !== undefined && tally) {
      const commits = await commitsPart(found, offered, configs as Configs, tally.findings())
      await writeHtml(options.html, { commits }, { repo, facts: readFacts(repo), io, locale: options.locale })
    }
    if (options.json) {
      const written = await save(input, edit)
      writeJson(io.stdout, { ...found, configs, ...options.apply === undefined ? {} : { applied: written } })
      return 0
    }
    show(input, found)
    print(io, writtenLines(options.html, text))
    if (options.apply !== undefined) await tell(input, repo, edit)
    return 0
  },
})

function show({ io, options, text }: CompareInput, found: CommitComparison): void {
  const lines = commitLines(found, { words: text.compare.commits, percent: text.infer.percent, paint: painter(io, io.stdout, options.noColor), columns: columns(io.stdout) })
  // Whoever applies has read it.
  print(io, options.apply === undefined ? lines : lines.slice(0, lines.indexOf('')))
}

/** Whether something was written. */
async function save({ io, options }: CompareInput, edit: ReturnType<typeof withChoice>): Promise<boolean> {
  if (edit === undefined || options.dryRun) return false
  const { saveConfig } = await import('../../cli/provision/save.ts')
  const { openRepository } = await import('../../engine.ts')
  await saveConfig(edit, await openRepository(io), io)
  return true
}

async function tell(input: CompareInput, repo: Repo, edit: ReturnType<typeof withChoice>): Promise<void> {
  const { io, options, text: { compare: { commits: words } } } = input
  const name = options.apply!
  if (edit === undefined) {
    const { findConfigs } = await import('../../config/load.ts')
    return print(io, [words.already({ name, path: findConfigs(repo)[0] ?? '' })])
  }
  if (options.dryRun) {
    const { unifiedDiff } = await import('../../edit/diff.ts')
    return print(io, [words.dryRun(edit.path), unifiedDiff(edit.path, edit.before, edit.after).trimEnd()])
  }
  await save(input, edit)
  print(io, [words.applied({ name, path: edit.path })])
}
