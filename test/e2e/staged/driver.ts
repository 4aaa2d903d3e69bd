import { join } from 'node:path'
import { runStaged } from '../../../src/apply/staged/run.ts'

// Runs until it is killed: by itself, at the place that is named.
const [root = '', when = ''] = process.argv.slice(2)
const die = `kill -9 ${process.pid}`
const fix = 'for file; do echo fixed >>"$file"; done'
const script = { shown: die, running: `${fix}; ${die}`, staged: fix, outlived: `${die}; until [ -e .git/go ]; do sleep 0.05; done; ${fix}` }[when] ?? ''
const env = { ...process.env }
if (when === 'staged') {
  // A git that kills us once the index has been written.
  const { mkdirSync, writeFileSync, chmodSync } = await import('node:fs')
  const bin = join(root, '.git/bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'git'), `#!/bin/sh\nPATH=\${PATH#*:}\ngit "$@"\nstatus=$?\ncase "$*" in *update-index*) kill -9 ${process.pid} ;; esac\nexit $status\n`)
  chmodSync(join(bin, 'git'), 0o755)
  process.env['PATH'] = env['PATH'] = `${bin}:${env['PATH'] ?? ''}`
}
await runStaged(
  { root, home: join(root, '.git/conventions'), io: { env, platform: process.platform, signal: new AbortController().signal, execPath: process.execPath } },
  { settings: { level: 'recommended', format: 'none', fast: 'eslint', rules: {}, folders: {}, ignores: [], blocks: [], base: undefined, locale: 'en', config: undefined, tools: { '*.txt': ['sh', '-c', script, 'sh'] } }, languages: [], suppressed: {}, begin: () => undefined },
)
