import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { inRoot } from '../scripts/lib/root.ts'
import { mustRun, run } from '../scripts/lib/run.ts'
import { first, gitLog, mediansOf, offline, once, patience, type Contestant } from './measure.ts'
import { makeRow, type Row } from './report.ts'
import { synthetic } from './synthetic.ts'

const node = process.execPath
const specs = [
  'conventional-changelog@8.1.3', 'conventional-changelog-conventionalcommits@10.4.1', 'git-cliff@2.14.2', 'git-cliff-2.12@npm:git-cliff@2.12.0', 'auto-changelog@2.7.0',
  'release-it@21.1.0', '@release-it/conventional-changelog@12.0.2', 'semantic-release@25.0.9', 'changelogen@0.6.2',
]
/** Of what takes a second or more, and of what does not. Odd numbers. */
const fewer = 3
const several = 7

interface Rows {
  readonly rows: Row[]
  readonly notes: string[]
}

/** The folder of the peers' node_modules; undefined where they cannot be had. */
async function installPeers(): Promise<string | undefined> {
  const folder = inRoot('.cache/bench/release')
  const modules = join(folder, 'node_modules')
  if (existsSync(join(modules, 'git-cliff-2.12'))) return modules
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const { code } = await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...specs], { cwd: folder })
  return code === 0 ? modules : undefined
}

function slowPeers(modules: string, folder: string): Contestant[] {
  const prepare = () => folder
  return [
    { name: 'git-cliff 2.12', argv: [node, join(modules, 'git-cliff-2.12/lib/cli/cli.js'), '--offline'], prepare },
    { name: 'git-cliff 2.14', argv: [node, join(modules, 'git-cliff/lib/cli/cli.js'), '--offline'], prepare },
    { name: 'conventional-changelog', argv: [node, join(modules, '.bin/conventional-changelog'), '-p', 'conventionalcommits', '-r', '0', '--stdout'], prepare },
    { name: 'auto-changelog', argv: [node, join(modules, '.bin/auto-changelog'), '--commit-limit', 'false', '--stdout'], prepare },
  ]
}

/** The whole changelog of a history, beside `git log` printing the same commits and the peers. */
async function historyRows(folder: string, launcher: string, modules: string | undefined): Promise<Row[]> {
  const count = Number((await mustRun('git', ['rev-list', '--count', 'HEAD'], { cwd: folder })).trim())
  const name = `${basename(folder)}, ${count} commits`
  const ours: Contestant = { name: 'conventions changelog --all', argv: [node, launcher, 'changelog', '--all'], prepare: first(folder) }
  const log = gitLog(folder)
  const again: Contestant = { ...ours, name: 'the same once more', prepare: () => folder }
  const quick = mediansOf([ours, again, log], several)
  const peers = modules === undefined ? [] : slowPeers(modules, folder)
  const slow: Record<string, number> = {}
  const peaks: Record<string, number> = {}
  const cpus: Record<string, number> = {}
  for (const contestant of [ours, log, ...peers]) {
    const { time, peak, cpu, ended } = once(contestant)
    const told = ended ? `${contestant.name}, ended after ${patience} s` : contestant.name
    if (!(contestant.name in quick)) slow[told] = time
    // Of what was ended, the system tells a part.
    if (peak !== undefined && !ended) peaks[told] = peak
    if (cpu !== undefined && !ended) cpus[told] = cpu
  }
  const times = { ...quick, ...slow }
  const least = (peer: string, factor: number) => Object.entries(times).every(([key, time]) => !key.startsWith(peer) || time >= factor * times[ours.name]!)
  const met = times[ours.name]! <= 2 * times[log.name]! && least('conventional-changelog', 10) && least('git-cliff 2.12', 1) && least('git-cliff 2.14', 1)
  return [
    makeRow({ what: `whole changelog, ${name}`, budget: '≤ 2 × git log; conventional-changelog ≥ 10 ×; git-cliff slower', met, unit: 'ms' }, times),
    ...Object.keys(peaks).length === 0 ? [] : [
      makeRow({ what: `processor time, ${name}`, budget: 'none', met: true, unit: 'ms' }, cpus),
      makeRow({ what: `peak memory, ${name}`, budget: 'none', met: true, unit: 'kB' }, peaks),
    ],
  ]
}

