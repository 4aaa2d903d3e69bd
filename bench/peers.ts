import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inRoot } from '../scripts/lib/root.ts'
import { mustRun, run } from '../scripts/lib/run.ts'

/** A tool that sets a repository up, run as close as it can be to `init --yes --no-install`. */
export interface Peer {
  readonly name: string
  readonly version: string
  /** Its bin in `node_modules/.bin`, and the arguments that make it ask nothing, install nothing and use no network. */
  readonly args: readonly string[]
  /** It starts from an empty folder; otherwise from a git repository with a package.json of three fields. */
  readonly emptyFolder?: boolean
  /** A dependency that some registries lack and that `args` do not use: tried with an empty package in its place. */
  readonly stub?: string
}

export const peers: readonly Peer[] = [
  {
    name: 'create-typescript-app', version: '2.65.2', stub: 'cspell-populate-words',
    args: [
      '--mode', 'transition', '--offline', '--skip-requests', '--skip-scripts', '--preset', 'minimal',
      '--owner', 'acme', '--repository', 'widget', '--title', 'Widget', '--description', 'A widget.', '--author', 'acme', '--email', 'a@b.co',
    ],
  },
  {
    name: 'ultracite', version: '7.12.2',
    args: [
      'init', '--quiet', '--skip-install', '--linter', 'biome', '--pm', 'npm',
      '--editors', 'universal', '--agents', 'universal', '--integrations', 'husky', 'lint-staged',
    ],
  },
  { name: 'projen', version: '0.103.25', emptyFolder: true, args: ['new', 'typescript', '--no-post', '--no-git', '--name', 'widget'] },
]

export interface InstalledPeer extends Peer {
  /** Absolute path of its bin. */
  readonly bin: string
  /** Packages that npm fetched for it, itself included. */
  readonly packages: number
  /** bytes */
  readonly packed: number
  readonly unpacked: number
  readonly stubbed: boolean
}

const cache = inRoot('.cache/bench')

/** Installs a peer into the cache folder; the reason in a sentence where that is not possible. */
export async function installPeer(peer: Peer): Promise<InstalledPeer | string> {
  const folder = join(cache, `${peer.name}@${peer.version}`)
  const bin = join(folder, 'node_modules', '.bin', peer.name)
  if (!existsSync(bin)) {
    const problem = await install(peer, folder, false)
    if (problem !== undefined && (peer.stub === undefined || await install(peer, folder, true) !== undefined)) return problem
  }
  const stubbed = existsSync(join(folder, 'stub'))
  return { ...peer, bin, stubbed, packages: countPackages(folder) - (stubbed ? 1 : 0), ...await sizeOf(`${peer.name}@${peer.version}`) }
}

async function install({ name, version, stub }: Peer, folder: string, stubbed: boolean): Promise<string | undefined> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, ...stubbed ? ['stub'] : []), { recursive: true })
  const overrides = stubbed && stub !== undefined ? { [stub]: 'file:./stub' } : {}
  if (stubbed) writeJson(join(folder, 'stub', 'package.json'), { name: stub, version: '0.0.0' })
  writeJson(join(folder, 'package.json'), { private: true, overrides })
  const { code, stderr } = await run('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], { cwd: folder })
  return code === 0 ? undefined : /^npm error (?:404 +')?(.*(?:could not be found|No match|not in this registry).*)$/m.exec(stderr)?.[1] ?? 'npm install failed'
}

/** Packages under `folder` that npm fetched; what is bundled inside another one is not counted. */
export function countPackages(folder: string): number {
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8')) as { packages: Record<string, { inBundle?: true, link?: true }> }
  return Object.values(lock.packages).filter(({ inBundle, link }) => !inBundle && !link).length
}

async function sizeOf(spec: string): Promise<{ packed: number, unpacked: number }> {
  const [{ size, unpackedSize }] = JSON.parse(await mustRun('npm', ['pack', '--json', '--dry-run', spec])) as [{ size: number, unpackedSize: number }]
  return { packed: size, unpacked: unpackedSize }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value))
}
