import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../scripts/lib/root.ts'
import type { AloneJob } from '../scripts/lib/lintAlone.ts'
import { mustRun } from '../scripts/lib/run.ts'
import { chooseFiles } from '../src/cli/compare/lint/files.ts'
import { processes } from '../src/cli/compare/lint/measure.ts'
import { optionsOf } from '../src/cli/compare/lint/told.ts'
import { candidates } from '../src/compare/lint/catalog.ts'
import { moduleOf, placeOf } from '../src/compare/lint/store.ts'
import { diskRepo } from '../src/repo/disk.ts'
import { readFacts } from '../src/repo/facts.ts'
import { mediansOf, type Contestant } from './measure.ts'
import { makeRow, type Row } from './report.ts'
import { writeSources } from './sources.ts'

const io = { env: process.env } as never
const presets = ['recommended', 'strict', 'typescript-eslint', 'typescript-eslint-strict', 'antfu', 'xo', 'google', 'neostandard']

/** Files of each contest (100 is what `compare lint` samples where it is not told) and of each step of growth; packages of 600 files that are sampled from. */
interface Sizes {
  readonly contests: readonly number[]
  readonly growth: readonly number[]
  readonly times: number
}
const usual: Sizes = { contests: [40, 100, 240], growth: [40, 80, 160], times: 9 }

interface Found {
  readonly files: { readonly looked: number }
  readonly memory: number
  readonly seconds: number
  readonly missing: Readonly<Record<string, string>>
}

/**
 * `compare lint` with eight presets beside ESLint that is run eight times over the same files, each time by as many processes or threads. What is timed is all of it: looking at the
 * repository, starting, loading plugins, linting; installing is not.
 */
export async function compareRows(work: string, launcher: string, { contests, growth, times: packages }: Sizes = usual): Promise<{ readonly rows: Row[], readonly notes: string[] }> {
  const home = inRoot('.cache/bench/compare')
  const results = join(home, 'create-conventions', 'lint', 'results')
  const ours = (most: number): readonly string[] => ['env', `XDG_CACHE_HOME=${home}`, process.execPath, launcher, 'compare', 'lint', '--presets', presets.join(','), '--sample', String(most), '--json']
  const start = async (root: string, most: number): Promise<Found> => {
    rmSync(results, { recursive: true, force: true })
    const [program, ...args] = ours(most)
    return JSON.parse(await mustRun(program!, args, { cwd: root })) as Found
  }
  const small = await makeRepository(join(work, 'compared'), 1)
  // The first start installs, and does not count.
  const { missing } = await start(small, 2)
  if (Object.keys(missing).length > 0) return { rows: [], notes: [`compare lint was not measured: ${JSON.stringify(missing)}`] }
  const contest = (files: number): Row => {
    const contestant: Contestant = { name: 'compare lint', argv: ours(files), prepare: () => (rmSync(results, { recursive: true, force: true }), small) }
    const eight = `eslint --concurrency ${processes}, eight times`
    const { program, loops } = aloneRuns(small, home, files, work)
    const inTurn = (name: string, sets: string): Contestant => ({ name, argv: [process.execPath, inRoot('bench/inTurn.ts'), sets], prepare: () => small })
    const medians = mediansOf([contestant, inTurn(eight, program), inTurn('ESLint in a loop of ours, eight times', loops)], 1)
    return makeRow({ what: `compare lint, 8 presets, ${files} files`, budget: '≥ 3 × faster than ESLint eight times', met: medians[eight]! >= 3 * medians['compare lint']!, unit: 'ms' }, medians)
  }
  const contested = contests.map(contest)
  const grown: Record<string, number> = {}
  for (const most of growth) grown[`${most} files`] = (await start(small, most)).seconds * 1000
  const [last, before] = Object.values(grown).reverse()
  const large = await makeRepository(join(work, 'compared-large'), packages)
  const sampled = await start(large, 100)
  return {
    rows: [
      ...contested,
      makeRow({ what: 'compare lint as files grow', budget: 'twice the files: at most twice the time', met: last! <= 2.2 * before!, unit: 'ms' }, grown),
      makeRow({ what: `compare lint, 100 of ${600 * packages} files`, budget: '≤ 60,000', met: sampled.seconds <= 60, unit: 'ms' }, { 'compare lint --sample 100': sampled.seconds * 1000 }),
    ],
    notes: [`compare lint: one start each after one that does not count; ${sampled.memory} MB in all processes at most (budget 4,000)`],
  }
}

/** A repository with 600 modules, or as many times that. */
async function makeRepository(root: string, times: number): Promise<string> {
  for (let at = 0; at < times; at += 1) {
    const folder = times === 1 ? root : join(root, `packages/p${at}`)
    mkdirSync(folder, { recursive: true })
    writeSources(folder)
  }
  writeFileSync(join(root, 'package.json'), '{ "type": "module", "devDependencies": { "typescript": "6" } }\n')
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  await mustRun('git', ['init', '-q', root])
  await mustRun('git', ['add', '-A'], { cwd: root })
  return root
}

/**
 * How ESLint is run eight times: by its own program, with as many threads, and as processes of ours that do nothing but call it, which is the least that it can take. Returns the paths
 * of what `inTurn.ts` reads.
 */
function aloneRuns(root: string, home: string, most: number, work: string): { readonly program: string, readonly loops: string } {
  const repo = diskRepo(root, process.env)
  const files = chooseFiles(repo, io, most, 0).chosen
  const options = optionsOf(repo, readFacts(repo), {}, files)
  const write = (name: string, text: string): string => {
    writeFileSync(join(work, name), text)
    return join(work, name)
  }
  const runs = presets.map((name) => {
    const candidate = candidates.find((known) => known.name === name)!
    const together = candidates.filter(({ name: other, eslint }) => eslint === candidate.eslint && presets.includes(other))
    const folder = placeOf(candidate.eslint, together, join(home, 'create-conventions', 'lint')).folder
    const job: AloneJob = { name, home: folder, module: moduleOf(folder, candidate), options: { ...options, home: folder }, files: [], without: ['n/no-sync'] }
    const config = write(`eslint.${name}.config.mjs`, `import { configOf } from ${JSON.stringify(new URL('../scripts/lib/lintAlone.ts', import.meta.url).href)}\nexport default await configOf(${JSON.stringify(job)})\n`)
    return {
      program: [[process.execPath, join(folder, 'node_modules/eslint/bin/eslint.js'), '--no-config-lookup', '-c', config, '--concurrency', String(processes), ...files]],
      loop: Array.from({ length: processes }, (_, at) => [process.execPath, inRoot('scripts/lib/lintAlone.ts'), write(`alone-${name}-${at}.json`, JSON.stringify({ ...job, files: files.filter((_one, index) => index % processes === at) }))]),
    }
  })
  return { program: write('program.json', JSON.stringify(runs.map(({ program }) => program))), loops: write('loops.json', JSON.stringify(runs.map(({ loop }) => loop))) }
}
