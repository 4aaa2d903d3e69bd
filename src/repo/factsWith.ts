import { once } from './once.ts'
import { isRepoPath } from './path.ts'
import type { Repo, RepoPath } from './repo.ts'

export type Language = 'javascript' | 'typescript' | 'kotlin' | 'java' | 'go' | 'python' | 'rust' | 'ruby' | 'php' | 'swift' | 'csharp'
export type Host = 'github' | 'gitlab' | 'bitbucket' | 'none'
export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun'

/** What a repository is, read from marker files and remotes; never by walking the whole tree. Each fact is read when it is asked for, once. */
export interface Facts {
  readonly languages: readonly Language[]
  /** Undefined where there is no package.json at the root: the repository is not JavaScript. */
  readonly packageManager: PackageManager | undefined
  /** Lock file of the package manager, when there is one. */
  readonly lockFile: RepoPath | undefined
  /** Directories of workspace packages, sorted. */
  readonly workspaces: readonly RepoPath[]
  readonly host: Host
  /** `https://host/owner/name` of the first remote (origin preferred), without `.git`; undefined without a remote. */
  readonly url: string | undefined
  /** The range of Node that the repository asks for (engines, .nvmrc, .node-version); undefined when it says nothing. */
  readonly node: string | undefined
}

/** Reads YAML. Handed in: what does so takes as long to load as a short command takes in all. */
export type ParseYaml = (text: string) => unknown

/** @returns the facts of a repository; nothing is read before it is asked for */
export function factsWith(repo: Repo, parseYaml: ParseYaml): Facts {
  const names = once(() => new Set(repo.list('')))
  const manifest = once(() => readManifest(repo))
  const url = once(() => webUrl(repo))
  const lockFile = once(() => lockFiles.find(([file]) => names().has(file)))
  return {
    get languages() { return readLanguages(names(), manifest()) },
    get packageManager() { return names().has('package.json') ? namedManager(manifest()) ?? lockFile()?.[1] ?? 'npm' : undefined },
    get lockFile() { return lockFile()?.[0] },
    get workspaces() { return readWorkspaces(repo, manifest(), parseYaml) },
    get host() { return readHost(url(), names()) },
    get url() { return url() },
    get node() { return readNode(repo, manifest()) },
  }
}

