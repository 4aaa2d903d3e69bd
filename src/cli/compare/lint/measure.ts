import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { LintCandidate } from '../../../compare/lint/catalog.ts'
import { runPool, type PoolTask } from '../../../compare/lint/pool.ts'
import type { CandidateOptions, FileJob, Style } from '../../../compare/lint/protocol.ts'
import { scoreAll, type LintScore } from '../../../compare/lint/score.ts'
import { cacheFolder, install, results, type Home } from '../../../compare/lint/store.ts'
import { ConventionsError } from '../../../errors.ts'
import type { Io } from '../../../io.ts'
import { hashOf } from '../../../plan/hash.ts'
import type { Facts } from '../../../repo/facts.ts'
import type { Repo } from '../../../repo/repo.ts'
import { collector, type Collector } from './collect.ts'
import { chooseFiles, type ChosenFiles } from './files.ts'
import { readFixes, type Past } from './fixes.ts'
import { resultsKey } from './key.ts'
import { formatterOf, optionsOf, styleOf } from './told.ts'

/** More of them have nothing to do, and memory to hold. */
export const processes = Math.min(4, availableParallelism())

/** What candidates come to on a repository. */
export interface LintComparison {
  readonly files: Pick<ChosenFiles, 'leftOut'> & { readonly all: number, readonly looked: number }
  readonly style: Style
  /** A tool that lays the code out, by its name. */
  readonly formatter: string | undefined
  readonly scores: readonly LintScore[]
  /** Those that could not be compared: what npm or their module said. */
  readonly missing: Readonly<Record<string, string>>
  /** Versions of ESLint that ran, with the candidates that they ran for. */
  readonly engines: Readonly<Record<string, readonly string[]>>
  readonly fixes: number
  readonly seconds: number
  /** The most that the processes held, in megabytes. */
  readonly memory: number
  /** Results that the cache had. */
  readonly cached: number
}

export interface Progress {
  installing(what: string): void
  linted(done: number, all: number, secondsLeft: number): void
  end(): void
}

export interface MeasureOptions {
  readonly candidates: readonly LintCandidate[]
  /** How many files; all where there are no more. */
  readonly most: number
  /** All of them, where there are no more than these. */
  readonly few: number
  readonly progress: Progress
}

/** What all of a measurement shares. */
interface Work {
  readonly repo: Repo
  readonly facts: Facts
  readonly io: Io
  readonly cache: string
  readonly texts: readonly Source[]
  readonly told: Omit<CandidateOptions, 'home'>
  readonly clock: Clock
}

/** A text to lint: a file as it is, or as it was before a fix. */
interface Source {
  readonly path: string
  readonly past: Past | undefined
  /** Tells this text, at this path, from others. */
  readonly key: string
}

/**
 * Lints files of a repository for many candidates, all of them in the cache outside of it. Nothing in the repository is written.
 *
 * @throws ConventionsError `compareNoCode`, `compareAllMissing`, `compareHost`, `compareCacheInside`, `interrupted`
 */
