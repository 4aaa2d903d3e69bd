import { parse as parseYaml } from 'yaml'
import { isMapping } from '../edit/value.ts'
import type { Io } from '../io.ts'
import type { Locale } from '../messages/index.ts'
import type { Facts } from '../repo/facts.ts'
import type { Repo } from '../repo/repo.ts'
import type { Data } from './render.ts'

/** What every template and every condition may ask about, besides the answers. */
export function surroundingsOf(repo: Repo, facts: Facts, locale: Locale, io: Pick<Io, 'env'>): Data {
  const manifest = manifestOf(repo)
  const depends = (name: string) => ['dependencies', 'devDependencies', 'peerDependencies'].some((table) => isMapping(manifest[table]) && name in manifest[table])
  const name = typeof manifest['name'] === 'string' ? manifest['name'] : ''
  return {
    locale,
    // For `{{#if}}`, which asks for a truth.
    locale_ko: locale === 'ko',
    repository: facts.url?.split('/').at(-1) ?? (name || repo.root.split(/[\\/]/).at(-1) || 'repository').replace(/^@.*\//, ''),
    url: facts.url ?? '',
    repoUrl: facts.url === undefined ? 'https://git.example.com/team/repository.git' : `${facts.url}.git`,
    host: facts.host,
    packageManager: facts.packageManager ?? '',
    typescript: facts.languages.includes('typescript'),
    framework: ['react', 'vue'].find(depends) ?? 'none',
    testRunner: ['vitest', 'jest'].find(depends) ?? 'node',
    // The scope of workspace packages: that of the root, else of the first one that is there.
    npmScope: scopeOf([name, ...facts.workspaces.map((dir) => String(manifestOf(repo, `${dir}/package.json`)['name'] ?? ''))]),
    packages: workspaceDir(repo, manifest),
    license: typeof manifest['license'] === 'string' ? manifest['license'] : 'UNLICENSED',
    node: facts.node ?? '>=22',
    today: today(io),
  }
}

function manifestOf(repo: Repo, path = 'package.json'): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(repo.read(path)?.replace(/^\ufeff/, '') ?? '{}')
    return isMapping(value) ? { ...value } : {}
  } catch {
    return {}
  }
}

function scopeOf(names: readonly string[]): string {
  return names.map((name) => /^(@[a-z0-9~-][a-z0-9._~-]*)\//.exec(name)?.[1]).find((scope) => scope !== undefined) ?? ''
}

/** Where a new workspace package goes: the first `dir/*` of the workspaces, else `packages`. */
function workspaceDir(repo: Repo, manifest: Record<string, unknown>): string {
  const field = isMapping(manifest['workspaces']) ? manifest['workspaces']['packages'] : manifest['workspaces']
  const pnpm: unknown = parseYaml(repo.read('pnpm-workspace.yaml') ?? '{}')
  const globs = [field, isMapping(pnpm) ? pnpm['packages'] : []].flat().filter((glob) => typeof glob === 'string')
  return globs.map((glob) => /^(?:\.\/)?([\w./-]+)\/\*\*?$/.exec(glob)?.[1]).find((dir) => dir !== undefined) ?? 'packages'
}

/** The day, as ISO 8601. A build that is to be the same again says which (https://reproducible-builds.org/specs/source-date-epoch/). */
function today({ env }: Pick<Io, 'env'>): string {
  const epoch = Number(env['SOURCE_DATE_EPOCH'])
  return (Number.isFinite(epoch) && epoch > 0 ? new Date(epoch * 1000) : new Date()).toISOString().slice(0, 10)
}

/** The number after the highest one that a file in a directory begins with; four digits. */
export function nextNumber(repo: Repo, dir: string): string {
  const numbers = repo.list(dir).map((name) => Number(/^(\d{1,6})(?!\d)/.exec(name)?.[1] ?? 0))
  return String(Math.max(0, ...numbers) + 1).padStart(4, '0')
}
