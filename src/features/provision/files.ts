import * as v from 'valibot'
import { ruby } from '../../edit/quote.ts'
import type { BlockChange, Change, Context, KeyEdit } from '../../feature.ts'
import { asOwn, brewfileBlock, brewfileBlockText, ownPart, type BrewfilePath } from '../../provision/brewfile/files.ts'
import { importBrewfile } from '../../provision/brewfile/import.ts'
import { caskArgs } from '../../provision/brewfile/render.ts'
import { itemsOf } from '../../provision/items.ts'
import { scriptTokens } from '../../provision/script.ts'
import type { Item } from '../../provision/types.ts'
import { onWindows, powershellTokens, wingetConfiguration } from '../../provision/windows.ts'
import { readText } from '../import/read.ts'
import { withoutMarkers } from '../markers.ts'
import { provisionSchema, type Provision } from './schema.ts'

export type ProvisionContext = Context<Provision>
export const scriptPath = 'scripts/bootstrap.sh'

/** What the config asks for, and what the team's own part of the Brewfile asks for besides. */
export function allItems({ options, repo }: Pick<ProvisionContext, 'options' | 'repo'>): Item[] {
  const items = itemsOf(options)
  const text = readText(repo, 'Brewfile')
  if (text === undefined) return items
  const { options: found } = importBrewfile(ownPart('Brewfile', text))
  const known = new Set(items.flatMap(({ id, entries }) => [id, ...entries]))
  // Under the team's own taps and trust, so that an entry means the same in both places.
  const theirs = itemsOf(v.parse(provisionSchema, { ...found, taps: { ...options.taps, ...found.taps } }))
  return [...items, ...theirs.filter(({ id, entries }) => !known.has(id) && !known.has(entries.at(-1) ?? ''))]
}

export function casks({ homebrew: { appdir, requireSha } }: Provision): string | undefined {
  return caskArgs({ appdir, require_sha: requireSha || undefined })
}

/** `Brewfile` and `Brewfile.optional`: our block beside what the team wrote there. */
export function brewfiles(context: ProvisionContext, items: readonly Item[]): BlockChange[] {
  const { repo, text: { provision: { reasons } } } = context
  const block = (path: BrewfilePath, part: readonly Item[], reason: string): BlockChange[] => {
    const text = brewfileBlockText(part, casks(context.options), ownPart(path, readText(repo, path) ?? ''))
    if (text === '') return []
    const code = part.flatMap(({ entries }) => entries).filter((line) => line.includes('postinstall: '))
    const why = code.length === 0 ? reason : `${reason}; ${reasons.code(code.join('; '))}`
    return [{ kind: 'block', path, id: brewfileBlock, text: withoutMarkers(path, text), reason: why }]
  }
  return [...block('Brewfile', items.filter(({ optional }) => !optional), reasons.brewfile), ...block('Brewfile.optional', items.filter(({ optional }) => optional), reasons.optional)]
}

/** `scripts/bootstrap.sh`. */
export function bootstrapText({ options, template, repo, text: { provision } }: ProvisionContext, items: readonly Item[]): string {
  const own = ownPart('Brewfile', readText(repo, 'Brewfile') ?? '')
  const tokens = scriptTokens({ items: asOwn(items, own), installer: options.homebrew.installer, caskArgs: casks(options), text: provision, path: scriptPath })
  return template('provision/bootstrap.sh', tokens)
}

export function scripts(context: ProvisionContext, items: readonly Item[]): Change[] {
  const { options: { files }, text: { provision }, template } = context
  const shell = items.flatMap(({ step }) => step?.shell === undefined ? [] : [step.shell])
  const reason = shell.length === 0 ? provision.reasons.script : `${provision.reasons.script}; ${provision.reasons.code(shell.map(ruby).join('; '))}`
  return [
    ...files.bootstrap ? [{ kind: 'file' as const, path: scriptPath, text: bootstrapText(context, items), executable: true, reason }] : [],
    ...files.windows && onWindows(items).length > 0 ? [
      { kind: 'file' as const, path: 'scripts/bootstrap.ps1', text: template('provision/bootstrap.ps1', powershellTokens(items, provision)), reason: provision.reasons.windows },
      { kind: 'file' as const, path: '.config/configuration.winget', text: wingetConfiguration(items, provision), reason: provision.reasons.winget },
    ] : [],
  ]
}

