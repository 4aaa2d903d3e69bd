import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, appendFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { runCommand } from '../../apply/run.ts'
import { ConventionsError } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { hashOf } from '../../plan/hash.ts'
import { common, type LintCandidate } from './catalog.ts'
import type { FileResult } from './protocol.ts'

/** Candidates that were installed together, for one major version of ESLint. */
export interface Home {
  readonly folder: string
  readonly eslint: 9 | 10
  readonly candidates: readonly Installed[]
  /** Those that could not be installed, with what npm said. */
  readonly missing: Readonly<Record<string, string>>
}

export interface Installed {
  readonly candidate: LintCandidate
  /** Absolute path of the module that makes its config. */
  readonly module: string
  /** The versions of what was installed for it. */
  readonly versions: Readonly<Record<string, string>>
  /** What it brings: megabytes and packages, all that it needs included. */
  readonly weight: { readonly megabytes: number, readonly packages: number }
}

interface Marker {
  readonly missing: Readonly<Record<string, string>>
  readonly weights: Readonly<Record<string, Installed['weight']>>
}

/**
 * Where candidates and results are kept: `$XDG_CACHE_HOME/create-conventions/lint`, or what the platform has in its place.
 *
 * @throws ConventionsError `compareCacheInside` where that would be in the repository
 */
export function cacheFolder(root: string, { env, platform }: Pick<Io, 'env' | 'platform'>): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? homedir()
  const base = env['XDG_CACHE_HOME'] || (platform === 'win32' ? env['LOCALAPPDATA'] : platform === 'darwin' ? join(home, 'Library/Caches') : undefined) || join(home, '.cache')
  const folder = join(base, 'create-conventions', 'lint')
  if (`${folder}${sep}`.startsWith(`${root}${sep}`)) throw new ConventionsError('compareCacheInside', { path: folder })
  return folder
}

/**
 * Brings candidates of one major version of ESLint into the cache, once. All at one go, which takes one copy of what they share; where that fails, one after the other, so that those
 * that the registry does not have (or cannot be asked for) are the only ones left out. Peers are ours to choose: npm would quietly take an older ESLint.
 */
export async function install(eslint: 9 | 10, all: readonly LintCandidate[], cache: string, io: Io, tell: (what: string) => void): Promise<Home> {
  const { specs, folder } = placeOf(eslint, all, cache)
  const marker = readMarker(folder) ?? await fill(folder, eslint, all, specs, io, tell)
  mkdirSync(join(folder, 'loaders'), { recursive: true })
  const there = all.filter(({ name }) => !Object.hasOwn(marker.missing, name))
  return {
    folder, eslint, missing: marker.missing,
    candidates: there.map((candidate) => {
      const module = moduleOf(folder, candidate)
      if (!existsSync(module)) writeWhole(module, candidate.loader)
      return { candidate, module, versions: versionsOf(folder, [...common[eslint], ...candidate.packages]), weight: marker.weights[candidate.name] ?? { megabytes: 0, packages: 0 } }
    }),
  }
}

/** What is installed for candidates, and where. */
export function placeOf(eslint: 9 | 10, all: readonly LintCandidate[], cache: string): { readonly specs: readonly string[], readonly folder: string } {
  const specs = [...new Set([...common[eslint], ...all.flatMap(({ packages }) => packages)])].sort()
  return { specs, folder: join(cache, `eslint-${eslint}-${hashOf(specs.join('\n')).slice(0, 16)}`) }
}

async function fill(folder: string, eslint: 9 | 10, all: readonly LintCandidate[], specs: readonly string[], io: Io, tell: (what: string) => void): Promise<Marker> {
  const making = `${folder}.${Date.now().toString(36)}`
  mkdirSync(making, { recursive: true })
  writeFileSync(join(making, 'package.json'), `${JSON.stringify({ private: true, type: 'module' })}\n`)
  try {
    tell(all.map(({ name }) => name).join(', '))
    const missing: Record<string, string> = {}
    if (await npm(making, specs, io) !== undefined) {
      const base = await npm(making, common[eslint], io)
      for (const { name, packages } of all) {
        tell(name)
        const problem = base ?? (packages.length === 0 ? undefined : await npm(making, packages, io))
        if (problem !== undefined) missing[name] = problem
      }
      // What is not there now may be there next time: nothing is remembered.
      if (Object.keys(missing).length === all.length) return { missing, weights: {} }
    }
    const marker: Marker = { missing, weights: Object.fromEntries(all.map(({ name, packages }) => [name, weigh(making, [...common[eslint], ...packages])])) }
    if (Object.keys(missing).length === 0) writeFileSync(join(making, 'installed.json'), JSON.stringify(marker))
    rmSync(folder, { recursive: true, force: true })
    renameSync(making, folder)
    return marker
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** What npm said when it failed; undefined when it did not. */
async function npm(cwd: string, specs: readonly string[], { env, platform, signal }: Io): Promise<string | undefined> {
  const { exitCode, output } = await runCommand(['npm', 'install', '--save-exact', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error', '--fetch-retries=1', ...specs], { cwd, env, platform, signal })
  if (exitCode === 0) return undefined
  return /npm error code (\S+)/.exec(output)?.[1] ?? output.trim().split('\n').at(-1) ?? ''
}

function readMarker(folder: string): Marker | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'installed.json'), 'utf8')) as Marker
  } catch {
    return undefined
  }
}

