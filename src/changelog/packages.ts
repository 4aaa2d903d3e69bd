import { ConventionsError } from '../errors.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo, RepoPath } from '../repo/repo.ts'

/** A workspace package. */
export interface Package {
  readonly name: string
  /** Its folder. */
  readonly path: RepoPath
  readonly version: string | undefined
  readonly private: boolean
  /** Names of packages that whoever installs it gets too. */
  readonly dependencies: readonly string[]
}

const fields = ['dependencies', 'peerDependencies', 'optionalDependencies']

/** The workspace packages that have a name, by path. */
export function workspacePackages(repo: Repo, facts: Facts): Package[] {
  return facts.workspaces.flatMap((path) => {
    const found = readPackage(repo, path)
    return found === undefined ? [] : [found]
  })
}

/** The package in a folder ('' for the root); undefined where there is no readable package.json with a name. */
export function readPackage(repo: Repo, path: RepoPath): Package | undefined {
  const file = path === '' ? 'package.json' : `${path}/package.json`
  const manifest = parse(repo.read(file))
  const { name, version } = manifest
  if (typeof name !== 'string') return undefined
  const dependencies = fields.flatMap((field) => {
    const table = manifest[field]
    return typeof table === 'object' && table !== null ? Object.keys(table) : []
  })
  return { name, path, version: typeof version === 'string' ? version : undefined, private: manifest['private'] === true, dependencies: [...new Set(dependencies)] }
}

/** @throws ConventionsError `packageUnknown` */
export function findPackage(packages: readonly Package[], name: string): Package {
  const found = packages.find((one) => one.name === name) ?? packages.find(({ path }) => path === name.replace(/^\.\//, '').replace(/\/+$/, ''))
  if (found === undefined) throw new ConventionsError('packageUnknown', { name, known: packages.map((one) => one.name) })
  return found
}

function parse(text: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse((text ?? '{}').replace(/^\ufeff/, ''))
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {}
  } catch {
    // Whoever edits it says so, with the line.
    return {}
  }
}
