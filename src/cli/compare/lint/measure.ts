import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assetUrl } from '../../../assets.ts'
import type { LintCandidate } from '../../../compare/lint/catalog.ts'
import { runPool } from '../../../compare/lint/pool.ts'
import type { CandidateOptions, FileJob, FileResult, Style } from '../../../compare/lint/protocol.ts'
import { scoreAll, type LintScore, type Measured } from '../../../compare/lint/score.ts'
import { cacheFolder, install, results, type Home, type Installed, type Results } from '../../../compare/lint/store.ts'
import { ConventionsError } from '../../../errors.ts'
import { blocksOf, dependencyRanges } from '../../../features/lint/stack.ts'
import { isCode, largest, leftOutByPath, leftOutByText, sampleOf, type LeftOut } from '../../../infer/files.ts'
import { fragmentOf } from '../../../infer/fragment.ts'
import type { Io } from '../../../io.ts'
import type { Facts } from '../../../repo/facts.ts'
import { hashOf } from '../../../plan/hash.ts'
import { quietly } from '../../../repo/quietly.ts'
import type { Repo, RepoPath } from '../../../repo/repo.ts'
import { trackedFiles } from '../../../repo/tracked.ts'
import { lookAtCode } from '../../infer/look.ts'
import { readFixes, type Past } from './fixes.ts'

/** What candidates come to on a repository. */
export interface LintComparison {
  readonly files: { readonly all: number, readonly looked: number, readonly leftOut: Readonly<Partial<Record<LeftOut, readonly RepoPath[]>>> }
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

/** What results mean: counted up when the same files and candidates give other results. */
const edition = 2
/** Files of the repository that tell of its layout. */
const styleFiles = 80

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
  const told = optionsOf(repo, facts, style, all)
  const collected = new Map<string, Measured & { results: { path: string, result: FileResult }[], past: { lines: number, watched: number, result: FileResult }[], quarantined: Record<string, string> }>()
  const missing: Record<string, string> = {}
  const engines: Record<string, string[]> = {}
  let [cached, memory] = [0, 0]
  const homes = await installAll(candidates, cache, io, progress, missing)
  const counts = { done: 0, all: homes.length * (chosen.length + past.length), since: Date.now(), skipped: 0 }
  for (const home of homes) {
    const outcome = await lintHome(home)
    Object.assign(missing, outcome.failed)
    memory = Math.max(memory, outcome.memory)
    if (outcome.eslint !== '') engines[outcome.eslint] = home.candidates.map(({ candidate }) => candidate.name).filter((name) => !Object.hasOwn(missing, name))
  }
  progress.end()
  const measured = [...collected.values()].filter(({ name }) => !Object.hasOwn(missing, name))
  if (measured.length === 0) throw new ConventionsError('compareAllMissing', { names: Object.entries(missing).map(([name, why]) => `${name} (${why})`) })
  const formatter = formatterOf(repo, facts)
  return {
    files: { all: all.length, looked: chosen.length, leftOut }, style, formatter, missing, engines, fixes: past.length, cached, memory, seconds: Math.round((Date.now() - began) / 100) / 10,
    scores: scoreAll(measured, { share, style, formatter: formatter !== undefined }),
  }

  async function lintHome(home: Home) {
    const options: CandidateOptions = { ...told, home: home.folder }
    const stores = new Map(home.candidates.map((one) => [one.candidate.name, results(cache, keyOf(one, home, options, repo, facts))]))
    for (const { candidate: { name, takes, says }, weight } of home.candidates) collected.set(name, { name, takes, says, weight: name === 'present' ? undefined : weight, results: [], past: [], quarantined: {} })
    const jobs: FileJob[] = []
    const keys = new Map<number, string>()
    const plan = (path: string, text: string, one: Past | undefined): void => {
      const key = hashOf(`${path}\0${one?.lines.join(',') ?? ''}\0${text}`).slice(0, 24)
      const due = [...stores].filter(([name, store]) => {
        const known = store.get(key)
        if (known) take(name, path, known, one)
        return known === undefined
      }).map(([name]) => name)
      cached += stores.size - due.length
      if (due.length === 0) {
        counts.done++
        return
      }
      const id = jobs.length
      keys.set(id, key)
      jobs.push({ id, path, candidates: due, ...one && { text: one.text, watch: one.lines } })
      pasts.set(id, one)
    }
    const pasts = new Map<number, Past | undefined>()
    for (const path of chosen) plan(path, readFileSync(join(repo.root, path), 'utf8'), undefined)
    for (const one of past) plan(one.path, one.text, one)
    restore(stores)
    counts.since = Date.now()
    counts.skipped = counts.done
    if (jobs.length === 0) return { eslint: home.eslint === 10 ? '10' : '9', failed: {}, quarantined: {}, memory: 0 }
    const outcome = await runPool(jobs, {
      io, writable: cache, processes: Math.min(4, availableParallelism()),
      start: { home: home.folder, root: repo.root, candidates: home.candidates.map(({ candidate: { name }, module }) => ({ name, module, options })) },
      done({ id, path }, found) {
        for (const [name, result] of Object.entries(found)) {
          take(name, path, result, pasts.get(id))
          // A process that ended may do better next time.
          if (result.lines > 0) stores.get(name)?.add(keys.get(id)!, result)
        }
        counts.done++
        progress.linted(counts.done, counts.all, secondsLeft(counts))
      },
    })
    for (const [id, error] of Object.entries(outcome.quarantined)) {
      const [name = '', rule = ''] = id.split(' ')
      const one = collected.get(name)
      if (one) one.quarantined[rule] = error
      stores.get(name)?.add(`!${rule}`, { lines: 0, on: 0, typed: 0, rules: {}, changed: 0, fatal: error })
    }
    for (const store of stores.values()) store.save()
    return outcome
  }

