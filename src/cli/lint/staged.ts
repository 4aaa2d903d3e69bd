import { runStaged, type StagedResult } from '../../apply/staged/run.ts'
import { loadCatalogue } from '../../features/lint/catalogue.ts'
import type { ExitCode } from '../../io.ts'
import type { Locale, Messages } from '../../messages/index.ts'
import { diskRepo } from '../../repo/disk.ts'
import { readFacts } from '../../repo/facts.ts'
import type { Input } from '../command.ts'
import { writeJson } from '../json.ts'
import { print } from '../print.ts'
import { painter, visible } from '../text.ts'
import { lintPlace, suppressionsOf } from './code.ts'
import { readConfigLocale } from './locale.ts'

/** Lints and formats what is staged, and says what was found. The settings that `apply` wrote are enough: the config is not loaded. */
export async function lintWhatIsStaged({ io, options, speak }: Pick<Input, 'io' | 'options' | 'speak'>): Promise<ExitCode> {
  const repo = diskRepo(io.cwd, io.env)
  const { place, settings } = lintPlace({ repo }, io)
  const locale = readConfigLocale(repo)
  const words = (await speak(locale)).code.staged
  let timer: NodeJS.Timeout | undefined
  const result = await runStaged(place, {
    settings, languages: readFacts(repo).languages, suppressed: suppressionsOf(repo),
    begin: (files) => { timer = setTimeout(() => io.stderr.write(`${words.progress(files)}\n`), 1000) },
  }).finally(() => clearTimeout(timer))
  if (options.json) writeJson(io.stdout, result)
  else print(io, await lines(result, locale, words, painter(io, io.stdout, options.noColor)))
  return result.ok ? 0 : 1
}

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
