import * as v from 'valibot'
import { isList, isMapping } from '../../edit/value.ts'
import type { Found } from '../../feature.ts'
import type { Messages } from '../../messages/index.ts'
import { brewfileBlock, ownPart } from '../../provision/brewfile/files.ts'
import { importBrewfile } from '../../provision/brewfile/import.ts'
import type { Facts } from '../../repo/facts.ts'
import type { Repo } from '../../repo/repo.ts'
import { readData, readText } from '../import/read.ts'
import { foundRuntimes, misePaths, plainVersion, type FoundRuntime } from './detect/runtimes.ts'
import { usageOf, type FoundTool } from './detect/usage.ts'
import { extensionId, provisionSchema, type ProvisionInput } from './schema.ts'

/**
 * What a machine needs for this repository, from what the repository says and does. Nothing is run. Options come only where there is something
 * to bring besides a language: a repository that asks for Node alone has what it needs in .nvmrc.
 */
export function detectProvision(repo: Repo, facts: Facts, { provision: { seen } }: Messages): Found<ProvisionInput> {
  const brewfile = fromBrewfile(repo)
  const container = fromDevcontainer(repo)
  const usage = usageOf(repo)
  const files = foundRuntimes(repo)
  const managed = files.some(({ path }) => path === '.tool-versions' || misePaths.includes(path))
  const strong = brewfile !== undefined || container !== undefined || managed || usage.tools.some(({ optional, id }) => !optional && id !== 'make')
  if (!strong) return { seen: [], inexpressible: [] }
  const runtimes = byName([...files, ...container?.runtimes ?? [], ...packageManager(repo, facts), ...usage.runtimes])
  const tools = usage.tools.filter(({ id }) => !Object.hasOwn(brewfile?.options.packages ?? {}, id) && !runtimes.some(({ name }) => name === id))
  const packages = { ...brewfile?.options.packages, ...Object.fromEntries(tools.map((tool) => [tool.id, toolValue(tool, seen)])) }
  const extensions = [...new Set([...brewfile?.options.extensions ?? [], ...container?.extensions ?? []])]
  const off = filesOf(repo)
  const options: ProvisionInput = {
    ...brewfile?.options, ...Object.keys(packages).length > 0 && { packages }, ...extensions.length > 0 && { extensions },
    ...runtimes.length > 0 && { runtimes: Object.fromEntries(runtimes.map(({ name, version }) => [name, version])) },
    ...Object.keys(off).length > 0 && { files: off },
  }
  return {
    options: v.is(provisionSchema, options) ? options : {},
    seen: [
      ...brewfile === undefined ? [] : [seen.brewfile('Brewfile', brewfile.count)],
      ...runtimes.map(({ path, name, version }) => seen.runtime(path, name, version)),
      ...container === undefined ? [] : [seen.devcontainer(container.path)],
      ...tools.map(({ path, id }) => seen.tool(path, id)),
    ],
    inexpressible: [...brewfile?.rest ?? [], ...brewfile?.code ?? []].map((what) => ({ path: 'Brewfile', what })),
  }
}

function fromBrewfile(repo: Repo) {
  const text = readText(repo, 'Brewfile')
  if (text === undefined) return undefined
  const own = ownPart('Brewfile', text)
  // A file that is nothing but our block is no finding.
  if (own.trim() === '' && text.includes(`conventions:begin ${brewfileBlock}`)) return undefined
  const found = importBrewfile(own)
  const { packages = {}, appStore = {}, extensions = [] } = found.options
  return { ...found, count: Object.keys(packages).length + Object.keys(appStore).length + extensions.length }
}

function byName(found: readonly FoundRuntime[]): FoundRuntime[] {
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index)
}

function toolValue({ path, id, optional, options }: FoundTool, seen: Messages['provision']['seen']) {
  return { ...options, ...optional && { optional }, reason: seen.tool(path, id) }
}

/** pnpm, Yarn and Bun are brought by mise like a language, in the version that package.json names. */
function packageManager(repo: Repo, { packageManager: manager }: Facts): FoundRuntime[] {
  if (manager === undefined || manager === 'npm') return []
  const manifest = readData(readText(repo, 'package.json') ?? '{}', 'package.json')
  const said = isMapping(manifest) ? /^\w+@(\d+)\./.exec(String(manifest['packageManager']))?.[1] : undefined
  return [{ path: 'package.json', name: manager, version: said ?? 'latest' }]
}

const containers = ['.devcontainer/devcontainer.json', '.devcontainer.json']

/** Languages and extensions of a development container (containers.dev); the file is JSON with comments. */
function fromDevcontainer(repo: Repo) {
  const path = containers.find((place) => repo.stat(place) !== undefined)
  if (path === undefined) return undefined
  const data = readData(readText(repo, path) ?? '{}', path)
  const features = isMapping(data) && isMapping(data['features']) ? data['features'] : {}
  const runtimes = Object.entries(features).flatMap(([feature, options]): FoundRuntime[] => {
    const [, name] = /^ghcr\.io\/devcontainers\/features\/(node|python|go|java|ruby|rust|dotnet)(?::|$)/.exec(feature) ?? []
    const version = plainVersion(String((isMapping(options) ? options['version'] : options) ?? 'latest'))
    return name === undefined || version === undefined ? [] : [{ path, name, version }]
  })
  const vscode = isMapping(data) && isMapping(data['customizations']) ? data['customizations']['vscode'] : undefined
  const listed = isMapping(vscode) && isList(vscode['extensions']) ? vscode['extensions'] : []
  return { path, runtimes, extensions: listed.filter((id): id is string => v.is(extensionId, id)) }
}

/** Files that are the team's own already, or whose job another one does: they stay, and ours are not made. */
function filesOf(repo: Repo): NonNullable<ProvisionInput['files']> {
  const there = (path: string) => repo.stat(path) !== undefined
  const asdf = there('.tool-versions') && !misePaths.some(there)
  return {
    ...containers.some(there) && { devcontainer: false }, ...asdf && { mise: false }, ...(there('.nvmrc') || asdf) && !there('.node-version') && { nodeVersion: false },
    ...there('scripts/bootstrap.sh') && { bootstrap: false }, ...(there('scripts/bootstrap.ps1') || there('.config/configuration.winget')) && { windows: false },
  }
}
