import { posix } from 'node:path'
import { ConventionsError } from '../errors.ts'
import { isRepoPath } from '../repo/path.ts'
import type { RepoPath } from '../repo/repo.ts'
import { quote, type Where } from './show.ts'

/** A preset in a git repository: data at a tag or commit. */
export interface GitSpec {
  readonly kind: 'git'
  readonly id: string
  readonly protocol: 'https' | 'ssh' | 'file'
  /** What git fetches from: an address without `git+`, path query and ref. */
  readonly url: string
  /** The fragment's path in that repository; undefined: `conventions.preset.yaml`, `.yml` or `.json`. */
  readonly path: RepoPath | undefined
  /** A tag's name, or a commit's whole hash. */
  readonly ref: string
}

/** What an entry of `extends` names. `id` is the same for what is the same preset; it is how chains and origins show it. */
export type Spec =
  | { readonly kind: 'shipped', readonly id: string }
  | { readonly kind: 'package', readonly id: string }
  | { readonly kind: 'file', readonly id: string, readonly path: RepoPath }
  | GitSpec

/** What the fragment that names presets is, and so what it may name. */
export type Home =
  /** The config, and files beside it: everything. `directory` is what their relative paths start from; '' is the root. */
  | { readonly kind: 'repository', readonly directory: RepoPath }
  /** A package's own presets: everything but files outside of the package and `git+file`. */
  | { readonly kind: 'package', readonly directory: RepoPath, readonly root: RepoPath }
  /** Fetched: shipped presets and what is fetched in the same manner; nothing of the user's machine. */
  | { readonly kind: 'remote', readonly protocol: GitSpec['protocol'] }
  | { readonly kind: 'shipped' }

// https://docs.npmjs.com/cli/v11/configuring-npm/package-json#name
const packageName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/
/** What a shipped preset's name looks like; a package's name may look the same. */
export const presetName = /^[a-z][a-z0-9-]*$/
const protocols: readonly string[] = ['https', 'ssh', 'file']
const commitHash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

export function isCommit(ref: string): boolean {
  return commitHash.test(ref)
}

/**
 * Reads an entry of `extends`. Nothing is looked at, fetched or read here. `isShipped` tells the names of shipped presets from those
 * of packages.
 *
 * @throws ConventionsError `presetNotAllowed` where `home` may not name such a preset; `presetOutside`, `presetCode`, `presetProtocol`,
 *   `presetRefMissing`, `presetRef`, `presetCredentials`, `presetSpec` where nobody may
 */
export function parseSpec(text: string, home: Home, where: Where, isShipped: (name: string) => boolean): Spec {
  const refuse = (code: RefusalCode) => new ConventionsError(code, { where, spec: quote(text, 200) })
  if (/\p{Cc}/u.test(text) || text !== text.trim()) throw refuse('presetSpec')
  const spec = /^(?:[a-z][a-z0-9+.-]*:|git\+)/i.test(text) ? gitSpec(text, refuse)
    : /^(?:\.{0,2}[/\\]|~|\.{1,2}$)/.test(text) ? fileSpec(text, home, refuse)
      : presetName.test(text) && isShipped(text) ? { kind: 'shipped', id: text } as const
        : /\.(?:ya?ml|json)$/.test(text) ? undefined
          : packageName.test(text) && isRepoPath(`node_modules/${text}`) ? { kind: 'package', id: text } as const
            : undefined
  if (!spec) throw refuse(/\.(?:ya?ml|json)$/.test(text) ? 'presetFileDot' : 'presetSpec')
  if (!mayName(home, spec)) throw refuse('presetNotAllowed')
  return spec
}

type RefusalCode = 'presetNotAllowed' | 'presetOutside' | 'presetCode' | 'presetProtocol' | 'presetRefMissing' | 'presetRef'
  | 'presetCredentials' | 'presetSpec' | 'presetFileDot'
type Refuse = (code: RefusalCode) => ConventionsError

function mayName(home: Home, spec: Spec): boolean {
  switch (home.kind) {
    case 'repository': return true
    case 'package': return spec.kind !== 'git' || spec.protocol !== 'file'
    case 'remote': return spec.kind === 'shipped' || (spec.kind === 'git' && (spec.protocol !== 'file' || home.protocol === 'file'))
    case 'shipped': return spec.kind === 'shipped'
  }
}

function fileSpec(text: string, home: Home, refuse: Refuse): Spec {
  if (home.kind === 'remote' || home.kind === 'shipped') throw refuse('presetNotAllowed')
  if (!/^\.\.?\//.test(text) || text.includes('\\')) throw refuse('presetOutside')
  const path = posix.join(home.directory, text)
  const inside = home.kind === 'repository' || path.startsWith(`${home.root}/`)
  if (!inside || !isRepoPath(path)) throw refuse('presetOutside')
  if (/\.[cm]?[jt]sx?$/.test(path)) throw refuse('presetCode')
  if (!/\.(?:ya?ml|json)$/.test(path)) throw refuse('presetSpec')
  return { kind: 'file', id: `./${path}`, path }
}

function gitSpec(text: string, refuse: Refuse): GitSpec {
  const url = URL.parse(text.replace(/^git\+/, ''))
  const protocol = url?.protocol.slice(0, -1) ?? ''
  if (!text.startsWith('git+') || !url || !protocols.includes(protocol)) throw refuse('presetProtocol')
  if (url.password !== '' || (url.username !== '' && protocol !== 'ssh')) throw refuse('presetCredentials')
  const ref = decode(url.hash.slice(1))
  if (ref === '') throw refuse('presetRefMissing')
  if (ref === undefined || !isRefName(ref)) throw refuse('presetRef')
  const path = url.searchParams.get('path') ?? undefined
  if ([...url.searchParams.keys()].some((key) => key !== 'path') || url.searchParams.size > 1) throw refuse('presetSpec')
  if (path !== undefined && (!isRepoPath(path) || path.startsWith('-'))) throw refuse('presetOutside')
  if (path !== undefined && !/\.(?:ya?ml|json)$/.test(path)) throw refuse('presetCode')
  url.hash = ''
  url.search = ''
  // git hands the host to ssh as an argument.
  if (url.hostname.startsWith('-') || url.username.startsWith('-') || url.pathname.startsWith('/-')) throw refuse('presetSpec')
  return { kind: 'git', id: text, protocol: protocol as GitSpec['protocol'], url: url.href, path, ref }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** The rules of `git check-ref-format` as far as a tag's name goes; one that begins with `-` is refused too. */
function isRefName(ref: string): boolean {
  return ref.length <= 200 && /^[\p{L}\p{N}_@+=.,!%&/-]+$/u.test(ref) && !ref.startsWith('-')
    && !/\.\.|@\{|\/\/|^\/|\/$|\.$|(?:^|\/)\.|\.lock(?:\/|$)|^@$/.test(ref)
}
