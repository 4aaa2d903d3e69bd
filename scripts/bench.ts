import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { addFiles, makeFresh, renew } from '../bench/fixtures.ts'
import { interleave, median, type Contestant } from '../bench/measure.ts'
import { countPackages, installPeer, peers, type InstalledPeer } from '../bench/peers.ts'
import { hookRows } from '../bench/hooks.ts'
import { provisionRows } from '../bench/provision.ts'
import { releaseRows } from '../bench/release.ts'
import { makeRow, readme, type Results, type Row } from '../bench/report.ts'
import { packInto } from './lib/pack.ts'
import { inRoot } from './lib/root.ts'
import { mustRun } from './lib/run.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

const runs = 11
const ours = 'create-conventions'
const emptyNode = 'node -e 0'
const launcher = inRoot('dist/launcher.cjs')
const say = (text: string) => process.stderr.write(`${text}\n`)

const medians = (contestants: readonly Contestant[]): Record<string, number> =>
  Object.fromEntries(Object.entries(interleave(contestants, runs)).map(([name, times]) => [name, median(times)]))

/** `init --yes --no-install` in a new repository. */
async function initRow(work: string, installed: readonly InstalledPeer[]): Promise<Row> {
  const fresh = join(work, 'fresh')
  await makeFresh(fresh)
  const again = (from?: string) => () => renew(join(work, 'run'), from)
  const times = medians([
    { name: ours, argv: [process.execPath, launcher, 'init', '--yes', '--no-install'], prepare: again(fresh) },
    { name: emptyNode, argv: [process.execPath, '-e', '0'], prepare: () => fresh },
    ...installed.map(({ name, bin, args, emptyFolder }) => ({ name, argv: [bin, ...args], prepare: again(emptyFolder ? undefined : fresh) })),
  ])
  const limit = 3 * times[emptyNode]! + 100
  const met = times[ours]! < 1000 && times[ours]! <= limit
  return makeRow({ what: 'init without install, new repository', budget: `< 1 s and ≤ 3 × \`${emptyNode}\` + 100 ms`, met, unit: 'ms' }, times)
}

/** `check` in a repository that holds to its convention and has 10,000 files. */
async function checkRow(work: string): Promise<Row> {
  const folder = join(work, 'large')
  await makeFresh(folder)
  await mustRun(process.execPath, [launcher, 'init', '--yes', '--no-install'], { cwd: folder })
  await addFiles(folder)
  const times = medians([
    { name: ours, argv: [process.execPath, launcher, 'check'], prepare: () => folder },
    { name: emptyNode, argv: [process.execPath, '-e', '0'], prepare: () => folder },
  ])
  return makeRow({ what: 'check, 10,000 files', budget: `≤ 3 × \`${emptyNode}\``, met: times[ours]! <= 3 * times[emptyNode]!, unit: 'ms' }, times)
}

/** What `npm create` has to fetch. */
async function sizeRows(work: string, installed: readonly InstalledPeer[]): Promise<Row[]> {
  const tarball = await packInto(work)
  const prefix = join(work, 'prefix')
  mkdirSync(prefix)
  await mustRun('npm', ['install', '--no-audit', '--no-fund', '--prefix', prefix, tarball])
  const [pack] = JSON.parse(await mustRun('npm', ['pack', '--json', '--dry-run', '--ignore-scripts'])) as [{ size: number, unpackedSize: number }]
  const table = [{ name: ours, packed: pack.size, unpacked: pack.unpackedSize, packages: countPackages(prefix) }, ...installed]
  const column = (value: (entry: (typeof table)[number]) => number) => Object.fromEntries(table.map((entry) => [entry.name, value(entry)]))
  return [
    makeRow({ what: 'package, packed', budget: '≤ 1 MB', met: pack.size <= 1_000_000, unit: 'kB' }, column(({ packed }) => packed / 1000)),
    makeRow({ what: 'package, unpacked', budget: 'none', met: true, unit: 'kB' }, column(({ unpacked }) => unpacked / 1000)),
    makeRow({ what: 'packages that npm fetches', budget: '≤ 5', met: table[0]!.packages <= 5, unit: 'packages' }, column(({ packages }) => packages)),
  ]
}

/** What the last run left. */
function earlier(): Pick<Results, 'rows' | 'notes'> {
  const file = inRoot('bench/results.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Results : { rows: [], notes: [] }
}

/** Rows that were measured now take the place of those of the same name: `npm run bench -- commit` or `-- provision` measures a part alone. */
function mergeRows(rows: readonly Row[]): Row[] {
  const { rows: before } = earlier()
  return [...before.map((row) => rows.find(({ what }) => what === row.what) ?? row), ...rows.filter(({ what }) => !before.some((row) => row.what === what))]
}

function write(rows: readonly Row[], notes: readonly string[]): Results {
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, runs, rows, notes,
  }
  writeFileSync(inRoot('bench/results.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(inRoot('bench/README.md'), readme(results))
  console.log(readFileSync(inRoot('bench/README.md'), 'utf8'))
  return results
}

/** Everything, or what was asked for: `commit`, `provision`, `release`. */
async function measure(work: string, only: string | undefined): Promise<Results> {
  if (only === 'commit' || only === 'provision' || only === 'release') {
    const { rows, notes } = only === 'commit' ? await hookRows(work, launcher) : await (only === 'provision' ? provisionRows : releaseRows)(work, launcher, runs)
    return write(mergeRows(rows), [...new Set([...earlier().notes, ...notes])])
  }
  if (only !== undefined) throw new Error(`There are no rows \`${only}\`: say \`commit\`, \`provision\` or \`release\`, or nothing for all.`)
  say('installing peers')
  const tried = await Promise.all(peers.map(async (peer) => ({ peer, outcome: await installPeer(peer) })))
  const installed = tried.flatMap(({ outcome }) => typeof outcome === 'string' ? [] : outcome)
  say('sizes')
  const sizes = await sizeRows(work, installed)
  say('init')
  const init = await initRow(work, installed)
  say('hooks')
  const hooks = await hookRows(work, launcher)
  say('provision')
  const provision = await provisionRows(work, launcher, runs)
  say('changelog and release')
  const release = await releaseRows(work, launcher, runs)
  say('check')
  return write([init, await checkRow(work), ...hooks.rows, ...sizes, ...provision.rows, ...release.rows], [
    ...hooks.notes,
    ...provision.notes,
    ...release.notes,
    ...installed.map(({ name, version, args, stubbed, stub }) => `${name} ${version}: \`${[name, ...args].join(' ')}\`${stubbed ? `, with an empty \`${stub ?? ''}\` because the registry lacked parts of it: its package count is too low` : ''}`),
    ...tried.flatMap(({ peer, outcome }) => typeof outcome === 'string' ? [`${peer.name} ${peer.version} is left out: ${outcome}`] : []),
  ])
}

const work = temporaryFolder('bench')
try {
  const results = await measure(work, process.argv[2])
  process.exitCode = results.rows.every(({ met }) => met) ? 0 : 1
} finally {
  await removeFolder(work)
}
