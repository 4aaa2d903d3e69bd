import { spawnSync } from 'node:child_process'
import type { Probe } from '../feature.ts'
import type { Io } from '../io.ts'
import { hasPackage } from './packages.ts'
import { satisfies } from './range.ts'
import type { Repo } from './repo.ts'

/** What a probe found. */
export interface Probed {
  /** Undefined: it cannot be told here. */
  readonly ok: boolean | undefined
  /** A value, version or path; undefined where nothing was found. */
  readonly found: string | undefined
}

/** Answers a probe. Reads, and asks tools for their version; changes nothing. */
export function probe(ask: Probe['ask'], repo: Repo, io: Pick<Io, 'env' | 'nodeVersion' | 'platform'>): Probed {
  const { platform } = io
  if ('gitConfig' in ask) {
    const found = repo.git.config(ask.gitConfig)
    return { ok: found === ask.value || (found !== undefined && ask.over?.includes(found) === true), found }
  }
  if ('hooks' in ask) {
    const { dir, names } = repo.git.hooks()
    const missing = ask.hooks.filter((name) => !names.includes(name))
    return { ok: missing.length === 0, found: missing.length === 0 ? dir : undefined }
  }
  if ('executable' in ask) {
    const wrong = ask.executable.filter((path) => !(repo.stat(path)?.executable ?? false) && (platform === 'win32' ? repo.stat(path) === undefined : true))
    return { ok: wrong.length === 0, found: wrong.length === 0 ? undefined : wrong.join(', ') }
  }
  if ('node' in ask) return { ok: satisfies(io.nodeVersion, ask.node), found: io.nodeVersion }
  if ('hookNode' in ask) return probeHookNode(ask.hookNode, repo, io)
  if ('tool' in ask) return probeTool(ask.tool, ask.versionArgs ?? ['--version'], ask.version, repo, io)
  return probePackage(ask.installed, repo)
}

/** Asks the hook files themselves, as a client would that was not started from a terminal. Who only works in terminals needs no answer. */
function probeHookNode(folder: string, repo: Repo, { env, platform }: Pick<Io, 'env' | 'platform'>): Probed {
  const { HOME, USERPROFILE, SystemRoot } = env
  const path = platform === 'win32' ? env['PATH'] : '/usr/bin:/bin:/usr/sbin:/sbin'
  const asked = spawnSync('sh', ['-c', '. "$1/toolkit.sh" && conventions_find_node && printf "%s" "$conventions_node"', 'sh', `./${folder}`], {
    cwd: repo.root, env: { PATH: path, HOME, USERPROFILE, SystemRoot }, encoding: 'utf8', windowsHide: true,
  })
  const found = asked.status === 0 ? asked.stdout.trim() : ''
  return found === '' ? { ok: undefined, found: undefined } : { ok: true, found }
}

function probeTool(tool: string, args: readonly string[], range: string | undefined, repo: Repo, { env, platform }: Pick<Io, 'env' | 'platform'>): Probed {
  // npm and its like are .cmd files on Windows, which only a shell runs; tool and arguments come from features, not from the repository.
  const asked = spawnSync(tool, [...args], { cwd: repo.root, env: { ...env }, encoding: 'utf8', windowsHide: true, shell: platform === 'win32', timeout: 10_000 })
  const found = asked.stdout?.split('\n').find((line) => line.trim() !== '')?.trim()
  if (asked.error || asked.status !== 0) return { ok: false, found: undefined }
  // Java speaks on stderr.
  const version = range === undefined ? undefined : versionIn(found === undefined ? asked.stderr : asked.stdout)
  return range === undefined ? { ok: true, found } : { ok: version !== undefined && satisfies(version, range) === true, found: found ?? version }
}

/** The first number with a dot in it, else the first number, as three numbers. */
export function versionIn(text: string): string | undefined {
  const numbers = text.match(/[0-9][0-9.]*/g) ?? []
  const found = numbers.find((number) => /[0-9]\.[0-9]/.test(number)) ?? numbers[0]
  return found === undefined ? undefined : [...found.split('.'), '0', '0'].slice(0, 3).map((part) => String(Number(part))).join('.')
}

function probePackage(name: string, repo: Repo): Probed {
  // Yarn's Plug'n'Play has no node_modules; its map is a program that we do not run.
  if (repo.stat('node_modules') === undefined && repo.stat('.pnp.cjs') !== undefined) return { ok: undefined, found: undefined }
  return hasPackage(repo, name) ? { ok: true, found: `node_modules/${name}` } : { ok: false, found: undefined }
}
