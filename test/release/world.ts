import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { inRoot } from '../../scripts/lib/root.ts'
import { makeRepository, type Repository } from '../history/repository.ts'

/** What a stand-in does instead of answering. `late`: it does its work, and then no answer comes. */
export type Fault = number | 'hang' | 'cut' | 'late'

interface Server {
  readonly url: string
  /** Faults by `METHOD path prefix`; taken away by the test. */
  readonly faults: Map<string, Fault>
  readonly requests: string[]
}

async function serve(answer: (method: string, path: string, body: string) => { status: number, body: unknown }): Promise<Server> {
  const faults = new Map<string, Fault>()
  const requests: string[] = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => { body += chunk }).on('end', () => {
      const line = `${request.method ?? ''} ${decodeURIComponent(request.url ?? '')}`
      requests.push(line)
      const fault = [...faults].find(([start]) => line.startsWith(start))?.[1]
      if (fault === 'hang') return
      if (fault === 'cut') return void request.socket.destroy()
      const { status, body: told } = typeof fault === 'number' ? { status: fault, body: { message: `fault ${fault}` } } : answer(request.method ?? '', decodeURIComponent(request.url ?? ''), body)
      if (fault === 'late') return void request.socket.destroy()
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(told))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, faults, requests }
}

/** A registry of npm: metadata, PUT of a package, whoami. https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md */
async function registry() {
  const packages = new Map<string, { name: string, versions: Record<string, unknown>, 'dist-tags': Record<string, string> }>()
  const server = await serve((method, path, body) => {
    const name = path.slice(1)
    if (path === '/-/whoami') return { status: 200, body: { username: 'ada' } }
    const there = packages.get(name)
    if (method === 'GET') return there ? { status: 200, body: there } : { status: 404, body: { error: 'not found' } }
    const sent = JSON.parse(body) as { versions: Record<string, unknown>, 'dist-tags': Record<string, string> }
    if (Object.keys(sent.versions).some((version) => there?.versions[version])) return { status: 403, body: { error: 'cannot publish over the previously published versions' } }
    packages.set(name, { name, versions: { ...there?.versions, ...sent.versions }, 'dist-tags': { ...there?.['dist-tags'], ...sent['dist-tags'] } })
    return { status: 201, body: { ok: true } }
  })
  const put = (name: string, version: string): void => { packages.set(name, { name, versions: { [version]: {} }, 'dist-tags': { latest: version } }) }
  return { ...server, put, versions: (name: string) => Object.keys(packages.get(name)?.versions ?? {}), tags: (name: string) => packages.get(name)?.['dist-tags'] ?? {} }
}

interface Made { readonly tag_name: string, readonly prerelease?: boolean, readonly body?: string, readonly description?: string }

/** The releases and pull requests of GitHub and GitLab, by the fields that their schemas require. */
async function forge() {
  const releases: Made[] = []
  const proposals: Record<string, unknown>[] = []
  const comments: string[] = []
  const ci: { checks: object[], statuses: object[], pipelines: object[] } = { checks: [], statuses: [], pipelines: [] }
  const server = await serve((method, path, body) => {
    const tagged = /\/releases\/(?:tags\/)?(.+)$/.exec(path)?.[1]
    if (method === 'GET' && tagged !== undefined) {
      const found = releases.find((one) => one.tag_name === tagged)
      return found ? { status: 200, body: found } : { status: 404, body: { message: 'Not Found' } }
    }
    if (method === 'POST' && path.endsWith('/releases')) {
      const sent = JSON.parse(body) as Made
      if (typeof sent.tag_name !== 'string') return { status: 422, body: { message: 'tag_name is missing' } }
      if (releases.some((one) => one.tag_name === sent.tag_name)) return { status: 422, body: { message: 'already_exists' } }
      releases.push(sent)
      return { status: 201, body: sent }
    }
    if (method === 'GET' && /\/commits\/[0-9a-f]{40}\/check-runs\?/.test(path)) return { status: 200, body: { total_count: ci.checks.length, check_runs: ci.checks } }
    if (method === 'GET' && /\/commits\/[0-9a-f]{40}\/status\?/.test(path)) return { status: 200, body: { state: 'pending', total_count: ci.statuses.length, statuses: ci.statuses } }
    if (method === 'GET' && /\/pipelines\?sha=[0-9a-f]{40}/.test(path)) return { status: 200, body: ci.pipelines }
    if (/\/(comments|notes)\b/.test(path)) {
      const { body: said } = method === 'GET' ? { body: '' } : JSON.parse(body) as { body: string }
      if (method === 'GET') return { status: 200, body: comments.map((one, index) => ({ id: index + 1, body: one })) }
      if (method === 'POST') comments.push(said)
      else comments[Number(/(\d+)$/.exec(path)![1]) - 1] = said
      return { status: method === 'POST' ? 201 : 200, body: {} }
    }
    if (/\/(pulls|merge_requests)\b/.test(path)) {
      if (method === 'GET') return { status: 200, body: proposals.map((_, index) => ({ number: index + 1, iid: index + 1 })) }
      if (method === 'POST') proposals.push(JSON.parse(body) as Record<string, unknown>)
      else proposals[0] = { ...proposals[0], ...JSON.parse(body) as object }
      return { status: method === 'POST' ? 201 : 200, body: { html_url: 'https://forge/1', web_url: 'https://forge/1' } }
    }
    return { status: 200, body: { permissions: { push: true, project_access: { access_level: 40 } } } }
  })
  return { ...server, releases, proposals, comments, ci }
}