/** How time grows with the history. */
function growthRow(work: string, launcher: string): Row {
  const sizes = [1000, 10_000, 100_000]
  const contestants = sizes.map((size): Contestant => ({ name: `${size} commits`, argv: [node, launcher, 'changelog', '--all'], prepare: first(synthetic(work, size)) }))
  const times = mediansOf(contestants, fewer)
  const [small = 0, middle = 0, large = 0] = Object.values(times)
  return makeRow({ what: 'whole changelog of a synthetic history', budget: 'ten times the commits: no more than ten times the time for what they add', met: large - small <= 12 * (middle - small), unit: 'ms' }, times)
}

/** `release --dry-run` in a repository with a release and twenty commits since. */
async function dryRunRow(work: string, launcher: string, modules: string | undefined, runs: number): Promise<Row> {
  const folder = join(work, 'demo')
  const bare = join(work, 'demo.git')
  mkdirSync(folder)
  const git = (...args: readonly string[]) => mustRun('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { cwd: folder })
  await mustRun('git', ['init', '-q', '--bare', '-b', 'main', bare])
  await git('init', '-q', '-b', 'main')
  const release = { git: { requireUpstream: false }, npm: { publish: false, skipChecks: true }, plugins: { '@release-it/conventional-changelog': { preset: 'conventionalcommits' } } }
  const plugins = ['@semantic-release/commit-analyzer', '@semantic-release/release-notes-generator']
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'demo', version: '1.0.0', repository: 'https://github.com/acme/demo.git', 'release-it': release, release: { branches: ['main'], plugins } }))
  writeFileSync(join(folder, 'conventions.config.yaml'), 'extends: standard\nrelease: {}\n')
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n')
  await git('add', '-A')
  await git('commit', '-q', '-m', 'feat: begin')
  await git('tag', 'v1.0.0')
  for (let at = 0; at < 20; at += 1) await git('commit', '-q', '--allow-empty', '-m', `${at % 3 === 0 ? 'feat' : 'fix'}: change ${at}`)
  await git('config', `url.${bare}.insteadOf`, 'https://github.com/acme/demo.git')
  await git('remote', 'add', 'origin', 'https://github.com/acme/demo.git')
  await git('push', '-q', '--tags', '-u', 'origin', 'main')
  const prepare = () => folder
  const name = 'conventions release --dry-run'
  const peer = (bin: string, ...args: readonly string[]): Contestant => ({ name: bin, argv: [node, join(modules ?? '', '.bin', bin), ...args], prepare })
  const all: Contestant[] = [{ name, argv: [node, launcher, 'release', '--dry-run'], prepare }, { name: 'node -e 0', argv: [node, '-e', '0'], prepare }]
  const peers = modules === undefined ? [] : [peer('release-it', '--ci', '--dry-run'), peer('semantic-release', '--dry-run', '--no-ci'), peer('changelogen', '--noAuthors')]
  const working = peers.filter(({ argv: [program, ...args] }) => spawnSync(program!, args, { cwd: folder, env: offline, stdio: 'ignore', timeout: patience * 1000 }).status === 0)
  const times = { ...mediansOf(all, runs), ...mediansOf(working, fewer) }
  return makeRow({ what: 'release --dry-run, 20 commits', budget: '≤ 2.5 × `node -e 0`', met: times[name]! <= 2.5 * times['node -e 0']!, unit: 'ms' }, times)
}

/** Changelogs and releases. `BENCH_HISTORIES`: a folder with clones of public repositories; without it, one synthetic history stands for them. */
export async function releaseRows(work: string, launcher: string, runs: number): Promise<Rows> {
  const modules = await installPeers()
  const home = process.env['BENCH_HISTORIES']
  const given = home === undefined ? [] : readdirSync(home).sort().map((name) => join(home, name)).filter((path) => existsSync(join(path, '.git')))
  const rows: Row[] = []
  // Told as it comes: all of it takes minutes.
  const add = (...some: readonly Row[]): void => {
    rows.push(...some)
    for (const { what, unit, values } of some) process.stderr.write(`  ${what}: ${values.map(({ name, value }) => `${name} ${value} ${unit}`).join(', ')}\n`)
  }
  add(await dryRunRow(work, launcher, modules, runs))
  for (const folder of given.length > 0 ? given : [synthetic(work, 15_000)]) add(...await historyRows(folder, launcher, modules))
  add(growthRow(work, launcher))
  return {
    rows,
    notes: [
      `whole changelogs: ours, with nothing kept by an earlier run, and \`git log\` are medians of ${several}; the peers, which take seconds, were started once, with ${patience} s each; processor time and memory are of one start`,
      `release --dry-run: the peers are medians of ${fewer}`,
      ...modules === undefined ? ['the peers of `changelog` and `release` could not be installed'] : [`peers of \`changelog\` and \`release\`: ${specs.join(', ')}`],
    ],
  }
}
