import { sh } from '../../edit/quote.ts'
import { isMapping } from '../../edit/value.ts'
import type { Context } from '../../feature.ts'
import type { PackageManager } from '../../repo/facts.ts'
import { satisfies } from '../../repo/range.ts'
import { readData, readText } from '../import/read.ts'
import { ownManifest } from '../toolkit.ts'
import type { Ci } from './schema.ts'

/** How jobs come to their tools, as lines of sh. */
export interface Tools {
  /** The file that names the version of Node; GitHub reads it. */
  readonly nodeFile: string | undefined
  /** A version of Node, major or more. */
  readonly node: string
  readonly manager: PackageManager | undefined
  /** What brings the package manager where only Node is there. */
  readonly bring: readonly string[]
  /** Whether there is a lock file, by which downloads are cached. */
  readonly locked: boolean
  /** What installs the packages as the lock file says; none where there is no package.json. */
  readonly install: readonly string[]
  /** Words of sh that start `conventions`. */
  readonly conventions: string
  /** Whether `conventions` is there only once the packages are installed. */
  readonly installed: boolean
}

const runners: Readonly<Record<PackageManager, string>> = {
  npm: 'npx --no -- conventions', pnpm: 'pnpm exec conventions', yarn: 'yarn conventions', bun: 'bun run conventions',
}

/** What the repository's jobs are set up with. */
export function toolsOf(context: Context<Ci>): Tools {
  const { options, facts, repo, contributions: { nodeFiles: [planned] } } = context
  const manager = facts.packageManager
  const there = ['.nvmrc', '.node-version'].find((name) => repo.stat(name)?.type === 'file')
  const locked = isLocked(context)
  return {
    nodeFile: options.node === undefined ? there ?? planned?.path : undefined, node: options.node ?? nodeVersion(facts.node ?? planned?.version), manager, locked,
    bring: manager === undefined ? [] : bringManager(context, manager),
    install: manager === undefined ? [] : [installCommand(context, manager, locked)],
    ...runner(context),
  }
}

function runner({ options, facts, config: { toolkit } }: Context<Ci>): Pick<Tools, 'conventions' | 'installed'> {
  if (options.command !== undefined) return { conventions: options.command, installed: true }
  if (facts.packageManager !== undefined && toolkit !== false && toolkit.dependency) return { conventions: runners[facts.packageManager], installed: true }
  const version = (toolkit !== false && toolkit.version) || ownManifest().version
  const spec = /^[a-z+]+:/.test(version) ? version : `create-conventions@${version}`
  return { conventions: `npx --yes --package ${/^[\w@.-]+$/.test(spec) ? spec : sh(spec)} -- conventions`, installed: false }
}

/**
 * Whether jobs find a lock file: there is one, or the install that brings the toolkit writes it. Not where the repository wants none: then its
 * .npmrc or its .gitignore says so.
 */
function isLocked({ facts, repo, config: { toolkit } }: Context<Ci>): boolean {
  if (facts.lockFile !== undefined) return true
  const refused = /^\s*(?:package-lock|lockfile)\s*=\s*false\s*$/m.test(readText(repo, '.npmrc') ?? '')
    || /^\/?(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?)\s*$/m.test(readText(repo, '.gitignore') ?? '')
  return toolkit !== false && toolkit.dependency && !refused
}

/** The newest line that we run on, where the repository's range allows it; else the first major that it names. */
function nodeVersion(range: string | undefined): string {
  if (range === undefined || satisfies('24.15.0', range) !== false) return /^lts\/\*$/.test(range ?? '') ? 'lts' : '24'
  return /\d+/.exec(range)?.[0] ?? '24'
}

/** `pnpm@9.1.0+sha512.…` → `9.1.0`, where package.json names the manager. */
function namedVersion({ repo }: Context<Ci>): string | undefined {
  const text = readText(repo, 'package.json')
  const manifest = text === undefined ? undefined : readData(text, 'package.json')
  const field = isMapping(manifest) ? manifest['packageManager'] : undefined
  return typeof field === 'string' ? /^\w+@(\d[\w.-]*)/.exec(field)?.[1] : undefined
}

function isBerry(context: Context<Ci>): boolean {
  return context.repo.stat('.yarnrc.yml') !== undefined || /^[2-9]/.test(namedVersion(context) ?? '1')
}

function bringManager(context: Context<Ci>, manager: PackageManager): string[] {
  const version = namedVersion(context)
  switch (manager) {
    case 'npm': return []
    case 'pnpm': return [`npm install --global pnpm@${version ?? '10'}`]
    case 'bun': return [`npm install --global bun@${version ?? '1'}`]
    // Node 25 and later come without Corepack. A classic Yarn is on the runners and in the images.
    case 'yarn': return isBerry(context) ? ['npm install --global corepack', 'corepack enable'] : []
  }
}

function installCommand(context: Context<Ci>, manager: PackageManager, locked: boolean): string {
  switch (manager) {
    case 'npm': return locked ? 'npm ci' : 'npm install'
    case 'pnpm': return locked ? 'pnpm install --frozen-lockfile' : 'pnpm install --no-frozen-lockfile'
    case 'yarn': return !locked ? 'yarn install' : isBerry(context) ? 'yarn install --immutable' : 'yarn install --frozen-lockfile'
    case 'bun': return locked ? 'bun install --frozen-lockfile' : 'bun install'
  }
}