export interface ReleaseWorld extends Repository {
  readonly registry: Awaited<ReturnType<typeof registry>>
  readonly forge: Awaited<ReturnType<typeof forge>>
  remote(...args: readonly string[]): string
  /** A hook of the remote, in sh; undefined takes it away. */
  hook(name: 'pre-receive' | 'update' | 'post-receive', sh: string | undefined): void
  /** A remote that was moved away is there again. */
  comeBack(): void
  /** Runs a command line of ours in a process of its own, and ends it by a signal when stderr says this line. */
  runUntil(line: string, signal: NodeJS.Signals, ...argv: readonly string[]): Promise<number | null>
  /** Refs of the remote, versions on the registry, releases of the host, and what is unclean here. */
  state(): { readonly remote: string[], readonly registry: string[], readonly forge: string[], readonly tags: string[], readonly dirty: string, readonly ahead: string }
}

export const base = { 'conventions.config.yaml': 'extends: standard\nrelease: { timeout: 2 }\nhost: github\n', 'package.json': '{\n  "name": "demo",\n  "version": "0.0.0"\n}\n' }

/** A repository with a bare remote, a registry and a host, all on this machine. */
export async function makeWorld(files: Readonly<Record<string, string>> = base): Promise<ReleaseWorld> {
  const [npm, host] = [await registry(), await forge()]
  const repository = makeRepository(files)
  const bare = mkdtempSync(join(realpathSync(tmpdir()), 'conventions-remote-'))
  onTestFinished(() => rmSync(bare, { recursive: true, force: true }))
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', bare])
  const npmrc = join(bare, 'npmrc')
  writeFileSync(npmrc, `registry=${npm.url}/\n//${new URL(npm.url).host}/:_authToken=secret\n`)
  const own = repository.env as Record<string, string | undefined>
  Object.assign(own, {
    NPM_CONFIG_USERCONFIG: npmrc, npm_config_registry: undefined, npm_config_userconfig: undefined, NPM_CONFIG_FETCH_RETRIES: '0', npm_config_cache: join(bare, 'npm-cache'), NPM_CONFIG_UPDATE_NOTIFIER: 'false',
    GITHUB_TOKEN: 'token', GITHUB_API_URL: host.url, GITLAB_TOKEN: 'token', CI_API_V4_URL: host.url, GITHUB_STEP_SUMMARY: undefined,
  })
  const { git } = repository
  git('config', `url.${bare}.insteadOf`, 'https://github.com/acme/demo.git')
  git('config', 'user.name', 'Ada')
  git('config', 'user.email', 'ada@example.com')
  git('remote', 'add', 'origin', 'https://github.com/acme/demo.git')
  const remote = (...args: readonly string[]) => execFileSync('git', args, { cwd: bare, encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: join(bare, 'none'), GIT_CONFIG_NOSYSTEM: '1' } }).trim()
  return {
    ...repository, registry: npm, forge: host, remote,
    hook(name, sh) {
      const file = join(bare, 'hooks', name)
      if (sh === undefined) return rmSync(file, { force: true })
      writeFileSync(file, `#!/bin/sh\n${sh}\n`)
      chmodSync(file, 0o755)
    },
    comeBack: () => renameSync(`${bare}.away`, bare),
    runUntil: (line, signal, ...argv) => new Promise((resolve) => {
      const child = spawn(process.execPath, [inRoot('src/bin.ts'), ...argv], { cwd: repository.root, env: { ...own }, stdio: ['ignore', 'ignore', 'pipe'] })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes(line)) child.kill(signal)
      })
      child.on('close', (code) => resolve(code))
    }),
    state: () => ({
      remote: remote('for-each-ref', '--format=%(refname:short)').split('\n').sort(),
      registry: npm.versions('demo'), forge: host.releases.map(({ tag_name: tag }) => tag), tags: git('tag').split('\n').filter((tag) => tag !== ''),
      dirty: git('status', '--porcelain'), ahead: git('rev-list', '--count', 'origin/main..HEAD'),
    }),
  }
}

/** Commits and pushes what is to be released. */
export function ready(world: ReleaseWorld, ...messages: readonly string[]): void {
  for (const message of messages) world.commit(message)
  world.git('push', '-q', '-u', 'origin', 'HEAD')
}
