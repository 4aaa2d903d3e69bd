import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sh } from '../../../src/edit/quote.ts'
import { mustRun, run } from '../../../scripts/lib/run.ts'

type Words = readonly [string, ...string[]]

/** A package manager as a package of npm, and how it does what is tested. */
interface Manager {
  readonly name: string
  readonly command: 'npm' | 'pnpm' | 'yarn' | 'bun'
  /** What is installed to have it, and the program in it; none for the npm that is here. */
  readonly from?: { readonly package: string, readonly range: string, readonly program: string }
  readonly lockFile: string
  /** Where the installed packages are told. */
  readonly modules?: '.pnp.cjs'
  /** What its repositories hold besides package.json. */
  readonly files?: Readonly<Record<string, string>>
  /** Installs what is needed in production alone, from the lock file. */
  readonly production: Words
  /** Runs a program of an installed package. */
  readonly exec: Words
  /** Where the packages of a workspace are told; package.json unless said otherwise. */
  readonly workspaces?: Readonly<Record<string, string>>
}

const bun = `@oven/bun-${process.platform}-${process.arch === 'arm64' ? 'aarch64' : process.arch}`
const berry = { command: 'yarn', from: { package: '@yarnpkg/cli-dist', range: '4', program: 'bin/yarn.js' }, lockFile: 'yarn.lock', exec: ['yarn'] } as const
const focus = ['yarn', 'workspaces', 'focus', '--production'] as const

export const managers: readonly Manager[] = [
  { name: 'npm', command: 'npm', lockFile: 'package-lock.json', production: ['npm', 'ci', '--omit=dev'], exec: ['npx', '--no-install'] },
  {
    name: 'pnpm 10', command: 'pnpm', from: { package: 'pnpm', range: '10', program: 'bin/pnpm.cjs' }, lockFile: 'pnpm-lock.yaml',
    production: ['pnpm', 'install', '--prod', '--frozen-lockfile'], exec: ['pnpm'], workspaces: { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n' },
  },
  {
    name: 'yarn 1', command: 'yarn', from: { package: 'yarn', range: '1', program: 'bin/yarn.js' }, lockFile: 'yarn.lock',
    production: ['yarn', 'install', '--production', '--frozen-lockfile'], exec: ['yarn'],
  },
  { ...berry, name: 'yarn 4', files: { '.yarnrc.yml': 'nodeLinker: node-modules\n', 'yarn.lock': '' }, production: focus },
  // Known by its lock file alone.
  { ...berry, name: 'yarn 4 with Plug\'n\'Play', modules: '.pnp.cjs', files: { 'yarn.lock': '' }, production: focus },
  {
    name: 'bun', command: 'bun', from: { package: bun, range: '1', program: `bin/bun${process.platform === 'win32' ? '.exe' : ''}` }, lockFile: 'bun.lock',
    production: ['bun', 'install', '--production', '--frozen-lockfile'], exec: ['bun', 'run'],
  },
]

/**
 * Installs the package managers into a folder, without their scripts.
 *
 * @returns per name a directory for the PATH, or why there is none
 */
export async function getManagers(home: string): Promise<ReadonlyMap<string, { readonly bin: string } | { readonly missing: string }>> {
  const wanted = managers.flatMap(({ from }) => from === undefined ? [] : [[from.package, from.range]])
  mkdirSync(home, { recursive: true })
  // Optional: one that cannot be had keeps none of the others away.
  writeFileSync(join(home, 'package.json'), JSON.stringify({ private: true, optionalDependencies: Object.fromEntries(wanted) as unknown }))
  const install = await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: home })
  const found = new Map<string, { readonly bin: string } | { readonly missing: string }>()
  for (const manager of managers) {
    const bin = join(home, 'bin', String(found.size))
    const program = manager.from && join(home, 'node_modules', manager.from.package, manager.from.program)
    mkdirSync(bin, { recursive: true })
    if (program !== undefined && !existsSync(program)) {
      found.set(manager.name, { missing: `${manager.from!.package}@${manager.from!.range} could not be installed${install.code === 0 ? '' : `: ${install.stderr.trim().split('\n')[0] ?? ''}`}` })
      continue
    }
    const words = program === undefined ? undefined : /\.c?js$/.test(program) ? `node ${sh(program)}` : sh(program)
    if (words !== undefined) writeFileSync(join(bin, manager.command), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 })
    const { code, stderr } = await run(words === undefined ? manager.command : join(bin, manager.command), ['--version'], { cwd: home })
    found.set(manager.name, code === 0 ? { bin } : { missing: `it does not start: ${stderr.trim().split('\n')[0] ?? ''}` })
  }
  return found
}

/** A port of this machine where nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

/** What makes every package manager ask this registry, once. */
export function registryEnv(url: string): Readonly<Record<string, string>> {
  return {
    npm_config_registry: url, npm_config_fetch_retries: '0', BUN_CONFIG_REGISTRY: url,
    YARN_REGISTRY: url, YARN_NPM_REGISTRY_SERVER: url, YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1', YARN_HTTP_RETRY: '0', YARN_ENABLE_TELEMETRY: '0',
  }
}

/** Unpacks the packed package. Returns the program that `npm create` runs. */
export async function unpack(tarball: string, into: string): Promise<string> {
  mkdirSync(into, { recursive: true })
  await mustRun('tar', ['-xzf', tarball, '-C', into])
  return join(into, 'package/dist/create-conventions.cjs')
}