const lockFiles: readonly (readonly [RepoPath, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'], ['bun.lock', 'bun'], ['bun.lockb', 'bun'], ['yarn.lock', 'yarn'],
  ['npm-shrinkwrap.json', 'npm'], ['package-lock.json', 'npm'],
]

const markers: readonly (readonly [RegExp, Language])[] = [
  [/^build\.gradle\.kts$|^settings\.gradle\.kts$/, 'kotlin'], [/^pom\.xml$|^build\.gradle$/, 'java'], [/^go\.(mod|work)$/, 'go'],
  [/^(pyproject\.toml|setup\.(py|cfg)|requirements\.txt|Pipfile)$/, 'python'], [/^Cargo\.toml$/, 'rust'], [/^Gemfile$|\.gemspec$/, 'ruby'],
  [/^composer\.json$/, 'php'], [/^Package\.swift$/, 'swift'], [/\.(sln|slnx|csproj)$/, 'csharp'],
]

interface Manifest {
  readonly packageManager?: unknown
  readonly workspaces?: unknown
  readonly engines?: unknown
  readonly dependencies?: unknown
  readonly devDependencies?: unknown
}

/** package.json as an object; undefined when it is absent or cannot be parsed (whoever edits it says so, with the line). */
function readManifest(repo: Repo): Manifest | undefined {
  const text = repo.read('package.json')
  try {
    const value: unknown = text === undefined ? undefined : JSON.parse(text.replace(/^\ufeff/, ''))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function namedManager(manifest: Manifest | undefined): PackageManager | undefined {
  const field = manifest?.packageManager
  const name = typeof field === 'string' ? field.split('@')[0] : undefined
  return name === 'npm' || name === 'pnpm' || name === 'yarn' || name === 'bun' ? name : undefined
}

function readLanguages(names: ReadonlySet<string>, manifest: Manifest | undefined): Language[] {
  const found = new Set<Language>()
  if (names.has('package.json')) {
    const typed = [...names].some((name) => /^tsconfig(\..+)?\.json$/.test(name)) || hasDependency(manifest, 'typescript')
    found.add(typed ? 'typescript' : 'javascript')
  }
  for (const name of names) {
    for (const [marker, language] of markers) if (marker.test(name)) found.add(language)
  }
  return [...found]
}

function hasDependency(manifest: Manifest | undefined, name: string): boolean {
  return [manifest?.dependencies, manifest?.devDependencies].some((table) => isRecord(table) && name in table)
}

/** Globs of the workspace field (npm, yarn, bun) or pnpm-workspace.yaml, resolved where they are names, `dir/*` or `dir/**`. */
function readWorkspaces(repo: Repo, manifest: Manifest | undefined, parseYaml: ParseYaml): RepoPath[] {
  const field = isRecord(manifest?.workspaces) ? manifest.workspaces['packages'] : manifest?.workspaces
  const globs = [...strings(field), ...strings(pnpmPackages(repo, parseYaml))]
  const wanted = globs.filter((glob) => !glob.startsWith('!')).flatMap((glob) => expand(repo, glob))
  const unwanted = new Set(globs.filter((glob) => glob.startsWith('!')).flatMap((glob) => expand(repo, glob.slice(1))))
  return [...new Set(wanted)].filter((dir) => !unwanted.has(dir)).sort()
}

function pnpmPackages(repo: Repo, parseYaml: ParseYaml): unknown {
  const text = repo.read(pnpmFile)
  try {
    const value: unknown = text === undefined ? undefined : parseYaml(text)
    return isRecord(value) ? value['packages'] : undefined
  } catch {
    return undefined
  }
}

/** Where pnpm is told its workspaces: the one fact that is written in YAML. */
export const pnpmFile = 'pnpm-workspace.yaml'
const deepest = 4

/** The packages that a glob names; the root, which `.` names, is none. What is outside of the repository, or cannot be in it, is not found. */
function expand(repo: Repo, glob: string): RepoPath[] {
  const [, before = '', choices, after = ''] = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(glob) ?? []
  if (choices !== undefined) return choices.split(',').flatMap((choice) => expand(repo, `${before}${choice}${after}`))
  let dirs = ['']
  for (const part of glob.replace(/\/+$/, '').split('/')) {
    if (part === '.') continue
    if (part === '..' || part === '') return []
    dirs = part === '**' ? dirs.flatMap((dir) => [dir, ...below(repo, dir, deepest)]) : dirs.flatMap((dir) => matching(repo, dir, part))
  }
  return dirs.filter((dir) => dir !== '' && repo.stat(`${dir}/package.json`)?.type === 'file')
}

function matching(repo: Repo, dir: RepoPath, part: string): RepoPath[] {
  if (!part.includes('*')) return isRepoPath(join(dir, part)) && isDirectory(repo, join(dir, part)) ? [join(dir, part)] : []
  const pattern = new RegExp(`^${part.split('*').map((text) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&')).join('[^/]*')}$`)
  return subdirectories(repo, dir).filter((path) => pattern.test(path.slice(path.lastIndexOf('/') + 1)))
}

function below(repo: Repo, dir: RepoPath, depth: number): RepoPath[] {
  return depth === 0 ? [] : subdirectories(repo, dir).flatMap((path) => [path, ...below(repo, path, depth - 1)])
}

function subdirectories(repo: Repo, dir: RepoPath): RepoPath[] {
  return repo.list(dir).filter((name) => name !== 'node_modules' && !name.startsWith('.')).map((name) => join(dir, name))
    .filter((path) => isDirectory(repo, path))
}

const isDirectory = (repo: Repo, path: RepoPath): boolean => repo.stat(path)?.type === 'directory'
const join = (dir: RepoPath, name: string): RepoPath => dir === '' ? name : `${dir}/${name}`

/** The forge by the remote's name; for a host of the team's own by the files that only one forge reads. */
function readHost(url: string | undefined, names: ReadonlySet<string>): Host {
  const host = url === undefined ? '' : new URL(url).hostname
  if (/(^|\.)github\./.test(host) || host.startsWith('github-') || host.endsWith('.ghe.com')) return 'github'
  if (/(^|\.)gitlab\./.test(host)) return 'gitlab'
  if (/(^|\.)bitbucket\./.test(host)) return 'bitbucket'
  if (names.has('.gitlab-ci.yml') || names.has('.gitlab')) return 'gitlab'
  if (names.has('bitbucket-pipelines.yml')) return 'bitbucket'
  if (names.has('.github')) return 'github'
  return 'none'
}

/** `https://host/path` of origin, else of the first remote; from a URL, or from scp's `user@host:path`. */
function webUrl(repo: Repo): string | undefined {
  const remotes = repo.git.remotes()
  const remote = remotes['origin'] ?? Object.values(remotes)[0]
  if (remote === undefined) return undefined
  const [, host = '', path = ''] = /^(?:[^@/]+@)?([^:/]{2,}):(?!\/\/)(.+)$/.exec(remote) ?? []
  const url = host === '' ? remote : `ssh://${host}/${path}`
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, pathname } = new URL(url)
  if (!/^(https?|ssh|git(\+ssh)?):$/.test(protocol) || hostname === '') return undefined
  const web = `https://${hostname}${pathname.replace(/\/+$/, '').replace(/\.git$/, '')}`
  return URL.canParse(web) ? web : undefined
}

function readNode(repo: Repo, manifest: Manifest | undefined): string | undefined {
  const engines = isRecord(manifest?.engines) ? manifest.engines['node'] : undefined
  if (typeof engines === 'string') return engines
  const file = ['.nvmrc', '.node-version'].find((name) => repo.stat(name)?.type === 'file')
  const version = file === undefined ? undefined : repo.read(file)?.trim()
  return version || undefined
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
