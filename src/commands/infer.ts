import { stringify } from 'yaml'
import { defineCommand } from '../cli/command.ts'
import { writeJson } from '../cli/json.ts'
import { countOf } from '../cli/numbers.ts'
import { inferLines, isOpen } from '../cli/infer/lines.ts'
import { lookAtAll } from '../cli/infer/look.ts'
import { options } from '../cli/options.ts'
import { print } from '../cli/print.ts'
import { columns, painter } from '../cli/text.ts'
import { ConventionsError } from '../errors.ts'
import { fragmentOf } from '../infer/fragment.ts'
import { diskRepo } from '../repo/disk.ts'

// 80 files tell of every layout what all of them do, and 400 find who differs.
const usual = 400

export const infer = defineCommand({
  name: 'infer',
  options: options({ sample: { kind: 'string', value: 'number' }, explain: { kind: 'boolean' } }),
  positionals: [],
  examples: ['conventions infer', 'conventions infer --sample 0 --explain', 'conventions infer --json'],
  async run({ io, options, text: { infer: words } }) {
    const most = countOf('--sample', options.sample) ?? usual
    const found = await lookAtAll(diskRepo(io.cwd, io.env), io, most === 0 ? Infinity : most)
    if (found.code.length === 0 && found.commits === undefined) throw new ConventionsError('nothingToInfer', undefined)
    const config = fragmentOf(found)
    if (options.json) {
      writeJson(io.stdout, { ...found, open: found.code.filter(isOpen).map(({ name }) => name), config })
      return 0
    }
    const paint = painter(io, io.stdout, options.noColor)
    const fragment = stringify(config, { lineWidth: 0 }).trimEnd().split('\n').map((line) => `  ${line}`)
    print(io, [...inferLines(found, { words, paint, columns: columns(io.stdout), explain: options.explain }), '', paint('bold', words.config), ...fragment])
    return 0
  },
})
