import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chooseCandidates } from '../src/cli/compare/lint/choose.ts'
import { chooseFiles } from '../src/cli/compare/lint/files.ts'
import { optionsOf, styleOf } from '../src/cli/compare/lint/told.ts'
import { runPool } from '../src/compare/lint/pool.ts'
import type { FileJob } from '../src/compare/lint/protocol.ts'
import { cacheFolder, install, type Home } from '../src/compare/lint/store.ts'
import { diskRepo } from '../src/repo/disk.ts'
import { readFacts } from '../src/repo/facts.ts'
import { inRoot } from './lib/root.ts'
import { told, type AloneJob, type AloneResult } from './lib/lintAlone.ts'
import { mustRun } from './lib/run.ts'
import { removeFolder, temporaryFolder } from './lib/temporary.ts'

// `node scripts/attribution.ts [--most n] [--presets a,b] <clone>…`: what `compare lint` says of each preset beside ESLint run for that preset alone, in a process of its own.
const { values: { most = '150', presets = '' }, positionals: clones } = parseArgs({ options: { most: { type: 'string' }, presets: { type: 'string' } }, allowPositionals: true })
if (clones.length === 0) throw new Error('Say which clones.')
const io = { env: process.env, platform: process.platform, signal: new AbortController().signal } as never
const work = temporaryFolder('attribution')
try {
  for (const clone of clones) await compare(resolve(clone))
} finally {
  await removeFolder(work)
}

async function compare(clone: string): Promise<void> {
  const repo = diskRepo(clone, process.env)
  const facts = readFacts(repo)
  const { chosen, all } = chooseFiles(repo, io, Number(most), 0)
  const options = optionsOf(repo, facts, await styleOf(repo, io), all)
  const { candidates } = chooseCandidates(repo, facts, presets === '' ? [] : presets.split(','), clone)
  console.log(`## ${basename(clone)}: ${chosen.length} of ${all.length} files\n\n| preset | alone | here | equal files | differ | rules that threw |\n|---|--:|--:|--:|--:|---|`)
  const differences: string[] = []
  for (const eslint of [10, 9] as const) {
    const home = await install(eslint, candidates.filter((one) => one.eslint === eslint), cacheFolder(repo.root, io), io, () => undefined)
    if (home.candidates.length === 0) continue
    const { found, quarantined, failed } = await together(home, { ...options, home: home.folder }, chosen)
    for (const { candidate: { name }, module } of home.candidates) {
      if (failed[name] !== undefined) {
        console.log(`| ${name} | does not load: ${failed[name]} | | | | |`)
        continue
      }
      const without = Object.keys(quarantined).filter((id) => id.startsWith(`${name} `)).map((id) => id.slice(name.length + 1))
      const alone = await aloneOf({ name, home: home.folder, module, options: { ...options, home: home.folder }, files: chosen, without })
      differences.push(...tell(name, alone, found.get(name) ?? {}, without))
    }
  }
  console.log(`\n${differences.length === 0 ? 'No difference.' : differences.slice(0, 100).join('\n')}\n`)
  if (differences.length > 0) process.exitCode = 1
}

async function together({ folder, candidates }: Home, options: AloneJob['options'], files: readonly string[]) {
  const jobs = files.map((path, id): FileJob => ({ id, path, candidates: candidates.map(({ candidate: { name } }) => name), full: true }))
  const found = new Map<string, Record<string, AloneResult[string]>>(candidates.map(({ candidate: { name } }) => [name, {}]))
  const { outcomes: [outcome] } = await runPool([{
    jobs, start: { home: folder, root: options.root, probe: files[0]!, candidates: candidates.map(({ candidate: { name }, module }) => ({ name, module, options })) },
    done({ path }, results) {
      for (const [name, { skipped, fatal, problems = [] }] of Object.entries(results)) {
        found.get(name)![path] = skipped ? 'skipped' : fatal === undefined ? problems.map((problem) => told(...problem)).sort() : { fatal }
      }
    },
  }], { io, writable: cacheFolder(options.root, io), processes: availableParallelism() })
  const { quarantined, failed } = outcome!
  return { found, quarantined, failed }
}

async function aloneOf(job: AloneJob): Promise<AloneResult> {
  const [path, out] = [join(work, 'job.json'), join(work, 'out.json')]
  writeFileSync(path, JSON.stringify({ ...job, out }))
  await mustRun(process.execPath, ['--disable-warning=ExperimentalWarning', inRoot('scripts/lib/lintAlone.ts'), path], { cwd: job.options.root })
  return JSON.parse(readFileSync(out, 'utf8')) as AloneResult
}

/** Prints the row of a preset and returns a line for each difference. */
function tell(name: string, alone: AloneResult, here: AloneResult, without: readonly string[]): string[] {
  const list = (one: AloneResult[string] | undefined): readonly string[] => one === undefined ? [] : one === 'skipped' ? ['skipped'] : 'fatal' in one ? [`fatal ${one.fatal}`] : without.length === 0 ? one : one.filter((problem) => !without.includes((JSON.parse(problem) as string[])[2]!))
  const differences: string[] = []
  let [equal, before, after] = [0, 0, 0]
  for (const path of Object.keys(alone)) {
    const [theirs, ours] = [list(alone[path]), list(here[path])]
    before += theirs.length
    after += ours.length
    const lacks = missingIn(theirs, ours).map((one) => `- ${name} ${path}: lacks ${one}`)
    const more = missingIn(ours, theirs).map((one) => `- ${name} ${path}: has besides ${one}`)
    differences.push(...lacks, ...more)
    if (lacks.length + more.length === 0) equal += 1
  }
  console.log(`| ${name} | ${before} | ${after} | ${equal} of ${Object.keys(alone).length} | ${differences.length} | ${without.join(', ')} |`)
  return differences
}

/** Those of `all` that `others` does not have; each as often as it is there. */
function missingIn(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1)
  return all.filter((one) => {
    const count = left.get(one) ?? 0
    left.set(one, count - 1)
    return count <= 0
  })
}
