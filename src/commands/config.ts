import { defineCommand } from '../cli/command.ts'
import { writeJson } from '../cli/json.ts'
import { open } from '../cli/open.ts'
import { options } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { makePage, type Page } from '../cli/report.ts'
import { beside, visible, width } from '../cli/text.ts'
import { explain, type ExplainedValue } from '../config/explain.ts'

export const config = defineCommand({
  name: 'config',
  options: options({ explain: { kind: 'boolean' } }),
  positionals: [],
  examples: ['conventions config', 'conventions config --explain', 'conventions config --json'],
  async run(input) {
    const { options, io } = input
    const { opened: { resolved }, text } = await open(input)
    if (options.json) {
      writeJson(io.stdout, options.explain ? { config: resolved.config, values: explain(resolved) } : { config: resolved.config })
    } else if (options.explain) {
      print(io, lines(explain(resolved), makePage(io, text, options.noColor)))
    } else {
      const { stringify } = await import('yaml')
      // Through JSON: what is undefined is not set.
      io.stdout.write(stringify(JSON.parse(JSON.stringify(resolved.config)), { lineWidth: 0 }))
    }
    return 0
  },
})

/** `path: value` and, beside it, where the value comes from. */
function lines(values: readonly ExplainedValue[], { text, paint, columns }: Page): string[] {
  const shown = values.filter(({ value }) => value !== undefined).map(({ path, value, origin }) =>
    ({ left: `${visible(path)}: ${visible(JSON.stringify(value))}`, origin: paint(origin === 'default' ? 'dim' : 'cyan', visible(origin === 'default' ? text.originDefault : origin)) }))
  const at = Math.max(0, ...shown.map(({ left }) => width(left)).filter((each) => each <= columns - 30)) + 2
  return shown.flatMap(({ left, origin }) => beside(left, origin, at, columns))
}
