import { defineCommand } from '../cli/command.ts'
import { writeJson } from '../cli/json.ts'
import { putRight } from '../cli/open.ts'
import { options } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { progressReporter } from '../cli/progress.ts'
import { canAsk, terminalPrompts } from '../cli/prompts.ts'
import { makePage, type Page } from '../cli/report.ts'
import { pad, visible, width } from '../cli/text.ts'
import type { LastApply } from '../apply/last.ts'
import { ConventionsError } from '../errors.ts'
import { findLocale } from '../cli/locale.ts'
import { diskRepo } from '../repo/disk.ts'

export const undo = defineCommand({
  name: 'undo',
  options: options({ yes: { kind: 'boolean', short: 'y' }, dryRun: { kind: 'boolean' } }),
  positionals: [],
  examples: ['conventions undo', 'conventions undo --dry-run'],
  async run(input) {
    const { options, io } = input
    const repo = diskRepo(io.cwd, io.env)
    await putRight(repo, io, input.text)
    // Works without a config, or with a broken one: that may be what is to be undone.
    const text = await input.speak(await findLocale(io))
    const page = makePage(io, text, options.noColor)
    const { lastApply } = await import('../apply/last.ts')
    const last = await lastApply(repo, io)
    const ask = !options.yes && !options.json && canAsk(io)
    if (!options.json && (options.dryRun || ask)) print(io, lines(text.cli.undo.would(last.files.length), last, page))
    if (options.dryRun) {
      if (options.json) writeJson(io.stdout, { undo: last, result: null })
      return 0
    }
    if (ask) {
      const { apply, undo } = text.cli
      const answer = await (await terminalPrompts(io)).select(undo.question, [{ value: 'go', label: undo.yes }, { value: 'cancel', label: apply.cancel }], 'go')
      if (answer === 'cancel') throw new ConventionsError('cancelled', undefined)
    }
    const { undoLast } = await import('../apply/undo.ts')
    const progress = progressReporter(io, text.cli)
    const result = await undoLast({ repo, io, progress: progress.report }).finally(progress.end)
    if (options.json) writeJson(io.stdout, { undo: last, result })
    else print(io, [...ask ? [text.cli.undo.doneShort(last.files.length)] : lines(text.cli.undo.done(last.files.length), last, page), ...result.reinstall ? [text.cli.undo.reinstall] : []])
    return 0
  },
})

function lines(title: string, { files }: LastApply, { text: { undo }, paint }: Page): string[] {
  const words = Math.max(...Object.values(undo.verdicts).map(width))
  return [paint('bold', title), ...files.map(({ path, verdict }) =>
    `  ${paint(verdict === 'remove' ? 'red' : 'green', pad(undo.verdicts[verdict], words))}  ${visible(path)}`)]
}
