import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { addFiles, makeFresh, renew } from '../bench/fixtures.ts'
import { mediansOf, type Contestant } from '../bench/measure.ts'
import { countPackages, installPeer, peers, type InstalledPeer } from '../bench/peers.ts'
import { historyRows } from '../bench/history.ts'
import { hookRows } from '../bench/hooks.ts'
import { lintRows } from '../bench/lint.ts'
import { provisionRows } from '../bench/provision.ts'
import { compareRows } from '../bench/compare.ts'
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

const medians = (contestants: readonly Contestant[]): Record<string, number> => mediansOf(contestants, runs)

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

/** Rows that were measured now take the place of those of the same name; notes of the same beginning likewise. */
function write({ rows, notes }: Measured): void {
  const before = earlier()
  const subject = (note: string) => note.split(/[ :]/, 1)[0]
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node, platform: `${process.platform} ${process.arch}`, cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length, runs,
    rows: [...before.rows.map((row) => rows.find(({ what }) => what === row.what) ?? row), ...rows.filter(({ what }) => !before.rows.some((row) => row.what === what))],
    notes: [...before.notes.filter((note) => !notes.some((other) => subject(other) === subject(note))), ...notes],
  }
  writeFileSync(inRoot('bench/results.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(inRoot('bench/README.md'), readme(results))
}

interface Measured {
  readonly rows: readonly Row[]
  readonly notes: readonly string[]
}

/** `init`, `check` and what has to be fetched, beside the peers that set repositories up. */
async function startRows(work: string): Promise<Measured> {
  const tried = await Promise.all(peers.map(async (peer) => ({ peer, outcome: await installPeer(peer) })))
  const installed = tried.flatMap(({ outcome }) => typeof outcome === 'string' ? [] : outcome)
  return {
    rows: [await initRow(work, installed), await checkRow(work), ...await sizeRows(work, installed)],
    notes: [
      ...installed.map(({ name, version, args, stubbed, stub }) => `${name} ${version}: \`${[name, ...args].join(' ')}\`${stubbed ? `, with an empty \`${stub ?? ''}\` because the registry lacked parts of it: its package count is too low` : ''}`),
      ...tried.flatMap(({ peer, outcome }) => typeof outcome === 'string' ? [`${peer.name} ${peer.version} is left out: ${outcome}`] : []),
    ],
  }
}

const parts: Readonly<Record<string, (work: string) => Promise<Measured>>> = {
  start: startRows,
  commit: (work) => hookRows(work, launcher),
  lint: (work) => lintRows(work, launcher, runs),
  provision: (work) => provisionRows(work, launcher, runs),
  compare: (work) => compareRows(work, launcher),
  history: (work) => Promise.resolve(historyRows(work, launcher)),
  release: (work) => releaseRows(work, launcher, runs),
}

// Everything, or the parts that are named: `npm run bench -- start commit`. Written as each ends: the last ones take long.
const asked = process.argv.slice(2)
const unknown = asked.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined) throw new Error(`There are no rows \`${unknown}\`: say ${Object.keys(parts).join(', ')}, or nothing for all.`)
const work = temporaryFolder('bench')
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (asked.length > 0 && !asked.includes(name)) continue
    say(name)
    const measured = await measure(work)
    write(measured)
    if (measured.rows.some(({ met }) => !met)) process.exitCode = 1
  }
  console.log(readFileSync(inRoot('bench/README.md'), 'utf8'))
} finally {
  await removeFolder(work)
}
