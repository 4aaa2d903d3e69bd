import { readFileSync } from 'node:fs'
import { assetUrl } from '../../../assets.ts'
import type { LintCandidate } from '../../../compare/lint/catalog.ts'
import type { CandidateOptions } from '../../../compare/lint/protocol.ts'
import type { Home, Installed } from '../../../compare/lint/store.ts'
import { hashOf } from '../../../plan/hash.ts'
import type { Facts } from '../../../repo/facts.ts'
import type { Repo } from '../../../repo/repo.ts'

/** What results mean: counted up when the same files and candidates give other results. */
const edition = 4

/** Everything that a candidate's results depend on but the file. */
export function resultsKey({ candidate, versions }: Installed, home: Home, options: CandidateOptions, repo: Repo, facts: Facts): string {
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
