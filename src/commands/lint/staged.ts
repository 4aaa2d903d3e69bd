import { runStaged, type StagedResult } from '../../apply/staged/run.ts'
import { defineCommand } from '../../cli/command.ts'
import { writeJson } from '../../cli/json.ts'
import { lintPlace, suppressionsOf } from '../../cli/lint/code.ts'
import { print } from '../../cli/print.ts'
import { painter, visible } from '../../cli/text.ts'
import { loadCatalogue } from '../../features/lint/catalogue.ts'
import { diskRepo } from '../../repo/disk.ts'
import { readFacts } from '../../repo/facts.ts'
import type { Locale, Messages } from '../../messages/index.ts'
import { readConfigLocale } from '../../cli/lint/locale.ts'

export const lintStaged = defineCommand({
  name: 'lint staged',
  options: {},
  positionals: [],
  examples: ['conventions lint staged'],
  async run(input) {
    const { io, options } = input
    // The hook's way: the settings that `apply` wrote are enough, the config is not loaded.
    const repo = diskRepo(io.cwd, io.env)
    const { place, settings } = lintPlace({ repo }, io)
    const locale = readConfigLocale(repo)
    const text = await input.speak(locale)
    const words = text.code.staged
    let timer: NodeJS.Timeout | undefined
    const result = await runStaged(place, {
      settings, languages: readFacts(repo).languages, suppressed: suppressionsOf(repo),
      begin: (files) => { timer = setTimeout(() => io.stderr.write(`${words.progress(files)}\n`), 1000) },
    }).finally(() => clearTimeout(timer))
    if (options.json) writeJson(io.stdout, result)
    else print(io, await lines(result, locale, words, painter(io, io.stdout, options.noColor)))
    return result.ok ? 0 : 1
  },
})

async function lines(result: StagedResult, locale: Locale, words: Messages['code']['staged'], paint: ReturnType<typeof painter>): Promise<string[]> {
  const { problems, said, missing, fixed, apart, recovered } = result
  const why = problems.length > 0 ? await reasons(locale) : new Map<string, string>()
  return [
    ...recovered && recovered.restored > 0 ? [words.restored(recovered.restored, recovered.aside)] : [],
    ...missing.map((tool) => paint('yellow', words.missing(tool))),
    ...problems.length > 0 ? [paint('bold', words.problems(problems.length))] : [],
    ...problems.flatMap(({ path, line, column, rule, message }) => [
      `  ${visible(path)}:${line}:${column}  ${visible(message)}${rule === undefined ? '' : `  ${paint('dim', rule)}`}`,
      ...rule !== undefined && why.has(rule) ? [`    ${words.because(why.get(rule) ?? '')}`] : [],
    ]),
    ...said.flatMap(({ command, output }) => [paint('bold', words.tool(command)), ...output.split('\n').map((line) => `  ${visible(line)}`)]),
    ...result.ok ? [] : ['', words.how],
    ...fixed.length > 0 ? [words.fixed(fixed.map(visible))] : [],
    ...apart.map((path) => words.fixedPartly(visible(path))),
  ]
}

async function reasons(locale: Locale): Promise<Map<string, string>> {
  const catalogue = await loadCatalogue()
  return new Map(Object.values(catalogue).flatMap((table) => Object.entries(table).map(([name, { why }]) => [name, why[locale]] as const)))
}
