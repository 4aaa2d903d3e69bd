import { isKept } from '../changelog/cache.ts'
import { defineCommand } from '../cli/command.ts'
import { options, writeOptions } from '../cli/options.ts'
import { readRefs, startCommits } from '../history/read.ts'

export const changelog = defineCommand({
  name: 'changelog',
  options: options({
    from: { kind: 'string', value: 'revision' },
    to: { kind: 'string', value: 'revision' },
    all: { kind: 'boolean' },
    unreleased: { kind: 'boolean' },
    package: { kind: 'string', value: 'package' },
    write: { kind: 'boolean' },
    format: { kind: 'choice', choices: ['md', 'json'] },
    ...writeOptions,
  }),
  positionals: [],
  examples: ['conventions changelog', 'conventions changelog --from v1.0.0 --to v2.0.0', 'conventions changelog --all --write'],
  async run(input) {
    const { options: { from, to, unreleased }, io } = input
    // git prints the history while everything else is loaded; unless an earlier run kept what it told.
    const where = { cwd: io.cwd, env: io.env }
    const whole = from === undefined && to === undefined && !unreleased
    const log = whole && !isKept(io.cwd) ? startCommits(where) : undefined
    const refs = whole ? readRefs(where) : undefined
    // Whoever asks for them hears of it.
    refs?.catch(() => undefined)
    try {
      const { tellChangelog } = await import('../cli/changelog.ts')
      return await tellChangelog(input, { ...log && { log }, ...refs && { refs } })
    } finally {
      log?.stop()
    }
  },
})