const misePaths = ['mise.toml', '.mise.toml', '.config/mise.toml', 'mise/config.toml', '.mise/config.toml']

export const nodeVersionPath = '.node-version'

/** What `.node-version` says: a number; undefined where there is to be no such file. */
export function nodeVersion({ files, runtimes: { node } }: Provision): string | undefined {
  return files.nodeVersion && node !== undefined && /^\d+(\.\d+){0,2}$/.test(node) ? node : undefined
}

/** `mise.toml` (or whichever the repository has) and `.node-version`. */
export function versions({ options, repo, text: { provision: { reasons } } }: ProvisionContext, items: readonly Item[]): Change[] {
  const path = misePaths.find((place) => repo.stat(place) !== undefined) ?? 'mise.toml'
  const keys = items.flatMap(({ mise }): KeyEdit[] => mise === undefined ? [] : [{ at: ['tools', mise.name], value: mise.version, mode: 'set' }])
  const node = nodeVersion(options)
  return [
    ...options.files.mise && keys.length > 0 ? [{ kind: 'keys' as const, path, keys, reason: reasons.mise }] : [],
    ...node === undefined ? [] : [{ kind: 'file' as const, path: nodeVersionPath, text: nodeVersionText(readText(repo, nodeVersionPath), node), reason: reasons.nodeVersion }],
  ]
}

/** As it is where it says the same. */
function nodeVersionText(there: string | undefined, node: string): string {
  return there !== undefined && there.trim().replace(/^v/, '') === node ? there.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n') : `${node}\n`
}

// https://containers.dev/features: those that the specification's own maintainers keep.
const features: Readonly<Record<string, string>> = {
  node: 'ghcr.io/devcontainers/features/node:1', python: 'ghcr.io/devcontainers/features/python:1', go: 'ghcr.io/devcontainers/features/go:1',
  java: 'ghcr.io/devcontainers/features/java:1', ruby: 'ghcr.io/devcontainers/features/ruby:1', rust: 'ghcr.io/devcontainers/features/rust:1',
  dotnet: 'ghcr.io/devcontainers/features/dotnet:2',
}

/** `.devcontainer/devcontainer.json`: languages by the features made for it, everything else by the same script. */
export function devcontainer({ options, text: { provision: { reasons } } }: ProvisionContext, items: readonly Item[]): Change[] {
  if (!options.files.devcontainer || !options.files.bootstrap) return []
  const languages = Object.entries(options.runtimes).flatMap(([name, version]): KeyEdit[] => {
    const feature = features[name]
    return feature === undefined ? [] : [{ at: ['features', feature], value: { version }, mode: 'default' }]
  })
  // There is no daemon inside a container, unless it gets one of its own.
  const docker: KeyEdit[] = items.some(({ id }) => id === 'docker') ? [{ at: ['features', 'ghcr.io/devcontainers/features/docker-in-docker:2'], value: {}, mode: 'default' }] : []
  const skipped = ['homebrew', ...items.filter(({ kind, id }) => kind === 'env' || id === 'mise').map(({ id }) => id), ...items.filter(({ kind, id, mise }) => kind !== 'runtime' ? mise !== undefined : features[id] === undefined).map(({ id }) => id)]
  return [{
    kind: 'keys', path: '.devcontainer/devcontainer.json', reason: reasons.devcontainer,
    keys: [
      { at: ['image'], value: options.devcontainer.image, mode: 'default' }, ...languages, ...docker,
      ...options.extensions.length > 0 ? [{ at: ['customizations', 'vscode', 'extensions'], value: options.extensions, mode: 'include' as const }] : [],
      { at: ['postCreateCommand'], value: `sh ${scriptPath} --yes --skip ${[...new Set(skipped)].join(',')}`, mode: 'set' },
    ],
  }]
}
