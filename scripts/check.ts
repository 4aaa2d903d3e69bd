import { parseArgs } from 'node:util'
import { run } from './lib/run.ts'

/** Everything that must hold before a change goes in: npm arguments by name, in the order of what answers soonest. */
const checks = {
  types: ['run', 'typecheck'],
  lint: ['run', 'lint'],
  knip: ['exec', '--', 'knip'],
  docs: ['run', 'docs', '--', '--check'],
  package: ['run', 'check:package'],
  tests: ['test'],
} as const

const { values: { skip } } = parseArgs({ options: { skip: { type: 'string', multiple: true, default: [] } } })
const unknown = skip.filter((name) => !Object.hasOwn(checks, name))
if (unknown.length > 0) throw new Error(`--skip takes ${Object.keys(checks).join(', ')}; not ${unknown.join(', ')}`)

const rows: { check: string, result: string, seconds: string }[] = []
for (const [check, args] of Object.entries(checks)) {
  if (skip.includes(check)) continue
  const start = performance.now()
  const { code, stdout, stderr } = await run('npm', args)
  rows.push({ check, result: code === 0 ? 'ok' : 'FAILED', seconds: ((performance.now() - start) / 1000).toFixed(1) })
  if (code !== 0) {
    console.log(`--- ${check}\n${stdout}${stderr}`)
    process.exitCode = 1
  }
}
console.table(rows)
