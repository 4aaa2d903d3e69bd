import * as v from 'valibot'
import { isMapping } from '../../../edit/value.ts'
import type { Repo, RepoPath } from '../../../repo/repo.ts'
import { runtimeTable } from '../../../provision/table.ts'
import { readData, readText } from '../../import/read.ts'
import { runtimeVersion } from '../schema.ts'

/** A version of a language, and where it is written. */
export interface FoundRuntime {
  readonly path: RepoPath
  readonly name: string
  readonly version: string
}

// asdf's plugins have names of their own.
const names: Readonly<Record<string, string>> = { 'nodejs': 'node', 'golang': 'go', 'dotnet-core': 'dotnet', 'python3': 'python' }
export const misePaths: readonly RepoPath[] = ['mise.toml', '.mise.toml', '.config/mise.toml', 'mise/config.toml', '.mise/config.toml']

/** Versions of languages as files say them, the strongest first. Nothing is run. */
export function foundRuntimes(repo: Repo): FoundRuntime[] {
  const found = [...misePaths.flatMap((path) => fromMise(repo, path)), ...fromToolVersions(repo), ...fromVersionFiles(repo), ...fromManifest(repo)]
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index)
}

/** A version that the config can hold; undefined for what names none (`system`, `ref:…`, `${{ … }}`). */
export function plainVersion(text: string): string | undefined {
  const version = text.trim().replace(/^v(?=\d)/, '').replace(/(?:\.[xX*])+$/, '').replace(/^[~^=]+\s*/, '')
  if (/^lts(?:\/.*)?$/.test(version)) return 'lts'
  return version !== 'system' && version !== 'path' && v.is(runtimeVersion, version) ? version : undefined
}

function runtime(path: RepoPath, name: string, text: unknown): FoundRuntime[] {
  const known = names[name] ?? name
  const version = typeof text === 'string' || typeof text === 'number' ? plainVersion(String(text)) : undefined
  return version === undefined || !Object.hasOwn(runtimeTable, known) ? [] : [{ path, name: known, version }]
}

function fromMise(repo: Repo, path: RepoPath): FoundRuntime[] {
  const data = readData(readText(repo, path) ?? '', path)
  const tools = isMapping(data) ? data['tools'] : undefined
  return isMapping(tools) ? Object.entries(tools).flatMap(([name, said]) => runtime(path, name, isMapping(said) ? said['version'] : Array.isArray(said) ? said[0] : said)) : []
}

/** `nodejs 22.1.0 20.1.0`: the first version is the one. */
function fromToolVersions(repo: Repo): FoundRuntime[] {
  const path = '.tool-versions'
  return (readText(repo, path) ?? '').split(/\r?\n/).flatMap((line) => {
    const [name = '', version] = line.replace(/#.*/, '').trim().split(/\s+/)
    return runtime(path, name, version)
  })
}

const versionFiles: readonly (readonly [RepoPath, string])[] = [
  ['.node-version', 'node'], ['.nvmrc', 'node'], ['.python-version', 'python'], ['.ruby-version', 'ruby'], ['.go-version', 'go'], ['.java-version', 'java'],
]

function fromVersionFiles(repo: Repo): FoundRuntime[] {
  return versionFiles.flatMap(([path, name]) => runtime(path, name, (readText(repo, path) ?? '').split(/\r?\n/, 1)[0]?.replace(/#.*/, '').replace(/^ruby-/, '')))
}

function fromManifest(repo: Repo): FoundRuntime[] {
  const path = 'package.json'
  const manifest = readData(readText(repo, path) ?? '{}', path)
  const volta = isMapping(manifest) ? manifest['volta'] : undefined
  return isMapping(volta) ? runtime(path, 'node', volta['node']) : []
}