  /** Rules that threw in an earlier run, on files whose results are not asked for again. */
  function restore(stores: ReadonlyMap<string, Results>): void {
    for (const [name, store] of stores) for (const [key, { fatal }] of store.entries()) if (key.startsWith('!')) collected.get(name)!.quarantined[key.slice(1)] = fatal ?? ''
  }

  function take(name: string, path: string, result: FileResult, one: Past | undefined): void {
    const into = collected.get(name)
    if (one === undefined) into?.results.push({ path, result })
    else into?.past.push({ lines: result.lines, watched: one.lines.length, result })
  }
}

async function installAll(candidates: readonly LintCandidate[], cache: string, io: Io, progress: Progress, missing: Record<string, string>): Promise<Home[]> {
  const homes: Home[] = []
  for (const eslint of [10, 9] as const) {
    const those = candidates.filter((one) => one.eslint === eslint)
    if (those.length === 0) continue
    const home = await install(eslint, those, cache, io, (what) => progress.installing(what))
    Object.assign(missing, home.missing)
    if (home.candidates.length > 0) homes.push(home)
  }
  return homes
}

function secondsLeft({ done, all, since, skipped }: { readonly done: number, readonly all: number, readonly since: number, readonly skipped: number }): number {
  const [here, spent] = [done - skipped, (Date.now() - since) / 1000]
  return here === 0 ? 0 : Math.round(spent / here * (all - done))
}

/** Everything that a candidate's results depend on but the file. */
function keyOf({ candidate, versions }: Installed, home: Home, options: CandidateOptions, repo: Repo, facts: Facts): string {
  // Its own files are read by name: what it imports besides is what package.json and the lock file name.
  const own = candidate.packages.length === 0 && candidate.loader.includes('pathToFileURL') ? ownText(repo, candidate) : ''
  return JSON.stringify([edition, candidate, versions, home.eslint, options, repo.read('package.json') ?? '', facts.packageManager ?? '', own, assetUrl('')])
}

function ownText(repo: Repo, { loader }: LintCandidate): string {
  const path = /pathToFileURL\((".*?")\)/.exec(loader)?.[1]
  if (path === undefined) return ''
  const locks = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock'].map((name) => repo.stat(name) === undefined ? '' : hashOf(repo.read(name) ?? ''))
  return [readFileSync(JSON.parse(path) as string, 'utf8'), ...locks].join('\n')
}

function chooseFiles(repo: Repo, io: Io, most: number, few: number): { all: RepoPath[], chosen: RepoPath[], share: number, leftOut: Partial<Record<LeftOut, RepoPath[]>> } {
  const leftOut: Partial<Record<LeftOut, RepoPath[]>> = {}
  const fine = (path: RepoPath, why: LeftOut | undefined): boolean => {
    if (why) (leftOut[why] ??= []).push(path)
    return why === undefined
  }
  const all = trackedFiles(repo.root, io.env).filter(isCode).filter((path) => fine(path, leftOutByPath(path) ?? sizeOf(repo, path)))
  const drawn = sampleOf(all, all.length <= few ? few : most, (path) => path)
  return { all, chosen: drawn.filter((path) => fine(path, textOf(repo, path))), share: drawn.length / Math.max(1, all.length), leftOut }
}

function sizeOf(repo: Repo, path: RepoPath): LeftOut | undefined {
  const entry = quietly(() => repo.stat(path))
  return entry?.type !== 'file' ? 'unreadable' : entry.size > largest ? 'large' : undefined
}

function textOf(repo: Repo, path: RepoPath): LeftOut | undefined {
  const text = quietly(() => repo.read(path))
  return text === undefined ? 'unreadable' : leftOutByText(text)
}

async function styleOf(repo: Repo, io: Io): Promise<Style> {
  const { code } = await lookAtCode(repo, io, styleFiles, false)
  const { lint } = fragmentOf({ code, commits: undefined, branches: undefined }) as { lint?: { style?: Style } }
  const { indent, quotes, semi } = lint?.style ?? {}
  return { ...indent !== undefined && { indent }, ...quotes !== undefined && { quotes }, ...semi !== undefined && { semi } }
}

function optionsOf(repo: Repo, facts: Facts, style: Style, files: readonly string[]): Omit<CandidateOptions, 'home'> {
  const dependencies = dependencyRanges(repo, facts)
  const code = new Set(['javascript', 'typescript', 'node', 'browser', 'imports', 'unicode', 'react', 'vue', 'svelte', 'vitest', 'jest', 'storybook'])
  const typescript = files.some((path) => /\.[cm]?tsx?$/.test(path))
  return {
    style, typescript, root: repo.root, presets: fileURLToPath(assetUrl('presets/eslint')),
    frameworks: ['vue', 'react', 'svelte', 'vitest', 'jest'].filter((name) => dependencies.has(name)),
    blocks: blocksOf({} as Parameters<typeof blocksOf>[0], repo, facts).filter((block) => code.has(block)),
  }
}

/** The tool that lays the code out here. */
function formatterOf(repo: Repo, facts: Facts): string | undefined {
  const dependencies = dependencyRanges(repo, facts)
  const files = repo.list('')
  const has = (pattern: RegExp): boolean => files.some((name) => pattern.test(name))
  if (has(/^(\.prettierrc(\..+)?|prettier\.config\.\w+)$/) || dependencies.has('prettier')) return 'prettier'
  if (has(/^\.?oxfmtrc(\.jsonc?)?$/) || dependencies.has('oxfmt')) return 'oxfmt'
  if (has(/^biome\.jsonc?$/)) return 'biome'
  return has(/^\.?dprint\.jsonc?$/) ? 'dprint' : undefined
}