const nameOf = (spec: string): string => spec.replace(/(?<=.)@.*$/, '')

function versionsOf(folder: string, specs: readonly string[]): Record<string, string> {
  return Object.fromEntries(specs.map(nameOf).flatMap((name) => {
    const version = manifest(join(folder, 'node_modules', name))?.version
    return version === undefined ? [] : [[name, version]]
  }))
}

interface Manifest { readonly version?: string, readonly dependencies?: object, readonly optionalDependencies?: object, readonly peerDependencies?: object }

function manifest(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  } catch {
    return undefined
  }
}

/** What packages and all that they need come to on the disk. */
function weigh(folder: string, specs: readonly string[]): Installed['weight'] {
  const seen = new Map<string, number>()
  const visit = (name: string, above: string): void => {
    const place = resolveUp(name, above, folder)
    if (place === undefined || seen.has(place)) return
    seen.set(place, sizeOf(place))
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifest(place) ?? {}
    for (const other of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) visit(other, place)
  }
  for (const spec of specs) visit(nameOf(spec), folder)
  return { packages: seen.size, megabytes: Math.round([...seen.values()].reduce((all, size) => all + size, 0) / 100_000) / 10 }
}

/** Where Node would find a package from a folder. */
function resolveUp(name: string, from: string, top: string): string | undefined {
  for (let dir = from; ; dir = dirname(dir)) {
    const place = join(dir, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return place
    if (relative(top, dir) === '') return undefined
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((all, entry) => {
    const path = join(folder, entry.name)
    return all + (entry.isDirectory() ? entry.name === 'node_modules' ? 0 : sizeOf(path) : entry.isFile() ? statSync(path).size : 0)
  }, 0)
}

/** Where the module stands that makes the config of a candidate, in the folder that it is installed in. */
export const moduleOf = (folder: string, { name, loader }: LintCandidate): string => join(folder, 'loaders', `${hashOf(name + loader).slice(0, 16)}.mjs`)

/** Results of one candidate: by the hash of a file's path and text. */
export interface Results {
  get(key: string): FileResult | undefined
  entries(): Iterable<readonly [string, FileResult]>
  add(key: string, result: FileResult): void
  /** Writes what was added. */
  save(): void
}

/** Larger files of results are begun anew. */
const largest = 60_000_000

/** The results that the cache has of a candidate. `key`: everything that they depend on but the file. */
export function results(cache: string, key: string): Results {
  const path = join(cache, 'results', `${hashOf(key).slice(0, 32)}.jsonl`)
  const known = new Map<string, FileResult>()
  if (existsSync(path)) {
    if (statSync(path).size > largest) rmSync(path)
    else for (const line of readFileSync(path, 'utf8').split('\n')) addLine(known, line)
  }
  const added: string[] = []
  return {
    get: (one) => known.get(one),
    entries: () => known.entries(),
    add(one, result) {
      known.set(one, result)
      added.push(JSON.stringify([one, result]))
    },
    save() {
      if (added.length === 0) return
      mkdirSync(dirname(path), { recursive: true })
      // One write, with a line break before it: what a killed run left half written spoils nothing.
      appendFileSync(path, `\n${added.splice(0).join('\n')}\n`)
    },
  }
}

function addLine(known: Map<string, FileResult>, line: string): void {
  try {
    const [key, result] = JSON.parse(line) as [string, FileResult]
    known.set(key, result)
  } catch {
    // An empty line, or one that was cut.
  }
}

function writeWhole(path: string, text: string): void {
  const making = `${path}.${Date.now().toString(36)}`
  writeFileSync(making, text)
  renameSync(making, path)
}