export async function measureLint(repo: Repo, facts: Facts, io: Io, { candidates, most, few, progress }: MeasureOptions): Promise<LintComparison> {
  const began = Date.now()
  const cache = cacheFolder(repo.root, io)
  const { all, chosen, share, leftOut } = chooseFiles(repo, io, most, few)
  if (chosen.length === 0) throw new ConventionsError('compareNoCode', undefined)
  const style = await styleOf(repo, io)
  const past = repo.git.hasCommits() ? await readFixes({ cwd: repo.root, env: io.env }) : []
  const { homes, missing } = await installAll(candidates, cache, io, progress)
  const texts = [...chosen.map((path) => sourceOf(path, readFileSync(join(repo.root, path), 'utf8'))), ...past.map((one) => sourceOf(one.path, one.text, one))]
  const work: Work = { repo, facts, io, cache, texts, told: optionsOf(repo, facts, style, all), clock: startClock(progress, homes.length * texts.length) }
  const shares = homes.map((home) => shareOf(home, work))
  const { outcomes, memory } = await runPool(shares.map(({ task }) => task), { io, writable: cache, processes })
  progress.end()
  for (const [at, { collected }] of shares.entries()) {
    const { failed, quarantined } = outcomes[at]!
    collected.end(quarantined)
    Object.assign(missing, failed)
  }
  const measured = shares.flatMap(({ collected }) => collected.measured()).filter(({ name }) => !Object.hasOwn(missing, name))
  if (measured.length === 0) throw new ConventionsError('compareAllMissing', { names: Object.entries(missing).map(([name, why]) => `${name} (${why})`) })
  const formatter = formatterOf(repo, facts)
  return {
    files: { all: all.length, looked: chosen.length, leftOut }, style, formatter, missing, fixes: past.length,
    engines: Object.fromEntries(shares.flatMap(({ home }, at): [string, string[]][] => {
      const names = home.candidates.map(({ candidate: { name } }) => name).filter((name) => !Object.hasOwn(missing, name))
      return names.length === 0 ? [] : [[outcomes[at]!.eslint || String(home.eslint), names]]
    })),
    cached: shares.reduce((sum, one) => sum + one.cached, 0), memory, seconds: Math.round((Date.now() - began) / 100) / 10,
    scores: scoreAll(measured, { share, style, formatter: formatter !== undefined }),
  }
}

const sourceOf = (path: string, text: string, past?: Past): Source => ({ path, past, key: hashOf(`${path}\0${past?.lines.join(',') ?? ''}\0${text}`).slice(0, 24) })

/** What one home has to do, and what comes of it. */
interface Share {
  readonly home: Home
  readonly task: PoolTask
  readonly collected: Collector
  readonly cached: number
}

/** The texts that the cache does not know for the candidates of one home. */
function shareOf(home: Home, { repo, facts, cache, texts, told, clock }: Work): Share {
  const options: CandidateOptions = { ...told, home: home.folder }
  const stores = new Map(home.candidates.map((one) => [one.candidate.name, results(cache, resultsKey(one, home, options, repo, facts))]))
  const collected = collector(home, stores)
  const sources: Source[] = []
  const jobs: FileJob[] = []
  for (const source of texts) {
    const due = collected.known(source.key, source.path, source.past)
    if (due.length === 0) clock.skip()
    else jobs.push({ id: sources.push(source) - 1, path: source.path, candidates: due, ...source.past && { text: source.past.text, watch: source.past.lines } })
  }
  return {
    home, collected, cached: texts.length * stores.size - jobs.reduce((sum, { candidates }) => sum + candidates.length, 0),
    task: {
      jobs,
      start: { home: home.folder, root: repo.root, probe: texts[0]!.path, candidates: home.candidates.map(({ candidate: { name }, module }) => ({ name, module, options })) },
      done({ id }, found) {
        const { key, path, past } = sources[id]!
        collected.add(key, path, past, found)
        clock.tick()
      },
    },
  }
}

async function installAll(candidates: readonly LintCandidate[], cache: string, io: Io, progress: Progress): Promise<{ homes: Home[], missing: Record<string, string> }> {
  const homes: Home[] = []
  const missing: Record<string, string> = {}
  for (const eslint of [10, 9] as const) {
    const those = candidates.filter((one) => one.eslint === eslint)
    if (those.length === 0) continue
    const home = await install(eslint, those, cache, io, (what) => progress.installing(what))
    Object.assign(missing, home.missing)
    if (home.candidates.length > 0) homes.push(home)
  }
  return { homes, missing }
}

interface Clock {
  /** One more was known already. */
  skip(): void
  /** One more was linted. */
  tick(): void
}

/** Tells how far it is, and how long it may take from what was linted so far. */
function startClock(progress: Progress, all: number): Clock {
  const since = Date.now()
  let [done, linted] = [0, 0]
  return {
    skip: () => void (done += 1),
    tick() {
      done += 1
      linted += 1
      progress.linted(done, all, Math.round((Date.now() - since) / 1000 / linted * (all - done)))
    },
  }
}
