import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inRoot } from '../scripts/lib/root.ts'
import { candidates } from '../src/compare/lint/catalog.ts'
import { activeRules, type FileConfig } from '../src/compare/lint/engine.ts'
import { loadEngine, wholeConfig } from '../src/compare/lint/load.ts'
import { moduleOf, placeOf } from '../src/compare/lint/store.ts'

interface Job {
  readonly root: string
  readonly cache: string
  readonly presets: readonly string[]
  readonly processes: number
}

// ESLint as it is, one preset after the other, the files shared out among processes: what `compare lint` saves its users.
const [path = '', preset, share] = process.argv.slice(2)
const job = JSON.parse(readFileSync(path, 'utf8')) as Job
if (preset === undefined) for (const name of job.presets) await Promise.all(Array.from({ length: job.processes }, (_, at) => one(name, at)))
else await lint(preset, Number(share))

function one(name: string, at: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), path, name, String(at)], { cwd: job.root, stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('exit', (code) => code === 0 ? resolve() : reject(new Error(`${name} ended with ${code ?? 'a signal'}`)))
  })
}

async function lint(name: string, at: number): Promise<void> {
  const candidate = candidates.find((known) => known.name === name)!
  const together = candidates.filter(({ name: other, eslint }) => eslint === candidate.eslint && job.presets.includes(other))
  const home = placeOf(candidate.eslint, together, job.cache).folder
  const { engine, parser } = loadEngine(home)
  const overrideConfig = await wholeConfig({ name, module: moduleOf(home, candidate), options: optionsIn(home) }, parser)
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: job.root, encoding: 'utf8' }).split('\0').filter((file) => file.endsWith('.ts')).filter((_, index) => index % job.processes === at)
  const asking = new engine.ESLint({ cwd: job.root, overrideConfigFile: true, overrideConfig })
  const active = new Set(activeRules(await asking.calculateConfigForFile(join(job.root, files[0]!)) as FileConfig).map(([id]) => id))
  // Those that throw without types: `compare lint` leaves them out when they do.
  const eslint = new engine.ESLint({ cwd: job.root, overrideConfigFile: true, overrideConfig, ruleFilter: ({ ruleId }) => active.has(ruleId) && ruleId !== 'n/no-sync' })
  for (const file of files) await eslint.lintText(readFileSync(join(job.root, file), 'utf8'), { filePath: join(job.root, file), warnIgnored: false })
}

const optionsIn = (home: string) => ({ style: {}, typescript: true, frameworks: [], presets: inRoot('presets/eslint'), home, root: job.root, blocks: ['javascript', 'typescript', 'node', 'imports'] })
