import { defineCommand } from '../cli/command.ts'
import { options } from '../cli/options.ts'
import { lookAround } from '../history/look.ts'

export const release = defineCommand({
  name: 'release',
  options: options({
    ci: { kind: 'boolean' },
    dryRun: { kind: 'boolean' },
    preid: { kind: 'string', value: 'id' },
    increment: { kind: 'string', value: 'release' },
    noChecks: { kind: 'boolean' },
    noPublish: { kind: 'boolean' },
    package: { kind: 'string', value: 'package' },
    comment: { kind: 'boolean' },
    pr: { kind: 'boolean' },
    resume: { kind: 'boolean' },
    abort: { kind: 'boolean' },
    yes: { kind: 'boolean', short: 'y' },
  }),
  positionals: [],
  examples: ['conventions release --dry-run', 'conventions release --ci', 'conventions release --preid beta', 'conventions release --resume'],
  async run(input) {
    const { options, io } = input
    // git looks at HEAD and tags while everything else is loaded.
    const look = options.resume || options.abort ? undefined : lookAround({ cwd: io.cwd, env: io.env })
    // Whoever asks for it hears of it.
    look?.catch(() => undefined)
    try {
      const { tellRelease } = await import('../cli/releasing.ts')
      return await tellRelease(input, look)
    } finally {
      look?.then(({ log }) => log?.stop(), () => undefined)
    }
  },
})
