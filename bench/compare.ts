import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { inRoot } from '../scripts/lib/root.ts'
import { mustRun } from '../scripts/lib/run.ts'
import { interleave, median } from './measure.ts'
import { makeRow, type Row } from './report.ts'

const presets = ['recommended', 'strict', 'typescript-eslint', 'typescript-eslint-strict', 'antfu', 'xo', 'google', 'neostandard']
/** Minutes each: they are started this often, after one start that installs and does not count. */
const runs = 3

/**
 * `compare lint` with eight presets beside ESLint that is run eight times over the same files, each time by as many processes. What is timed is all of it: looking at the repository,
 * starting, loading plugins, linting; installing is not.
 */
export async function compareRows(work: string, launcher: string): Promise<{ readonly rows: Row[], readonly notes: string[] }> {
  const [root, home] = [join(work, 'compared'), join(work, 'compared-cache')]
  mkdirSync(root, { recursive: true })
  for (const folder of ['edit', 'plan', 'commits']) cpSync(inRoot(`src/${folder}`), join(root, folder), { recursive: true })
  writeFileSync(join(root, 'package.json'), '{ "type": "module", "devDependencies": { "typescript": "6" } }\n')
  await mustRun('git', ['init', '-q', root])
  await mustRun('git', ['add', '-A'], { cwd: root })
  const ours = ['env', `XDG_CACHE_HOME=${home}`, process.execPath, launcher, 'compare', 'lint', '--presets', presets.join(','), '--sample', '0', '--json']
  const found = JSON.parse(await mustRun(ours[0]!, ours.slice(1), { cwd: root })) as { files: { looked: number }, memory: number, missing: object }
  if (Object.keys(found.missing).length > 0) return { rows: [], notes: [`compare lint was not measured: ${JSON.stringify(found.missing)}`] }
  const job = join(work, 'alone.json')
  writeFileSync(job, JSON.stringify({ root, cache: join(home, 'create-conventions', 'lint'), presets, processes: Math.min(4, availableParallelism()) }))
  const forget = (): string => {
    rmSync(join(home, 'create-conventions', 'lint', 'results'), { recursive: true, force: true })
    return root
  }
  const times = interleave([
    { name: 'compare lint', argv: ours, prepare: forget },
    { name: 'ESLint eight times', argv: [process.execPath, inRoot('bench/lintAlone.ts'), job], prepare: () => root },
  ], runs)
  const medians = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))
  return {
    rows: [makeRow({ what: `compare lint, 8 presets, ${found.files.looked} files`, budget: '≥ 3 × faster than ESLint eight times', met: medians['ESLint eight times']! >= 3 * medians['compare lint']!, unit: 'ms' }, medians)],
    notes: [`compare lint: ${runs} runs; ${found.memory} MB in all processes at most (budget 4,000)`],
  }
}
