import { defineCommand } from '../../cli/command.ts'
import { checkChoice, lintOf, withLint } from '../../cli/compare/lint/apply.ts'
import { chooseCandidates } from '../../cli/compare/lint/choose.ts'
import { lintLines } from '../../cli/compare/lint/lines.ts'
import { measureLint } from '../../cli/compare/lint/measure.ts'
import { lintProgress } from '../../cli/compare/lint/progress.ts'
import { writeRecord } from '../../cli/compare/lint/record.ts'
import { writeJson } from '../../cli/json.ts'
import { lintPart } from '../../cli/pages/lint.ts'
import { checkHtml, writeHtml, writtenLines } from '../../cli/pages/write.ts'
import { countOf } from '../../cli/numbers.ts'
import { options } from '../../cli/options.ts'
import { print } from '../../cli/print.ts'
import { columns, painter } from '../../cli/text.ts'
import { findConfigs } from '../../config/load.ts'
import { unifiedDiff } from '../../edit/diff.ts'
import { openRepository } from '../../engine.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { chooseLocale } from '../../messages/index.ts'
import { diskRepo } from '../../repo/disk.ts'
import { readFacts } from '../../repo/facts.ts'

/** With 100 files the order of two presets is right in 98 of 100 cases; a few more are not worth the difference. */
const [usual, allBelow] = [100, 150]

export const compareLint = defineCommand({
  name: 'compare lint',
  options: options({
    presets: { kind: 'list', value: 'preset', separator: ',' },
    sample: { kind: 'string', value: 'number' },
    html: { kind: 'string', value: 'path' },
    apply: { kind: 'string', value: 'name' },
    adr: { kind: 'boolean' },
    dryRun: { kind: 'boolean' },
  }),
  positionals: [],
  examples: ['conventions compare lint', 'conventions compare lint --presets antfu,xo,./eslint.config.js', 'conventions compare lint --sample 0 --json', 'conventions compare lint --html lint.html', 'conventions compare lint --apply antfu --adr'],
  async run({ io, options, text, speak }) {
    const given = countOf('--sample', options.sample)
    const repo = diskRepo(io.cwd, io.env)
    if (!repo.git.present) throw new ConventionsError('historyNeedsGit', { path: repo.root })
    const facts = readFacts(repo)
    await checkHtml(options.html, io)
    const { candidates, present } = chooseCandidates(repo, facts, options.presets, io.cwd)
    // A name that is wrong is told before anything is installed.
    const config = options.apply === undefined ? undefined : checkChoice(repo, options.apply, candidates.map(({ name }) => name))
    const found = await measureLint(repo, facts, io, { candidates, most: given === 0 ? Infinity : given ?? usual, few: given === undefined ? allBelow : 0, progress: lintProgress(io, text) })
    const edit = config === undefined ? undefined : withLint(repo, config, options.apply!, found.style)
    if (edit !== undefined && !options.dryRun) await save(edit, io)
    if (options.html !== undefined) await writeHtml(options.html, { lint: await lintPart(found, repo, io) }, { repo, facts, io, locale: options.locale })
    const record = options.adr && !options.dryRun ? await recordOf(found) : undefined
    if (options.json) {
      writeJson(io.stdout, {
        ...found, present, configs: Object.fromEntries(found.scores.map(({ name }) => [name, lintOf(name, found.style) ?? null])),
        ...config !== undefined && { applied: edit !== undefined && !options.dryRun }, ...record !== undefined && { record },
      })
      return 0
    }
    print(io, lintLines(found, { words: text.compare.lint, infer: text.infer, present, paint: painter(io, io.stdout, options.noColor), columns: columns(io.stdout) }))
    print(io, writtenLines(options.html, text))
    const { lint: words } = text.compare
    if (config !== undefined && edit === undefined) print(io, ['', words.already({ name: options.apply!, path: config })])
    if (edit !== undefined) print(io, options.dryRun ? ['', words.dryRun(edit.path), unifiedDiff(edit.path, edit.before, edit.after).trimEnd()] : ['', words.applied({ name: options.apply!, path: edit.path })])
    if (record !== undefined) print(io, [words.recorded(record)])
    return 0

    async function recordOf(comparison: typeof found): Promise<string | undefined> {
      const name = options.apply ?? comparison.scores.find((score) => lintOf(score.name, {}) !== undefined)?.name
      if (name === undefined) throw new ConventionsError('compareAdrNone', undefined)
      const team = findConfigs(repo).length === 0 ? undefined : (await openRepository(io)).resolved.config.locale
      const locale = chooseLocale(options.locale, team, io.env)
      return writeRecord({ found: comparison, name, repo: diskRepo(io.cwd, io.env), facts, io, locale, text: await speak(locale) })
    }
  },
})

async function save(edit: NonNullable<ReturnType<typeof withLint>>, io: Io): Promise<void> {
  const { saveConfig } = await import('../../cli/provision/save.ts')
  await saveConfig(edit, await openRepository(io), io)
}
