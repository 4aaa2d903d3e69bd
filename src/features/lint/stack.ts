import { detectBlocks } from '../../../presets/eslint/detect.js'
import type { Block } from '../../../presets/eslint/index.js'
import { isMapping } from '../../edit/value.ts'
import type { Facts } from '../../repo/facts.ts'
import type { Repo, RepoPath } from '../../repo/repo.ts'
import { readData, readText } from '../import/read.ts'
import type { Lint } from './schema.ts'

const tables = ['dependencies', 'devDependencies', 'peerDependencies'] as const

/** The ranges of all packages that the package.json files of a repository name, workspaces included; the root's come first. */
export function dependencyRanges(repo: Repo, { workspaces }: Pick<Facts, 'workspaces'>): ReadonlyMap<string, string> {
  const ranges = new Map<string, string>()
  for (const folder of ['', ...workspaces]) {
    const manifest = manifestOf(repo, folder)
    for (const table of tables) {
      const named = manifest[table]
      if (isMapping(named)) for (const [name, range] of Object.entries(named)) if (!ranges.has(name)) ranges.set(name, String(range))
    }
  }
  return ranges
}

/** package.json of a folder; empty where there is none that can be read. */
export function manifestOf(repo: Repo, folder: RepoPath = ''): Readonly<Record<string, unknown>> {
  const path = folder === '' ? 'package.json' : `${folder}/package.json`
  const text = readText(repo, path)
  const manifest = text === undefined ? undefined : readData(text, path)
  return isMapping(manifest) ? manifest : {}
}

/** The blocks of the presets that apply. TypeScript 7 has no compiler API that typescript-eslint 8 could use. */
export function blocksOf({ blocks, data }: Lint, repo: Repo, facts: Facts): readonly Block[] {
  if (blocks) return blocks
  const ranges = dependencyRanges(repo, facts)
  const exists = (path: string): boolean => repo.stat(path) !== undefined || facts.workspaces.some((folder) => repo.stat(`${folder}/${path}`) !== undefined)
  return detectBlocks({ dependencies: new Set(ranges.keys()), exists }, { data })
}

/** The lowest major version that a range allows; undefined where it says none. */
export function majorOf(range: string | undefined): number | undefined {
  const major = /(?:^|[^\w.])v?(\d+)(?:\.|$|\s)/.exec(` ${range ?? ''}`)?.[1]
  return major === undefined ? undefined : Number(major)
}

/** Whether the lowest version that a range allows is older than `major.minor`; false where it says none. */
export function allowsOlder(range: string, major: number, minor: number): boolean {
  const found = /(?:^|[^\w.])v?(\d+)(?:\.(\d+))?/.exec(` ${range}`)
  if (!found) return false
  const [has, least] = [Number(found[1]), Number(found[2] ?? 0)]
  return has < major || has === major && least < minor
}
